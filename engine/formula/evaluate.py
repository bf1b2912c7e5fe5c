"""The evaluator: a tree and its names to a number, an array or a trace. Shapes are checked before anything is allocated."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from engine import limits
from engine.errors import FormulaError, ShapeError
from engine.formula import functions
from engine.formula.sizes import check_conformity, check_size, shown
from engine.formula.tree import Array, Binary, Call, Field, Flag, Index, Name, Negative, Node, Number, Span, Text
from engine.formula.values import Numeric, finite, number, numeric, plain, tidy

__all__ = [
    "Numeric",
    "Rounding",
    "evaluate",
    "evaluate_number",
    "number",
    "numeric",
    "plain",
    "rounding_to",
    "shown",
    "tidy",
]

Rounding = Callable[[Numeric], Numeric]
"""What a learner with a pencil does to each intermediate before going on."""

CONSTANTS = {"pi": float(np.pi), "π": float(np.pi), "e": float(np.e)}


def evaluate(node: Node, names: Mapping[str, Any], rounding: Rounding | None = None) -> Any:
    """What a formula comes to.

    `names`: the givens as `numeric` returns them. `rounding`: applied to the result of every operation and call; `None`: nothing is rounded.
    Returns a float, an array of floats, a text, or a solver's trace.
    Raises `FormulaError` (`ShapeError` where two shapes do not fit) with the place in the formula.
    """
    if isinstance(node, Number):
        return node.value
    with np.errstate(all="ignore"):
        return Evaluator(names, rounding).value(node)


def evaluate_number(node: Node, names: Mapping[str, Any], rounding: Rounding | None = None) -> Numeric:
    """As `evaluate`, for formulas that must come to a finite number or an array of finite numbers."""
    return finite(evaluate(node, names, rounding), node.at)


def rounding_to(places: int) -> Rounding:
    """Keep so many decimal places of each intermediate."""
    return lambda value: number(np.round(value, places), None)


class Evaluator:
    """One walk down a tree."""

    def __init__(self, names: Mapping[str, Any], rounding: Rounding | None):
        self.names = names
        self.rounding = rounding

    def value(self, node: Node) -> Any:
        """What a node comes to."""
        compute = EVALUATED.get(type(node))
        if compute is None:
            raise FormulaError("this belongs in an equation, not in a formula to be computed", node.at)
        return compute(self, node)

    def number(self, node: Node, at: Span) -> Numeric:
        """What a node comes to, a number or an array."""
        return number(self.value(node), at)

    def literal(self, node: Number | Text | Flag) -> Any:
        """What is written out."""
        return node.value

    def negative(self, node: Negative) -> Numeric:
        """Minus an operand."""
        return -self.number(node.operand, node.at)

    def binary(self, node: Binary) -> Any:
        """Two operands brought together."""
        return self.rounded(operated(node, self.number(node.left, node.at), self.number(node.right, node.at)))

    def field(self, node: Field) -> Any:
        """A named part of a trace."""
        return part(self.value(node.base), node)

    def index(self, node: Index) -> Numeric:
        """An element or a row."""
        return element(self.number(node.base, node.at), node, [self.value(index) for index in node.indices])

    def rounded(self, result: Any) -> Any:
        """An intermediate as it is carried on; traces and words stay as they are."""
        return self.rounding(result) if self.rounding and isinstance(result, float | np.ndarray) else result

    def named(self, node: Name) -> Any:
        """The given, or the constant, of a name."""
        if node.name in self.names:
            return self.names[node.name]
        if node.name in CONSTANTS:
            return CONSTANTS[node.name]
        known = ", ".join(sorted(self.names))
        raise FormulaError(f"nothing is called {node.name}" + (f"; known: {known}" if known else ""), node.at)

    def array(self, node: Array) -> Any:
        """Items side by side; words stay a list of words."""
        check_size((len(node.items),), node.at)
        items: list[Any] = []
        held = 0
        for item in node.items:
            items.append(self.value(item))
            held += items[-1].size if isinstance(items[-1], np.ndarray) else 1
            if held > limits.ARRAY_ELEMENTS:
                raise FormulaError(f"an array may hold {limits.ARRAY_ELEMENTS:,} numbers", node.at)
        return items if items and all(isinstance(item, str) for item in items) else stacked(items, node.at)

    def called(self, node: Call) -> Any:
        """What a function of the table returns."""
        arguments = [self.value(argument) for argument in node.arguments]
        named = {key: self.value(value) for key, value in node.named}
        result = functions.apply(node.function, arguments, named, node.at)
        return self.rounded(finite(result, node.at) if isinstance(result, float | np.ndarray | np.number) else result)


def stacked(items: list[Any], at: Span) -> Numeric:
    """Numbers or rows of one shape as an array. Raises `ShapeError` when they differ."""
    rows = [number(item, at) for item in items]
    shapes = [np.shape(row) for row in rows]
    for place, shape in enumerate(shapes):
        if shape != shapes[0]:
            raise ShapeError(f"{piece(shapes[0])} stands first, but {piece(shape)} at place {place + 1}", at)
    check_size((len(rows), *(shapes[0] if shapes else ())), at)
    return np.array(rows, dtype=np.float64)


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
        raise FormulaError(f"nothing stands at {list(wanted)} of {shown(np.shape(base))}", node.at) from None


def operated(node: Binary, left: Numeric, right: Numeric) -> Numeric:
    """Two operands brought together, their shapes checked first."""
    if node.operator not in OPERATIONS:
        raise FormulaError("write the sign of a product: * or @", node.at)
    if isinstance(left, float) and isinstance(right, float) and node.operator in "+-*":
        return finite(OPERATIONS[node.operator](left, right), node.at)
    check_conformity(node, np.shape(left), np.shape(right))
    if node.operator == "**" and np.max(np.abs(right), initial=0) > limits.EXPONENT_MAGNITUDE:
        raise FormulaError(f"an exponent may be at most {limits.EXPONENT_MAGNITUDE}", node.at)
    if node.operator == "/" and not np.all(right):
        raise FormulaError("division by zero", node.at)
    return finite(OPERATIONS[node.operator](left, right), node.at)


EVALUATED: dict[type[Node], Callable[[Evaluator, Any], Any]] = {
    Number: Evaluator.literal,
    Text: Evaluator.literal,
    Flag: Evaluator.literal,
    Name: Evaluator.named,
    Array: Evaluator.array,
    Negative: Evaluator.negative,
    Binary: Evaluator.binary,
    Call: Evaluator.called,
    Field: Evaluator.field,
    Index: Evaluator.index,
}
"""How each kind of node is evaluated; what is missing here belongs to equations."""

OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "@": lambda a, b: a @ b,
    "**": np.power,
}
