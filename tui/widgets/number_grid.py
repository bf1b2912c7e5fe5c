"""A grid of numbers with a cursor: any of them can be nudged or typed anew, and rows of them pasted."""

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from engine import limits
from engine.errors import FormulaError, UnrolledError
from engine.formula.evaluate import evaluate_number
from engine.formula.typed_numbers import parse_number
from tui.laboratory.sequence import read_matrix
from tui.text import visible

NUDGE: Final = 0.1
"""What one press of a key adds."""
CELL: Final = 7
LABEL: Final = 5
TYPED: Final = frozenset("0123456789.-/*()e")
"""What a number is typed with."""


class NumberGrid(ScrollView, can_focus=True):
    """Rows and columns of numbers that can be changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", "Up", show=False, tooltip="The number above"),
        Binding("down", "move(1, 0)", "Down", show=False, tooltip="The number below"),
        Binding("left", "move(0, -1)", "Left", show=False, tooltip="The number on the left"),
        Binding("right", "move(0, 1)", "Right", show=False, tooltip="The number on the right"),
        Binding(
            "right_square_bracket,plus",
            "nudge(1)",
            "+0.1",
            tooltip="A tenth more; a digit or a sign types a new number",
        ),
        Binding("left_square_bracket", "nudge(-1)", "−0.1", tooltip="A tenth less"),
        Binding("enter", "commit", "Set", show=False, tooltip="Take the number that is typed"),
        Binding("backspace", "erase", "Erase", show=False, tooltip="Take the last digit away"),
        Binding("escape", "cancel", "Cancel", show=False, tooltip="Keep the old number"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid--label", "grid--cell", "grid--cursor"}
    DEFAULT_CSS = """
    NumberGrid {
        height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
        & > .grid--label { color: $text-muted; }
        & > .grid--cell { color: $foreground; }
        & > .grid--cursor { color: $text-accent; text-style: underline; }
        &:focus > .grid--cursor { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold underline; }
        &:nocolor:focus > .grid--cursor { text-style: reverse; }
    }
    """

    class Edited(Message):
        """A number is another one."""

        def __init__(self, grid: "NumberGrid", row: int, column: int, value: float) -> None:
            super().__init__()
            self.grid, self.row, self.column, self.value = grid, row, column, value

        @property
        def control(self) -> "NumberGrid":
            """The grid that it stands in."""
            return self.grid

    def __init__(self, title: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = title
        self._rows: Sequence[Sequence[float]] = ()
        self._columns: Sequence[str] = ()
        self.cursor = (0, 0)
        self._typed = ""

    def show(self, rows: Sequence[Sequence[float]], columns: Sequence[str] = (), title: str = "") -> None:
        """Other numbers; `columns`: their names."""
        self._rows, self._columns, self._title = rows, columns, title or self._title
        row, column = self.cursor
        self.cursor = (min(row, len(rows) - 1), min(column, len(rows[0]) - 1))
        self.virtual_size = Size(self._wide, len(rows) + 1)
        self.refresh()

    @property
    def typed(self) -> str:
        """What is being typed; empty when nothing is."""
        return self._typed

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Digits are numbers here, not commands."""
        return character is not None and character in TYPED

    def on_key(self, event: events.Key) -> None:
        """A digit or a minus sign begins a new number."""
        if event.character is None or event.character not in TYPED:
            return
        event.stop()
        event.prevent_default()
        if len(self._typed) < limits.NUMBER_CHARACTERS:
            self._typed += event.character
            self.refresh()

    def action_move(self, down: int, across: int) -> None:
        """Move the cursor; what is typed is taken first."""
        if self._typed:
            self.action_commit()
        row, column = self.cursor[0] + down, self.cursor[1] + across
        if 0 <= row < len(self._rows) and 0 <= column < len(self._rows[0]):
            self.cursor = (row, column)
            self._follow()
            self.refresh()

    def _follow(self) -> None:
        top, height = self.scroll_offset.y, max(self.size.height - 1, 1)
        row = self.cursor[0]
        if not top <= row < top + height:
            self.scroll_to(y=row if row < top else row - height + 1, animate=False)

    def action_nudge(self, way: int) -> None:
        """A tenth more or less."""
        row, column = self.cursor
        self._put(round(self._rows[row][column] + way * NUDGE, 6))

    def action_commit(self) -> None:
        """Take what is typed."""
        text, self._typed = self._typed, ""
        if not text:
            return
        try:
            value = evaluate_number(parse_number(text), {})
        except FormulaError as error:
            self.notify(f"This is no number: {error.message}.", severity="warning", markup=False)
            self.refresh()
            return
        self._put(float(value))

    def action_erase(self) -> None:
        """Take the last digit away."""
        self._typed = self._typed[:-1]
        self.refresh()

    def action_cancel(self) -> None:
        """Forget what is typed; with nothing typed, leave the grid."""
        if self._typed:
            self._typed = ""
            self.refresh()
        else:
            self.screen.focus_previous()

    def _put(self, value: float) -> None:
        self.post_message(self.Edited(self, *self.cursor, value))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        try:
            rows = read_matrix(visible(event.text))
        except UnrolledError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        top, left = self.cursor
        for row, numbers in enumerate(rows[: len(self._rows) - top], start=top):
            for column, number in enumerate(numbers[: len(self._rows[0]) - left], start=left):
                self.post_message(self.Edited(self, row, column, number))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there."""
        offset = event.get_content_offset(self)
        if offset is None or not self._rows:
            return
        row, column = offset.y - 1 + self.scroll_offset.y, self._first() + (offset.x - LABEL) // CELL
        if 0 <= row < len(self._rows) and offset.x >= LABEL and column < len(self._rows[0]):
            self.cursor = (row, column)
            self.refresh()

    def _first(self) -> int:
        """The first column that is drawn."""
        count = max(1, (self._wide - LABEL) // CELL)
        return max(0, min(self.cursor[1] - count // 2, len(self._rows[0]) - count))

    @property
    def _wide(self) -> int:
        """Cells of a line, the scroll bar left out."""
        return self.scrollable_content_region.width

    def render_line(self, y: int) -> Strip:
        """The names of the columns on top, then the rows in view."""
        if not self._rows:
            return Strip.blank(self._wide, self.rich_style)
        row = y - 1 + self.scroll_offset.y
        first, count = self._first(), max(1, (self._wide - LABEL) // CELL)
        label = self.get_component_rich_style("grid--label")
        segments = []
        if y == 0:
            names = [*self._columns, *[""] * len(self._rows[0])][first : first + count]
            head = [self._title.ljust(LABEL), *((name if name != " " else "␣").rjust(CELL) for name in names)]
            segments = [Segment("".join(head), label)]
        elif row < len(self._rows):
            segments = [Segment(f"{row + 1:>{LABEL - 2}}  ", label), *self._numbers(row, first, first + count)]
        return Strip(segments).adjust_cell_length(self._wide, self.rich_style).apply_style(self.rich_style)

    def _numbers(self, row: int, first: int, last: int) -> list[Segment]:
        cell, cursor = self.get_component_rich_style("grid--cell"), self.get_component_rich_style("grid--cursor")
        found = []
        for column, value in enumerate(self._rows[row][first:last], start=first):
            here = (row, column) == self.cursor
            text = f"{self._typed}▏"[-CELL + 1 :] if here and self._typed else shown(value)
            found += [Segment(" ", cell), Segment(text.rjust(CELL - 1), cursor if here else cell)]
        return found


def shown(value: float) -> str:
    """A number in six cells."""
    text = f"{value:.3g}"
    return text if len(text) < CELL else f"{value:.1e}"
