"""Fresh numbers: one reproducible stream for each question, seed and part, and the draws that banks name.

Only `random.Random.random` is used, whose sequence Python promises to keep across versions and platforms, so that the same question
and seed are the same everywhere; and NumPy stays unloaded until something is computed.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import floor
from typing import Any, TypeAlias, TypeVar

from engine import limits
from engine.errors import FormulaError
from engine.formula.python_syntax import parse
from engine.formula.tree import Array, Binary, Call, Name, Negative, Node, Number, Text

Item = TypeVar("Item")
Shape: TypeAlias = tuple[int, ...]


class Stream:
    """A stream of chance that belongs to one part of one variant."""

    def __init__(self, *parts: object):
        """`parts`: what the stream belongs to: question id, seed, name of the part."""
        self._random = random.Random("\x1f".join(map(str, parts)))

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` - 1, each as likely."""
        return floor(self._random.random() * count)

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in a random order."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


def draw(text: str, given: Mapping[str, Any], stream: Stream) -> Any:
    """Draw what a bank asks for: `integers(0, 9, shape=[4, 4])`.

    `given`: names that may stand in the arguments. Returns numbers rounded as they are printed.
    Raises `FormulaError` when the draw cannot be read.
    """
    node = parse(text)
    if not isinstance(node, Call) or node.function not in DRAWS:
        raise FormulaError(f"expected one of the draws {', '.join(DRAWS)}", (0, len(text)))
    arguments = [literal(argument, given) for argument in node.arguments]
    named = {key: literal(value, given) for key, value in node.named}
    try:
        return DRAWS[node.function](stream, *arguments, **named)
    except (TypeError, ValueError) as error:
        raise FormulaError(f"{node.function}: {error}", node.at) from None


def literal(node: Node, given: Mapping[str, Any]) -> Any:
    """An argument of a draw: numbers, words, arrays, givens and whole-number arithmetic between them."""
    match node:
        case Number(value=value):
            return int(value) if value.is_integer() else value
        case Text(value=text):
            return text
        case Array(items=items):
            return [literal(item, given) for item in items]
        case Negative(operand=operand):
            return -literal(operand, given)
        case Name(name=name) if name in given:
            return given[name]
        case Binary(operator="+", left=left, right=right):
            return literal(left, given) + literal(right, given)
        case Binary(operator="-", left=left, right=right):
            return literal(left, given) - literal(right, given)
        case Binary(operator="*", left=left, right=right):
            return literal(left, given) * literal(right, given)
        case _:
            raise FormulaError("a draw takes numbers, words, arrays and the names of givens", getattr(node, "at", None))


def filled(shape: Any, make: Callable[[], Any]) -> Any:
    """One drawn item, or nested lists of them in the given shape."""
    sizes = [shape] if isinstance(shape, int) else list(shape)
    total = 1
    for size in sizes:
        if not isinstance(size, int) or size < 1:
            raise ValueError(f"a shape holds whole numbers from 1, not {size!r}")
        total *= size
    if total > limits.ARRAY_ELEMENTS:
        raise ValueError(f"an array may hold {limits.ARRAY_ELEMENTS:,} numbers")
    if not sizes:
        return make()
    return [filled(sizes[1:], make) for _ in range(sizes[0])]


def integers(stream: Stream, low: int, high: int, shape: Any = ()) -> Any:
    """Whole numbers from `low` to `high`, both included."""
    return filled(shape, lambda: low + stream.below(high - low + 1))


def decimals(stream: Stream, low: float, high: float, places: int = 1, shape: Any = ()) -> Any:
    """Numbers from `low` to `high` with so many decimal places."""
    steps = round((high - low) * 10**places)
    return filled(shape, lambda: tidy(round(low + stream.below(steps + 1) / 10**places, places)))


def choice(stream: Stream, items: list[Any], shape: Any = ()) -> Any:
    """Items of a list, each draw independent of the others."""
    return filled(shape, lambda: items[stream.below(len(items))])


def distinct(stream: Stream, low: int, high: int, shape: Any = (1,)) -> Any:
    """Whole numbers from `low` to `high`, none of them twice."""
    left: Iterator[int] = iter(stream.shuffled(range(low, high + 1)))
    try:
        return filled(shape, lambda: next(left))
    except StopIteration:
        raise ValueError(f"{high - low + 1} numbers are too few for this shape") from None


def permutation(stream: Stream, items: list[Any]) -> list[Any]:
    """The items of a list in a random order."""
    return stream.shuffled(items)


def sample(stream: Stream, items: list[Any], count: int) -> list[Any]:
    """So many different items of a list, in a random order."""
    if count > len(items):
        raise ValueError(f"{count} different items cannot be drawn from {len(items)}")
    return stream.shuffled(items)[:count]


def tidy(value: float) -> Any:
    """A drawn number as it is printed: whole numbers without a point."""
    return int(value) if value.is_integer() else value


DRAWS: dict[str, Callable[..., Any]] = {
    "integers": integers,
    "decimals": decimals,
    "choice": choice,
    "distinct": distinct,
    "permutation": permutation,
    "sample": sample,
}
