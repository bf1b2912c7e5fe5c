"""Cards: what is remembered of each skill, replayed from the log."""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property, reduce
from typing import Any, Protocol

import msgspec

from engine.learning.attempt import counted, overconfident, regraded
from engine.learning.entry import Entry
from engine.learning.rating import RATINGS, Rating, answer_in, rated
from engine.learning.scheduling import Memory, day_of, reviewed
from engine.learning.settings import Settings

CHOSEN = "your choice"
"""Said in place of a line of the table where the learner rated an answer."""


class Practised(Protocol):
    """What a card needs to know of a question: a question, or a bank's summary of it."""

    @property
    def skill(self) -> str:
        """The concept it practises."""

    @property
    def level(self) -> int:
        """From 1, recall, to 5."""


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """The first answer on a skill in a day."""

    attempt: str
    """Uid of the answer's entry."""
    day: date
    rating: Rating
    because: str
    """The line of the table that gave the rating, or that the learner chose it."""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One skill in a learner's memory."""

    reviews: tuple[Review, ...]
    """In the order in which they happened; one or more."""
    memory: Memory
    """After the last of them."""
    question: str
    """Id of the one last answered, extra practice included."""
    overconfident: bool = False
    """Whether the last answer, extra practice included, was sure and wrong."""

    def due_by(self, day: date) -> date:
        """When the skill is to be asked again, as a day sees it: by then at the latest where the learner was sure and wrong."""
        return min(self.memory.due, day) if self.overconfident else self.memory.due


