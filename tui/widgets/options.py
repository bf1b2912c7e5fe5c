"""Numbered options, chosen by number, arrows or mouse."""

from collections.abc import Collection, Sequence
from typing import ClassVar, Final, Literal, TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from tui.mathtext import readable
from tui.text import content

DIGITS: Final = "123456789"
Mark: TypeAlias = Literal["right", "missed", "wrong"]
MARKS: Final[dict[Mark, str]] = {"right": "✓ right", "missed": "◂ right one", "wrong": "✗ wrong"}
"""The place of the longest is kept free from the start, so that no text is wrapped anew when the verdict comes."""


class Option(HorizontalGroup):
    """One option: a pointer, its number or box, its text, and after the verdict a mark."""

    DEFAULT_CSS = """
    Option {
        height: auto;
        padding: 0 1;
        pointer: pointer;
        .badge { width: auto; min-width: 4; color: $text-muted; }
        .text { width: 1fr; }
        .mark { width: 13; }
        &:hover { background: $panel; }
        &.-cursor { background: $panel; .badge { color: $accent; text-style: bold; } .text { color: $foreground; } }
        &:nocolor.-cursor .badge, &:nocolor.-cursor .text { text-style: reverse; }
        &.-ticked .badge { color: $accent; text-style: bold; }
        &.-right .text, &.-right .mark { color: $text-success; }
        &.-missed .text, &.-missed .mark { color: $text-secondary; }
        &.-wrong .text, &.-wrong .mark { color: $text-error; }
    }
    """

    def __init__(self, index: int, text: str, *, boxed: bool) -> None:
        """`index`: from 0; `boxed`: several may be ticked."""
        super().__init__()
        self.index = index
        self._text = text
        self._boxed = boxed

    def compose(self) -> ComposeResult:
        """Badge, text and an empty mark."""
        yield Static(self._badge(ticked=False), classes="badge")
        yield Static(content(readable(self._text)), classes="text")
        yield Static("", classes="mark")

    def _badge(self, *, ticked: bool) -> Content:
        box = ("■ " if ticked else "□ ") if self._boxed else ("● " if ticked else "  ")
        return Content(f"{box}{self.index + 1}  ")

    def show(self, *, cursor: bool, ticked: bool) -> None:
        """Draw the pointer and the tick."""
        self.set_class(cursor, "-cursor")
        self.set_class(ticked, "-ticked")
        self.query_one(".badge", Static).update(self._badge(ticked=ticked))

    def judge(self, mark: Mark) -> None:
        """Mark the option: a symbol, a word and a colour."""
        self.add_class(f"-{mark}")
        self.query_one(".mark", Static).update(Content(f"  {MARKS[mark]}"))

    def forget(self) -> None:
        """Take the mark away."""
        self.remove_class("-right", "-missed", "-wrong")
        self.query_one(".mark", Static).update("")


class Options(VerticalGroup, can_focus=True):
    """A list of options with a cursor; one or several are ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, tooltip="The option above"),
        Binding("down,j", "move(1)", "Down", show=False, tooltip="The option below"),
        Binding("home", "move(-99)", "First", show=False),
        Binding("end", "move(99)", "Last", show=False),
        Binding("enter", "confirm", "Answer", tooltip="Answer with what is chosen; choose, while nothing is"),
    ]
    DEFAULT_CSS = """
    Options {
        height: auto;
        border: round $border-blurred; border-title-color: $text-muted; border-subtitle-color: $text-muted;
        padding: 0;
        &:focus { border: round $border; }
    }
    """

    cursor: reactive[int] = reactive(0, init=False)

    class Changed(Message):
        """Other options are ticked."""

    class Confirmed(Message):
        """The learner pressed enter, or chose what was already chosen."""

    def __init__(self, texts: Sequence[str], ticked: Sequence[int] = (), *, several: bool = False) -> None:
        """`texts`: in the order shown; `ticked`: indices from 0; `several`: boxes in place of one dot."""
        super().__init__()
        self._texts = tuple(texts)
        self._several = several
        self.ticked: set[int] = {index for index in ticked if 0 <= index < len(self._texts)}

    def compose(self) -> ComposeResult:
        """One row for each option."""
        for index, text in enumerate(self._texts):
            yield Option(index, text, boxed=self._several)

    def on_mount(self) -> None:
        """Start at the first ticked option."""
        self.set_reactive(Options.cursor, min(self.ticked, default=0))
        self._draw()

    def on_key(self, event: events.Key) -> None:
        """A digit moves to that option and ticks it; space ticks the one under the cursor."""
        if event.character and event.character in DIGITS and int(event.character) <= len(self._texts):
            event.stop()
            self._choose(int(event.character) - 1)
        elif event.key == "space":
            event.stop()
            self._choose(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """A click is the same as its digit."""
        widget = event.widget
        for option in self.query(Option):
            if widget is option or (widget is not None and option in widget.ancestors):
                self._choose(option.index)

    def action_move(self, step: int) -> None:
        """Move the cursor; with one answer only, the tick moves along."""
        self.cursor = max(0, min(len(self._texts) - 1, self.cursor + step))
        if not self._several:
            self._tick({self.cursor})

    def action_confirm(self) -> None:
        """Answer with what is ticked; with one answer only and none chosen, choose the option under the cursor, for all to see."""
        if not self._several and not self.ticked:
            self._tick({self.cursor})
        else:
            self.post_message(self.Confirmed())

    def judge(self, right: Collection[int]) -> None:
        """Mark the right options and the wrong ones that are ticked."""
        for option in self.query(Option):
            if option.index in right:
                option.judge("right" if option.index in self.ticked else "missed")
            elif option.index in self.ticked:
                option.judge("wrong")

    def forget(self) -> None:
        """Take all marks away."""
        for option in self.query(Option):
            option.forget()

    def watch_cursor(self) -> None:
        """Redraw and keep the option in view."""
        self._draw()
        for option in self.query(Option):
            if option.index == self.cursor:
                option.scroll_visible(animate=False)

    def _choose(self, index: int) -> None:
        self.cursor = index
        if self._several:
            self._tick(self.ticked ^ {index})
        elif self.ticked == {index}:
            self.post_message(self.Confirmed())
        else:
            self._tick({index})

    def _tick(self, ticked: set[int]) -> None:
        self.ticked = ticked
        self._draw()
        self.post_message(self.Changed())

    def _draw(self) -> None:
        for option in self.query(Option):
            option.show(cursor=option.index == self.cursor, ticked=option.index in self.ticked)
