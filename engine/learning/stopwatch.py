"""The time spent on one answer or at one sitting, by a clock that may be set back, and goes on while the program sleeps."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

LONGEST: Final = timedelta(seconds=60)
"""From one tick to the next while the program is awake; after a longer gap it was suspended, or the machine was."""


class Stopwatch:
    """Runs from its making, or from when it was last restarted; once it ticks, time without ticks is not counted."""

    def __init__(self, clock: Callable[[], datetime], spent: float = 0.0):
        """`clock`: says the time, with its zone; `spent`: seconds to begin at."""
        self._clock = clock
        self._ticked: datetime | None = None
        self.restart(spent)

    def restart(self, spent: float = 0.0) -> None:
        """Begin again, at so many seconds already spent."""
        self._spent, self._since = spent, self._clock()
        if self._ticked:
            self._ticked = self._since

    def tick(self) -> None:
        """Be told that the program is awake: several times a minute, or never."""
        now = self._clock()
        if self._ticked and now - self._ticked > LONGEST:
            self._since += now - self._ticked
        self._ticked = now

    @property
    def seconds(self) -> float:
        """Spent so far; a clock set back counts nothing."""
        now = self._clock()
        if self._ticked:
            now = min(now, self._ticked + LONGEST)
        return self._spent + max(0.0, (now - self._since).total_seconds())
