"""The list of questions: however many there are, only the lines that can be seen are made."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.text import visible
from tui.widgets.sitting_bar import LEVELS

SIGNS: Final = {
    "new": ("·", "$text-muted"),
    "learning": ("✓", "$text-success"),
    "due": ("●", "$text-accent"),
    "weak": ("✗", "$text-error"),
}
"""How a condition is shown; the preview beside the list says it in words."""
KIND: Final = 8
LEVEL: Final = 9
"""Cells of the columns on the right."""
MARGIN: Final = 2
"""Lines kept in sight above and below the cursor."""
CURSOR: Final = "$block-cursor-foreground on $block-cursor-background bold"


class Line(NamedTuple):
    """One question as a line."""

    id: str
    title: str
    kind: str
    level: int
    skill: str
    """As it is called."""
    condition: str = "new"
    """A key of `SIGNS`."""
    flagged: bool = False


class QuestionList(Widget, can_focus=True):
    """Lines under a cursor."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Practise", tooltip="Answer the question under the cursor"),
        Binding("down,j", "move(1)", "Down", show=False, tooltip="The line below"),
        Binding("up,k", "move(-1)", "Up", show=False, tooltip="The line above"),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False, tooltip="A windowful down"),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False, tooltip="A windowful up"),
        Binding("home,g", "move(-1000000)", "First", show=False, tooltip="The first line"),
        Binding("end,G", "move(1000000)", "Last", show=False, tooltip="The last line"),
    ]
    DEFAULT_CSS = """
    QuestionList {
        height: 1fr;
        padding: 0 2;
    }
    """

    cursor: reactive[int] = reactive(0)

    class Highlighted(Message):
        """Another question is under the cursor, or none."""

        def __init__(self, line: Line | None) -> None:
            super().__init__()
            self.line = line

    class Chosen(Message):
        """The learner wants the question under the cursor."""

        def __init__(self, line: Line) -> None:
            super().__init__()
            self.line = line

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._made: Callable[[str], Line]
        self._top = 0

    @property
    def line(self) -> Line | None:
        """The line under the cursor; `None` when there are no lines."""
        return self._made(self._names[self.cursor]) if self._names else None

    def show(self, names: Sequence[str], made: Callable[[str], Line]) -> None:
        """Show other questions; the cursor stays on its own where that is still among them.

        `names`: ids; `made`: a question's line, asked for when the line is seen.
        """
        held = self.line
        self._names, self._made = names, made
        self.set_reactive(QuestionList.cursor, names.index(held.id) if held and held.id in names else 0)
        self._follow()
        if held != self.line:
            self.post_message(self.Highlighted(self.line))

    def watch_cursor(self) -> None:
        """Keep the cursor in sight, and tell where it is."""
        self._follow()
        self.post_message(self.Highlighted(self.line))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to move and to choose when there are lines."""
        return bool(self._names)

    def action_move(self, step: int) -> None:
        """Move the cursor, as far as there are lines."""
        self.cursor = max(0, min(len(self._names) - 1, self.cursor + step))

    def action_page(self, step: int) -> None:
        """Move the cursor by a windowful."""
        self.action_move(step * max(1, self.content_size.height - 1))

    def action_choose(self) -> None:
        """Ask for the question under the cursor."""
        if self.line is not None:
            self.post_message(self.Chosen(self.line))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(-3)

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second one on the same line chooses it."""
        offset = event.get_content_offset(self)
        place = self._top + offset.y if offset else len(self._names)
        if place < len(self._names):
            if place == self.cursor:
                self.action_choose()
            self.cursor = place

    def render(self) -> Content:
        """The lines in sight."""
        width, height = self.content_size
        shown = self._names[self._top : self._top + height]
        return Content("\n").join(
            self._drawn(self._made(name), width - 2, at_cursor=place == self.cursor)
            + self._bar(place - self._top, height)
            for place, name in enumerate(shown, start=self._top)
        )

    def _drawn(self, line: Line, width: int, *, at_cursor: bool) -> Content:
        sign, style = SIGNS[line.condition]
        columns = Content.assemble(
            (line.kind.ljust(KIND), "$text-secondary"),
            (LEVELS[line.level - 1].rjust(LEVEL) if 1 <= line.level <= len(LEVELS) else " " * LEVEL, "$text-muted"),
        )
        room = max(8, width - columns.cell_length - 6)
        title = Content(visible(line.title)).truncate(room - 2 * line.flagged, ellipsis=True)
        if line.flagged:
            title = Content.assemble(title, (" ⚑", "$text-accent"))
        made = Content.assemble(f" {sign} ", title.pad_right(room - title.cell_length), "  ", columns, " ")
        if at_cursor:
            # Without colours the ground of the line cannot be seen.
            told = "underline" if self.app.no_color else "" if self.has_focus else "on $block-hover-background"
            return made.stylize(f"{CURSOR} {told}" if self.has_focus else told)
        return made.stylize(style, 0, 3)

    def _bar(self, row: int, height: int) -> Content:
        """One cell of a thin scroll bar, where not all lines can be seen."""
        if len(self._names) <= height:
            return Content("  ")
        size = max(1, height * height // len(self._names))
        first = (height - size) * self._top // (len(self._names) - height)
        return Content.styled(" ┃", "$border") if first <= row < first + size else Content("  ")

    def _follow(self) -> None:
        height = max(1, self.content_size.height)
        margin = min(MARGIN, (height - 1) // 2)
        top = max(self.cursor + margin + 1 - height, min(self._top, self.cursor - margin))
        self._top = max(0, min(top, len(self._names) - height))
        self.refresh()
