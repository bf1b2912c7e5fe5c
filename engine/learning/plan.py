"""The plan of a sitting: which questions, in which order, with which numbers."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set

from engine.errors import UnknownQuestionError
from engine.learning.entry import Entry
from engine.question.draws import Stream
from engine.question.question import Question

SEEDS = 2**31 - 1
"""How many fresh variants a seeded quiz chooses from."""

Dealing = tuple[str, int]
"""Id of a question, and the seed of its numbers."""


def planned(
    questions: Sequence[Question], met: Set[Dealing], *, count: int | None = None, seed: int | None = None
) -> list[Dealing]:
    """What to deal to a learner who has met `met`: at most `count` questions (`None`: all).

    With a seed, the questions, their order and numbers follow from the seed alone: the same quiz on any machine with the same banks.
    Without, those dealt least often come first, in the banks' order, as printed at the first meeting and with unseen numbers later.
    Raises `ValueError` when `count` is less than 1.
    """
    if count is not None and count < 1:
        raise ValueError(f"a sitting has 1 question or more, not {count}")
    if seed is None:
        times = Counter(question for question, _ in met)
        order = sorted(questions, key=lambda question: times[question.id])
        return [(question.id, unseen(question.id, met)) for question in order[:count]]
    ids = sorted(question.id for question in questions)
    return [(name, 1 + Stream("quiz", seed, name).below(SEEDS)) for name in Stream("quiz", seed).shuffled(ids)[:count]]


def chosen(questions: Sequence[Question], skills: Sequence[str]) -> list[Question]:
    """The questions of some skills and of all skills below them: `lstm` holds `lstm.forget`; no skills: all questions.

    Raises `UnknownQuestionError` for a skill that no question has, and when there are no questions at all.
    """
    found = [question for question in questions if not skills or any(covers(skill, question.skill) for skill in skills)]
    for skill in skills:
        if not any(covers(skill, question.skill) for question in found):
            known = ", ".join(sorted({question.skill.split(".")[0] for question in questions}))
            raise UnknownQuestionError(
                f"No question has the skill {skill!r}; there are {known} and the skills below them."
            )
    if not found:
        raise UnknownQuestionError("The banks hold no question.")
    return found


def covers(skill: str, other: str) -> bool:
    """Whether a skill is another or stands above it."""
    return other == skill or other.startswith(f"{skill}.")


def seen(entries: Iterable[Entry]) -> set[Dealing]:
    """Every variant that the learner has done anything with."""
    return {
        (entry.body["question"], entry.body["seed"])
        for entry in entries
        if "question" in entry.body and "seed" in entry.body
    }


def unseen(question: str, met: Set[Dealing]) -> int:
    """The lowest seed of a question that is not among those met."""
    seed = 0
    while (question, seed) in met:
        seed += 1
    return seed
