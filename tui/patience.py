"""Patience: keys pressed before a page can take them wait for it, in their order; a key pressed twice in one go acts once."""

from typing import Final

from textual import events, on
from textual.app import App

from tui.messages import PageFurnished
from tui.screens.page import Page

TWICE: Final = 0.2
"""Seconds within which a second press of a key is a slip of the finger where the first one has changed what the key means."""


class PatientApp(App[None]):
    """An app whose pages may be painted first and furnished with what takes keys right after."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        """`ansi_color`: use the terminal's own colours; `None`: as Textual finds fit."""
        super().__init__(ansi_color=ansi_color)
        self._early: list[events.Event] = []
        self._key = ""
        self._pressed = 0.0
        self._place = (0, 0)

    async def on_event(self, event: events.Event) -> None:
        """Hand an event on, or keep it until the page on top is furnished."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded and self._is_early():
            self._early.append(event)
        elif not (isinstance(event, events.Key) and not event.is_forwarded and self._is_slip(event)):
            await super().on_event(event)

    def _is_slip(self, event: events.Key) -> bool:
        """Whether a key is pressed once more before its first effect can have been read: an enter that begins a quiz answers nothing in it."""
        place = id(self.screen), self.screen.turn if isinstance(self.screen, Page) else 0
        again = event.key == self._key and event.time - self._pressed < TWICE
        self._key, self._pressed = event.key, event.time
        if again and place != self._place:
            return True
        self._place = place
        return False

    def _is_early(self) -> bool:
        # Screens that are no pages of ours, such as the command palette, take keys at once.
        return isinstance(self.screen, Page) and not self.screen.furnished

    @on(PageFurnished)
    async def _catch_up(self) -> None:
        early, self._early = self._early, []
        for event in early:
            await self.on_event(event)
