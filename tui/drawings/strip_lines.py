"""The lines of heat strips: which units of which quantities stand on which line, as far as there is room."""

from collections.abc import Sequence
from typing import Final, NamedTuple

ALONE: Final = 3
"""Quantities of so few units have a line for each unit, room or not."""


class Line(NamedTuple):
    """One line: one unit of a quantity, or two in half lines."""

    quantity: int
    unit: int
    """The upper one; -1 for a gap."""
    span: int
    """How many units: 1 or 2; 0 for a gap."""

    def holds(self, quantity: int, unit: int) -> bool:
        """Whether a unit of a quantity stands on it."""
        return self.quantity == quantity and self.unit <= unit < self.unit + self.span


def arranged(sizes: Sequence[int], room: int, *, may_pair: bool) -> list[Line]:
    """One line a unit, with gaps between quantities, if they fit; else without gaps; else two units a line.

    `sizes`: how many units each quantity has; `room`: lines; `may_pair`: whether a line can show two units.
    """
    span = 2 if may_pair and sum(sizes) > room and max(sizes, default=0) > ALONE else 1
    has_gaps = sum(-(-size // span) for size in sizes) + len(sizes) - 1 <= room
    lines: list[Line] = []
    for place, size in enumerate(sizes):
        lines += [Line(place, -1, 0)] if place and has_gaps else []
        lines += [Line(place, unit, min(span, size - unit)) for unit in range(0, size, span)]
    return lines
