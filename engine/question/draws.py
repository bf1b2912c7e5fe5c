"""Fresh numbers: one reproducible stream for each question, seed and part, and the draws that banks name.

Only `random.Random.random` is used, whose sequence Python promises to keep across versions and platforms, so that the same question
and seed are the same everywhere; and NumPy stays unloaded until something is computed.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from math import floor, prod
from typing import Any, TypeVar

from engine import limits

Item = TypeVar("Item")

PLACES = 12
"""The most decimal places a drawn number may have; beyond it a float does not print as it was drawn."""


class Stream:
    """A stream of chance that belongs to one part of one variant."""

    def __init__(self, *parts: object):
        """`parts`: what the stream belongs to: question id, seed, name of the part."""
        self._parts = parts
        self._random: Callable[[], float] | None = None
        """Seeded when first drawn from: most questions have no options to shuffle."""

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` - 1, each as likely."""
        if self._random is None:
            self._random = random.Random("\x1f".join(map(str, self._parts))).random
        return floor(self._random() * count)

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in a random order."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


def filled(shape: Any, make: Callable[[], Any]) -> Any:
    """One drawn item, or nested lists of them in the given shape. Raises `ValueError` for a shape that may not be."""
    if shape == ():
        return make()
    sizes = shape if isinstance(shape, list | tuple) else [shape]
    for size in sizes:
        whole("a shape", size, 1, limits.ARRAY_DIMENSION)
    if len(sizes) > limits.ARRAY_DIMENSIONS:
        raise ValueError(f"an array may have {limits.ARRAY_DIMENSIONS} dimensions, not {len(sizes)}")
    if prod(sizes) > limits.ARRAY_ELEMENTS:
        raise ValueError(f"an array may hold {limits.ARRAY_ELEMENTS:,} numbers, not {prod(sizes):,}")
    return nested(sizes, make)


def nested(sizes: Sequence[int], make: Callable[[], Any]) -> Any:
    """Nested lists of these sizes, filled in the order in which they are read."""
    if len(sizes) > 1:
        return [nested(sizes[1:], make) for _ in range(sizes[0])]
    return [make() for _ in range(sizes[0])] if sizes else make()


def whole(name: str, value: Any, low: float, high: float) -> int:
    """Insist on a whole number between two bounds. Raises `ValueError`."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError(f"{name} takes whole numbers from {low:,} to {high:,}, not {value!r:.30}")
    return value


def count_between(low: Any, high: Any) -> int:
    """How many whole numbers there are from `low` to `high`. Raises `ValueError` for bounds in the wrong order."""
    bound = int(limits.NUMBER_MAGNITUDE)
    least = whole("low", low, -bound, bound)
    return whole("high", high, least, bound) - least + 1


def integers(stream: Stream, low: int, high: int, shape: Any = ()) -> Any:
    """Whole numbers from `low` to `high`, both included."""
    count = count_between(low, high)
    return filled(shape, lambda: low + stream.below(count))


def decimals(stream: Stream, low: float, high: float, places: int = 1, shape: Any = ()) -> Any:
    """Numbers from `low` to `high` with so many decimal places."""
    unit = 10 ** whole("places", places, 0, PLACES)
    steps = round((high - low) * unit)
    if steps < 0:
        raise ValueError(f"low is {low!r:.30} and may not lie above high, {high!r:.30}")
    return filled(shape, lambda: tidy(round(low + stream.below(steps + 1) / unit, places)))


def choice(stream: Stream, items: list[Any], shape: Any = ()) -> Any:
    """Items of a list, each draw independent of the others."""
    chosen = listed(items)
    return filled(shape, lambda: chosen[stream.below(len(chosen))])


def distinct(stream: Stream, low: int, high: int, shape: Any = (1,)) -> Any:
    """Whole numbers from `low` to `high`, none of them twice."""
    count = whole("a range of distinct numbers", count_between(low, high), 1, limits.ARRAY_ELEMENTS)
    left: Iterator[int] = iter(stream.shuffled(range(low, high + 1)))
    try:
        return filled(shape, lambda: next(left))
    except StopIteration:
        raise ValueError(f"{count} numbers are too few for this shape") from None


def permutation(stream: Stream, items: list[Any]) -> list[Any]:
    """The items of a list in a random order."""
    return stream.shuffled(listed(items))


def sample(stream: Stream, items: list[Any], count: int) -> list[Any]:
    """So many different items of a list, in a random order."""
    chosen = listed(items)
    return stream.shuffled(chosen)[: whole("count", count, 0, len(chosen))]


def listed(items: Any) -> list[Any]:
    """Insist on a list that holds something. Raises `ValueError`."""
    if not isinstance(items, list | tuple) or not items:
        raise ValueError(f"a list with something in it is drawn from, not {items!r:.30}")
    return list(items)


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
