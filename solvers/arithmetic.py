"""The elementary functions of formulas: of single numbers, of all numbers of an array, and those that build arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, broadcast_elements, describe, expect, floats


@solver("exp")
def exp(a: ArrayLike) -> Array:
    """e to the power `a`, element by element; infinite beyond the largest float."""
    with np.errstate(over="ignore"):
        return np.exp(*floats(a=a))


@solver("log")
def log(a: ArrayLike) -> Array:
    """The natural logarithm, element by element.

    Raises `ValueError` unless every number is positive.
    """
    (a,) = floats(a=a)
    if not np.all(a > 0):
        raise ValueError("log needs positive numbers")
    return np.log(a)


@solver("sqrt")
def sqrt(a: ArrayLike) -> Array:
    """The square root, element by element.

    Raises `ValueError` for a negative number.
    """
    (a,) = floats(a=a)
    if np.any(a < 0):
        raise ValueError("sqrt needs numbers that are not negative")
    return np.sqrt(a)


@solver("abs")
def absolute(a: ArrayLike) -> Array:
    """The size without the sign, element by element."""
    return np.abs(*floats(a=a))


@solver("sign")
def sign(a: ArrayLike) -> Array:
    """-1, 0 or 1, element by element."""
    return np.sign(*floats(a=a))


@solver("floor")
def floor(a: ArrayLike) -> Array:
    """The largest whole number not above, element by element."""
    return np.floor(*floats(a=a))


@solver("ceil")
def ceil(a: ArrayLike) -> Array:
    """The smallest whole number not below, element by element."""
    return np.ceil(*floats(a=a))


@solver("round")
def nearest(a: ArrayLike, decimals: int = 0) -> Array:
    """Rounded to so many decimals, halves to the even neighbour."""
    (a,) = floats(a=a)
    return np.round(a, int(decimals))


@solver("sum")
def total(a: ArrayLike, axis: int | None = None) -> Array:
    """The sum of all numbers, or along one axis, counted from 0."""
    (a,) = floats(a=a)
    return np.asarray(a.sum(_axis(a, axis)))


@solver("mean")
def mean(a: ArrayLike, axis: int | None = None) -> Array:
    """The mean of all numbers, or along one axis, counted from 0.

    Raises `ValueError` when there are none.
    """
    a = _some("mean", a)
    return np.asarray(a.mean(_axis(a, axis)))


@solver("prod")
def product(a: ArrayLike, axis: int | None = None) -> Array:
    """The product of all numbers, or along one axis, counted from 0."""
    (a,) = floats(a=a)
    with np.errstate(over="ignore"):
        return np.asarray(a.prod(_axis(a, axis)))


@solver("max", elements=broadcast_elements)
def largest(*values: ArrayLike) -> Array:
    """The largest number of one array; of several arguments, the larger one place by place: `max(0, x)`."""
    return _extreme("max", np.maximum, values)


@solver("min", elements=broadcast_elements)
def smallest(*values: ArrayLike) -> Array:
    """The smallest number of one array; of several arguments, the smaller one place by place."""
    return _extreme("min", np.minimum, values)


def _extreme(name: str, ufunc: np.ufunc, values: Sequence[ArrayLike]) -> Array:
    arrays = [_some(name, value) for value in values]
    if not arrays:
        raise ValueError(f"{name} needs a number or an array")
    if len(arrays) == 1:
        return np.asarray(ufunc.reduce(arrays[0], axis=None))
    result = arrays[0]
    for array in arrays[1:]:
        result = ufunc(result, array)
    return result


@solver("argmax")
def argmax(a: ArrayLike) -> Array:
    """The place, counted from 0, of the largest number of a vector; the first of several."""
    a = _some("argmax", a)
    expect("a", a.shape, ("n",))
    return np.asarray(float(a.argmax()))


@solver("norm")
def norm(a: ArrayLike) -> Array:
    """The root of the summed squares of all numbers (for a vector its length, for a matrix Frobenius')."""
    (a,) = floats(a=a)
    scale = np.abs(a).max(initial=0)
    return np.asarray(scale * np.sqrt(((a / scale) ** 2).sum()) if scale else scale)


@solver("dot")
def dot(a: ArrayLike, b: ArrayLike) -> Array:
    """The sum of the products of two vectors `(n,)`.

    Raises `ShapeMismatch`.
    """
    a, b = floats(a=a, b=b)
    expect("a", a.shape, ("n",))
    expect("b", b.shape, a.shape)
    return np.asarray(a @ b)


@solver("outer", elements=lambda a, b: np.size(a) * np.size(b))
def outer(a: ArrayLike, b: ArrayLike) -> Array:
    """Every product of two vectors `(m,)` and `(n,)`: `(m, n)`, rows after the first.

    Raises `ShapeMismatch`.
    """
    a, b = floats(a=a, b=b)
    expect("a", a.shape, ("m",))
    expect("b", b.shape, ("n",))
    return np.outer(a, b)


@solver("transpose")
def transpose(a: ArrayLike) -> Array:
    """Rows and columns exchanged.

    Raises `ShapeMismatch` for what is no matrix.
    """
    (a,) = floats(a=a)
    expect("a", a.shape, ("m", "n"))
    return a.T


@solver("concatenate", elements=lambda *arrays, axis=0: sum(np.size(array) for array in arrays))
def concatenate(*arrays: ArrayLike, axis: int = 0) -> Array:
    """Arrays put one after the other along an axis counted from 0; single numbers count as vectors of one.

    Raises `ShapeMismatch` when the other axes differ.
    """
    named = floats(**{f"argument {place}": array for place, array in enumerate(arrays, 1)})
    parts = [np.atleast_1d(array) for array in named]
    shapes = ", ".join(describe(part.shape) for part in parts)
    try:
        return np.concatenate(parts, int(axis))
    except ValueError:
        raise ShapeMismatch(f"arrays of shapes {shapes} cannot be put together along axis {int(axis)}") from None


@solver("zeros", elements=lambda *sizes: int(np.prod([float(size) for size in sizes])))
def zeros(*sizes: float) -> Array:
    """An array of zeros: `zeros(2)`, `zeros(2, 3)`."""
    return np.zeros(_sizes(sizes))


@solver("ones", elements=lambda *sizes: int(np.prod([float(size) for size in sizes])))
def ones(*sizes: float) -> Array:
    """An array of ones: `ones(2)`, `ones(2, 3)`."""
    return np.ones(_sizes(sizes))


@solver("eye", elements=lambda size: int(float(size) ** 2))
def eye(size: float) -> Array:
    """The identity matrix of a size."""
    return np.eye(_sizes([size])[0])


@solver("diag", elements=lambda a: np.size(a) ** 2)
def diag(a: ArrayLike) -> Array:
    """A vector on the diagonal of a matrix of zeros; of a matrix, its diagonal."""
    (a,) = floats(a=a)
    if a.ndim not in (1, 2):
        raise ShapeMismatch(f"a has shape {describe(a.shape)}, expected a vector or a matrix")
    return np.diag(a)


def _sizes(sizes: Sequence[float]) -> list[int]:
    for size in sizes:
        if np.ndim(size) or float(size) != int(size) or size < 0:
            raise ValueError(f"a size must be a whole number, not {size}")
    return [int(size) for size in sizes]


def _axis(a: Array, axis: int | None) -> int | None:
    if axis is not None and not 0 <= axis < a.ndim:
        raise ShapeMismatch(f"axis {axis:g} is none of an array of shape {describe(a.shape)}")
    return None if axis is None else int(axis)


def _some(name: str, a: ArrayLike) -> Array:
    (array,) = floats(a=a)
    if not array.size:
        raise ValueError(f"{name} needs at least one number")
    return array
