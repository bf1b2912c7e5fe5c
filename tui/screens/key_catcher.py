"""The catcher of keys: the next key that is pressed is what it answers with."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.text import visible


class KeyCatcher(ModalScreen[str | None]):
    """Answers with the name of a key, with an empty text for the usual one, with `None` for no change."""

    DEFAULT_CSS = """
    KeyCatcher {
        align: center middle;
        background: $background 60%;
        & > Static {
            width: 56; max-width: 95%; height: auto; padding: 1 3;
            border: round $border; background: $surface;
        }
    }
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
            )
        )  # fmt: skip

    def on_key(self, event: events.Key) -> None:
        """Answer with the key."""
        event.stop()
        answers = {"escape": None, "backspace": ""}
        self.dismiss(answers.get(event.key, event.key))
