"""The planner: which skills to practise on which day, so that as much as possible is known on the day of an exam.

Reviews are put into the plan one by one, each time the one that adds most to the expected recall per minute it costs, until the minutes are
used up. A review just before the exam adds much once; an earlier one makes later ones last: both compete by the same measure.
"""

import heapq
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import msgspec

from engine import limits
from engine.errors import UnrolledError
from engine.learning.memory_model import FIRST, Strength, between, chance, first, reviewed
from engine.learning.scheduling import Memory

WORTH = 0.002
"""A review that adds less than this to the chance of knowing its skill is left out."""
KNOWN = 0.9
"""A skill that is not practised is called dropped if its chance on the day of the exam is below this."""


class Subject(NamedTuple):
    """A skill as the planner sees it."""

    memory: Memory | None
    """`None` for a skill never met."""
    minutes: float
    """That one review takes; above 0. Skills never met are all taken to cost as much as the dearest of them."""
    requires: tuple[str, ...] = ()
    """Skills to have met before it; those that are no subjects are taken as met."""


class PlannedDay(msgspec.Struct, frozen=True, kw_only=True):
    """What to practise on one day."""

    day: date
    skills: tuple[str, ...]
    """In the order to practise them: what is required comes before what requires it."""
    minutes: float
    """That they are expected to take."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Practice from today to the day before the exam."""

    exam: date
    days: tuple[PlannedDay, ...]
    """Every day, those without practice included."""
    without: float
    """Mean chance of knowing a skill on the day of the exam if nothing were practised, 0 to 1."""
    expected: float
    """The same if the plan is followed."""
    dropped: dict[str, float]
    """Skills that are not practised and will likely not be known, with their chances on that day."""


def planned(subjects: Mapping[str, Subject], today: date, exam: date, minutes: float) -> Plan:
    """The plan that makes most of so many minutes a day, from today to the day before the exam.

    `subjects`: in the order in which skills are best learned. Raises `UnrolledError` for a day that cannot be planned for.
    """
    if not 1 <= (exam - today).days <= limits.PLAN_DAYS:
        raise UnrolledError(
            f"exam: found {exam}, expected a day from {today + timedelta(days=1)} to {today + timedelta(days=limits.PLAN_DAYS)}"
        )
    return _Planning(subjects, today, exam, minutes).plan()


class _Insertion(NamedTuple):
    """A review that could be put into the plan; the best one sorts first."""

    cost: float
    """Recall lost per minute: below 0."""
    place: int
    """Of the skill among all."""
    skill: str
    day: int
    """From 0, today."""


class _Planning:
    """A plan in the making."""

    def __init__(self, subjects: Mapping[str, Subject], today: date, exam: date, minutes: float):
        new = [subject.minutes for subject in subjects.values() if subject.memory is None]
        self.subjects = {
            skill: subject if subject.memory else subject._replace(minutes=max(new))
            for skill, subject in _ordered(subjects).items()
        }
        self.today = today
        self.length = (exam - today).days
        self.left = [minutes] * self.length
        self.days: dict[str, list[int]] = {skill: [] for skill in self.subjects}

    def plan(self) -> Plan:
        """Put reviews in until nothing is worth it, or nothing fits."""
        without = self._mean()
        waiting = [best for place, skill in enumerate(self.subjects) if (best := self._best(skill, place))]
        heapq.heapify(waiting)
        while waiting:
            one = heapq.heappop(waiting)
            if self.left[one.day] >= self.subjects[one.skill].minutes:
                self.days[one.skill] = sorted([*self.days[one.skill], one.day])
                self.left[one.day] -= self.subjects[one.skill].minutes
            if best := self._best(one.skill, one.place):
                heapq.heappush(waiting, best)
        self._begin_in_order()
        return self._made(without)

    def _best(self, skill: str, place: int) -> _Insertion | None:
        """The review of a skill that adds most, on a day that has room for it."""
        subject, taken = self.subjects[skill], self.days[skill]
        begins = int(subject.memory is not None and subject.memory.day >= self.today)
        now = self._recall(skill, taken)
        gains = [
            (self._recall(skill, sorted([*taken, day])) - now, -day)
            for day in range(begins, self.length)
            if day not in taken and self.left[day] >= subject.minutes
        ]
        gain, day = max(gains, default=(0.0, 0))
        return _Insertion(-gain / subject.minutes, place, skill, -day) if gain > WORTH else None

    def _begin_in_order(self) -> None:
        """Deal the days of the skills never met so that none begins before what it requires; until then they are all alike."""
        new = [skill for skill, subject in self.subjects.items() if subject.memory is None]
        dealt = sorted((self.days[skill] for skill in new), key=lambda days: (not days, days))
        self.days.update(zip(new, dealt, strict=True))

    def _recall(self, skill: str, days: list[int]) -> float:
        """The chance that a skill is known at the exam after reviews on some days."""
        memory = self.subjects[skill].memory
        if memory is None:
            return _recall(None, 0, tuple(days), self.length)
        strength = Strength(memory.stability, memory.difficulty)
        return _recall(strength, (memory.day - self.today).days, tuple(days), self.length)

    def _mean(self) -> float:
        chances = [self._recall(skill, days) for skill, days in self.days.items()]
        return sum(chances) / len(chances) if chances else 0.0

    def _made(self, without: float) -> Plan:
        dropped = {skill: self._recall(skill, []) for skill, days in self.days.items() if not days}
        return Plan(
            exam=self.today + timedelta(days=self.length),
            days=tuple(self._day(day) for day in range(self.length)),
            without=without,
            expected=self._mean(),
            dropped={skill: known for skill, known in dropped.items() if known < KNOWN},
        )

    def _day(self, day: int) -> PlannedDay:
        skills = tuple(skill for skill, days in self.days.items() if day in days)
        minutes = sum(self.subjects[skill].minutes for skill in skills)
        return PlannedDay(day=self.today + timedelta(days=day), skills=skills, minutes=minutes)


def _ordered(subjects: Mapping[str, Subject]) -> dict[str, Subject]:
    """Subjects with what they require before them, otherwise in the order given."""
    found: dict[str, Subject] = {}

    def add(skill: str, above: frozenset[str]) -> None:
        if skill in subjects and skill not in found and skill not in above:
            for required in subjects[skill].requires:
                add(required, above | {skill})
            found[skill] = subjects[skill]

    for skill in subjects:
        add(skill, frozenset())
    return found


@lru_cache(maxsize=100_000)
def _recall(strength: Strength | None, last: int, days: tuple[int, ...], exam: int) -> float:
    """The chance that a skill is known on the day `exam`, after a last review on day `last` and more on `days`.

    All but the last are taken to leave what they leave on average. Skills never met are alike, so most answers come from the cache.
    """
    if not days:
        return chance(strength.stability, max(0, exam - last)) if strength else 0.0
    for day in days:
        known = chance(strength.stability, max(0, day - last)) if strength else FIRST
        right, wrong = _outcomes(strength, known)
        strength, last = between(right, wrong, known), day
    return known * chance(right.stability, exam - last) + (1 - known) * chance(wrong.stability, exam - last)


def _outcomes(strength: Strength | None, known: float) -> tuple[Strength, Strength]:
    """After a review that goes well, and after one that does not."""
    if strength is None:
        return first("good"), first("again")
    return reviewed(strength, known, "good"), reviewed(strength, known, "again")
