"""Where a sitting stands: all that a face may read of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.learning import hints, modes
from engine.learning.hints import Hint
from engine.learning.sitting import Place, Sitting
from engine.learning.stopwatch import Stopwatch
from engine.marking.verdict import Verdict
from engine.question.question import Question
from engine.question.variant import Variant

if TYPE_CHECKING:
    from engine.learning.summary import Summary


class Standing:
    """A sitting at the question at hand, to be looked at."""

    variant: Variant | None
    """What is asked now; `None` when the sitting is over."""
    draft: str
    """What stands in the answer box."""

    def __init__(self, questions: Mapping[str, Question], state: Sitting, whole: Stopwatch):
        """`whole`: runs while the learner is at the sitting."""
        self._questions = questions
        self._state = state
        self._whole = whole
        self._rungs: tuple[Hint, ...] | None = None
        self.variant = None
        self.draft = ""

    @property
    def verdict(self) -> Verdict | None:
        """On the last answer to the question at hand; `None` while there is none to show."""
        return self._state.verdict

    @property
    def uid(self) -> str:
        """Of the entry that began the sitting."""
        return self._state.uid

    @property
    def mode(self) -> str:
        """The way of sitting: `quiz`, `drill`, `exam` …"""
        return self._state.mode

    @property
    def rules(self) -> modes.Mode:
        """What the way of sitting tells and allows."""
        return modes.mode_called(self._state.mode)

    @property
    def finished(self) -> bool:
        """Whether the sitting is over."""
        return self._state.finished

    @property
    def minutes(self) -> int | None:
        """How long the sitting may take; `None` for as long as it takes."""
        return self._state.minutes

    @property
    def seconds_left(self) -> float | None:
        """Of a timed sitting, 0 when the time is up; `None` for one that takes as long as it takes."""
        return None if self._state.minutes is None else max(0.0, 60 * self._state.minutes - self._whole.seconds)

    @property
    def seconds(self) -> float:
        """Spent at the sitting, time away left out; of one without a limit, since it was begun or taken up."""
        return self._whole.seconds

    def tick(self) -> None:
        """Be told, several times a minute, that the program is awake; time in which it was suspended is then left out too."""
        self._whole.tick()

    @property
    def because(self) -> str:
        """Why the question at hand follows on the answer before; empty for a planned one."""
        return self._state.place.because if self._state.place else ""

    @property
    def count(self) -> int:
        """How many questions the sitting has."""
        return len(self._state.places)

    @property
    def position(self) -> int:
        """Of the question at hand, from 1; the last one's when the sitting is over."""
        return min(self._state.index + 1, self.count)

    @property
    def reached(self) -> int:
        """How many questions were left behind."""
        return self._state.index

    @property
    def tries(self) -> int:
        """Answers that count, to the numbers at hand."""
        return self._state.place.tries_here if self._state.place else 0

    @property
    def hints_used(self) -> int:
        """Hints shown for the numbers at hand."""
        return self._state.place.hints if self._state.place else 0

    @property
    def hints_shown(self) -> tuple[str, ...]:
        """The hints shown for the numbers at hand, in order."""
        return tuple(rung.text for rung in self._ladder[: self.hints_used]) if self.hints_used else ()

    @property
    def may_hint(self) -> bool:
        """Whether there may be a further hint; asking costs nothing."""
        if self.variant is None or self._state.place is None or not self.rules.helps:
            return False
        return hints.may_have_more(self.variant.question, self.hints_used, told=self._state.place.told)

    @property
    def flagged(self) -> bool:
        """Whether the learner marked the question at hand."""
        return self._state.place.flagged if self._state.place else False

    def summary(self) -> "Summary":
        """What became of every question so far; where verdicts are told at the end, nothing before."""
        from engine.learning.summary import summarised

        told = self.rules.tells or self.finished
        return summarised([place if told else place.untold for place in self.places], self._questions)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every question of the sitting and what became of it, whether or not the learner is told."""
        return self._state.places

    @property
    def open_places(self) -> tuple[int, ...]:
        """Where questions may be put off: the positions of those neither answered nor left, the one at hand included."""
        if self.rules.tells:
            return ()
        return tuple(at for at, place in enumerate(self.places, start=1) if not place.tries and not place.passed)

    @property
    def _ladder(self) -> tuple[Hint, ...]:
        """The hints for the numbers at hand, worked out when they are first asked for."""
        if self._rungs is None:
            self._rungs = hints.ladder(self.variant) if self.variant else ()
        return self._rungs
