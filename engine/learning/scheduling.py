"""Scheduling: how well a skill is remembered after a review, and on which day it is due again.

The memory model is FSRS-6 as py-fsrs computes it, in whole days: without steps within a day and without chance. Importing this module loads
py-fsrs, which takes some 40 ms; a plain quiz does without.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from engine.learning import memory_model
from engine.learning.memory_model import DECAY, FACTOR, Strength
from engine.learning.rating import Rating

LONGEST: Final = 3650
"""Days after which any skill is due again."""
LAST_DAY: Final = date(9900, 1, 1)
"""A clock beyond it is taken to say this day, so that there is room for the next date."""


class Memory(NamedTuple):
    """What is remembered of a skill."""

    stability: float
    """Days until the chance of knowing it has sunk to 0.9."""
    difficulty: float
    """From 1 to 10."""
    day: date
    """Of the last review."""
    due: date
    """When it is to be asked again."""


def reviewed(memory: Memory | None, rating: Rating, day: date, retention: float) -> Memory:
    """The memory of a skill after a review on a day; `memory`: before it, `None` for a skill met for the first time.

    `retention`: the chance of knowing it at which it is due again. A day before the last review's counts as the same day.
    """
    day = min(day, LAST_DAY)
    stability, difficulty = _strength(memory, rating, day)
    return Memory(stability, difficulty, day, day + timedelta(days=_interval(stability, retention)))


def _strength(memory: Memory | None, rating: Rating, day: date) -> Strength:
    if memory is None:
        return memory_model.first(rating)
    before = Strength(memory.stability, memory.difficulty)
    gap = (day - memory.day).days
    if gap < 1:
        return memory_model.repeated(before, rating)
    return memory_model.reviewed(before, memory_model.chance(memory.stability, gap), rating)


def _interval(stability: float, retention: float) -> int:
    """Days until the chance of knowing the skill has sunk to `retention`."""
    days = stability / FACTOR * (retention ** (1 / DECAY) - 1)
    return int(min(max(round(days), 1), LONGEST))


def recall(memory: Memory, day: date) -> float:
    """The chance, from 0 to 1, that a skill is known on a day."""
    return memory_model.chance(memory.stability, (day - memory.day).days)


def day_of(moment: datetime, begins: int) -> date:
    """The day of practice that a moment belongs to, where days begin at an hour of UTC. Raises `ValueError` for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("the clock must say its time zone")
    return (moment.astimezone(UTC) - timedelta(hours=begins)).date()
