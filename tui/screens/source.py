"""The source screen: the formula of a question's key and the solvers' code that computes it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tui.screens.box import Sheet
from tui.source import Code
from tui.text import content


class SourceScreen(Sheet):
    """Code to scroll through; the key that calls it closes it too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "close", "Close", show=False)]
    DEFAULT_CSS = """
    SourceScreen {
        & > .box { width: 110; }
        .file { color: $text-muted; margin: 1 0 0 0; }
        .formula { color: $text-secondary; }
    }
    """

    def __init__(self, formulas: Sequence[str], functions: Sequence[Code]) -> None:
        """`formulas`: those of the key; `functions`: what they call."""
        super().__init__()
        self._formulas = formulas
        self._functions = functions

    def parts(self) -> ComposeResult:
        """The formula, then function after function."""
        from textual.highlight import highlight

        yield Static("What computes the answer", classes="title")
        yield Static(content("\n".join(self._formulas)), classes="formula")
        for name, text in self._functions:
            yield Static(content(name), classes="file")
            yield Static(highlight(text, language="python"))
        if not self._functions:
            yield Static("The formula stands for itself: it calls no solver.", classes="quiet")
