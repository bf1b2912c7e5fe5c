"""Lines to put in order: picked up, moved, left out."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.mathtext import readable
from tui.text import content
from tui.widgets.value import RIGHT, WRONG

OUT: Final = "left out  "


class SortableLine(HorizontalGroup):
    """One line: its number, its text, and after the verdict its mark."""

    DEFAULT_CSS = """
    SortableLine {
        height: auto;
        padding: 0 1;
        .number { width: auto; color: $text-accent; }
        .text { width: 1fr; }
        .mark { width: 3; }
        &.-out .number, &.-out .text { color: $text-muted; }
        &.-cursor { background: $panel; }
        &:nocolor.-cursor .number, &:nocolor.-held .number, &:nocolor.-held .text { text-style: reverse; }
        &.-held { background: $block-cursor-background; text-style: bold; }
    }
    """

    def compose(self) -> ComposeResult:
        """Three empty cells."""
        yield Static("", classes="number", markup=False)
        yield Static("", classes="text")
        yield Static("", classes="mark")

    def show(self, number: str, text: Content, mark: Content) -> None:
        """Fill the cells."""
        self.query_one(".number", Static).update(number)
        self.query_one(".text", Static).update(text)
        self.query_one(".mark", Static).update(mark)


class Sortable(VerticalGroup, can_focus=True):
    """Lines under a cursor; those left out come last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, tooltip="The line above; moves a line that is picked up"),
        Binding("down,j", "move(1)", "Down", show=False, tooltip="The line below; moves a line that is picked up"),
        Binding("shift+up,K", "carry(-1)", "Move up", show=False, tooltip="Move this line up"),
        Binding("shift+down,J", "carry(1)", "Move down", show=False, tooltip="Move this line down"),
        Binding("space", "grab", "Pick up", tooltip="Pick the line up, or drop it"),
        Binding("x", "leave", "Leave out", tooltip="Leave this line out, or take it back"),
        Binding("enter", "confirm", "Answer", tooltip="Answer with this order"),
    ]
    DEFAULT_CSS = """
    Sortable {
        height: auto;
        border: round $border-blurred;
        &:focus { border: round $border; }
    }
    """

    class Changed(Message):
        """The order is another one."""

    class Confirmed(Message):
        """The learner asks for the order to be graded."""

    def __init__(self, texts: Sequence[str], kept: Sequence[int]) -> None:
        """`texts`: all lines as shuffled; `kept`: those in the order, from 0."""
        super().__init__()
        self._texts = tuple(texts)
        self.kept = list(kept)
        self._marks: Sequence[bool] = ()
        self._cursor = 0
        self._held = False

    def compose(self) -> ComposeResult:
        """One line for each text."""
        for _ in self._texts:
            yield SortableLine()

    def on_mount(self) -> None:
        """Draw the order."""
        self._draw()

    def action_move(self, step: int) -> None:
        """Move the cursor, together with a line that is picked up."""
        if self._held:
            self.action_carry(step)
        else:
            self._cursor = max(0, min(len(self._texts) - 1, self._cursor + step))
            self._draw()

    def action_carry(self, step: int) -> None:
        """Change places with the neighbour."""
        other = self._cursor + step
        if self._cursor < len(self.kept) and 0 <= other < len(self.kept):
            self.kept[self._cursor], self.kept[other] = self.kept[other], self.kept[self._cursor]
            self._cursor = other
            self._changed()

    def action_grab(self) -> None:
        """Pick the line under the cursor up, or drop it."""
        self._held = not self._held and self._cursor < len(self.kept)
        self._draw()

    def action_leave(self) -> None:
        """Leave the line under the cursor out, or take it back at the end."""
        line = self._lines()[self._cursor]
        if line in self.kept:
            self.kept.remove(line)
        else:
            self.kept.append(line)
        self._held = False
        self._changed()

    def action_confirm(self) -> None:
        """Drop what is held and answer."""
        self._held = False
        self._draw()
        self.post_message(self.Confirmed())

    def judge(self, marks: Sequence[bool]) -> None:
        """Mark the lines in their order; no marks take them away."""
        self._marks = marks
        self._draw()

    def _changed(self) -> None:
        self._draw()
        self.post_message(self.Changed())

    def _lines(self) -> list[int]:
        return [*self.kept, *(place for place in range(len(self._texts)) if place not in self.kept)]

    def _draw(self) -> None:
        for row, (line, place) in enumerate(zip(self.query(SortableLine), self._lines(), strict=True)):
            line.set_class(row == self._cursor and not self._held, "-cursor")
            line.set_class(row == self._cursor and self._held, "-held")
            line.set_class(row >= len(self.kept), "-out")
            handle = "⇅" if self._held and row == self._cursor else " "
            number = f"{handle}{row + 1:>2}  " if row < len(self.kept) else OUT
            line.show(number, content(readable(self._texts[place])), self._mark(row))

    def _mark(self, row: int) -> Content:
        if row >= len(self._marks):
            return Content("")
        right = self._marks[row]
        return Content.styled(f"  {RIGHT if right else WRONG}", "$text-success" if right else "$text-error")
