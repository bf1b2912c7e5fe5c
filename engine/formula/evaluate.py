"""The evaluator: a tree becomes a function of its names, and that a number, an array or a trace.

A bank's formula is made ready once and computed for every variant. Shapes are checked before anything is allocated.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from math import isfinite
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from engine import limits
from engine.errors import FormulaError
from engine.formula import functions
from engine.formula.givens import CONSTANTS, Givens
from engine.formula.operations import OF_FLOATS, element, operated, part, stacked
from engine.formula.printing import print_formula
from engine.formula.python_syntax import parse_once
from engine.formula.sizes import check_size, shown
from engine.formula.tree import Array, Binary, Call, Field, Flag, Index, Name, Negative, Node, Number, Text
from engine.formula.values import Numeric, finite, number, numeric, plain, tidy

__all__ = [
    "CONSTANTS",
    "Numeric",
    "Program",
    "Rounding",
    "evaluate",
    "evaluate_number",
    "number",
    "numeric",
    "plain",
    "program",
    "quietly",
    "rounding_to",
    "shown",
    "tidy",
]

Rounding: TypeAlias = Callable[[Numeric], Numeric]
"""What a learner with a pencil does to each intermediate before going on."""

Names: TypeAlias = Mapping[str, Any]
"""The givens as `numeric` returns them."""

Compute: TypeAlias = Callable[[Names], Any]
"""A part of a formula, ready to be computed."""

NUMBERS = (float, np.ndarray, np.number)

FINITE = (Call, Binary)
"""Nodes that compute no number but a finite one."""


class Program(NamedTuple):
    """A formula of a bank, ready to be computed many times."""

    node: Node
    compute: Compute

    def number(self, names: Names) -> Numeric:
        """What the formula comes to, as `evaluate_number` has it; to be called under `quietly`."""
        insist = number if type(self.node) in FINITE else finite
        return insist(self.compute(names), self.node.at)


@lru_cache(maxsize=4096)
def program(text: str) -> Program:
    """A formula of a bank; read the first time only. Raises `FormulaError`."""
    node = parse_once(text)
    return Program(node, ready(node, None))


def quietly() -> AbstractContextManager[None]:
    """Let overflow pass without a warning: a result that is not finite is refused."""
    return np.errstate(all="ignore")


def evaluate(node: Node, names: Names, rounding: Rounding | None = None) -> Any:
    """What a formula comes to.

    `rounding`: applied to the result of every operation and call; `None`: nothing is rounded.
    Returns a float, an array of floats, a text, or a solver's trace.
    Raises `FormulaError` (`ShapeError` where two shapes do not fit) with the place in the formula.
    """
    if isinstance(node, Number):
        return node.value
    with quietly():
        return ready(node, rounding)(names)


def evaluate_number(node: Node, names: Names, rounding: Rounding | None = None) -> Numeric:
    """As `evaluate`, for formulas that must come to a finite number or an array of finite numbers."""
    return finite(evaluate(node, names, rounding), node.at)


def rounding_to(places: int) -> Rounding:
    """Keep so many decimal places of each intermediate."""
    return lambda value: number(np.round(value, places), None)


def ready(node: Node, rounding: Rounding | None) -> Compute:
    """A tree as a function of its names."""
    make = MAKERS.get(type(node))
    if make is None:
        raise FormulaError("this belongs in an equation, not in a formula to be computed", node.at)
    return make(node, rounding)


def _literal(node: Number | Text | Flag, rounding: Rounding | None) -> Compute:
    value = node.value
    return lambda names: value


def _name(node: Name, rounding: Rounding | None) -> Compute:
    name, at = node.name, node.at

    def compute(names: Names) -> Any:
        if name in names:
            return names[name]
        if name in CONSTANTS:
            return CONSTANTS[name]
        known = ", ".join(sorted(names))
        raise FormulaError(f"nothing is called {name}" + (f"; known: {known}" if known else ""), at)

    return compute


def _negative(node: Negative, rounding: Rounding | None) -> Compute:
    operand, at = ready(node.operand, rounding), node.at
    return lambda names: -number(operand(names), at)


def _binary(node: Binary, rounding: Rounding | None) -> Compute:
    left, right, at = ready(node.left, rounding), ready(node.right, rounding), node.at
    of_floats, divides = OF_FLOATS.get(node.operator), node.operator == "/"

    def compute(names: Names) -> Any:
        one, two = left(names), right(names)
        if of_floats and type(one) is float and type(two) is float and (two or not divides):
            result = of_floats(one, two)
            if isfinite(result):
                return result
        return operated(node, number(one, at), number(two, at))

    return _rounded(compute, rounding)


def _array(node: Array, rounding: Rounding | None) -> Compute:
    items, at = [ready(item, rounding) for item in node.items], node.at
    check_size((len(items),), at)

    def compute(names: Names) -> Any:
        found: list[Any] = []
        held = 0
        for item in items:
            found.append(item(names))
            held += found[-1].size if isinstance(found[-1], np.ndarray) else 1
            if held > limits.ARRAY_ELEMENTS:
                raise FormulaError(f"an array may hold {limits.ARRAY_ELEMENTS:,} numbers", at)
        # Words stay a list of words.
        return found if found and all(isinstance(item, str) for item in found) else stacked(found, at)

    return compute


def _call(node: Call, rounding: Rounding | None) -> Compute:
    function, at = node.function, node.at
    arguments = [ready(argument, rounding) for argument in node.arguments]
    named = [(key, ready(value, rounding)) for key, value in node.named]

    def compute(names: Names) -> Any:
        values = [argument(names) for argument in arguments]
        asked = names.asked if isinstance(names, Givens) else None
        result = functions.apply(function, values, {key: value(names) for key, value in named}, at, asked)
        return finite(result, at) if isinstance(result, NUMBERS) else result

    return _shared(node, compute) if rounding is None else _rounded(compute, rounding)


def _shared(node: Call, compute: Compute) -> Compute:
    """A call that is computed once for all formulas over the same givens."""
    text = ""

    def once(names: Names) -> Any:
        nonlocal text
        if not isinstance(names, Givens):
            return compute(names)
        text = text or print_formula(node, {})
        return names.once(text, compute)

    return once


def _field(node: Field, rounding: Rounding | None) -> Compute:
    base = ready(node.base, rounding)
    return lambda names: part(base(names), node)


def _index(node: Index, rounding: Rounding | None) -> Compute:
    base, at = ready(node.base, rounding), node.at
    indices = [ready(index, rounding) for index in node.indices]
    return lambda names: element(number(base(names), at), node, [index(names) for index in indices])


def _rounded(compute: Compute, rounding: Rounding | None) -> Compute:
    """An intermediate as it is carried on; traces and words stay as they are."""
    if rounding is None:
        return compute

    def carried(names: Names) -> Any:
        result = compute(names)
        return rounding(number(result, None)) if isinstance(result, NUMBERS) else result

    return carried


MAKERS: dict[type[Node], Callable[[Any, Rounding | None], Compute]] = {
    Number: _literal,
    Text: _literal,
    Flag: _literal,
    Name: _name,
    Array: _array,
    Negative: _negative,
    Binary: _binary,
    Call: _call,
    Field: _field,
    Index: _index,
}
"""How each kind of node is made ready; what is missing here belongs to equations."""
