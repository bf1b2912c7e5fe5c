"""The page: what every screen of the app shares, its line of keys and what it says in a small window."""

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from tui.widgets.key_line import KeyLine

SMALLEST: Final = Size(40, 12)
"""Below this many columns or rows nothing but a notice is shown."""
COMFORTABLE: Final = Size(60, 20)
"""Below this many columns or rows a line says so."""


class Page(Screen[None]):
    """A screen with a line of keys that says when the window is too small."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Page {
        background: $background;
        layers: base notice;
        .small { display: none; height: 1; width: 100%; color: $text-warning; text-align: center; }
        .notice { display: none; layer: notice; dock: top; width: 100%; height: 100%; content-align: center middle;
                  text-align: center; background: $background; color: $text-warning; }
        &.-small .small { display: block; }
        &.-tiny .notice { display: block; }
    }
    """

    how: str = ""
    """One line on how to answer here, for the help screen."""

    def on_resize(self, event: events.Resize) -> None:
        """Say when the window is small; in any other window no style changes."""
        self.set_class(_is_below(event.size, COMFORTABLE), "-small")
        self.set_class(_is_below(event.size, SMALLEST), "-tiny")

    def compose(self) -> ComposeResult:
        """The notices, the page's own parts, the keys."""
        yield Static(f"small window: {COMFORTABLE.width}×{COMFORTABLE.height} reads better", classes="small")
        yield from self.parts()
        yield KeyLine()
        yield Static(f"This window is too small.\nUnrolled needs {SMALLEST.width}×{SMALLEST.height}.", classes="notice")

    def parts(self) -> ComposeResult:
        """What stands between the top and the keys."""
        raise NotImplementedError

    def key_help(self) -> Sequence[tuple[str, str]]:
        """Key and meaning of every binding of ours that works now; the tooltip is the meaning."""
        found: dict[str, tuple[list[str], str]] = {}
        for _, binding, enabled, tooltip in self.active_bindings.values():
            if enabled and tooltip:
                display = self.app.get_key_display(binding)
                keys, _ = found.setdefault(binding.action, ([], tooltip))
                if display not in keys:
                    keys.append(display)
        return [("  ".join(keys), meaning) for keys, meaning in found.values()]


def _is_below(size: Size, least: Size) -> bool:
    return size.width < least.width or size.height < least.height
