"""Places to fill from a list: each line gets one of the lettered options."""

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from engine.marking.verdict import Part
from tui.mathtext import readable
from tui.text import content, visible
from tui.widgets.options import DIGITS
from tui.widgets.sign import SIGNS

EMPTY = "…"


class Place(HorizontalGroup):
    """One line: its label, what was put there, and after the verdict its mark."""

    DEFAULT_CSS = """
    Place {
        height: auto;
        padding: 0 1;
        pointer: pointer;
        .number { width: auto; color: $text-muted; }
        .label { width: 1fr; padding: 0 2 0 0; }
        .filling { width: 1fr; color: $text-muted; }
        &:hover { background: $panel; }
        &.-cursor { background: $panel; .label { text-style: bold; } }
        &:nocolor.-cursor .label { text-style: reverse; }
        &.-filled .filling { color: $text-accent; }
    }
    """

    def __init__(self, index: int, label: str, *, numbered: bool) -> None:
        """`index`: from 0; `numbered`: whether its number, from 1, stands before the label."""
        super().__init__()
        self.index = index
        self._label = label
        self._numbered = numbered

    def compose(self) -> ComposeResult:
        """Number, label and filling."""
        if self._numbered:
            yield Static(f"{self.index + 1}  ", classes="number", markup=False)
        yield Static(content(readable(self._label)), classes="label")
        yield Static(EMPTY, classes="filling", markup=False)

    def show(self, filling: str, *, cursor: bool) -> None:
        """Draw what was put here."""
        self.set_class(cursor, "-cursor")
        self.set_class(bool(filling), "-filled")
        self.query_one(".filling", Static).update(content(readable(filling)) if filling else Content(EMPTY))

    def judge(self, filling: str, part: Part) -> None:
        """Mark what was put here, and say what belongs."""
        sign = SIGNS[part.outcome]
        right = f"  → {visible(readable(part.expected))}" if part.outcome != "correct" and part.expected else ""
        marked = Content.assemble(
            (f"{sign.symbol} ", sign.style),
            (visible(readable(filling)) or EMPTY, sign.style),
            (right, "$text-secondary"),
        )
        self.query_one(".filling", Static).update(marked)


class Places(VerticalGroup, can_focus=True):
    """Lines to fill with a cursor, and the options below them, each under a letter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, tooltip="The line above"),
        Binding("down,tab", "move(1)", "Down", show=False, tooltip="The line below"),
        Binding("right", "cycle(1)", "Next option", show=False, tooltip="The next option for this line"),
        Binding("left", "cycle(-1)", "Previous option", show=False, tooltip="The option before"),
        Binding("backspace,delete", "clear", "Clear", show=False, tooltip="Empty this line"),
        Binding("enter", "confirm", "Answer", tooltip="Answer with what stands there"),
    ]
    DEFAULT_CSS = """
    Places {
        height: auto;
        border: round $border-blurred;
        &:focus { border: round $border; }
        .options { padding: 0 1; margin: 1 0 0 0; color: $text-muted; }
    }
    """

    class Changed(Message):
        """Something else stands somewhere."""

    class Confirmed(Message):
        """The learner asks for the answer to be graded."""

    def __init__(
        self, labels: Sequence[str], options: Sequence[str], filled: Mapping[int, int], *, numbered: bool = False
    ) -> None:
        """`filled`: option by line, both from 0; `numbered`: whether the labels need numbers."""
        super().__init__()
        self._numbered = numbered
        self._labels = tuple(labels)
        self._options = tuple(options)
        self.filled = dict(filled)
        self._cursor = 0

    def compose(self) -> ComposeResult:
        """The lines, then the options."""
        for index, label in enumerate(self._labels):
            yield Place(index, label, numbered=self._numbered)
        listed = (
            Content.assemble((f"{ascii_uppercase[place]}  ", "bold $text-accent"), content(readable(text)))
            for place, text in enumerate(self._options)
        )
        yield Static(Content("\n").join(listed), classes="options")

    def on_mount(self) -> None:
        """Draw what the draft holds."""
        self._draw()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters of options and numbers of lines are answers, not commands."""
        return self._option(character) is not None or self._line(character) is not None

    def on_key(self, event: events.Key) -> None:
        """A letter fills the line under the cursor and goes on to the next; a digit goes to its line."""
        option, line = self._option(event.character), self._line(event.character)
        if option is None and line is None:
            return
        event.stop()
        event.prevent_default()
        if line is not None:
            self._go(line)
        elif option is not None:
            self._put(option)
            self.action_move(1)

    def on_click(self, event: events.Click) -> None:
        """A click on a line goes there; a click on an option fills the line under the cursor."""
        if event.widget is None:
            return
        for place in self.query(Place):
            if place in event.widget.ancestors_with_self:
                self._go(place.index)
        if event.widget.has_class("options"):
            offset = event.get_content_offset(event.widget)
            if offset is not None and offset.y < len(self._options):
                self._put(offset.y)
                self.action_move(1)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self._go(max(0, min(len(self._labels) - 1, self._cursor + step)))

    def action_cycle(self, step: int) -> None:
        """Put the next option into the line under the cursor."""
        before = self.filled.get(self._cursor, -1 if step > 0 else 0)
        self._put((before + step) % len(self._options))

    def action_clear(self) -> None:
        """Empty the line under the cursor."""
        self.filled.pop(self._cursor, None)
        self._draw()
        self.post_message(self.Changed())

    def action_confirm(self) -> None:
        """Answer with what stands there."""
        self.post_message(self.Confirmed())

    def judge(self, parts: Sequence[Part]) -> None:
        """Mark every line."""
        for place, part in zip(self.query(Place), parts, strict=False):
            place.judge(self._filling(place.index), part)

    def forget(self) -> None:
        """Take all marks away."""
        self._draw()

    def _option(self, character: str | None) -> int | None:
        letter = (character or "").upper()
        place = ascii_uppercase.find(letter) if len(letter) == 1 else -1
        return place if 0 <= place < len(self._options) else None

    def _line(self, character: str | None) -> int | None:
        place = DIGITS.find(character) if character else -1
        return place if 0 <= place < len(self._labels) else None

    def _go(self, line: int) -> None:
        self._cursor = line
        self._draw()

    def _put(self, option: int) -> None:
        self.filled[self._cursor] = option
        self._draw()
        self.post_message(self.Changed())

    def _filling(self, index: int) -> str:
        option = self.filled.get(index)
        return "" if option is None else self._options[option]

    def _draw(self) -> None:
        for place in self.query(Place):
            place.show(self._filling(place.index), cursor=place.index == self._cursor)
