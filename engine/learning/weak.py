"""What is weak: the questions whose last answer was not right."""

from collections.abc import Container, Iterable, Mapping, Set

from engine.learning.answered import Answered, answered
from engine.learning.attempt import counted
from engine.learning.entry import Entry
from engine.learning.met import unseen
from engine.learning.plan import Dealing


def weak(entries: Iterable[Entry], names: Container[str]) -> list[str]:
    """The ids, among `names`, of questions whose last answer was not right: sure and wrong first, then the latest first.

    An answer that is right under another convention is right.
    """
    return weak_in(answered(counted(entries)), names)


def weak_in(found: Mapping[str, Answered], names: Container[str]) -> list[str]:
    """The same, from how the learner stands with each question."""
    wrong = [name for name, answers in found.items() if name in names and not answers.right]
    latest = sorted(wrong, key=lambda name: found[name].last, reverse=True)
    return sorted(latest, key=lambda name: not found[name].overconfident)


def planned(weak_ones: Iterable[str], met: Set[Dealing], count: int | None = None) -> list[Dealing]:
    """The first of these questions, at most `count` (`None`: all), each with numbers not met before."""
    return [(name, unseen(name, met)) for name in list(weak_ones)[:count]]
