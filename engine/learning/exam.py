"""An exam: how long it is, and the review of every answer when it is over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from engine.learning.attempt import Attempt, counted, read
from engine.learning.entry import Entry
from engine.learning.sitting import Place
from engine.question.question import Question
from engine.question.variant import Variant, deal

COUNT: Final = 20
"""How many questions an exam has that is not told otherwise."""


class Reviewed(NamedTuple):
    """One question of a sitting that is over."""

    position: int
    """From 1."""
    variant: Variant
    answer: Attempt | None
    """The first answer that counts; `None` when there is none."""

    @property
    def is_right(self) -> bool:
        """Whether it was answered correctly."""
        return self.answer is not None and self.answer.verdict.outcome == "correct"


def reviewed(
    places: Sequence[Place], questions: Mapping[str, Question], entries: Iterable[Entry], sitting: str
) -> Iterator[Reviewed]:
    """Every question of a sitting with its answer, those left out that no bank holds any more.

    `sitting`: uid of the entry that began it. Raises `FormulaError` for a question that can no longer be dealt.
    """
    given = answers(entries, sitting)
    for position, place in enumerate(places, start=1):
        if place.question in questions:
            yield Reviewed(position, deal(questions[place.question], place.seed), given.get(position))


def answers(entries: Iterable[Entry], sitting: str) -> dict[int, Attempt]:
    """The first answer that counts at each place of a sitting, by position from 1; places without one are left out.

    `sitting`: uid of the entry that began it.
    """
    return {position: read(entry.body) for position, entry in first_answers(entries, sitting).items()}


def first_answers(entries: Iterable[Entry], sitting: str) -> dict[int, Entry]:
    """The same as entries of the log."""
    found: dict[int, Entry] = {}
    for entry in counted(entries):
        if entry.body["sitting"] == sitting:
            found.setdefault(entry.body["position"], entry)
    return found
