"""The evaluator: a tree and its names to a number, an array or a trace. Shapes are checked before anything is allocated."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine import limits
from engine.errors import FormulaError, ShapeError
from engine.formula import functions
from engine.formula.tree import (
    Array,
    Binary,
    Call,
    Concatenation,
    Field,
    Flag,
    Index,
    Name,
    Negative,
    Node,
    Number,
    Span,
    Text,
    Transpose,
)

Numeric: TypeAlias = float | NDArray[np.float64]


def evaluate(node: Node, names: Mapping[str, Any]) -> Any:
    """What a formula comes to.

    `names`: the givens as `numeric` returns them. Returns a float, an array of floats, a text, or a solver's trace.
    Raises `FormulaError` (`ShapeError` where two shapes do not fit) with the place in the formula.
    """
    match node:
        case Number(value=value) | Text(value=value) | Flag(value=value):
            return value
        case Name():
            return _name(node, names)
        case Array(items=items):
            return _array([evaluate(item, names) for item in items], node)
        case Negative(operand=operand, at=at):
            return -number(evaluate(operand, names), at)
        case Binary():
            return _binary(node, evaluate(node.left, names), evaluate(node.right, names))
        case Call():
            return _call(node, names)
        case Field():
            return _field(evaluate(node.base, names), node)
        case Index():
            return _index(number(evaluate(node.base, names), node.at), node, names)
        case Transpose(operand=operand, at=at):
            return _finite(np.transpose(number(evaluate(operand, names), at)), at)
        case Concatenation(items=items, at=at):
            return _finite(np.concatenate([np.atleast_1d(number(evaluate(i, names), at)) for i in items], axis=-1), at)


def evaluate_number(node: Node, names: Mapping[str, Any]) -> Numeric:
    """As `evaluate`, for formulas that must come to a number or an array of numbers."""
    return number(evaluate(node, names), getattr(node, "at", None))


def numeric(value: Any) -> Any:
    """A given as plain data, ready for a formula: nested lists of numbers become arrays, the rest stays as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float | list | tuple):
        return value
    if isinstance(value, int | float):
        return float(value)
    array = np.array(value, dtype=object)
    flat = array.ravel()
    if not all(isinstance(item, int | float) and not isinstance(item, bool) for item in flat):
        return value
    return array.astype(np.float64)


def plain(value: Any) -> Any:
    """A result as plain data: floats and nested lists, whole numbers without a point, no minus zero."""
    if isinstance(value, np.ndarray):
        return [plain(item) for item in value] if value.ndim else plain(float(value))
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float | np.number):
        real = float(value) + 0.0
        return int(real) if real.is_integer() and abs(real) < limits.NUMBER_MAGNITUDE else real
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return str(value)


