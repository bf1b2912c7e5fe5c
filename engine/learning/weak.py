"""What is weak: the questions whose last answer was not right."""

from collections.abc import Container, Iterable, Mapping, Set
from typing import Any

from engine.learning.attempt import counted
from engine.learning.entry import Entry
from engine.learning.plan import Dealing, unseen
from engine.learning.rating import overconfident


def weak(entries: Iterable[Entry], names: Container[str]) -> list[str]:
    """The ids, among `names`, of questions whose last answer was not right: sure and wrong first, then the latest first.

    An answer that is right under another convention is right.
    """
    last: dict[str, dict[str, Any]] = {}
    for entry in counted(entries):
        name = entry.body["question"]
        last.pop(name, None)
        if name in names:
            last[name] = entry.body
    wrong = [name for name, body in reversed(last.items()) if not _right(body["verdict"])]
    return sorted(wrong, key=lambda name: not overconfident(last[name]))


def planned(weak_ones: Iterable[str], met: Set[Dealing], count: int | None = None) -> list[Dealing]:
    """The first of these questions, at most `count` (`None`: all), each with numbers not met before."""
    return [(name, unseen(name, met)) for name in list(weak_ones)[:count]]


def _right(verdict: Mapping[str, Any]) -> bool:
    return verdict["outcome"] == "correct" or verdict.get("convention") is not None
