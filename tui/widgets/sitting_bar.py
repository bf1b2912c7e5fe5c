"""The line above a question: what it is about and how far the sitting is."""

from collections.abc import Sequence
from math import ceil
from typing import Final, Literal, TypeAlias

from textual.content import Content
from textual.widget import Widget

from engine.marking.verdict import Outcome
from tui.text import visible
from tui.widgets.bar import bar
from tui.widgets.sign import SIGNS

Became: TypeAlias = Outcome | Literal["given"] | None
"""What became of a question: its first outcome, that an answer was given whose verdict must wait, or nothing."""

GIVEN: Final = "▪"
LAST: Final = 60.0
"""Seconds left from which the time is told in words, each of them only a few times: a clock that races helps nobody."""
WORDS: Final = ((10.0, "10 seconds left"), (30.0, "30 seconds left"), (LAST, "1 minute left"))
LEVELS: Final = ("recall", "apply", "analyse", "interview", "stretch")
BAR: Final = 16
PIPS: Final = 20
"""Longer sittings are shown as a bar, shorter ones as one sign for each question."""


class SittingBar(Widget):
    """Title and level on the left; on the right the position and what became of each question."""

    DEFAULT_CSS = """
    SittingBar {
        height: 2;
        padding: 0 2;
        border-bottom: solid $border-blurred;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._heading = ""
        self._level = ""
        self._position = 0
        self._outcomes: Sequence[Became] = ()
        self._time = ""
        self._is_urgent = False
        self._is_flagged = False

    def tell(self, heading: str, level: int, position: int, outcomes: Sequence[Became]) -> None:
        """Show where the sitting is; `outcomes`: of first answers, `None` where there is none; `position` from 1."""
        self._heading = visible(heading)
        self._level = LEVELS[level - 1] if 1 <= level <= len(LEVELS) else ""
        self._position, self._outcomes = position, outcomes
        self.refresh()

    def tell_flag(self, flagged: bool) -> None:
        """Show whether the question is flagged: by the sign of the key that flags it."""
        self._is_flagged = flagged
        self.refresh()

    def tell_time(self, left: float | None, spent: float) -> None:
        """Show the seconds that are left, or where nothing limits them the minutes spent; painted only when that changes."""
        told = minutes(spent) if left is None else time_left(left)
        if told != self._time:
            self._time, self._is_urgent = told, left is not None and left <= LAST
            self.refresh()

    def render(self) -> Content:
        """One line; the title is shortened when the window is narrow."""
        width = self.content_size.width
        right = self._progress(width)
        left = self._subject(width - right.cell_length - 2)
        gap = max(1, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * gap, right)

    def _subject(self, room: int) -> Content:
        flag = ("! ", "bold $text-warning") if self._is_flagged else ""
        heading = Content.assemble(flag, (self._heading, "bold"))
        told = Content.assemble(heading, (f"  {self._level}", "$text-muted"))
        return told if told.cell_length <= room else heading.truncate(max(1, room), ellipsis=True)

    def _progress(self, width: int) -> Content:
        count = len(self._outcomes)
        told = Content.assemble(
            (self._time, "bold $text-warning" if self._is_urgent else "$text-muted"),
            "  " if self._time else "",
            (f"{self._position}/{count}" if count else "", "$text-muted"),
        )
        if width < 60:
            return told
        if count > PIPS:
            return Content.assemble(told, "  ", bar((self._position - 1) / count, BAR))
        return Content.assemble(
            told, "  ", *(self._pip(place + 1, outcome) for place, outcome in enumerate(self._outcomes))
        )

    def _pip(self, place: int, outcome: Became) -> tuple[str, str]:
        if outcome == "given":
            return GIVEN, "$text-secondary"
        if outcome is not None:
            here = " bold underline" if place == self._position else ""
            return SIGNS[outcome].symbol, SIGNS[outcome].style + here
        if place == self._position:
            return "●", "$text-accent"
        return ("–", "$text-muted") if place < self._position else ("·", "$text-muted")


def time_left(seconds: float) -> str:
    """Minutes and seconds while there are more than one, then words."""
    if seconds <= 0:
        return "time is up"
    return next((words for most, words in WORDS if seconds <= most), f"{clock(ceil(seconds))} left")


def minutes(seconds: float) -> str:
    """Whole minutes; nothing before the first has passed."""
    return f"{int(seconds) // 60} min" if seconds >= 60 else ""


def clock(seconds: float) -> str:
    """Minutes and seconds: `4:05`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
