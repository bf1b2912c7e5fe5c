"""Today: what the day asks of a learner, and how much of each skill is there."""

from collections.abc import Mapping
from datetime import date

import msgspec

from engine.learning.cards import Cards
from engine.learning.drill import Askable, Required, planned
from engine.learning.scheduling import recall

DAYS = 7
"""Of the forecast."""


class Today(msgspec.Struct, frozen=True, kw_only=True):
    """One day of practice, before it."""

    due: tuple[str, ...]
    """Skills that a drill would ask again, in its order."""
    new: tuple[str, ...]
    """Skills that a drill would ask for the first time, in its order."""
    forecast: tuple[int, ...]
    """Skills that become due today and on each day after it, as if nothing were practised meanwhile.

    What is overdue, and what the learner was sure of and wrong, belongs to today."""
    mastery: dict[str, float]
    """The chance that a skill is known today, 0 for one never met; 0 to 1, every skill of the banks."""


def today(cards: Cards, questions: Mapping[str, Askable], skills: Mapping[str, Required], day: date) -> Today:
    """What a day of practice asks for; `questions`: by id, `skills`: as the banks declare them."""
    asked = [questions[name].skill for name, _ in planned(cards, questions, skills, set(), day)]
    found = dict.fromkeys(question.skill for question in questions.values())
    return Today(
        due=tuple(skill for skill in asked if skill in cards.by_skill),
        new=tuple(skill for skill in asked if skill not in cards.by_skill),
        forecast=cards.forecast(found, day, DAYS),
        mastery={
            skill: recall(cards.by_skill[skill].memory, day) if skill in cards.by_skill else 0.0 for skill in found
        },
    )
