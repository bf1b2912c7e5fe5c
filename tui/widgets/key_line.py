"""The line of keys: what can be pressed now, and clicked."""

from collections.abc import Container
from typing import TYPE_CHECKING, Final, NamedTuple

from textual import events
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.screen import Screen

GAP: Final = 2


class Key(NamedTuple):
    """One key of the line."""

    name: str
    """As the terminal calls it: `f2`, `question_mark`."""
    display: str
    """As it is printed: `f2`, `?`."""
    meaning: str

    @property
    def width(self) -> int:
        """Cells, without the gap."""
        return len(self.display) + 1 + len(self.meaning)


class KeyLine(Widget):
    """One widget for all keys, so that a change of keys costs one repaint; the last key, help, is never left out."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        dock: bottom;
        padding: 0 2;
        background: $footer-background;
        color: $footer-description-foreground;
        pointer: pointer;
    }
    """

    def __init__(self, only: Container[str] = (), without: Container[str] = ()) -> None:
        """`only`: the actions to show, all when empty; `without`: those that are shown elsewhere."""
        super().__init__()
        self._only = only
        self._without = without
        self._are_known = False

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, screen: "Screen[object]") -> None:
        self._are_known = True
        self.refresh()

    def render(self) -> Content:
        """As many keys as fit; none before they are known, so that the first picture need not wait for them."""
        if not self._are_known:
            return Content("")
        return Content(" " * GAP).join(
            Content.assemble((key.display, "bold $footer-key-foreground"), f" {key.meaning}") for key in self._fitting()
        )

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        offset = event.get_content_offset(self)
        left = 0
        for key in self._fitting() if offset else ():
            if offset is not None and left <= offset.x < left + key.width:
                self.app.simulate_key(key.name)
                return
            left += key.width + GAP

    def _fitting(self) -> list[Key]:
        keys = self._keys()
        while len(keys) > 1 and sum(key.width + GAP for key in keys) - GAP > self.content_size.width:
            del keys[-2]
        return keys

    def _keys(self) -> list[Key]:
        found: dict[str, Key] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if enabled and binding.show and binding.description and self._shows(binding.action):
                display = self.app.get_key_display(binding)
                found.setdefault(binding.action, Key(binding.key, display, binding.description))
        return list(found.values())

    def _shows(self, action: str) -> bool:
        return action not in self._without and (not self._only or action in self._only)
