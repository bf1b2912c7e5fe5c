"""The help screen: every key that works where it was called, made from the bindings themselves."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.widgets.plot import Plot

GAP: Final = 3
LONGEST: Final = 10
"""Cells of keys beside their meaning; longer ones stand above it."""


class HelpScreen(ModalScreen[None]):
    """Keys and how to answer; any of escape, enter, q and ? closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,question_mark,f1", "close", "Close", key_display="esc"),
    ]
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        background: $background 60%;
        & > VerticalScroll {
            width: 72; max-width: 95%; height: auto; max-height: 90%;
            border: round $border; background: $surface; padding: 0 3; scrollbar-size-vertical: 1;
        }
        Plot { padding: 0; margin: 0; }
        .title { text-style: bold; color: $text-primary; }
        .section { margin: 1 0 0 0; height: auto; }
        .quiet { color: $text-muted; }
    }
    """

    def __init__(self, keys: Sequence[tuple[str, str]], how: str = "") -> None:
        """`keys`: key and meaning; `how`: one line on how to answer."""
        super().__init__()
        self._keys = keys
        self._how = how

    def compose(self) -> ComposeResult:
        """How to answer, the keys, and what the marks mean."""
        with VerticalScroll():
            yield Plot("Keys", self._listed)
            if self._how:
                with VerticalGroup(classes="section"):
                    yield Static("Answering", classes="title")
                    yield Static(Content(self._how))
            with VerticalGroup(classes="section"):
                yield Static("Marks", classes="title")
                yield Static(
                    Content("✓ correct   ✗ wrong   ◐ partly right   ? not read: costs nothing, the text stays"),
                )
            yield Static("esc closes", classes="section quiet")

    def _listed(self, width: int) -> Sequence[Content]:
        """Keys on the left, meanings beside them, however many lines they take."""
        room = min(LONGEST, max((len(key) for key, _ in self._keys), default=0)) + GAP
        lines: list[Content] = []
        for key, meaning in self._keys:
            first, *others = Content(meaning).wrap(max(10, width - room))
            is_long = len(key) > LONGEST
            if is_long:
                lines.append(Content.styled(key, "bold $text-accent"))
            beside = " " * room if is_long else key.ljust(room)
            lines.append(Content.assemble((beside, "bold $text-accent"), first))
            lines += [Content.assemble(" " * room, other) for other in others]
        return lines

    def action_close(self) -> None:
        """Go back to where help was called."""
        self.dismiss(None)
