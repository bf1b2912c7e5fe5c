"""Notices: what the app says in a corner, gone as soon as it is no longer news."""

from time import monotonic
from typing import Final

from textual import events
from textual.app import App
from textual.notifications import SeverityLevel

BRIEF: Final = 2.5
"""Seconds for what only confirms what was done; warnings and errors stay as long as Textual lets them."""
MOMENT: Final = 1.0
"""Seconds within which a notice may be the reason why the page changes, and is to be read on the next one."""
READ: Final = 20
"""Characters that are read in a second: what is long to read stays longer."""


class NoticingApp(App[None]):
    """An app whose notices do not outstay their page."""

    _told_at: float = 0.0
    """When something was said last."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in a corner; `timeout`: in seconds, `None` for as long as is usual for its severity."""
        self._told_at = monotonic()
        usual = max(BRIEF, len(message) / READ) if severity == "information" else None
        super().notify(message, title=title, severity=severity, timeout=timeout or usual, markup=markup)

    def leave_notices(self) -> None:
        """Take the notices away as a page is left, unless something was said this moment."""
        if monotonic() - self._told_at > MOMENT:
            self.clear_notifications()

    def on_key(self, event: events.Key) -> None:
        """Take the notices away with an escape that the page has no use for."""
        if event.key == "escape":
            self.clear_notifications()
