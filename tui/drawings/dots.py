"""Dots: curves drawn in braille, two dots wide and four tall to a character."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from tui.drawings.canvas import Place

BITS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a character, by row and column."""
BRAILLE: Final = 0x2800


class Stroke(NamedTuple):
    """Characters side by side of the same curve."""

    text: str
    curve: int
    """Which one, counted from 0; -1 for none."""


class Dots:
    """A plane of dots; a curve that is drawn later lies over the ones before."""

    def __init__(self, width: int, height: int) -> None:
        """Sizes in characters."""
        self.width, self.height = width, height
        self._bits: dict[Place, int] = {}
        self._curves: dict[Place, int] = {}

    def draw(self, curve: int, shares: Sequence[float]) -> None:
        """A curve from the left to the right edge; `shares`: heights from 0, the bottom, to 1; outside, they are cut off."""
        points = [
            (round(x * (self.width * 2 - 1)), round((1 - y) * (self.height * 4 - 1)))
            for x, y in zip(_spread(len(shares)), shares, strict=True)
        ]
        for (left, start), (right, end) in pairwise(points if len(points) > 1 else points * 2):
            steps = max(abs(right - left), abs(end - start), 1)
            across, down = (right - left) / steps, (end - start) / steps
            for step in range(steps + 1):
                self._dot(curve, round(left + across * step), round(start + down * step))

    def _dot(self, curve: int, x: int, y: int) -> None:
        row, column = y >> 2, x >> 1
        if not (0 <= column < self.width and 0 <= row < self.height):
            return
        place, bit = (row, column), BITS[y & 3][x & 1]
        if self._curves.get(place) == curve:
            self._bits[place] |= bit
        else:
            # One character has one colour: the later curve takes it over whole.
            self._bits[place], self._curves[place] = bit, curve

    def lines(self) -> list[list[Stroke]]:
        """All lines, from the top."""
        return [self._line(row) for row in range(self.height)]

    def _line(self, row: int) -> list[Stroke]:
        cells = [
            (chr(BRAILLE + self._bits[row, column]), self._curves[row, column])
            if (row, column) in self._bits
            else (" ", -1)
            for column in range(self.width)
        ]
        return [
            Stroke("".join(cell[0] for cell in group), curve)
            for curve, group in groupby(cells, key=lambda cell: cell[1])
        ]


def _spread(count: int) -> list[float]:
    """Evenly spaced from 0 to 1."""
    return [place / max(count - 1, 1) for place in range(count)]
