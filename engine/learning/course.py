"""The course of a sitting: what happens is written to the log first, then folded, and the next question is dealt."""

from collections.abc import Callable, Mapping, MutableSet
from datetime import datetime
from typing import Any, TypeAlias

from engine.learning import sitting
from engine.learning.entry import Entry
from engine.learning.plan import Dealing
from engine.learning.sitting import Place
from engine.learning.standing import Standing
from engine.learning.stopwatch import Stopwatch
from engine.learning.store import Store
from engine.question.question import Question
from engine.question.variant import Variant, deal

Deal: TypeAlias = Callable[[Question, int], Variant]
"""Deals a question with a seed. Raises `FormulaError`."""


class Course(Standing):
    """A sitting that can go on; `Session` says by which steps."""

    heard: Callable[[Entry], object] | None
    """Told of every entry once it is written; `None` when nobody listens."""
    entries: list[Entry]
    """Of this sitting, the one that began it first."""

    def __init__(
        self,
        questions: Mapping[str, Question],
        store: Store,
        clock: Callable[[], datetime],
        digests: Mapping[str, str],
        own: list[Entry],
        met: MutableSet[Dealing],
        deal: Deal = deal,
    ):
        """`own`: the sitting's entries so far, the one that began it first. `deal`: deals a question with a seed."""
        state = sitting.folded(own)
        super().__init__(questions, state, Stopwatch(clock, state.spent))
        self.entries = own
        self._store = store
        self._digests = digests
        self._met = met
        self._dealt = deal
        self._watch = Stopwatch(clock)
        self._kept: dict[str, Any] = {}
        self.heard = None
        self._deal()

    def _at_hand(self) -> tuple[Variant, Place]:
        if self.variant is None or self._state.place is None:
            raise ValueError("the sitting is over")
        return self.variant, self._state.place

    def _write(self, kind: str, **body: Any) -> None:
        place = self._state.place
        here = {"question": place.question, "seed": place.seed, "position": self.position} if place else {}
        spent = {} if self._state.minutes is None else {"spent": self._whole.seconds}
        entry = self._store.append(kind, {"sitting": self._state.uid, **here, **spent, **body})
        self.entries.append(entry)
        self._state = self._state.after(kind, entry.body)
        if self.heard:
            self.heard(entry)

    def _leave(self, kind: str) -> Variant | None:
        self._at_hand()
        self._write(kind)
        self._deal()
        return self.variant

    def _follow_up(self) -> None:
        """Put a question that the answer leads to in the next place; the last planned one is given up for it."""
        if self.variant is None or not self.rules.follows_up:
            return
        from engine.learning import interview

        asked = interview.follow_up(self._state, self._questions, self._met)
        if asked:
            question, seed = asked.dealing
            position = self.position + 1
            self._write("follow-up", question=question, seed=seed, position=position, because=asked.because)

    def _deal(self) -> None:
        """Deal what the state has at hand, past questions that no bank holds any more and those answered whose verdict must wait."""
        while (place := self._state.place) or self._come_back():
            if place is None:
                continue
            if (place.tries_here or place.passed) and not self.rules.tells:
                self._write("advance")
            elif place.question not in self._questions:
                self._write("skip")
            else:
                break
        if (self._state.place is None or self.seconds_left == 0) and not self._state.finished:
            self._write("finish")
        place = self._state.place
        self.variant = self._dealt(self._questions[place.question], place.seed) if place else None
        self.draft = place.typed if place else ""
        self._rungs = None
        self._watch.restart(place.thought if place else 0.0)

    def _come_back(self) -> bool:
        """Behind the last question, go to the first one that was put off; false when there is none."""
        open_places = self.open_places
        if self._state.finished or not open_places or self.seconds_left == 0:
            return False
        self._write("go", position=self.position, to=open_places[0])
        return True

    def _take_up(self, kept: Mapping[str, Any]) -> None:
        self._whole.restart(max(self._state.spent, kept.get("spent", 0.0)))
        if kept.get("at") == self._mark():
            self.draft = kept["text"]
            self._watch.restart(kept["seconds"])
        elif self._state.raw:
            self.draft = self._state.raw

    def _mark(self) -> list[int]:
        """Which box a draft belongs to: a draft of another question, of other numbers or of an answer given since is none."""
        place = self._state.place
        return [self._state.index, place.seed if place else 0, self._state.submissions]
