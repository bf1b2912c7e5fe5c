"""The plan of a sitting: which questions, in which order, with which numbers."""

from collections.abc import Sequence, Set
from itertools import chain, filterfalse, islice

from engine.errors import UnknownQuestionError
from engine.learning.met import Dealing as Dealing
from engine.learning.met import times, unseen
from engine.question.draws import Stream

SEEDS = 2**31 - 1
"""How many fresh variants a seeded quiz chooses from."""


def planned(
    names: Sequence[str], met: Set[Dealing], *, count: int | None = None, seed: int | None = None
) -> list[Dealing]:
    """What to deal to a learner who has met `met`: at most `count` of the questions with these ids (`None`: all).

    With a seed, the questions, their order and numbers follow from the seed alone: the same quiz on any machine with the same banks.
    Without, those dealt least often come first, in the order given, as printed at the first meeting and with unseen numbers later.
    Raises `ValueError` when `count` is less than 1 and `UnknownQuestionError` when there are no questions.
    """
    if count is not None and count < 1:
        raise ValueError(f"a sitting has 1 question or more, not {count}")
    if not names:
        raise UnknownQuestionError("The banks hold no question.")
    if seed is None:
        often = times(met)
        new = filterfalse(often.__contains__, names)
        known = sorted(filter(often.__contains__, names), key=often.__getitem__)
        return [(name, unseen(name, met)) for name in islice(chain(new, known), count)]
    order = Stream("quiz", seed).shuffled(sorted(names))[:count]
    return [(name, 1 + Stream("quiz", seed, name).below(SEEDS)) for name in order]
