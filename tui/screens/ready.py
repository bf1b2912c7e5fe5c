"""The moment before an exam: what it will be is said, and its clock starts when the learner says so."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widgets import Static

from tui.screens.box import Box
from tui.text import content


class ReadyBox(Box[bool]):
    """Answers whether the exam is to start."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Start", tooltip="Start the clock"),
        Binding("escape,q", "answer(False)", "Back", tooltip="Leave it for now"),
    ]
    DEFAULT_CSS = """
    ReadyBox > .box { width: 60; padding: 1 3; }
    """

    def __init__(self, title: str, told: str) -> None:
        """`told`: how long it is."""
        super().__init__()
        self._title, self._told = title, told

    def compose(self) -> ComposeResult:
        """What it will be, and the two keys."""
        keys = (("⏎", "bold $text-accent"), "  start the clock     ", ("esc", "bold $text-accent"), "  back")
        with VerticalGroup(classes="box"):
            yield Static(content(self._title), classes="title")
            yield Static(content(self._told))
            yield Static("No hints; the verdicts come at the end. Time away is not counted.")
            yield Static(Content.assemble(*keys), classes="quiet")

    def action_answer(self, start: bool) -> None:
        """Close with the answer."""
        self.dismiss(start)
