"""The cells of an array as a learner typed them, and the text that they are graded as."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final, NamedTuple, TypeAlias

Span: TypeAlias = tuple[int, int]
"""First and one-past-last character in a text."""
Place: TypeAlias = tuple[int, ...]
"""List of matrices, matrix, row, column, each from 0; an array of fewer axes has zeros in front."""

AXES: Final = 4
PLAIN: Final = re.compile(r"[-+]?[\w.]+([eE][-+]?\d+)?")
"""A cell that needs no comma beside it: no sign at its ends could draw the next cell in."""


class Written(NamedTuple):
    """Cells as one text."""

    text: str
    spans: dict[Place, Span]
    """Where each cell stands in the text."""

    def place(self, at: Span) -> Place | None:
        """The cell that holds the end of a span, else the last one before it; `None` when there is none."""
        started = [place for place, (start, _) in self.spans.items() if start < max(at[1], 1)]
        return max(started, key=lambda place: self.spans[place], default=None)


class Cells:
    """Texts at places; those that hold none are empty."""

    def __init__(self, texts: Mapping[Place, str] | None = None, brackets: int = 0) -> None:
        """`brackets`: how many axes the brackets around the cells tell; 0 for rows without brackets."""
        self.texts = dict(texts or {})
        self.brackets = brackets

    def __getitem__(self, place: Place) -> str:
        """A cell's text; empty for none."""
        return self.texts.get(place, "")

    def put(self, place: Place, text: str) -> None:
        """Change one cell; an empty text empties it."""
        if text:
            self.texts[place] = text
        else:
            self.texts.pop(place, None)

    def count(self, *before: int) -> int:
        """How many entries the next axis has behind these leading indices, up to the last that is not empty."""
        depth = len(before)
        return 1 + max((place[depth] for place in self.texts if place[:depth] == before), default=-1)

    @property
    def size(self) -> Place:
        """The smallest array that holds every cell; 0 along each axis when all are empty."""
        return tuple(1 + max((place[axis] for place in self.texts), default=-1) for axis in range(AXES))

    @property
    def gap(self) -> Place | None:
        """The first cell of that array which is empty; `None` when there is none."""
        whole = product(*map(range, self.size))
        return next((place for place in whole if place not in self.texts), None)

    def written(self) -> Written:
        """The text that is graded: rows, blank lines between matrices, or nested brackets where only these can tell the axes."""
        text, spans = "", {}
        for piece, place in self._pieces():
            if place is not None:
                spans[place] = (len(text), len(text) + len(piece))
            text += piece
        return Written(text, spans)

    def _pieces(self) -> Iterator[tuple[str, Place | None]]:
        rows, matrices, *_ = self.size
        axes = 4 if rows > 1 else 3 if matrices > 1 else 0
        lines_part_them = axes == 3 and all(self.count(0, matrix) > 1 for matrix in range(matrices))
        if self.brackets or (axes and not lines_part_them):
            least = 2 if self.count(0, 0) > 1 else 1
            yield from self._bracketed(max(self.brackets, axes, least))
            return
        for matrix in range(matrices):
            if matrix:
                yield "\n\n", None
            yield from self._rows(matrix)

    def _rows(self, matrix: int) -> Iterator[tuple[str, Place | None]]:
        for row in range(self.count(0, matrix)):
            if row:
                yield "\n", None
            places = [(0, matrix, row, column) for column in range(self.count(0, matrix, row))]
            gap = " " if all(PLAIN.fullmatch(self[place]) for place in places) else ", "
            if not places:
                # A line left blank would part two matrices.
                yield ",", None
            for place in places:
                if place[-1]:
                    yield gap, None
                yield self[place], place

    def _bracketed(self, axes: int, *before: int) -> Iterator[tuple[str, Place | None]]:
        inside = before or (0,) * (AXES - axes)
        yield "[", None
        for index in range(self.count(*inside)):
            if index:
                yield ", ", None
            if axes == 1:
                place = (*inside, index)
                yield self[place], place
            else:
                yield from self._bracketed(axes - 1, *inside, index)
        yield "]", None