def number(value: Any, at: Span | None) -> Numeric:
    """Insist on a finite number or array; booleans count as 0 and 1."""
    if type(value) is float:
        return value
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return value if value.ndim else float(value)
    if isinstance(value, int | np.number | np.bool_):
        return float(value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        return value.astype(np.float64)
    if hasattr(value, "_fields"):
        raise FormulaError(f"a trace is no number; name one of its fields: {', '.join(value._fields)}", at)
    raise FormulaError(f"expected a number or an array, found {value!r:.60}", at)


def _name(node: Name, names: Mapping[str, Any]) -> Any:
    if node.name in names:
        return names[node.name]
    if node.name in CONSTANTS:
        return CONSTANTS[node.name]
    known = ", ".join(sorted(names))
    raise FormulaError(f"nothing is called {node.name}" + (f"; known: {known}" if known else ""), node.at)


CONSTANTS = {"pi": float(np.pi), "e": float(np.e)}


def _array(items: list[Any], node: Array) -> Any:
    if items and all(isinstance(item, str) for item in items):
        return items
    rows = [number(item, node.at) for item in items]
    shapes = [np.shape(row) for row in rows]
    for place, shape in enumerate(shapes):
        if shape != shapes[0]:
            raise ShapeError(f"{_part(shapes[0])} stands first, but {_part(shape)} at place {place + 1}", node.at)
    if shapes and len(shapes[0]) + 1 > limits.ARRAY_DIMENSIONS:
        raise FormulaError(f"an array may have {limits.ARRAY_DIMENSIONS} dimensions", node.at)
    if len(items) > limits.ARRAY_DIMENSION:
        raise FormulaError(f"a dimension may hold {limits.ARRAY_DIMENSION:,} numbers", node.at)
    return np.array(rows, dtype=np.float64)


def _part(shape: tuple[int, ...]) -> str:
    """A shape in words, for rows that differ."""
    if not shape:
        return "a number"
    return f"a row of {shape[0]}" if len(shape) == 1 else f"a {'×'.join(map(str, shape))} block"


def _call(node: Call, names: Mapping[str, Any]) -> Any:
    arguments = [evaluate(argument, names) for argument in node.arguments]
    named = {key: evaluate(value, names) for key, value in node.named}
    with np.errstate(all="ignore"):
        result = functions.apply(node.function, arguments, named, node.at)
    return _finite(result, node.at) if isinstance(result, float | np.ndarray | np.number) else result


def _field(base: Any, node: Field) -> Any:
    if isinstance(base, np.ndarray) and node.name == "T":
        return base.T
    fields = getattr(base, "_fields", ())
    if node.name not in fields:
        known = f"; it has {', '.join(fields)}" if fields else ""
        raise FormulaError(f"there is no field {node.name} here{known}", node.at)
    return getattr(base, node.name)


def _index(base: Numeric, node: Index, names: Mapping[str, Any]) -> Numeric:
    places = [evaluate(index, names) for index in node.indices]
    if not all(isinstance(place, float) and place.is_integer() for place in places):
        raise FormulaError("an index is a whole number, counted from 0", node.at)
    try:
        return number(np.asarray(base)[tuple(int(place) for place in places)], node.at)
    except IndexError:
        raise FormulaError(
            f"nothing stands at {[int(p) for p in places]} of shape {shown(np.shape(base))}", node.at
        ) from None


def _binary(node: Binary, left: Any, right: Any) -> Numeric:
    a, b = number(left, node.at), number(right, node.at)
    check_conformity(node, np.shape(a), np.shape(b))
    if node.operator == "**" and np.max(np.abs(b), initial=0) > limits.EXPONENT_MAGNITUDE:
        raise FormulaError(f"an exponent may be at most {limits.EXPONENT_MAGNITUDE}", node.at)
    if node.operator == "/" and not np.all(b):
        raise FormulaError("division by zero", node.at)
    with np.errstate(all="ignore"):
        return _finite(OPERATIONS[node.operator](a, b), node.at)


def _power(a: Any, b: Any) -> Any:
    return np.power(np.float64(a) if isinstance(a, float) else a, b)


OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "@": lambda a, b: a @ b,
    "**": _power,
}


def check_conformity(node: Binary, left: tuple[int, ...], right: tuple[int, ...]) -> None:
    """Refuse operands whose shapes do not fit, or whose result would be too large."""
    if not left or not right:
        if node.operator == "@":
            raise ShapeError("@ multiplies vectors and matrices; for a number use *", node.at)
        return
    if node.operator == "@":
        inner = right[-2] if len(right) > 1 else right[0]
        if left[-1] != inner:
            raise ShapeError(
                f"{shown(left)} @ {shown(right)} cannot be multiplied: {left[-1]} columns meet {inner} rows", node.at
            )
        size = _product(left) * (right[-1] if len(right) > 1 else 1) * _product(right[:-2])
        if size > limits.OPERATIONS:
            raise FormulaError("this product is too large", node.at)
        return
    try:
        result = np.broadcast_shapes(left, right)
    except ValueError:
        raise ShapeError(f"{shown(left)} {node.operator} {shown(right)}: the shapes do not fit", node.at) from None
    if _product(result) > limits.ARRAY_ELEMENTS:
        raise FormulaError(f"an array may hold {limits.ARRAY_ELEMENTS:,} numbers", node.at)


def _product(shape: tuple[int, ...]) -> int:
    size = 1
    for dimension in shape:
        size *= dimension
    return size


def shown(shape: tuple[int, ...]) -> str:
    """A shape as it is printed: `2×2`, `a vector of 3`, `a number`."""
    if not shape:
        return "a number"
    return f"a vector of {shape[0]}" if len(shape) == 1 else "×".join(map(str, shape))


def _finite(result: Any, at: Span | None) -> Numeric:
    """A result that can be compared: NaN and infinity never pass for an answer."""
    if isinstance(result, float):
        finite = result - result == 0
    else:
        finite = bool(np.isfinite(result).all())
    if not finite:
        raise FormulaError("this does not come to a finite number", at)
    return number(result, at)
