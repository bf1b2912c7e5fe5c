"""Condition: how a learner stands with each question of the banks, as lists tell it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from engine.learning.answered import Answered, answered
from engine.learning.attempt import counted
from engine.learning.cards import Cards, Practised
from engine.learning.entry import Entry
from engine.learning.weak import weak_in

Word: TypeAlias = Literal["new", "learning", "due", "weak"]
WORDS: Final = (*get_args(Word), "flagged")
"""All that can be said of a question; it may be flagged besides."""


class Condition(NamedTuple):
    """One question."""

    word: Word
    """`new`: never answered; `weak`: not right when last answered; `due`: right, and its skill is due; `learning`: right, and it is not."""
    flagged: bool = False
    """Whether the learner marked it."""

    @property
    def words(self) -> tuple[str, ...]:
        """All of `WORDS` that hold."""
        return (self.word, "flagged") if self.flagged else (self.word,)


def conditions(
    entries: Iterable[Entry], questions: Mapping[str, Practised], cards: Cards, day: date
) -> dict[str, Condition]:
    """The condition of every question on a day of practice, by id."""
    every = list(entries)
    flags = {
        entry.body["question"]: bool(entry.body["flagged"])
        for entry in every
        if entry.kind == "flag" and "question" in entry.body
    }
    return conditions_in(answered(counted(every)), flags, questions, cards, day)


def conditions_in(
    answers: Mapping[str, Answered],
    flags: Mapping[str, bool],
    questions: Mapping[str, Practised],
    cards: Cards,
    day: date,
) -> dict[str, Condition]:
    """The same, from how the learner stands with each question and whether it was last marked or unmarked."""
    not_right = set(weak_in(answers, questions))
    due = set(cards.due(day))
    return {
        name: Condition(_word(name in answers, name in not_right, question.skill in due), flags.get(name, False))
        for name, question in questions.items()
    }


def _word(seen: bool, not_right: bool, due: bool) -> Word:
    if not seen:
        return "new"
    if not_right:
        return "weak"
    return "due" if due else "learning"
