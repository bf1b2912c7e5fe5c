"""One sitting, live: every step is written to the log first, and what the learner then sees is folded from what was written."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.errors import FormulaError, UnknownQuestionError
from engine.learning import attempt, plan, sitting
from engine.learning.attempt import Attempt, Confidence
from engine.learning.course import Course, Deal
from engine.learning.met import unseen
from engine.learning.plan import Dealing
from engine.learning.store import Store
from engine.marking.verdict import Verdict, invalid
from engine.question.grade import grade
from engine.question.question import Question
from engine.question.variant import Variant, deal


class Session(Course):
    """A sitting at the question at hand; begun by `begin` or `resume`, used by one thread at a time."""

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
        dealings: Sequence[Dealing] | None = None,
        minutes: int | None = None,
        asked: Mapping[str, Any] | None = None,
        digests: Mapping[str, str] | None = None,
        deal: Deal = deal,
    ) -> "Session":
        """Start a sitting over the questions with these ids (`None`: all), at most `count` of them (`None`: all).

        `seed`: the same seed is the same quiz on any machine; `None` goes by what the learner has met. `dealings`: what to ask, where
        the way to sit plans for itself. `minutes`: how long it may take; `None` for as long as it takes. `asked`: the learner's
        wishes, by which `resume` knows it again. `digests`: of the bank each question came from, by question id. `deal`: deals a
        question with a seed. Raises `UnknownQuestionError` when there is nothing to ask.
        """
        met = store.ledger.met()
        if dealings is None:
            dealings = plan.planned(list(questions) if names is None else names, met, count=count, seed=seed)
        if not dealings:
            raise UnknownQuestionError("There is nothing to ask.")
        body = {"mode": mode, "count": count, "seed": seed, "plan": dealings}
        told = ({"minutes": minutes} if minutes else {}) | ({} if asked is None else {"asked": asked})
        first = store.append("sitting", body | told)
        store.hold(first.uid)
        return cls(questions, store, clock, digests or {}, [first], met, deal)

    @classmethod
    def resume(
        cls,
        questions: Mapping[str, Question],
        store: Store,
        *,
        clock: Callable[[], datetime],
        mode: str | None = None,
        asked: Mapping[str, Any] | None = None,
        digests: Mapping[str, str] | None = None,
        deal: Deal = deal,
    ) -> "Session | None":
        """Take up the last unfinished sitting (of one way to sit, if named) where it was left, with the draft; `None` when there is none.

        `asked`: the wishes with which it was begun; `None` for any. A sitting that another process is at is left to it, one of other banks
        to them. Questions that the banks no longer hold are skipped; a sitting whose question at hand can no longer be dealt is over.
        """
        for own in store.ledger.unfinished(mode):
            uid, begun = own[0].uid, own[0].body
            is_meant = asked is None or begun.get("asked") == asked
            if not (is_meant and any(name in questions for name, _ in begun["plan"]) and store.hold(uid)):
                continue
            try:
                session = cls(questions, store, clock, digests or {}, own, store.ledger.met(), deal)
            except FormulaError:
                store.append("finish", {"sitting": uid})
                continue
            if session.variant:
                session._take_up(store.draft(uid))
                return session
        return None

    def submit(self, raw: str, confidence: Confidence | None = None) -> Verdict:
        """Grade an answer and write it to the log; when this returns, nothing can undo it but the loss of the disk.

        An answer that cannot be read is written too, but does not count; one that comes when the time is up ends the sitting. Where
        verdicts are told at the end, an answer that counts leaves the question. Raises `ValueError` when the sitting is over.
        """
        variant, place = self._at_hand()
        if self.seconds_left == 0:
            self._write("late", raw=raw)
            self.finish()
            return invalid("The time is up; this answer came too late to count.")
        verdict = grade(variant, raw)
        counts = verdict.outcome != "invalid"
        made = Attempt(
            sitting=self._state.uid,
            position=self.position,
            question=variant.question.id,
            digest=self._digests.get(variant.question.id, ""),
            seed=variant.seed,
            given=variant.given,
            raw=raw,
            verdict=verdict,
            hints=place.hints,
            told=place.told,
            tries=place.tries_here + 1,
            seconds=self._watch.seconds,
            confidence=confidence,
        )
        self._write("attempt" if counts else "invalid", **attempt.write(made))
        self.draft = raw
        if counts:
            self._watch.restart()
            if not self.rules.tells:
                self._deal()
        return verdict

    def undo(self) -> Attempt | None:
        """Take the last answer of this sitting that counts out of history; `None` when there is none, or none may be taken back.

        Its text stands in the box again while its question is at hand. Raises `ValueError` when the sitting is over.
        """
        variant, _ = self._at_hand()
        answers = list(attempt.counted(self.entries))
        if not answers or not self.rules.tells:
            return None
        self._write("undo", attempt=answers[-1].uid)
        self._state = sitting.folded(self.entries)
        self._watch.restart()
        undone = attempt.read(answers[-1].body)
        is_at_hand = (undone.position, undone.seed) == (self.position, variant.seed)
        # What stands in the box is saved anew, since a saved text counts only until the log goes on.
        self.keep_draft(undone.raw if is_at_hand else self.draft)
        return undone

    def try_again(self) -> None:
        """Clear the verdict for another try at the same numbers. Raises `ValueError` when the sitting is over."""
        self._at_hand()
        self._write("retry")
        self._watch.restart()

    def fresh_numbers(self) -> Variant:
        """Deal the question at hand again with numbers not met before; in an exam they stay. Raises `ValueError` when the sitting is over."""
        variant, _ = self._at_hand()
        if not self.rules.helps:
            return variant
        self._met.add((variant.question.id, variant.seed))
        self._write("fresh", seed=unseen(variant.question.id, self._met))
        self._deal()
        return self._at_hand()[0]

    def hint(self) -> str | None:
        """The next hint; `None` when there is no further one, or none in this way of sitting. Raises `ValueError` when the sitting is over."""
        _, place = self._at_hand()
        if not self.rules.helps or place.hints >= len(self._ladder):
            return None
        rung = self._ladder[place.hints]
        self._write("hint", hints=place.hints + 1, told=place.told or rung.told)
        return rung.text

    def tell(self) -> bool:
        """Note that the solution is shown; false where it may not be. Raises `ValueError` when the sitting is over."""
        _, place = self._at_hand()
        if self.rules.helps and not place.told and not place.tries_here:
            self._write("told")
        return self.rules.helps

    def flag(self) -> bool:
        """Mark the question at hand, or take the mark off; whether it is now marked. Raises `ValueError` when the sitting is over."""
        _, place = self._at_hand()
        self._write("flag", flagged=not place.flagged)
        return self.flagged

    def skip(self) -> Variant | None:
        """Leave the question at hand and deal the next, `None` when that was the last; one that has an answer that counts is not skipped."""
        return self.advance() if self.tries else self._leave("skip")

    def later(self) -> bool:
        """Put the question at hand off, with what is typed, and deal the next open one; false when there is no other.

        Raises `ValueError` when the sitting is over.
        """
        self._at_hand()
        others = [at for at in self.open_places if at != self.position]
        if not others:
            return False
        to = next((at for at in others if at > self.position), others[0])
        self._write("go", to=to, typed=self.draft, seconds=self._watch.seconds)
        self._deal()
        return True

    def advance(self) -> Variant | None:
        """Deal the next question; `None` when that was the last. A question left without an answer that counts is skipped."""
        self._follow_up()
        return self._leave("advance" if self.tries else "skip")

    def keep_draft(self, raw: str) -> None:
        """Save what stands in the answer box, for the case that this is the last moment; call it within a second of the last key."""
        self.draft = raw
        record = {"text": raw, "at": self._mark()}
        if self.variant and record != self._kept:
            seconds = {"seconds": self._watch.seconds, "spent": self._whole.seconds}
            self._store.keep_draft(self._state.uid, record | seconds)
            self._kept = record

    def leave(self) -> None:
        """Leave for now; over is what has nothing to come back to: the last question is judged, or nothing is done with one picked by hand."""
        is_judged = self.verdict is not None and self.verdict.outcome != "invalid"
        is_done = is_judged and self.position == self.count and not self.rules.follows_up
        is_picked = bool(self.entries[0].body.get("asked", {}).get("names"))
        if is_done or (is_picked and len(self.entries) == 1 and not self.draft):
            self.finish()

    def finish(self) -> None:
        """End the sitting here; it will not be resumed."""
        if not self._state.finished:
            self._write("finish")
            self._deal()
