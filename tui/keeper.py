"""The keeper: the learner's log is copied now and then, and what it has to say is told once."""

from asyncio import to_thread

from textual import on, work
from textual.app import App

from engine.learning.store import Store
from tui.messages import LogWritten
from tui.text import visible
from tui.upkeep import HALF_AN_HOUR, SOON


class KeeperApp(App[None]):
    """An app that keeps a log in good health while it runs."""

    store: Store
    told: str = ""
    """What the log had to say and the learner has read."""

    def on_ready(self) -> None:
        """Copy the log soon after the start, then every half hour."""
        self.tell_notice()
        self.set_timer(SOON, self.back_up)
        self.set_interval(HALF_AN_HOUR, self.back_up)

    @work
    async def back_up(self) -> None:
        """Copy the log and check all of it, away from the screen's thread."""
        await to_thread(self.store.back_up)
        self.tell_notice()

    @on(LogWritten)
    def tell_notice(self) -> None:
        """Say what the log has to say, unless it was said before."""
        if self.store.notice != self.told:
            self.told = self.store.notice
            if self.told:
                self.notify(visible(self.told), severity="warning", markup=False)
