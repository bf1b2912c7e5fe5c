"""Statistics: what a learner's log comes to, as one value that every face shows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from engine.learning.attempt import counted
from engine.learning.calibration import Calibration, calibration
from engine.learning.cards import Cards, Practised
from engine.learning.entry import Entry
from engine.learning.misconceptions import Misconception, by_group, misconceptions
from engine.learning.progress import SkillProgress, progress, streak
from engine.learning.reading import without_collection
from engine.learning.retention import Retention, retention
from engine.learning.scheduling import day_of, recall
from engine.learning.settings import Settings

FORECAST_DAYS = 14
ENOUGH = 3
"""First tries at a skill below which nothing is said of how hard it is."""


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """The skills whose names begin alike: `lstm` of `lstm.forget`."""

    skills: int
    met: int
    """Skills with an answer that counts."""
    mastery: float
    """Mean chance that a skill of the topic is known today, 0 for one never met; 0 to 1."""
    questions: int
    seen: int
    """Questions answered at least once."""
    correct: int
    """Questions right when last answered."""


class Skill(msgspec.Struct, frozen=True, kw_only=True):
    """One skill."""

    questions: int
    seen: int
    """Questions answered at least once."""
    correct: int
    """Questions right when last answered."""
    tries: int
    """Answers that count."""
    recall: float | None
    """The chance that it is known today; `None` before the first answer."""
    due: date | None
    """When it is to be asked again; `None` before the first answer."""


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """One day of practice; days begin at midnight where the learner is."""

    day: date
    answers: int
    """Answers that count."""
    right: int
    minutes: float
    """Spent on them."""


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """What a day to come asks for."""

    day: date
    skills: int
    """That become due; what is overdue, and what the learner was sure of and wrong, belongs to today."""


class Hard(msgspec.Struct, frozen=True, kw_only=True):
    """How hard a skill proved."""

    skill: str
    tries: int
    """First tries at their numbers."""
    right: float
    """Share of them that was right."""


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """All that is counted."""

    streak_days: int
    """Days in a row with an answer, up to today or yesterday."""
    answers: int
    """That count."""
    minutes: float
    """Spent on them."""
    topics: dict[str, Topic]
    """In the banks' order."""
    skills: dict[str, Skill]
    """In the banks' order."""
    days: tuple[Day, ...]
    """Those with an answer, oldest first."""
    retention: Retention
    forecast: tuple[Due, ...]
    """Today and the days after it, as if nothing were practised meanwhile."""
    hardest: tuple[Hard, ...]
    """Skills with enough first tries, hardest first."""
    misconceptions: tuple[Misconception, ...]
    """Commonest first."""
    misconception_classes: dict[str, int]
    """How often each was met, commonest first."""
    calibration: Calibration


@without_collection()
def statistics(
    entries: Iterable[Entry], questions: Mapping[str, Practised], settings: Settings, now: datetime
) -> Statistics:
    """Count what a log holds.

    `questions`: by id; answers to others are counted by the day only. `now`: in the learner's zone; raises `ValueError` without one.
    """
    every = list(entries)
    attempts = list(counted(every))
    cards = Cards.replayed(every, questions, settings)
    today = day_of(now, settings.day_begins)
    skills = _skills(progress(every, questions), cards, today)
    met = misconceptions(attempts)
    return Statistics(
        streak_days=streak(every, now),
        answers=len(attempts),
        minutes=_minutes(attempts),
        topics=_topics(skills),
        skills=skills,
        days=_days(attempts, now),
        retention=retention(cards.by_skill.values()),
        forecast=_forecast(cards.forecast(skills, today, FORECAST_DAYS), today),
        hardest=_hardest(attempts, questions),
        misconceptions=met,
        misconception_classes=by_group(met),
        calibration=calibration(attempts),
    )


def _skills(found: Mapping[str, SkillProgress], cards: Cards, today: date) -> dict[str, Skill]:
    made = {}
    for name, one in found.items():
        card = cards.by_skill.get(name)
        made[name] = Skill(
            questions=one.questions,
            seen=one.seen,
            correct=one.correct,
            tries=one.tries,
            recall=recall(card.memory, today) if card else None,
            due=card.due_by(today) if card else None,
        )
    return made


def topic_of(skill: str) -> str:
    """The topic that a skill belongs to."""
    return skill.split(".")[0]


def _topics(skills: Mapping[str, Skill]) -> dict[str, Topic]:
    groups: dict[str, list[Skill]] = {}
    for name, skill in skills.items():
        groups.setdefault(topic_of(name), []).append(skill)
    return {
        name: Topic(
            skills=len(group),
            met=sum(1 for skill in group if skill.tries),
            mastery=sum(skill.recall or 0.0 for skill in group) / len(group),
            questions=sum(skill.questions for skill in group),
            seen=sum(skill.seen for skill in group),
            correct=sum(skill.correct for skill in group),
        )
        for name, group in groups.items()
    }


def _days(attempts: Iterable[Entry], now: datetime) -> tuple[Day, ...]:
    groups: dict[date, list[Entry]] = {}
    for entry in attempts:
        groups.setdefault(entry.at.astimezone(now.tzinfo).date(), []).append(entry)
    return tuple(
        Day(
            day=day,
            answers=len(group),
            right=sum(1 for entry in group if entry.body["verdict"]["outcome"] == "correct"),
            minutes=_minutes(group),
        )
        for day, group in sorted(groups.items())
    )


def _minutes(attempts: Sequence[Entry]) -> float:
    return float(sum(entry.body["seconds"] for entry in attempts)) / 60


def _forecast(found: Iterable[int], today: date) -> tuple[Due, ...]:
    return tuple(Due(day=today + timedelta(days=ahead), skills=skills) for ahead, skills in enumerate(found))


def _hardest(attempts: Iterable[Entry], questions: Mapping[str, Practised]) -> tuple[Hard, ...]:
    outcomes: dict[str, list[bool]] = {}
    for entry in attempts:
        if entry.body["tries"] == 1 and entry.body["question"] in questions:
            skill = questions[entry.body["question"]].skill
            outcomes.setdefault(skill, []).append(entry.body["verdict"]["outcome"] == "correct")
    found = [
        Hard(skill=skill, tries=len(group), right=sum(group) / len(group))
        for skill, group in outcomes.items()
        if len(group) >= ENOUGH
    ]
    return tuple(sorted(found, key=lambda hard: (hard.right, -hard.tries, hard.skill)))
