"""The catcher of keys: the next key that is pressed is what it answers with."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.screens.box import Box
from tui.text import visible


class KeyCatcher(Box[str | None]):
    """Answers with the name of a key, with an empty text for the usual one, with `None` for no change."""

    DEFAULT_CSS = """
    KeyCatcher > .box { width: 56; padding: 1 3; }
    """

    def __init__(self, name: str) -> None:
        """`name`: of what the key will do."""
        super().__init__()
        self._action = name

    def compose(self) -> ComposeResult:
        """What is asked for."""
        yield Static(
            Content.assemble(
                "Press a key for ", (visible(self._action), "bold $text-primary"), ".\n\n",
                ("esc", "bold $text-accent"), "  keep the old one\n",
                ("backspace", "bold $text-accent"), "  the usual one",
            ),
            classes="box",
        )  # fmt: skip

    def on_key(self, event: events.Key) -> None:
        """Answer with the key."""
        event.stop()
        answers = {"escape": None, "backspace": ""}
        self.dismiss(answers.get(event.key, event.key))
