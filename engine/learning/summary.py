"""The summary of a sitting: what became of each question, and what that comes to."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from engine.learning.sitting import Place
from engine.marking.verdict import Outcome
from engine.question.question import Question


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One question of the sitting."""

    question: str
    """Id of the question."""
    skill: str
    """Empty when the banks no longer hold the question."""
    first: Outcome | None
    """Of the first answer that counts; `None` when there is none."""
    last: Outcome | None
    """Of the last answer that counts; `None` when there is none."""
    tries: int
    """Answers that count, fresh numbers included."""
    seconds: float
    """Spent on answers that count."""
    flagged: bool


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Questions counted; a question counts by its first answer."""

    questions: int
    answered: int
    correct: int


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """A known mistake that the learner made."""

    question: str
    """Id of the question."""
    mistake: str
    """Id of the mistake, unique within its question."""
    times: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a sitting."""

    items: tuple[Item, ...]
    """In the order asked, those not reached included."""
    total: Tally
    by_skill: dict[str, Tally]
    """In the order in which the skills came up."""
    mistakes: tuple[Met, ...]
    """Commonest first."""
    seconds: float
    """Spent on answers that count."""


def summarised(places: Sequence[Place], questions: Mapping[str, Question]) -> Summary:
    """Sum up the places of a sitting."""
    items = tuple(_item(place, questions) for place in places)
    skills = dict.fromkeys(item.skill for item in items)
    met = Counter((place.question, mistake) for place in places for mistake in place.mistakes)
    return Summary(
        items=items,
        total=tally(items),
        by_skill={skill: tally([item for item in items if item.skill == skill]) for skill in skills},
        mistakes=tuple(Met(question=name, mistake=mistake, times=n) for (name, mistake), n in met.most_common()),
        seconds=sum(item.seconds for item in items),
    )


def tally(items: Sequence[Item]) -> Tally:
    """Count items by their first answers."""
    answered = [item for item in items if item.first]
    correct = sum(1 for item in answered if item.first == "correct")
    return Tally(questions=len(items), answered=len(answered), correct=correct)


def _item(place: Place, questions: Mapping[str, Question]) -> Item:
    question = questions.get(place.question)
    return Item(
        question=place.question,
        skill=question.skill if question else "",
        first=place.first,
        last=place.last,
        tries=place.tries,
        seconds=place.seconds,
        flagged=place.flagged,
    )
