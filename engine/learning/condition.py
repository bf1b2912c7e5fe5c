"""Condition: how a learner stands with each question of the banks, as lists tell it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from engine.learning.attempt import counted
from engine.learning.cards import Cards, Practised
from engine.learning.entry import Entry
from engine.learning.weak import weak

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
    seen = {entry.body["question"] for entry in counted(every)}
    not_right = set(weak(every, questions))
    due = set(cards.due(day))
    flags = {entry.body["question"]: bool(entry.body["flagged"]) for entry in every if entry.kind == "flag"}
    return {
        name: Condition(_word(name in seen, name in not_right, question.skill in due), flags.get(name, False))
        for name, question in questions.items()
    }


def _word(seen: bool, not_right: bool, due: bool) -> Word:
    if not seen:
        return "new"
    if not_right:
        return "weak"
    return "due" if due else "learning"
