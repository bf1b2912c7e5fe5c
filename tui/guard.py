"""The guard: text on the screen can never run an action, whatever stands in it."""

from collections.abc import Mapping
from typing import Final

from textual import actions
from textual.app import App
from textual.dom import DOMNode
from textual.events import Event

REFUSED: Final = frozenset(
    {"screenshot", "simulate_key", "add_class", "remove_class", "toggle_class", "toggle", "notify"}
)
"""Actions of Textual's own that no key of ours asks for, and that could overwrite a file, type a key or break a screen."""


class GuardedApp(App[None]):
    """An app in which only key bindings and the command palette run actions."""

    async def _broker_event(self, event_name: str, event: Event, default_namespace: DOMNode) -> bool:
        """Ignore what a text's style says about clicks, except a scroll bar's: no other text of ours has actions."""
        from textual.scrollbar import ScrollBar

        if isinstance(default_namespace, ScrollBar):
            return await super()._broker_event(event_name, event, default_namespace)
        return False

    async def run_action(
        self,
        action: str | tuple[str, str, tuple[object, ...]],
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action unless it is one that nothing of ours asks for."""
        name = actions.parse(action)[1] if isinstance(action, str) else action[1]
        if name in REFUSED:
            return False
        return await super().run_action(action, default_namespace, namespaces)
