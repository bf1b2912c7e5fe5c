"""What a text says that its activations are: `g = tanh`, `g(x) = h(x) = tanh(x)`, `φ(z) = 1 / (1 + e^{-z})`."""

import math
from collections.abc import Callable, Sequence

from engine.errors import UnreadableAnswerError
from engine.formula import words
from engine.formula.clauses import Clause, Side
from engine.formula.expressions import ExpressionReader
from engine.formula.scanner import Token
from engine.formula.symbols import Symbol
from engine.formula.tree import Binary, Call, Negative, Node, Number

_PLACES = (-2.0, -0.5, 0.5, 1.5)
"""Where a formula is held against the activations."""
_ACTIVATIONS: dict[str, Callable[[float], float]] = {
    "tanh": math.tanh,
    "sigmoid": lambda place: 1.0 / (1.0 + math.exp(-place)),
    "relu": lambda place: max(place, 0.0),
}
_FUNCTIONS: dict[str, Callable[..., float]] = {**_ACTIVATIONS, "exp": math.exp, "max": max}
_OPERATORS: dict[str, Callable[[float, float], float]] = {
    "+": lambda one, two: one + two,
    "-": lambda one, two: one - two,
    "*": lambda one, two: one * two,
    "product": lambda one, two: one * two,
    "/": lambda one, two: one / two,
    "**": math.pow,
}


def named_activations(clause: Clause) -> dict[str, str]:
    """The names that a clause gives to a function; empty for a clause that does something else."""
    if len(clause) < 2:
        return {}
    *lefts, right = clause
    named = [_named(side) for side in lefts]
    variables = {variable for _, variable in named}
    names = [name for name, _ in named if name]
    if len(names) < len(lefts) or len(variables) != 1:
        return {}
    variable = variables.pop()
    function = _of_variable(right, variable) if variable else _alone(right)
    return dict.fromkeys(names, function) if function else {}


def _named(side: Side) -> tuple[str, str]:
    """The one name on a side, and the letter in brackets behind it; empty where there is none."""
    variable = ""
    if len(side) > 3 and [token.text for token in side[-3::2]] == ["(", ")"] and side[-2].kind == "word":
        variable, side = side[-2].text, side[:-3]
    reader = ExpressionReader(side, {})
    try:
        names = reader.names()
    except UnreadableAnswerError:
        return "", ""
    return (names[0].key if len(names) == 1 and reader.next.kind == "end" else ""), variable


def _alone(side: Side) -> str | None:
    """The function whose name is all that a side holds."""
    functions = {_function_word(token) for token in side}
    return functions.pop() if len(functions) == 1 else None


def _function_word(token: Token) -> str | None:
    if token.kind not in {"word", "function"}:
        return None
    return "sigmoid" if token.text == "σ" else words.FUNCTIONS.get(token.text.lower())


def _of_variable(side: Sequence[Token], variable: str) -> str | None:
    """The function that a side is of one variable: applied to it by name, or written out."""
    try:
        node = ExpressionReader(side, {}).whole()
    except UnreadableAnswerError:
        return None
    if isinstance(node, Call) and [_key(argument) for argument in node.arguments] == [variable]:
        return node.function if node.function in words.FUNCTIONS.values() else None
    try:
        found = [_value(node, variable, place) for place in _PLACES]
    except (ValueError, OverflowError, ZeroDivisionError, TypeError):
        return None
    for name, activation in _ACTIVATIONS.items():
        if all(math.isclose(value, activation(place)) for value, place in zip(found, _PLACES, strict=True)):
            return name
    return None


def _key(node: Node) -> str:
    return node.key if isinstance(node, Symbol) else ""


def _value(node: Node, variable: str, place: float) -> float:
    """A formula of one variable at a place; `ValueError` for anything else in it."""
    match node:
        case Number(value=value):
            return value
        case Symbol() if node.key == variable:
            return place
        case Negative(operand=operand):
            return -_value(operand, variable, place)
        case Binary(operator=operator, left=left, right=right) if operator in _OPERATORS:
            return _OPERATORS[operator](_value(left, variable, place), _value(right, variable, place))
        case Call(function=function, arguments=arguments) if function in _FUNCTIONS:
            return _FUNCTIONS[function](*(_value(argument, variable, place) for argument in arguments))
        case _:
            raise ValueError("this is no formula of one variable")
