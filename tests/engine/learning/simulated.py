"""A learner who remembers as the memory model says, and the two ways of spending so many minutes a day that are compared.

`python -m tests.engine.learning.simulated` compares them for a longer while.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from statistics import mean
from typing import NamedTuple

from engine.learning.memory_model import FIRST
from engine.learning.planner import Subject, planned
from engine.learning.scheduling import Memory, recall, reviewed

START = date(2026, 3, 2)
COST = 2.0
"""Minutes of a review."""

Way = Callable[[Mapping[str, Memory | None], date, date, float], Sequence[str]]


class Result(NamedTuple):
    """What came of the practice."""

    known: float
    """Mean chance of knowing a skill on the day of the exam."""
    minutes: float


def practised(way: Way, seed: int, *, skills: int, days: int, minutes: float, forgets: float = 1.0) -> Result:
    """Practise every day in one way, then sit the exam.

    `forgets`: how much shorter than the model thinks the learner's memories last; it is never told.
    """
    chance, exam = random.Random(seed), START + timedelta(days=days)
    cards: dict[str, Memory | None] = {f"skill-{number}": None for number in range(skills)}
    spent = 0.0
    for today in (START + timedelta(days=day) for day in range(days)):
        for skill in way(cards, today, exam, minutes):
            card = cards[skill]
            knows = chance.random() < (truly(card, today, forgets) if card else FIRST)
            cards[skill] = reviewed(card, "good" if knows else "again", today, 0.9)
            spent += COST
    return Result(mean(truly(card, exam, forgets) if card else 0.0 for card in cards.values()), spent)


def truly(card: Memory, day: date, forgets: float) -> float:
    """The chance that the learner knows a skill."""
    return recall(card._replace(stability=card.stability / forgets), day)


def retention_always(cards: Mapping[str, Memory | None], today: date, exam: date, minutes: float) -> Sequence[str]:
    """Keep every skill at 0.9: what is due, the longest due first, then new skills while there is time."""
    due = sorted((card.due, skill) for skill, card in cards.items() if card and card.due <= today)
    new = [skill for skill, card in cards.items() if card is None]
    return [*(skill for _, skill in due), *new][: int(minutes // COST)]


def plan_of_the_day(cards: Mapping[str, Memory | None], today: date, exam: date, minutes: float) -> Sequence[str]:
    """What the planner says for today, asked anew each day."""
    subjects = {skill: Subject(card, COST) for skill, card in cards.items()}
    return planned(subjects, today, exam, minutes).days[0].skills


if __name__ == "__main__":
    for seed in range(10):
        setting = {"skills": 127, "days": 30, "minutes": 30.0}
        kept = practised(retention_always, seed, **setting)
        plan = practised(plan_of_the_day, seed, **setting)
        print(
            f"seed {seed}: 0.9 always {kept.known:.3f}, plan {plan.known:.3f}, {plan.minutes:.0f} of {kept.minutes:.0f} minutes"
        )
