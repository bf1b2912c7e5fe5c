"""A matrix of cells as a grid draws it: in brackets, which turn into arrows where there is more; the cell under the cursor is marked."""

from collections.abc import Callable, Iterator
from math import prod
from typing import Final, NamedTuple

from textual.content import Content
from textual.style import Style

from tui.cells import Cells
from tui.text import visible

EMPTY: Final = "·"
WIDEST: Final = 24
"""Columns of the screen for one cell; of a longer text the end is shown, where it is typed."""
TALLEST: Final = 8
"""Rows shown at once."""
BRACKET: Final = 1
"""Columns of the screen for what stands at either end of a row."""

TAB_GAP: Final = "  "
MOST: Final = 1024
"""Cells in all; more of them are kept as a text, which is drawn faster."""


class Window(NamedTuple):
    """The part of a matrix that is drawn."""

    top: int
    bottom: int
    """One past the last row."""
    left: int
    widths: tuple[int, ...]
    """Of the columns from `left` on, in columns of the screen, a blank on either side included."""
    more: bool
    """Whether there are columns on the right of these."""

    def at(self, x: int, y: int) -> tuple[int, int] | None:
        """Row and column of the matrix at a place of the drawing; `None` outside the cells."""
        left = BRACKET
        for column, width in enumerate(self.widths, start=self.left):
            if left <= x < left + width and 0 <= y < self.bottom - self.top:
                return self.top + y, column
            left += width
        return None


class CellMatrix(NamedTuple):
    """What is drawn."""

    rows: int
    columns: int
    text: Callable[[int, int], str]
    """The text of the cell in a row and a column."""
    cursor: tuple[int, int]

    def window(self, width: int) -> Window:
        """The rows and columns around the cursor that fit."""
        row, column = self.cursor
        top = max(0, min(row - TALLEST // 2, self.rows - TALLEST))
        bottom = min(self.rows, top + TALLEST)
        widths = [max(len(self._cell(r, c)) for r in range(top, bottom)) + 2 for c in range(self.columns)]
        room = max(width - 2 * BRACKET, widths[column])
        left = column
        while left and sum(widths[left - 1 : column + 1]) <= room:
            left -= 1
        right = column + 1
        while right < self.columns and sum(widths[left : right + 1]) <= room:
            right += 1
        return Window(top, bottom, left, tuple(widths[left:right]), right < self.columns)

    def drawn(self, width: int, marked: Style) -> Content:
        """The lines, `marked` being the style of the cell under the cursor."""
        window = self.window(width)
        return Content("\n").join(self._line(window, row, marked) for row in range(window.top, window.bottom))

    def _line(self, window: Window, row: int, marked: Style) -> Content:
        first, last = row == 0, row == self.rows - 1
        opening, closing = ("[", "]") if first and last else ("⎡", "⎤") if first else ("⎣", "⎦") if last else ("⎢", "⎥")
        before, after = "‹" if window.left else opening, "›" if window.more else closing
        return Content.assemble((before, "$text-muted"), *self._cells(window, row, marked), (after, "$text-muted"))

    def _cells(self, window: Window, row: int, marked: Style) -> Iterator[Content]:
        for column, width in enumerate(window.widths, start=window.left):
            cell = Content(f"{self._cell(row, column).rjust(width - 1)} ")
            if (row, column) == self.cursor:
                yield cell.stylize(marked)
            else:
                yield cell if self.text(row, column) else cell.stylize("$text-muted")

    def _cell(self, row: int, column: int) -> str:
        text = visible(self.text(row, column)) or EMPTY
        return text if len(text) <= WIDEST else "…" + text[1 - WIDEST :]


def tab_line(count: int, here: int) -> Content:
    """The tabs of a leading axis, one of them chosen; they are named as Python indexes."""
    styles = ("bold $text-accent underline" if index == here else "$text-muted" for index in range(count))
    return Content(TAB_GAP).join(Content.styled(f"[{index}]", style) for index, style in enumerate(styles))


def tab_at(x: int, count: int) -> int:
    """Which of so many tabs stands at a column of the screen."""
    return TAB_GAP.join(f"[{index}]" for index in range(count))[:x].count(TAB_GAP)


def fits(cells: Cells) -> bool:
    """Whether a grid can show these cells."""
    return prod(cells.size) <= MOST
