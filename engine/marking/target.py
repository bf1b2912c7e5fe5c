"""The target: a value that answers are compared with, cell by cell, each with the room around it.

Plain Python over the cells in reading order: a handful of numbers is compared sooner than NumPy's functions are called.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from engine.formula.printing import literal
from engine.formula.values import Numeric
from engine.marking.tolerance import BOUNDS, Tolerance

LEAST_DIGITS = ".6g"
"""How a number is written if that is near enough: with six significant digits."""
MORE_DIGITS = [f".{count}g" for count in range(7, 17)]
"""How it is written otherwise; one digit more than the last tells every number from its neighbours."""

Shape = tuple[int, ...]


class Cells(msgspec.Struct, frozen=True, gc=False):
    """The numbers of a value in reading order."""

    shape: Shape
    """Empty for a single number."""
    numbers: list[float]


def cells(value: Numeric) -> Cells:
    """A number or an array, cell by cell."""
    if isinstance(value, np.ndarray):
        return Cells(value.shape, value.ravel().tolist())
    return Cells((), [value])


class Target(msgspec.Struct, frozen=True, gc=False):
    """A value with the greatest accepted distance from each of its cells; made by `target`."""

    value: Numeric
    tolerance: Tolerance
    shape: Shape
    numbers: list[float]
    """The value's cells in reading order."""
    rooms: list[float]
    """For each cell, `Tolerance.room`."""

    def right(self, answer: Cells) -> list[bool] | None:
        """Which cells of an answer are near enough; `None` when its shape is another. NaN is never near."""
        if answer.shape != self.shape:
            return None
        return list(map(self._is_near, answer.numbers, self.numbers, self.rooms))

    def accepts(self, answer: Cells) -> bool:
        """Whether the shape is the same and every cell near enough."""
        if answer.shape != self.shape:
            return False
        for number, key, room in zip(answer.numbers, self.numbers, self.rooms, strict=True):
            if not abs(number - key) <= room or (number in BOUNDS and self.tolerance.saturates(number, key)):
                return False
        return True

    def is_apart_from(self, other: "Target") -> bool:
        """Whether no answer can be near enough to both: some cell differs by more than the rooms of both together."""
        if self.shape != other.shape:
            return True
        for one, room, two, space in zip(self.numbers, self.rooms, other.numbers, other.rooms, strict=True):
            if abs(one - two) > room + space:
                return True
        return False

    def text(self) -> str:
        """The value as a learner could type it: to as few significant digits, from six up, as the rule accepts."""
        return _bracketed(self.shape, list(map(self._digits, self.numbers, self.rooms)))

    def _digits(self, value: float, room: float) -> str:
        text = format(value, LEAST_DIGITS)
        if self._is_near(float(text), value, room):
            return literal(float(text)) if "e" in text or text == "-0" else text
        for digits in MORE_DIGITS:
            near = float(format(value, digits))
            if self._is_near(near, value, room):
                return literal(near)
        return literal(value)

    def _is_near(self, number: float, key: float, room: float) -> bool:
        return abs(number - key) <= room and not (number in BOUNDS and self.tolerance.saturates(number, key))


def target(value: Numeric, tolerance: Tolerance) -> Target:
    """A value to compare with; finite."""
    held = cells(value)
    return Target(value, tolerance, held.shape, held.numbers, tolerance.rooms(held.numbers))


def nested(shape: Sequence[int], items: Iterator[Any]) -> Any:
    """Items in nested lists of a shape, in reading order; a single one for the shape of a number."""
    return [nested(shape[1:], items) for _ in range(shape[0])] if shape else next(items)


def _bracketed(shape: Sequence[int], texts: list[str]) -> str:
    if not shape:
        return texts[0]
    if len(shape) > 1 and texts:
        size = len(texts) // shape[0]
        texts = [_bracketed(shape[1:], texts[begin : begin + size]) for begin in range(0, len(texts), size)]
    return f"[{', '.join(texts)}]"
