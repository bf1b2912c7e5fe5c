"""A heat map: numbers in a matrix, each on its colour, with the names of rows and columns and one of the rows looked at."""

from collections.abc import Collection, Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.heat import Palette

LABEL: Final = 8
NARROW: Final = 7
"""Cells of a number at least."""
COMFORTABLE: Final = 8
WIDE: Final = 10
FRAMES: Final = {"line": ("[", "]"), "middle": ("│", "│"), "top": ("┌", "┐"), "bottom": ("└", "┘")}
"""What stands around a number that is looked at, on one line and on three."""


class HeatMap(ScrollView):
    """Numbers on colours; cells that are looked at stand in brackets."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"map--label", "map--chosen"}
    DEFAULT_CSS = """
    HeatMap {
        height: auto; max-height: 100%; padding: 0 1; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
        & > .map--label { color: $text-muted; }
        & > .map--chosen { color: $text-accent; text-style: bold; }
    }
    """

    class Picked(Message):
        """A cell was clicked."""

        def __init__(self, map: "HeatMap", row: int, column: int) -> None:
            super().__init__()
            self.map, self.row, self.column = map, row, column

        @property
        def control(self) -> "HeatMap":
            """The map it stands in."""
            return self.map

    def __init__(self, title: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = title
        self._values: Sequence[Sequence[float]] = ()
        self._rows: Sequence[str] = ()
        self._columns: Sequence[str] = ()
        self._chosen: Collection[tuple[int, int]] = frozenset()
        self._faint: Collection[tuple[int, int]] = frozenset()
        self._bound = 1.0
        self._row_at: int | None = None
        self._places: int | None = None
        self._palette: Palette | None = None
        self._tall = 1

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._recolour())

    def _recolour(self) -> None:
        self._palette = None
        self.refresh()

    def stretch(self, *, is_tall: bool) -> None:
        """Draw each number on three lines, or on one."""
        if self._tall != (3 if is_tall else 1):
            self._tall = 3 if is_tall else 1
            self._reach()
            self.refresh(layout=True)

    def _reach(self) -> None:
        self.virtual_size = Size(self._wide, len(self._values) * self._tall + 1)

    def show(
        self,
        values: Sequence[Sequence[float]],
        *,
        chosen: Collection[tuple[int, int]] = (),
        faint: Collection[tuple[int, int]] = (),
        rows: Sequence[str] = (),
        columns: Sequence[str] = (),
        bound: float | None = None,
        row: int | None = None,
        places: int | None = None,
    ) -> None:
        """Other numbers.

        `chosen`: cells in brackets; `faint`: cells without colour; `bound`: what the strongest colour stands for; `row`: the one that is
        looked at; `places`: decimals; `None`: as many as there is room for.
        """
        size = (len(values), len(values[0]))
        is_laid = size != (len(self._values), len(self._values[0]) if self._values else 0)
        self._values, self._chosen, self._faint = values, frozenset(chosen), frozenset(faint)
        self._rows, self._columns, self._row_at, self._places = rows, columns, row, places
        largest = max((abs(value) for row in values for value in row), default=0.0)
        self._bound = bound or largest or 1.0
        self._reach()
        first = min(self._chosen, default=(row or 0, 0))[0] * self._tall
        if not self.scroll_offset.y <= first < self.scroll_offset.y + max(self.size.height - 1, 1):
            self.scroll_to(y=first, animate=False)
        self.refresh(layout=is_laid)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """A label and all columns."""
        columns = len(self._values[0]) if self._values else 0
        return min(self._label() + columns * COMFORTABLE, container.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for the names of columns, one for each row."""
        return len(self._values) * self._tall + 1

    @property
    def _colours(self) -> Palette:
        if self._palette is None:
            self._palette = Palette(self.app.current_theme)
        return self._palette

    def _width(self) -> int:
        """Cells of a number."""
        room = (self._wide - self._label()) // max(len(self._values[0]), 1)
        return max(NARROW, min(WIDE, room)) if room >= NARROW else max(3, room)

    def _label(self) -> int:
        return LABEL if self._rows else 2

    @property
    def _wide(self) -> int:
        """Cells of a line, the scroll bar left out."""
        return self.scrollable_content_region.width

    def render_line(self, y: int) -> Strip:
        """The names of the columns, then the rows in view."""
        if not self._values:
            return Strip.blank(self._wide, self.rich_style)
        row, part = divmod(y - 1 + self.scroll_offset.y, self._tall)
        segments = self._head() if y == 0 else self._row(row, part) if row < len(self._values) else []
        return Strip(segments).adjust_cell_length(self._wide, self.rich_style).apply_style(self.rich_style)

    def _head(self) -> list[Segment]:
        label = self.get_component_rich_style("map--label")
        if not self._columns:
            return [Segment(self._title, label)]
        width = self._width()
        names = [Segment(name[: width - 1].center(width), label) for name in self._columns]
        return [Segment(self._title[: self._label() - 1].ljust(self._label()), label), *names]

    def _row(self, row: int, part: int) -> list[Segment]:
        is_middle = part == self._tall // 2
        is_looked_at = row == self._row_at
        label = self.get_component_rich_style(f"map--{'chosen' if is_looked_at else 'label'}")
        name = self._rows[row] if row < len(self._rows) and is_middle else ""
        pointer = "▸" if is_looked_at and self._rows and is_middle else ""
        head = Segment((pointer + name[: self._label() - 2]).rjust(self._label() - 1) + " ", label)
        return [head, *(self._cell(row, column, part) for column in range(len(self._values[row])))]

    def _cell(self, row: int, column: int, part: int) -> Segment:
        value, width = self._values[row][column], self._width()
        is_chosen = (row, column) in self._chosen
        framed = self._framed(value, width - 2, part, is_chosen=is_chosen)
        if (row, column) in self._faint:
            style = self.get_component_rich_style("map--label")
            return Segment(framed, style + Style(bold=is_chosen or row == self._row_at))
        return Segment(
            framed,
            self._colours.style(self._colours.level(value, self._bound)) + Style(bold=is_chosen or row == self._row_at),
        )

    def _framed(self, value: float, width: int, part: int, *, is_chosen: bool) -> str:
        """One line of a cell: the number, or what is above and below it."""
        if part == self._tall // 2:
            told = shown(value, width) if self._places is None else f"{value:.{self._places}f}"
            left, right = FRAMES["line" if self._tall == 1 else "middle"] if is_chosen else (" ", " ")
            return left + told.center(width) + right
        left, right = FRAMES["top" if part == 0 else "bottom"]
        return left + "─" * width + right if is_chosen else " " * (width + 2)

    def on_click(self, event: events.Click) -> None:
        """Tell which cell was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or not self._values or offset.y == 0:
            return
        row, column = (offset.y - 1 + self.scroll_offset.y) // self._tall, (offset.x - self._label()) // self._width()
        if 0 <= row < len(self._values) and 0 <= column < len(self._values[0]):
            self.post_message(self.Picked(self, row, column))


def shown(value: float, width: int) -> str:
    """A number in so many cells; fewer digits where there is no room for more."""
    for digits in range(4, 0, -1):
        text = f"{value:.{digits}g}" if abs(value) >= 0.001 or not value else f"{value:.{max(digits - 2, 0)}f}"
        if len(text) <= width:
            return text
    return f"{value:.0f}"[:width]
