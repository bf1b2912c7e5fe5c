"""The page of a sitting: steps are taken away from the screen's thread, drafts are kept, the clock runs."""

from collections.abc import Callable
from typing import TypeVar

from textual import on, work
from textual.timer import Timer

from engine.errors import UnrolledError
from engine.learning.session import Session
from tui.messages import AnswerChanged, LogWritten
from tui.reviews import Reviews
from tui.screens.page import Page
from tui.step_thread import StepThread
from tui.text import visible
from tui.widgets.sitting_bar import SittingBar

Result = TypeVar("Result")
AUTOSAVE = 0.5
"""Seconds from the last key to the draft being saved."""
TICK = 1.0
"""Seconds from one look at the clock of a timed sitting to the next."""
SLOW_TICK = 20.0
"""The same for a sitting that takes as long as it takes."""


class SittingPage(Page):
    """A page on which a session goes on."""

    def __init__(self, session: Session, reviews: Reviews) -> None:
        """`reviews`: of this session, told after each answer."""
        super().__init__()
        self.session = session
        self.reviews = reviews
        self._thread = StepThread()
        self._autosave: Timer | None = None

    def start_clock(self) -> None:
        """Show the time from now on."""
        timed = self.session.minutes is not None
        if timed:
            self._tick()
        self.set_interval(TICK if timed else SLOW_TICK, self._tick)

    def _tick(self) -> None:
        if self.session.variant is None or not self.is_attached:
            return
        self.session.tick()
        left = self.session.seconds_left
        self.query_one(SittingBar).tell_time(left, self.session.seconds)
        if left == 0:
            self.time_is_up()

    def time_is_up(self) -> None:
        """Called again and again when the time of a sitting is over."""

    async def attempt(self, step: Callable[[], Result]) -> Result | None:
        """Take a step away from the screen's thread; what goes wrong is told, and `None` returned."""
        try:
            return await self._thread.take(step)
        except UnrolledError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
            return None
        finally:
            self.post_message(LogWritten())

    def on_unmount(self) -> None:
        """Let the step under way come to its end."""
        self._thread.close()

    @on(AnswerChanged)
    def _changed(self) -> None:
        if self._autosave is not None:
            self._autosave.stop()
        self._autosave = self.set_timer(AUTOSAVE, self._save)

    @work
    async def _save(self) -> None:
        await self.save_draft()

    async def save_draft(self) -> None:
        """Keep what is typed, so that it survives whatever happens to the program."""
        raise NotImplementedError
