"""The time spent on one answer, by a clock that may be set back."""

from collections.abc import Callable
from datetime import datetime


class Stopwatch:
    """Runs from its making, or from when it was last restarted."""

    def __init__(self, clock: Callable[[], datetime], spent: float = 0.0):
        """`clock`: says the time, with its zone; `spent`: seconds to begin at."""
        self._clock = clock
        self.restart(spent)

    def restart(self, spent: float = 0.0) -> None:
        """Begin again, at so many seconds already spent."""
        self._spent, self._since = spent, self._clock()

    @property
    def seconds(self) -> float:
        """Spent so far; a clock set back counts nothing."""
        return self._spent + max(0.0, (self._clock() - self._since).total_seconds())