class Cards:
    """The cards of all skills met, kept up with the log."""

    stale: bool
    """Whether an answer was corrected that others followed on, so that only a replay of the log tells what is remembered."""

    def __init__(self, questions: Mapping[str, Practised], settings: Settings):
        """`questions`: by id; answers to others are left out."""
        self.by_skill: dict[str, Card] = {}
        self.settings = settings
        self._questions = questions
        self._chosen: dict[str, Rating] = {}
        self._last: dict[str, tuple[Entry, Card | None]] = {}
        self.stale = False

    @classmethod
    def replayed(cls, entries: Iterable[Entry], questions: Mapping[str, Practised], settings: Settings) -> "Cards":
        """The cards that a log comes to: the same, whether it is read at once or was heard entry by entry."""
        kept = list(entries)
        cards = cls(questions, settings)
        for entry in kept:
            if entry.kind == "rating" and entry.body.get("rating") in RATINGS:
                cards._chosen[entry.body["attempt"]] = entry.body["rating"]
        for entry in counted(kept):
            cards.hear(entry)
        return cards

    def read_again(self, skills: Iterable[str], entries: Iterable[Entry]) -> None:
        """Replay some skills; `entries`: of the log, at least those of the skills' questions and all corrections, in order."""
        replayed = Cards.replayed(entries, self._questions, self.settings).by_skill
        for skill in skills:
            self._last.pop(skill, None)
            self.by_skill.pop(skill, None)
            if skill in replayed:
                self.by_skill[skill] = replayed[skill]
        vars(self).pop("_reviewed", None)

    @cached_property
    def _reviewed(self) -> dict[str, str]:
        """The skill of each review, by the uid of its answer."""
        return {review.attempt: skill for skill, card in self.by_skill.items() for review in card.reviews}

    def hear(self, entry: Entry) -> None:
        """Take in an entry of the log; those that are no answers, ratings or corrections change nothing."""
        if entry.kind == "attempt" and entry.body["question"] in self._questions:
            question = self._questions[entry.body["question"]]
            before = self.by_skill.get(question.skill)
            card = self._answered(before, entry, question.level)
            self.by_skill[question.skill] = card
            self._reviewed[card.reviews[-1].attempt] = question.skill
            self._last[question.skill] = entry, before
        elif entry.kind == "rating":
            self._change(entry.body.get("attempt", ""), entry.body.get("rating", ""))
        elif entry.kind in ("undo", "regrade"):
            self._correct(entry)

    def review_of(self, attempt: str) -> tuple[str, Review] | None:
        """The skill and the review that an answer was; `None` for extra practice."""
        if (skill := self._reviewed.get(attempt)) is None:
            return None
        return skill, next(review for review in self.by_skill[skill].reviews if review.attempt == attempt)

    def choices(self, skill: str) -> dict[Rating, date]:
        """When a skill that was met would be due under each rating of its last review."""
        *earlier, last = self.by_skill[skill].reviews
        before = reduce(self._after, earlier, None)
        return {rating: self._after(before, msgspec.structs.replace(last, rating=rating)).due for rating in RATINGS}

    def _answered(self, card: Card | None, entry: Entry, level: int) -> Card:
        sure_and_wrong = overconfident(entry.body)
        day = day_of(entry.at, self.settings.day_begins)
        if card and card.memory.day == day:
            return msgspec.structs.replace(card, question=entry.body["question"], overconfident=sure_and_wrong)
        if chosen := self._chosen.get(entry.uid):
            review = Review(attempt=entry.uid, day=day, rating=chosen, because=CHOSEN)
        else:
            row = rated(answer_in(entry.body, level))
            review = Review(attempt=entry.uid, day=day, rating=row.rating, because=row.when)
        memory = self._after(card.memory if card else None, review)
        return Card(
            reviews=(*(card.reviews if card else ()), review),
            memory=memory,
            question=entry.body["question"],
            overconfident=sure_and_wrong,
        )

    def _after(self, memory: Memory | None, review: Review) -> Memory:
        return reviewed(memory, review.rating, review.day, self.settings.retention)

    def _change(self, attempt: str, rating: Rating) -> None:
        """Put the learner's rating in place of the table's, and remember the skill anew."""
        if rating not in RATINGS:
            return
        self._chosen[attempt] = rating
        if (found := self.review_of(attempt)) is None:
            return
        skill, old = found
        if skill in self._last and self._last[skill][0].uid != attempt:
            del self._last[skill]
        new = msgspec.structs.replace(old, rating=rating, because=CHOSEN)
        card = self.by_skill[skill]
        reviews = tuple(new if review is old else review for review in card.reviews)
        memory = reduce(self._after, reviews[1:], self._after(None, reviews[0]))
        self.by_skill[skill] = msgspec.structs.replace(card, reviews=reviews, memory=memory)

    def _correct(self, correction: Entry) -> None:
        """Go back to before an answer, where it is the last one on its skill, and take it in again if it was judged anew."""
        uid = correction.body["attempt"]
        skill = next((skill for skill, (answer, _) in self._last.items() if answer.uid == uid), None)
        if skill is None:
            self.stale = True
            return
        answer, before = self._last.pop(skill)
        self._reviewed.pop(uid, None)
        if before is None:
            del self.by_skill[skill]
        else:
            self.by_skill[skill] = before
        if correction.kind == "regrade":
            self.hear(regraded(answer, correction.body["verdict"]))

    def plain(self) -> dict[str, Any]:
        """All cards as plain data, skills in the order of the alphabet: what two rebuilt states are compared by."""
        data: dict[str, Any] = msgspec.to_builtins({skill: self.by_skill[skill] for skill in sorted(self.by_skill)})
        return data

    def due(self, day: date) -> Iterator[str]:
        """The skills that are due on a day, the longest due first; what the learner was sure of and wrong is due on any day."""
        waiting = [(card.due_by(day), skill) for skill, card in self.by_skill.items() if card.due_by(day) <= day]
        return (skill for _, skill in sorted(waiting))

    def forecast(self, skills: Container[str], day: date, days: int) -> tuple[int, ...]:
        """How many of these skills become due on a day and on each after it, as if nothing were practised meanwhile.

        What is due already belongs to the first of the `days`.
        """
        dates = [max(card.due_by(day), day) for skill, card in self.by_skill.items() if skill in skills]
        return tuple(dates.count(day + timedelta(days=ahead)) for ahead in range(days))


def change(attempt: str, rating: Rating) -> dict[str, Any]:
    """The body of an entry of kind `rating`: the learner's own rating of an answer. `attempt`: uid of its entry."""
    return {"attempt": attempt, "rating": rating}
