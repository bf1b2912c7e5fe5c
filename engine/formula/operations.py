"""What operators, brackets, dots and indices do with numbers and arrays, shapes checked first."""

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from engine import limits
from engine.errors import FormulaError, ShapeError
from engine.formula.sizes import check_conformity, check_size, shown
from engine.formula.tree import Binary, Field, Index, Span
from engine.formula.values import Numeric, finite, number


def stacked(items: list[Any], at: Span) -> Numeric:
    """Numbers or rows of one shape as an array. Raises `ShapeError` when they differ."""
    rows = [number(item, at) for item in items]
    shapes = list(map(shape_of, rows))
    for place, shape in enumerate(shapes):
        if shape != shapes[0]:
            raise ShapeError(f"{piece(shapes[0])} stands first, but {piece(shape)} at place {place + 1}", at)
    check_size((len(rows), *(shapes[0] if shapes else ())), at)
    return np.array(rows, dtype=np.float64)


def shape_of(value: Numeric) -> tuple[int, ...]:
    """A value's shape; empty for a number."""
    return value.shape if isinstance(value, np.ndarray) else ()


def piece(shape: tuple[int, ...]) -> str:
    """A shape in words, for rows that differ."""
    if not shape:
        return "a number"
    return f"a row of {shape[0]}" if len(shape) == 1 else f"a {shown(shape)} block"


def part(base: Any, node: Field) -> Any:
    """A named part of a trace, or an array's transpose."""
    if isinstance(base, np.ndarray) and node.name == "T":
        return base.T
    fields = getattr(base, "_fields", ())
    if node.name not in fields:
        known = f"; it has {', '.join(fields)}" if fields else ""
        raise FormulaError(f"there is no field {node.name} here{known}", node.at)
    return base[fields.index(node.name)]


def element(base: Numeric, node: Index, places: list[Any]) -> Numeric:
    """An element or a row, counted from 0."""
    if not all(isinstance(place, float) and place.is_integer() for place in places):
        raise FormulaError("an index is a whole number, counted from 0", node.at)
    wanted = tuple(map(int, places))
    try:
        return number(np.asarray(base)[wanted], node.at)
    except IndexError:
        raise FormulaError(f"nothing stands at {list(wanted)} of {shown(shape_of(base))}", node.at) from None


def operated(node: Binary, left: Numeric, right: Numeric) -> Numeric:
    """Two operands brought together, their shapes checked first."""
    if node.operator not in OPERATIONS:
        raise FormulaError("write the sign of a product: * or @", node.at)
    check_conformity(node, shape_of(left), shape_of(right))
    if node.operator == "**" and _largest(right) > limits.EXPONENT_MAGNITUDE:
        raise FormulaError(f"an exponent may be at most {limits.EXPONENT_MAGNITUDE}", node.at)
    if node.operator == "/" and not (right if isinstance(right, float) else right.all()):
        raise FormulaError("division by zero", node.at)
    return finite(OPERATIONS[node.operator](left, right), node.at)


def _largest(value: Numeric) -> float:
    """The greatest magnitude among the numbers; of none, 0."""
    return abs(value) if isinstance(value, float) else float(np.max(np.abs(value), initial=0))


OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "@": operator.matmul,
    "**": np.power,
}

OF_FLOATS: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
"""What needs no check beforehand when both operands are single numbers; division by zero aside."""
