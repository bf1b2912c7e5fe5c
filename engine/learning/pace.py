"""The pace of a learner: how long an answer on each skill takes."""

from collections.abc import Iterable, Mapping
from statistics import median
from typing import Protocol

from engine.learning.cards import Practised
from engine.learning.entry import Entry

USUAL = 1.5
"""Minutes an answer takes while too little is known."""
ENOUGH = 3
"""Answers on a skill from which its own pace is taken; below, that of all answers."""
LEAST = 0.25
"""Minutes: reading the question and the verdict takes its time too."""


class Answered(Protocol):
    """What the time by kind needs to know of a question: a question, or a bank's summary of it."""

    @property
    def kind(self) -> str:
        """How it is answered."""


def pace(attempts: Iterable[Entry], questions: Mapping[str, Practised]) -> dict[str, float]:
    """Minutes for an answer on each skill of the questions: the median of those that count."""
    seconds: dict[str, list[float]] = {question.skill: [] for question in questions.values()}
    for entry in attempts:
        if entry.body["question"] in questions:
            seconds[questions[entry.body["question"]].skill].append(entry.body["seconds"])
    every = [one for group in seconds.values() for one in group]
    usual = _minutes(every) if len(every) >= ENOUGH else USUAL
    return {skill: _minutes(group) if len(group) >= ENOUGH else usual for skill, group in seconds.items()}


def by_kind(attempts: Iterable[Entry], questions: Mapping[str, Answered]) -> dict[str, float]:
    """Seconds for an answer of each kind, slowest first: the median of those that count."""
    seconds: dict[str, list[float]] = {}
    for entry in attempts:
        if entry.body["question"] in questions:
            seconds.setdefault(questions[entry.body["question"]].kind, []).append(entry.body["seconds"])
    return dict(
        sorted(((kind, median(group)) for kind, group in seconds.items()), key=lambda item: (-item[1], item[0]))
    )


def _minutes(seconds: list[float]) -> float:
    return max(LEAST, median(seconds) / 60)
