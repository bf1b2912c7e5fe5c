"""The shapes and number types of arguments: brought to one floating type, checked, and refused by name."""

import math
from collections.abc import Mapping
from types import EllipsisType
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.floating]
"""Real numbers of one precision; complex ones pass through too, which the complex-step gradient check relies on."""

Pattern: TypeAlias = tuple[int | str | EllipsisType, ...]
"""A shape as a reader would write it: `(..., 8, "D")`: any leading axes, then 8, then any size called D."""


FLOAT64 = np.dtype(np.float64)


class ShapeMismatch(ValueError):  # noqa: N818 - the sentence "ShapeMismatch: W has shape (3, 2)" needs no more
    """An argument whose shape does not fit the others; the text names it, its shape and the expected one."""


def floats(**values: ArrayLike | None) -> list[Array]:
    """Turn named arguments into arrays of one floating type, in the order given; `None` becomes a zero without axes.

    Arrays decide the type: float32 stays float32 beside Python's own numbers, integers alone become float64.
    Raises `ValueError` for words and for rows of unequal length.
    """
    # Formulas call with these alone, thousands of times a second in a check.
    found: list[Array] = []
    for value in values.values():
        if type(value) is np.ndarray and value.dtype == FLOAT64:
            found.append(value)
        elif value is None or isinstance(value, float):
            found.append(np.array(0.0 if value is None else value))
        else:
            return _of_one_type(values)
    return found


def _of_one_type(values: Mapping[str, ArrayLike | None]) -> list[Array]:
    """As `floats`, for arguments of any type."""
    arrays = [_numbers(name, 0 if value is None else value) for name, value in values.items()]
    given = zip(arrays, values.values(), strict=True)
    typed = [array.dtype for array, value in given if array.dtype.kind in "fc" and hasattr(value, "dtype")]
    dtype = np.result_type(*typed) if typed else np.dtype(np.float64)
    return [array.astype(dtype, copy=False) for array in arrays]


def _numbers(name: str, value: ArrayLike) -> Array:
    try:
        array = np.asarray(value)
    except ValueError:
        raise ShapeMismatch(f"{name} has rows of unequal length") from None
    if array.dtype.kind not in "fciub" and array.size:
        raise ValueError(f"{name} must be made of numbers, not {value!r}")
    return array


def expect(name: str, found: tuple[int, ...], pattern: Pattern) -> None:
    """Check one argument's shape against the one it must have.

    Raises `ShapeMismatch`.
    """
    if found != pattern and not _fits(found, pattern):
        raise ShapeMismatch(f"{name} has shape {describe(found)}, expected {describe(pattern)}")


def _fits(shape: tuple[int, ...], wanted: Pattern) -> bool:
    if wanted and wanted[0] is ...:
        wanted = wanted[1:]
        shape = shape[max(len(shape) - len(wanted), 0) :]
    return len(shape) == len(wanted) and all(
        here == size or isinstance(size, str) for here, size in zip(shape, wanted, strict=True)
    )


def describe(shape: Pattern) -> str:
    """Write a shape for a reader: `(4, 3)`, `(..., 4, D)`, `()` for a plain number."""
    sizes = ["..." if size is ... else str(size) for size in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def together(**arrays: tuple[int, ...]) -> tuple[int, ...]:
    """The common shape of leading axes, by name.

    Raises `ShapeMismatch` when they cannot be broadcast.
    """
    try:
        return broadcast(*arrays.values())
    except ValueError:
        found = ", ".join(f"{name} {describe(shape)}" for name, shape in arrays.items())
        raise ShapeMismatch(f"leading axes do not fit together: {found}; expected equal sizes, or 1") from None


def broadcast(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    """The shape that several have together, element by element. Raises `ValueError` when they do not fit."""
    different = {shape for shape in shapes if shape}
    # Nothing to spread, which is usual: NumPy takes ten times as long to find that out.
    return np.broadcast_shapes(*different) if len(different) > 1 else different.pop() if different else ()


def broadcast_elements(*values: ArrayLike, **named: ArrayLike) -> int:
    """How many numbers the arguments make together, element by element; their product when they do not fit."""
    shapes = [np.shape(value) for value in (*values, *named.values())]
    try:
        return math.prod(broadcast(*shapes))
    except ValueError:
        return math.prod(math.prod(shape) for shape in shapes)
