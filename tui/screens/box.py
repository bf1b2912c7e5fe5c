"""The box: what stands over a page, the page dimmed behind it; and the sheet, a box with something to read."""

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

Result = TypeVar("Result")


class Box(ModalScreen[Result], Generic[Result]):
    """A frame, which is the widget of the class `box`, in the middle of the window; how wide it is, each box says itself."""

    DEFAULT_CSS = """
    Box {
        align: center middle;
        background: $background 60%;
        & > .box { max-width: 95%; height: auto; border: round $border; background: $surface; padding: 0 2; }
        .title { text-style: bold; color: $text-primary; }
        .quiet { color: $text-muted; margin: 1 0 0 0; }
    }
    """


class Sheet(Box[None]):
    """Something to read, and to scroll where it is long; escape, enter and q close it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "close", "Close", key_display="esc")]
    DEFAULT_CSS = """
    Sheet > .box { max-height: 90%; scrollbar-size-vertical: 1; }
    """

    def compose(self) -> ComposeResult:
        """What there is to read, and how to leave it."""
        with VerticalScroll(classes="box"):
            yield from self.parts()
            yield Static("esc closes", classes="quiet")

    def parts(self) -> ComposeResult:
        """What there is to read."""
        raise NotImplementedError

    def action_close(self) -> None:
        """Go back to the page."""
        self.dismiss(None)
