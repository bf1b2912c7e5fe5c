"""Progress by skill and the streak, replayed from the log."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from engine.learning.answered import EPOCH, QUARTER, Answered, answered, quarters
from engine.learning.attempt import counted
from engine.learning.entry import Entry


class Skilled(Protocol):
    """What progress needs to know of a question: a question, or a bank's summary of it."""

    @property
    def skill(self) -> str:
        """The concept it practises."""


class SkillProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a learner is with one skill."""

    questions: int
    """How many questions the banks have for it."""
    seen: int
    """How many of them were answered at least once."""
    correct: int
    """How many of them were right when last answered."""
    tries: int
    """Answers that count, to any of them."""
    last: datetime | None
    """When one was last answered, UTC; `None` before the first time."""


def progress(entries: Iterable[Entry], questions: Mapping[str, Skilled]) -> dict[str, SkillProgress]:
    """Progress in every skill of the banks, in the banks' order; answers to questions the banks no longer hold are left out."""
    return progress_in(answered(counted(entries)), questions)


def progress_in(answers: Mapping[str, Answered], questions: Mapping[str, Skilled]) -> dict[str, SkillProgress]:
    """The same, from how the learner stands with each question."""
    groups: dict[str, list[str]] = {}
    for name, question in questions.items():
        groups.setdefault(question.skill, []).append(name)
    return {skill: _of(names, [answers[name] for name in names if name in answers]) for skill, names in groups.items()}


def _of(names: Sequence[str], answers: Sequence[Answered]) -> SkillProgress:
    """Progress in one skill."""
    return SkillProgress(
        questions=len(names),
        seen=len(answers),
        correct=sum(one.correct for one in answers),
        tries=sum(one.tries for one in answers),
        last=max(answers, key=lambda one: one.last).at if answers else None,
    )


def streak(entries: Iterable[Entry], now: datetime) -> int:
    """How many days in a row have an answer that counts, up to today or yesterday; days begin at midnight in the zone of `now`.

    Raises `ValueError` when `now` has no zone.
    """
    return streak_in(quarters(counted(entries)), now)


def streak_in(found: Iterable[int], now: datetime) -> int:
    """The same, from the quarters of an hour that have an answer. Raises `ValueError` when `now` has no zone."""
    if now.tzinfo is None:
        raise ValueError("the clock must say its time zone")
    days = {(EPOCH + number * QUARTER).astimezone(now.tzinfo).date() for number in found}
    day = now.date() if now.date() in days else now.date() - timedelta(days=1)
    length = 0
    while day in days:
        length += 1
        day -= timedelta(days=1)
    return length
