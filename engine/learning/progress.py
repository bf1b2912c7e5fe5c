"""Progress by skill and the streak, replayed from the log."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

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
    found = {
        question.skill: SkillProgress(questions=0, seen=0, correct=0, tries=0, last=None)
        for question in questions.values()
    }
    for question in questions.values():
        found[question.skill] = _with(found[question.skill], questions=1)
    right: dict[str, bool] = {}
    for entry in counted(entries):
        name = entry.body["question"]
        if name not in questions:
            continue
        is_right = entry.body["verdict"]["outcome"] == "correct"
        gained = is_right - right.get(name, False)
        skill = questions[name].skill
        found[skill] = _with(found[skill], seen=name not in right, correct=gained, tries=1, last=entry.at)
        right[name] = is_right
    return found


def _with(
    old: SkillProgress,
    *,
    questions: int = 0,
    seen: int = 0,
    correct: int = 0,
    tries: int = 0,
    last: datetime | None = None,
) -> SkillProgress:
    return SkillProgress(
        questions=old.questions + questions,
        seen=old.seen + seen,
        correct=old.correct + correct,
        tries=old.tries + tries,
        last=last or old.last,
    )


def streak(entries: Iterable[Entry], now: datetime) -> int:
    """How many days in a row have an answer that counts, up to today or yesterday; days begin at midnight in the zone of `now`.

    Raises `ValueError` when `now` has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("the clock must say its time zone")
    days = {entry.at.astimezone(now.tzinfo).date() for entry in counted(entries)}
    day = now.date() if now.date() in days else now.date() - timedelta(days=1)
    length = 0
    while day in days:
        length += 1
        day -= timedelta(days=1)
    return length
