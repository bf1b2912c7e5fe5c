"""Reviews as they are shown: the rating of an answer, the next date, and what another rating would mean."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from engine.learning.attempt import counted, overconfident
from engine.learning.entry import Entry
from engine.learning.session import Session
from tui.history import History
from tui.lines import SURE_AND_WRONG, sentence

if TYPE_CHECKING:
    from engine.learning.cards import Cards
    from engine.learning.rating import Rating


class Choice(NamedTuple):
    """One rating that the last answer could have."""

    rating: "Rating"
    due: str
    """When the skill would be due: `tomorrow`, `on 2026-05-06 (in 2 days)`."""
    days: int
    """From today; 0 for today."""
    is_held: bool
    """Whether it is the rating that holds."""


class Told(NamedTuple):
    """What is said of the last answer."""

    line: str
    """Its rating, the reason, the next date."""
    choices: Sequence[Choice] = ()
    """All ratings, from again to easy; none where the answer moves no date."""
    sure_and_wrong: bool = False
    """Whether the learner was sure, and wrong."""


class Reviews:
    """The cards of a sitting while it goes on; the log is not replayed for them before they are asked for."""

    def __init__(self, session: Session, history: History):
        self._session = session
        self._history = history
        session.heard = history.hear

    def told(self, skill: str, answer: Entry | None = None) -> Told | None:
        """How an answer on a skill was rated and when the skill is next due; `None` when there is no such answer.

        `answer`: its entry; `None` for the last answer of the sitting.
        """
        answer = answer or self._answer
        if answer is None or skill not in self._cards.by_skill:
            return None
        due = self._when(self._cards.by_skill[skill].memory.due)
        sure_and_wrong = overconfident(answer.body)
        if (found := self._cards.review_of(answer.uid)) is None:
            return Told(f"More practice today; next {due}, as before.", sure_and_wrong=sure_and_wrong)
        review = found[1]
        # Another rating of a review that others followed on would move dates that nobody sees here.
        is_last = review.attempt == self._cards.by_skill[skill].reviews[-1].attempt
        choices = [
            Choice(rating, self._when(day), max(0, (day - self._history.today).days), rating == review.rating)
            for rating, day in (self._cards.choices(skill).items() if is_last else ())
        ]
        return Told(f"Rated {review.rating} ({review.because}); next {due}.", choices, sure_and_wrong)

    def lines(self, skill: str) -> Iterator[str]:
        """The same as lines, with what to type for another rating."""
        if (told := self.told(skill)) is None:
            return
        if told.sure_and_wrong:
            yield SURE_AND_WRONG
        yield told.line
        others = [f"{choice.rating} {choice.due}" for choice in told.choices if not choice.is_held]
        if others:
            yield f"  to rate it otherwise, :rate {', '.join(others)}"

    def rate(self, word: str, answer: Entry | None = None) -> bool:
        """Put the learner's rating of an answer in the log; false when it is no rating, or the answer was no review.

        `answer`: its entry; `None` for the last answer of the sitting.
        """
        from engine.learning.cards import change
        from engine.learning.rating import RATINGS

        rating = next((known for known in RATINGS if known == word), None)
        answer = answer or self._answer
        if rating is None or answer is None or self._cards.review_of(answer.uid) is None:
            return False
        self._history.hear(self._history.store.append("rating", change(answer.uid, rating)))
        return True

    def title(self, skill: str) -> str:
        """A skill's name in the banks; its id where they do not know it."""
        known = self._history.bank.skills
        return known[skill].title if skill in known else skill

    def due(self, skill: str) -> str:
        """When a skill is next due; empty when it was never met."""
        card = self._cards.by_skill.get(skill)
        return self._when(card.memory.due) if card else ""

    def days(self, skill: str) -> int | None:
        """In how many days a skill is due, 0 for today or before; `None` when it was never met."""
        card = self._cards.by_skill.get(skill)
        return max(0, (card.memory.due - self._history.today).days) if card else None

    def misconceptions(self) -> Iterator[str]:
        """The known mistakes of the sitting, commonest first, each with what there is to say of it."""
        from engine.learning.misconceptions import sayings, told

        said = sayings(counted(self._session.entries), self._history.bank.questions)
        for met in self._session.summary().mistakes:
            yield sentence(told(met.mistake, said.get(met.mistake, ""), met.times))

    @property
    def asks_confidence(self) -> bool:
        """Whether the learner wants to be asked how sure an answer is. Raises `UnrolledError` for settings that cannot be read."""
        return self._history.settings.confidence

    @property
    def _answer(self) -> Entry | None:
        """The last answer of the sitting that counts."""
        return next(reversed(list(counted(self._session.entries))), None)

    @property
    def _cards(self) -> "Cards":
        return self._history.cards

    def _when(self, due: date) -> str:
        days = max(0, (due - self._history.today).days)
        return f"on {due.isoformat()} (in {days} days)" if days > 1 else in_days(days)


def in_days(days: int) -> str:
    """`today`, `tomorrow`, `in 4 days`."""
    return f"in {days} days" if days > 1 else "tomorrow" if days else "today"
