"""The canvas: boxes, wires and words on a grid of characters; what belongs to a lit part is drawn with heavy lines."""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby, pairwise
from typing import Final, NamedTuple, TypeAlias

Place: TypeAlias = tuple[int, int]
"""Row and column, from 0."""

NORTH, EAST, SOUTH, WEST = 1, 2, 4, 8
LIGHT: Final = " │─╰││╭├─╯─┴╮┤┬┼"
HEAVY: Final = " ┃━┗┃┃┏┣━┛━┻┓┫┳╋"
"""What a wire looks like whose arms reach to some sides; the index is the sum of the sides."""
SIDES: Final[Mapping[Place, int]] = {(-1, 0): NORTH, (0, 1): EAST, (1, 0): SOUTH, (0, -1): WEST}
UP: Final = (-1, 0)
HEADS: Final[Mapping[Place, str]] = {(-1, 0): "▴", (0, 1): "▸", (1, 0): "▾", (0, -1): "◂"}
FRAMES: Final = {False: tuple("┌─┐│└┘"), True: tuple("┏━┓┃┗┛")}
"""The border of a box, plain and lit."""


class Run(NamedTuple):
    """Characters side by side that belong together."""

    text: str
    part: str
    """Empty for what belongs to no part."""
    role: str
    """`wire`, `word`, `value` or `blank`."""


class Box(NamedTuple):
    """A frame with words in it."""

    part: str
    top: int
    left: int
    width: int
    words: str
    is_valued: bool
    """Whether there is a line for the part's value."""

    @property
    def height(self) -> int:
        """Rows, the frame counted."""
        return 4 if self.is_valued else 3

    @property
    def middle(self) -> int:
        """The column of its middle."""
        return self.left + self.width // 2


class Canvas:
    """A drawing as it is made."""

    def __init__(self) -> None:
        self._arms: dict[Place, int] = {}
        self._text: dict[Place, tuple[str, str]] = {}
        """Character and role, over the wires."""
        self._parts: dict[Place, str] = {}
        self._boxes: list[Box] = []
        self._slots: list[tuple[str, int, int, int]] = []

    def wire(self, part: str, *points: Place, head: bool = True, under: bool = False) -> None:
        """A line through corner points; `head`: it ends in an arrow, `under`: it passes below wires that it crosses."""
        crossed = set(self._arms) if under else set()
        way = (0, 1)
        for start, end in pairwise(points):
            way = (_sign(end[0] - start[0]), _sign(end[1] - start[1]))
            here = start
            while here != end:
                there = (here[0] + way[0], here[1] + way[1])
                self._join(part, here, SIDES[way], crossed)
                self._join(part, there, SIDES[-way[0], -way[1]], crossed)
                here = there
        if head:
            self.tip(part, points[-1], way)

    def tip(self, part: str, place: Place, way: Place) -> None:
        """The head of an arrow; `way`: one step in its direction."""
        self._text[place] = (HEADS[way], "wire")
        self._parts[place] = part

    def _join(self, part: str, place: Place, side: int, crossed: Collection[Place]) -> None:
        if place not in crossed:
            self._arms[place] = self._arms.get(place, 0) | side
            self._parts.setdefault(place, part)

    def box(self, part: str, top: int, left: int, words: str, *, width: int = 9, is_valued: bool = True) -> Box:
        """A frame, with a line for the part's value unless told otherwise."""
        made = Box(part, top, left, width, words, is_valued)
        self._boxes.append(made)
        self.word(part, top + 1, left + 1, words.center(width - 2))
        if is_valued:
            self.slot(part, top + 2, left + 1, width - 2)
        return made

    def word(self, part: str, row: int, column: int, text: str) -> None:
        """Words, over whatever is there."""
        for place, character in enumerate(text):
            self._text[row, column + place] = (character, "word")
            self._parts[row, column + place] = part

    def slot(self, part: str, row: int, column: int, width: int) -> None:
        """Room for a part's value."""
        self._slots.append((part, row, column, width))

    def lines(self, values: Mapping[str, str], lit: Collection[str]) -> list[list[Run]]:
        """The drawing, each line as runs of one part and one role; all lines are as wide as the drawing."""
        drawn = {place: (LIGHT[arms], "wire") for place, arms in self._arms.items()}
        drawn |= {place: (HEAVY[arms], "wire") for place, arms in self._arms.items() if self._parts[place] in lit}
        drawn |= self._text
        parts = dict(self._parts)
        for box in self._boxes:
            for place, character in _frame(box, heavy=box.part in lit):
                drawn[place], parts[place] = (character, "wire"), box.part
        for part, row, column, width in self._slots:
            for offset, character in enumerate(values.get(part, "").center(width)[:width]):
                drawn[row, column + offset], parts[row, column + offset] = (character, "value"), part
        return _rows(drawn, parts)


def _frame(box: Box, *, heavy: bool) -> Iterator[tuple[Place, str]]:
    top_left, across, top_right, down, bottom_left, bottom_right = FRAMES[heavy]
    bottom, right = box.top + box.height - 1, box.left + box.width - 1
    for column in range(box.left + 1, right):
        yield (box.top, column), across
        yield (bottom, column), across
    for row in range(box.top + 1, bottom):
        yield (row, box.left), down
        yield (row, right), down
    yield (box.top, box.left), top_left
    yield (box.top, right), top_right
    yield (bottom, box.left), bottom_left
    yield (bottom, right), bottom_right


def _rows(drawn: Mapping[Place, tuple[str, str]], parts: Mapping[Place, str]) -> list[list[Run]]:
    height, width = (1 + max(place[axis] for place in drawn) for axis in (0, 1))
    rows = []
    for row in range(height):
        cells = [(*drawn.get((row, column), (" ", "blank")), parts.get((row, column), "")) for column in range(width)]
        rows.append(
            [
                Run("".join(cell[0] for cell in group), part, role)
                for (role, part), group in groupby(cells, key=lambda cell: (cell[1], cell[2]))
            ]
        )
    return rows


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
