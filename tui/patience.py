"""Patience: keys pressed before a page can take them wait for it, in their order."""

from textual import events, on
from textual.app import App

from tui.messages import PageFurnished
from tui.screens.page import Page


class PatientApp(App[None]):
    """An app whose pages may be painted first and furnished with what takes keys right after."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        """`ansi_color`: use the terminal's own colours; `None`: as Textual finds fit."""
        super().__init__(ansi_color=ansi_color)
        self._early: list[events.Event] = []

    async def on_event(self, event: events.Event) -> None:
        """Hand an event on, or keep it until the page on top is furnished."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded and self._is_early():
            self._early.append(event)
        else:
            await super().on_event(event)

    def _is_early(self) -> bool:
        # Screens that are no pages of ours, such as the command palette, take keys at once.
        return isinstance(self.screen, Page) and not self.screen.furnished

    @on(PageFurnished)
    async def _catch_up(self) -> None:
        early, self._early = self._early, []
        for event in early:
            await self.on_event(event)
