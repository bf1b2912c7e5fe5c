"""An interview: kinds of question mixed, and a follow-up that hangs on the verdict and on the mistake found."""

from collections.abc import Iterator, Mapping, Set
from itertools import chain, zip_longest
from typing import Final, NamedTuple

from engine.errors import UnknownQuestionError
from engine.kinds.open import OpenQuestion
from engine.learning.drill import Askable, family
from engine.learning.met import unseen
from engine.learning.misconceptions import in_words
from engine.learning.plan import SEEDS, Dealing
from engine.learning.sitting import Place, Sitting
from engine.question.draws import Stream
from engine.question.question import Question

COUNT: Final = 10
"""How many questions an interview has that is not told otherwise."""
ROUNDS: Final = (
    ("choice", "select", "cloze", "match", "order"),
    ("number", "array", "shape"),
    ("equation",),
    ("steps",),
    ("open",),
)
"""The kinds that take turns, from the quickest to answer to the longest."""
PROBING: Final = 3
"""The level from which a question is asked before easier ones."""


class FollowUp(NamedTuple):
    """The question that an answer leads to."""

    dealing: Dealing
    because: str
    """Why it is asked, in a sentence for the learner."""


def planned(questions: Mapping[str, Askable], seed: int, count: int = COUNT) -> list[Dealing]:
    """The questions of an interview, kinds taking turns; they follow from the seed alone. `questions`: to choose from, by id.

    Raises `UnknownQuestionError` when there are none.
    """
    if not questions:
        raise UnknownQuestionError("The banks hold no question.")
    turns = zip_longest(*(_shuffled(questions, kinds, seed) for kinds in _rounds(questions)))
    names = [name for name in chain.from_iterable(turns) if name is not None][:count]
    return [(name, 1 + Stream("interview", seed, name).below(SEEDS)) for name in names]


def _rounds(questions: Mapping[str, Askable]) -> Iterator[tuple[str, ...]]:
    """The kinds that take turns, and at the end those that no turn names."""
    yield from ROUNDS
    named = set(chain.from_iterable(ROUNDS))
    yield tuple({question.kind for question in questions.values()} - named)


def _shuffled(questions: Mapping[str, Askable], kinds: tuple[str, ...], seed: int) -> list[str]:
    names = sorted(name for name, question in questions.items() if question.kind in kinds)
    shuffled = Stream("interview", seed, kinds[0] if kinds else "").shuffled(names)
    return sorted(shuffled, key=lambda name: questions[name].level < PROBING)


def follow_up(sitting: Sitting, questions: Mapping[str, Question], met: Set[Dealing]) -> FollowUp | None:
    """What the answers at the place at hand lead to; `None` when to nothing, or when there is no further place for it.

    It takes the next place, so that the last question planned is given up for it.
    A known mistake leads to another question of the same topic that knows it; an answer that is not right, to a computed question of the
    same skill; a good answer in one's own words, to what its question names. A follow-up leads to none.
    """
    place, after = sitting.place, sitting.index + 1
    if place is None or place.first is None or place.because or after >= len(sitting.places):
        return None
    if sitting.places[after].because or place.question not in questions:
        return None
    asked = {other.question for other in sitting.places}
    found = next(_leads(place, questions, asked), None)
    return found and FollowUp((found[0], unseen(found[0], met)), found[1])


def _leads(place: Place, questions: Mapping[str, Question], asked: Set[str]) -> Iterator[tuple[str, str]]:
    """The ids of questions that a place leads to, the best first, each with the reason."""
    question = questions[place.question]
    others = [other for name, other in questions.items() if name not in asked]
    for mistake in place.mistakes[-1:]:
        for other in others:
            if family(other.skill) == family(question.skill) and _knows(other, mistake):
                yield other.id, f"It looks at the same misconception ({in_words(mistake)}) from another side."
    if place.first == "correct":
        yield from ((name, "Your answer leads on to it.") for name in _named(question, questions, asked))
        return
    for other in others:
        if other.computed and other.skill == question.skill:
            yield other.id, "The same skill, in numbers."
    if question.computed and question.vary:
        yield question.id, "The same question once more, with fresh numbers."
    yield from ((name, "A way back into the topic.") for name in _named(question, questions, asked))


def _knows(question: Question, mistake: str) -> bool:
    return any(known.id == mistake for known in getattr(question, "mistakes", ()))


def _named(question: Question, questions: Mapping[str, Question], asked: Set[str]) -> list[str]:
    named = question.follow_ups if isinstance(question, OpenQuestion) else ()
    return [name for name in named if name in questions and name not in asked]
