"""One sitting, live: every step is written to the log first, and what the learner then sees is folded from what was written."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.errors import FormulaError
from engine.learning import attempt, plan, sitting, summary
from engine.learning.plan import Dealing
from engine.learning.sitting import Place, Sitting
from engine.learning.stopwatch import Stopwatch
from engine.learning.store import Store
from engine.learning.summary import Summary
from engine.marking.verdict import Verdict
from engine.question.grade import grade
from engine.question.question import Question
from engine.question.variant import Variant, deal


class Session:
    """A sitting at the question at hand; used by one thread at a time."""

    variant: Variant | None
    """What is asked now; `None` when the sitting is over."""
    draft: str
    """What stands in the answer box."""

    def __init__(
        self,
        questions: Mapping[str, Question],
        store: Store,
        clock: Callable[[], datetime],
        digests: Mapping[str, str],
        state: Sitting,
        met: set[Dealing],
    ):
        """Use `Session.begin` or `Session.resume`."""
        self._questions = questions
        self._store = store
        self._digests = digests
        self._state = state
        self._met = met
        self._watch = Stopwatch(clock)
        self._kept: dict[str, Any] = {}
        self.variant = None
        self.draft = ""
        self._deal()

    @classmethod
    def begin(
        cls,
        questions: Mapping[str, Question],
        store: Store,
        *,
        clock: Callable[[], datetime],
        names: Sequence[str] | None = None,
        mode: str = "quiz",
        count: int | None = None,
        seed: int | None = None,
        digests: Mapping[str, str] | None = None,
    ) -> "Session":
        """Start a sitting over the questions with these ids (`None`: all), at most `count` of them (`None`: all).

        `seed`: the same seed is the same quiz on any machine; `None` goes by what the learner has met. `digests`: of the bank each
        question came from, by question id. Raises `UnknownQuestionError` when there is nothing to ask.
        """
        met = plan.seen(store.entries())
        dealings = plan.planned(list(questions) if names is None else names, met, count=count, seed=seed)
        state = sitting.begun(store.append("sitting", {"mode": mode, "count": count, "seed": seed, "plan": dealings}))
        store.hold(state.uid)
        return cls(questions, store, clock, digests or {}, state, met)

    @classmethod
    def resume(
        cls,
        questions: Mapping[str, Question],
        store: Store,
        *,
        clock: Callable[[], datetime],
        digests: Mapping[str, str] | None = None,
    ) -> "Session | None":
        """Take up the last unfinished sitting where it was left, with the draft; `None` when there is none.

        A sitting that another process is at is left to it. Questions that the banks no longer hold are skipped; a sitting whose
        question at hand can no longer be dealt is over.
        """
        entries = store.entries()
        for state in sitting.unfinished(entries):
            if not store.hold(state.uid):
                continue
            try:
                session = cls(questions, store, clock, digests or {}, state, plan.seen(entries))
            except FormulaError:
                store.append("finish", {"sitting": state.uid})
                continue
            if session.variant:
                session._take_up(store.draft(state.uid))
                return session
        return None

    @property
    def verdict(self) -> Verdict | None:
        """On the last answer to the question at hand; `None` while there is none to show."""
        return self._state.verdict

    @property
    def mode(self) -> str:
        """The way of sitting: `quiz`."""
        return self._state.mode

    @property
    def count(self) -> int:
        """How many questions the sitting has."""
        return len(self._state.places)

    @property
    def position(self) -> int:
        """Of the question at hand, from 1; the last one's when the sitting is over."""
        return min(self._state.index + 1, self.count)

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
        return self.variant.question.hints[: self.hints_used] if self.variant else ()

    @property
    def flagged(self) -> bool:
        """Whether the learner marked the question at hand."""
        return self._state.place.flagged if self._state.place else False

    def submit(self, raw: str) -> Verdict:
        """Grade an answer and write it to the log; when this returns, nothing can undo it but the loss of the disk.

        An answer that cannot be read is written too, but does not count. Raises `ValueError` when the sitting is over.
        """
        variant, place = self._at_hand()
        verdict = grade(variant, raw)
        counts = verdict.outcome != "invalid"
        made = attempt.Attempt(
            sitting=self._state.uid,
            position=self.position,
            question=variant.question.id,
            digest=self._digests.get(variant.question.id, ""),
            seed=variant.seed,
            given=variant.given,
            raw=raw,
            verdict=verdict,
            hints=place.hints,
            tries=place.tries_here + 1,
            seconds=self._watch.seconds,
        )
        self._write("attempt" if counts else "invalid", **attempt.write(made))
        self.draft = raw
        if counts:
            self._watch.restart()
        return verdict

    def try_again(self) -> None:
        """Clear the verdict for another try at the same numbers. Raises `ValueError` when the sitting is over."""
        self._at_hand()
        self._write("retry")
        self._watch.restart()

    def fresh_numbers(self) -> Variant:
        """Deal the question at hand again with numbers not met before. Raises `ValueError` when the sitting is over."""
        variant, _ = self._at_hand()
        self._met.add((variant.question.id, variant.seed))
        self._write("fresh", seed=plan.unseen(variant.question.id, self._met))
        self._deal()
        return self._at_hand()[0]

    def hint(self) -> str | None:
        """The next hint; `None` when there is no further one. Raises `ValueError` when the sitting is over."""
        variant, place = self._at_hand()
        if place.hints >= len(variant.question.hints):
            return None
        self._write("hint", hints=place.hints + 1)
        return variant.question.hints[place.hints]

    def flag(self) -> bool:
        """Mark the question at hand, or take the mark off; whether it is now marked. Raises `ValueError` when the sitting is over."""
        _, place = self._at_hand()
        self._write("flag", flagged=not place.flagged)
        return self.flagged

    def skip(self) -> Variant | None:
        """Leave the question at hand unanswered and deal the next; `None` when that was the last."""
        return self._leave("skip")

    def advance(self) -> Variant | None:
        """Deal the next question; `None` when that was the last. A question left without an answer that counts is skipped."""
        return self._leave("advance" if self.tries else "skip")

    def keep_draft(self, raw: str) -> None:
        """Save what stands in the answer box, for the case that this is the last moment; call it within a second of the last key."""
        self.draft = raw
        record = {"text": raw, "at": self._mark()}
        if self.variant and record != self._kept:
            self._store.keep_draft(self._state.uid, {**record, "seconds": self._watch.seconds})
            self._kept = record

    def finish(self) -> None:
        """End the sitting here; it will not be resumed."""
        if not self._state.finished:
            self._write("finish")
            self._deal()

    def summary(self) -> Summary:
        """What became of every question so far."""
        return summary.summarised(self._state.places, self._questions)

    def _at_hand(self) -> tuple[Variant, Place]:
        if self.variant is None or self._state.place is None:
            raise ValueError("the sitting is over")
        return self.variant, self._state.place

    def _write(self, kind: str, **body: Any) -> None:
        place = self._state.place
        here = {"question": place.question, "seed": place.seed, "position": self.position} if place else {}
        self._state = self._state.after(
            kind, self._store.append(kind, {"sitting": self._state.uid, **here, **body}).body
        )

    def _leave(self, kind: str) -> Variant | None:
        self._at_hand()
        self._write(kind)
        self._deal()
        return self.variant

    def _deal(self) -> None:
        """Deal what the state has at hand, past questions that no bank holds any more."""
        while self._state.place and self._state.place.question not in self._questions:
            self._write("skip")
        if self._state.place is None and not self._state.finished:
            self._write("finish")
        place = self._state.place
        self.variant = deal(self._questions[place.question], place.seed) if place else None
        self.draft = ""
        self._watch.restart()

    def _take_up(self, kept: Mapping[str, Any]) -> None:
        if kept.get("at") == self._mark():
            self.draft = kept["text"]
            self._watch.restart(kept["seconds"])
        else:
            self.draft = self._state.raw

    def _mark(self) -> list[int]:
        """Which box a draft belongs to: a draft of another question, of other numbers or of an answer given since is none."""
        place = self._state.place
        return [self._state.index, place.seed if place else 0, self._state.submissions]
