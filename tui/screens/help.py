"""The help screen: every key that works where it was called, made from the bindings themselves."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widgets import Static

from tui.screens.box import Sheet
from tui.widgets.plot import Plot

GAP: Final = 3
LONGEST: Final = 10
"""Cells of keys beside their meaning; longer ones stand above it."""


class HelpScreen(Sheet):
    """Keys and how to answer; the keys that call it close it too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "close", "Close", show=False)]
    DEFAULT_CSS = """
    HelpScreen {
        & > .box { width: 72; padding: 0 3; }
        Plot { padding: 0; margin: 0; }
        .section { margin: 1 0 0 0; height: auto; }
    }
    """

    def __init__(self, keys: Sequence[tuple[str, str]], how: str = "") -> None:
        """`keys`: key and meaning; `how`: one line on how to answer."""
        super().__init__()
        self._keys = keys
        self._how = how

    def parts(self) -> ComposeResult:
        """The keys, how to answer, and what the marks mean."""
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
