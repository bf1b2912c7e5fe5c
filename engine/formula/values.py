"""The values of formulas: plain data in, finite floats and arrays of floats within, plain data out."""

from collections.abc import Iterable
from math import isfinite
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine import limits
from engine.errors import FormulaError
from engine.formula.sizes import check_size
from engine.formula.tree import Span

Numeric: TypeAlias = float | NDArray[np.float64]

SINGLE = (float, int, np.number, np.bool_)
"""What a single number may be, as arithmetic and solvers return it."""

FEW = 32
"""Numbers that are looked at one by one sooner than NumPy's functions are called."""


def numeric(value: Any) -> Any:
    """A given as plain data, ready for a formula: nested lists of numbers become arrays, the rest stays as it is."""
    if isinstance(value, bool) or not isinstance(value, (int, float, list, tuple)):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    if not _kinds(value) <= {int, float}:
        return value
    try:
        return np.array(value, dtype=np.float64)
    except ValueError:
        # Rows of unequal length: whoever computes with them says so.
        return value


def _kinds(value: list[Any] | tuple[Any, ...]) -> set[type]:
    """The types of everything in nested lists that is no list."""
    level: Iterable[Any] = value
    while (kinds := {*map(type, level)}) & {list, tuple}:
        level = [below for item in level for below in (item if isinstance(item, (list, tuple)) else [item])]
    return kinds


def number(value: Any, at: Span | None) -> Numeric:
    """Insist on a number or an array; booleans count as 0 and 1. Raises `FormulaError`."""
    if type(value) is float:
        return value
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        return value.astype(np.float64, copy=False) if value.ndim else float(value)
    if isinstance(value, SINGLE):
        return float(value)
    if hasattr(value, "_fields"):
        raise FormulaError(f"a trace is no number; name one of its fields: {', '.join(value._fields)}", at)
    raise FormulaError(f"expected a number or an array, found {value!r:.60}", at)


def finite(value: Any, at: Span | None) -> Numeric:
    """Insist on a number or an array that can be compared: neither NaN nor infinity, and of a size that may be held.

    Raises `FormulaError`.
    """
    result = value if type(value) is float else number(value, at)
    if isinstance(result, float):
        sound = isfinite(result)
    else:
        # No axis of a small array can be too long.
        if result.size > limits.ARRAY_DIMENSION or result.ndim > limits.ARRAY_DIMENSIONS or not result.size:
            check_size(result.shape, at)
        few = result.size <= FEW
        sound = all(map(isfinite, result.ravel().tolist())) if few else bool(np.isfinite(result).all())
    if not sound:
        raise FormulaError("this does not come to a finite number", at)
    return result


DIGITS = 12
"""Significant digits of a value that is shown; the few behind them are what floating-point arithmetic leaves."""


def tidy(value: Numeric) -> Any:
    """A result as plain data for a reader: 27.72 where arithmetic left 27.719999999999995."""
    return _tidied(value if isinstance(value, float) else value.tolist())


def _tidied(value: Any) -> Any:
    if isinstance(value, list):
        return [_tidied(item) for item in value]
    return _whole_if_whole(float(f"{value:.{DIGITS}g}"))


def plain(value: Any) -> Any:
    """A result as plain data: floats and nested lists, whole numbers without a point, no minus zero."""
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float, np.number)):
        return _whole_if_whole(float(value))
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return str(value)


def _whole_if_whole(value: float) -> float:
    return int(value) if value.is_integer() and abs(value) < limits.NUMBER_MAGNITUDE else value
