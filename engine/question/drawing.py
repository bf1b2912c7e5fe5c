"""Drawing: what a bank writes to ask for fresh numbers, `integers(0, 9, shape=[4, 4])`, read and carried out."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from engine import limits
from engine.errors import FormulaError
from engine.formula.python_syntax import parse_once
from engine.formula.tree import Array, Binary, Call, Name, Negative, Node, Number, Span, Text, names
from engine.question.draws import DRAWS, Stream


def draw(text: str, given: Mapping[str, Any], stream: Stream) -> Any:
    """Draw what a bank asks for: `integers(0, 9, shape=[4, 4])`.

    `given`: names that may stand in the arguments. Returns numbers rounded as they are printed.
    Raises `FormulaError` when the draw cannot be read.
    """
    node, fixed = _planned(text)
    arguments = fixed or _arguments(node, given)
    try:
        return DRAWS[node.function](stream, *arguments.plain, **arguments.named)
    except (TypeError, ValueError) as error:
        raise FormulaError(f"{node.function}: {error}", node.at) from None


class _Arguments(NamedTuple):
    """What stands between the parentheses of a draw."""

    plain: list[Any]
    named: dict[str, Any]


@lru_cache(maxsize=1024)
def _planned(text: str) -> tuple[Call, _Arguments | None]:
    """A draw, with its arguments where no given stands in them: they are read the first time only."""
    node = parse_once(text)
    if not isinstance(node, Call) or node.function not in DRAWS:
        raise FormulaError(f"expected one of the draws {', '.join(DRAWS)}", (0, len(text)))
    return node, None if names(node) else _arguments(node, {})


def _arguments(node: Call, given: Mapping[str, Any]) -> _Arguments:
    return _Arguments(
        [literal(argument, given) for argument in node.arguments],
        {key: literal(value, given) for key, value in node.named},
    )


def literal(node: Node, given: Mapping[str, Any]) -> Any:
    """An argument of a draw: numbers, words, arrays, givens and whole-number arithmetic between them."""
    match node:
        case Number(value=value):
            return int(value) if value.is_integer() else value
        case Text(value=text):
            return text
        case Array(items=items):
            return [literal(item, given) for item in items]
        case Negative(operand=operand, at=at):
            return -real(literal(operand, given), at)
        case Name(name=name) if name in given:
            return given[name]
        case Binary(operator=("+" | "-" | "*") as operator, left=left, right=right, at=at):
            return combined(operator, real(literal(left, given), at), real(literal(right, given), at), at)
        case _:
            raise FormulaError("a draw takes numbers, words, arrays and the names of givens", node.at)


def combined(operator: str, left: float, right: float, at: Span) -> float:
    """Two numbers added, subtracted or multiplied, within bounds."""
    result = left + right if operator == "+" else left - right if operator == "-" else left * right
    if abs(result) > limits.NUMBER_MAGNITUDE:
        raise FormulaError(f"a number may be at most {limits.NUMBER_MAGNITUDE:g}", at)
    return result


def real(value: Any, at: Span) -> float:
    """Insist on a number: lists and words have no arithmetic here."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FormulaError("only numbers can be added, subtracted and multiplied in a draw", at)
    return value
