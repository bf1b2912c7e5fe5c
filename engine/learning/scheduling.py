"""Scheduling: how well a skill is remembered after a review, and on which day it is due again.

The memory model is FSRS-6 as py-fsrs computes it, in whole days: without steps within a day and without chance. Importing this module loads
it, which takes some 40 ms; a plain quiz does without.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final, NamedTuple

import fsrs

from engine.learning.rating import RATINGS, Rating

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
    grade = fsrs.Rating(RATINGS.index(rating) + 1)
    card, _ = _scheduler(retention).review_card(_card(memory, day), grade, _moment(day))
    if card.stability is None or card.difficulty is None:
        raise ValueError(f"a review rated {rating} left no memory")
    return Memory(card.stability, card.difficulty, day, card.due.date())


def recall(memory: Memory, day: date) -> float:
    """The chance, from 0 to 1, that a skill is known on a day."""
    return float(_scheduler(0.9).get_card_retrievability(_card(memory, day), _moment(day)))


@cache
def _scheduler(retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )


def _card(memory: Memory | None, day: date) -> fsrs.Card:
    """The library's card. Its own ids are read off the clock, with a wait, so that one is always passed."""
    if memory is None:
        return fsrs.Card(card_id=1, due=_moment(day))
    return fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_moment(memory.due),
        last_review=_moment(min(memory.day, day)),
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def day_of(moment: datetime, begins: int) -> date:
    """The day of practice that a moment belongs to, where days begin at an hour of UTC. Raises `ValueError` for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("the clock must say its time zone")
    return (moment.astimezone(UTC) - timedelta(hours=begins)).date()
