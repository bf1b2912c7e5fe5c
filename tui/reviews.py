"""Reviews as they are shown: the rating of an answer, the next date, and what another rating would mean."""

from collections.abc import Iterator
from datetime import date

from engine.learning.cards import Cards, change
from engine.learning.entry import Entry
from engine.learning.rating import RATINGS, Rating
from engine.learning.scheduling import day_of
from engine.learning.store import Clock, Store


class Reviews:
    """The cards of a sitting while it goes on."""

    def __init__(self, cards: Cards, store: Store, clock: Clock):
        """`store`: where a rating of the learner's own is written."""
        self._cards = cards
        self._store = store
        self._clock = clock
        self._answered: Entry | None = None

    def hear(self, entry: Entry) -> None:
        """Take in what the sitting writes."""
        self._cards.hear(entry)
        if entry.kind == "attempt":
            self._answered = entry

    def lines(self, skill: str) -> Iterator[str]:
        """How the last answer, on this skill, was rated and when the skill is next due."""
        if self._answered is None or skill not in self._cards.by_skill:
            return
        due = self._told(self._cards.by_skill[skill].memory.due)
        if (found := self._cards.review_of(self._answered.uid)) is None:
            yield f"More practice today; next {due}, as before."
            return
        review = found[1]
        yield f"Rated {review.rating} ({review.because}); next {due}."
        others = [
            f"{rating} {self._told(day)}"
            for rating, day in self._cards.choices(skill).items()
            if rating != review.rating
        ]
        yield f"  to rate it otherwise, :rate {', '.join(others)}"

    def rate(self, word: str) -> bool:
        """Put the learner's rating of the last answer in the log; false when it is no rating, or the answer was no review."""
        rating = next((known for known in RATINGS if known == word), None)
        if rating is None or self._answered is None or self._cards.review_of(self._answered.uid) is None:
            return False
        self._write(rating, self._answered)
        return True

    def _write(self, rating: Rating, answer: Entry) -> None:
        self._cards.hear(self._store.append("rating", change(answer.uid, rating)))

    def _told(self, due: date) -> str:
        days = (due - day_of(self._clock(), self._cards.settings.day_begins)).days
        if days <= 0:
            return "today"
        return f"on {due.isoformat()} (in {days} days)" if days > 1 else "tomorrow"
