"""The source screen: the formula of a question's key and the solvers' code that computes it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.source import Code
from tui.text import content


class SourceScreen(ModalScreen[None]):
    """Code to scroll through; escape, enter, q and o close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,o", "close", "Close", key_display="esc"),
    ]
    DEFAULT_CSS = """
    SourceScreen {
        align: center middle;
        background: $background 60%;
        & > VerticalScroll {
            width: 110; max-width: 95%; height: auto; max-height: 90%;
            border: round $border; background: $surface; padding: 0 2; scrollbar-size-vertical: 1;
        }
        .title { text-style: bold; color: $text-primary; }
        .file { color: $text-muted; margin: 1 0 0 0; }
        .formula { color: $text-secondary; }
        .quiet { color: $text-muted; margin: 1 0 0 0; }
    }
    """

    def __init__(self, formulas: Sequence[str], functions: Sequence[Code]) -> None:
        """`formulas`: those of the key; `functions`: what they call."""
        super().__init__()
        self._formulas = formulas
        self._functions = functions

    def compose(self) -> ComposeResult:
        """The formula, then function after function."""
        from textual.highlight import highlight

        with VerticalScroll():
            yield Static("What computes the answer", classes="title")
            yield Static(content("\n".join(self._formulas)), classes="formula")
            for name, text in self._functions:
                yield Static(content(name), classes="file")
                yield Static(highlight(text, language="python"))
            if not self._functions:
                yield Static("The formula stands for itself: it calls no solver.", classes="quiet")
            yield Static(Content("esc closes"), classes="quiet")

    def action_close(self) -> None:
        """Go back to the question."""
        self.dismiss(None)
