"""The memory model as plain arithmetic, fast enough to try thousands of plans: FSRS-6 with the weights that py-fsrs ships.

`scheduling` asks py-fsrs itself; tests hold the two together.
"""

from math import exp, log
from typing import Final, NamedTuple

from fsrs.scheduler import DEFAULT_PARAMETERS as W

from engine.learning.rating import RATINGS, Rating

DECAY: Final = -W[20]
FACTOR: Final = 0.9 ** (1 / DECAY) - 1
HARDEST: Final = 10.0
LEAST: Final = 0.001
FIRST: Final = 0.5
"""The chance that a skill is answered rightly at its first meeting; nothing is known of it before."""


class Strength(NamedTuple):
    """How firmly a skill is remembered after a review."""

    stability: float
    """Days until the chance of knowing it has sunk to 0.9."""
    difficulty: float
    """From 1 to 10."""


def chance(stability: float, days: int) -> float:
    """The chance that a skill is known so many days after its last review."""
    return float((1 + FACTOR * days / stability) ** DECAY)


def first(rating: Rating) -> Strength:
    """After the first meeting."""
    place = RATINGS.index(rating)
    return Strength(max(LEAST, W[place]), _bounded(_beginning(place)))


def reviewed(old: Strength, known: float, rating: Rating) -> Strength:
    """After a review on a later day. `known`: the chance just before that the skill is known."""
    stability, difficulty = old
    if rating == "again":
        lapse = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * exp((1 - known) * W[14])
        return Strength(max(LEAST, min(lapse, stability / exp(W[17] * W[18]))), _moved(difficulty, rating))
    growth = exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (exp((1 - known) * W[10]) - 1)
    weight = {"hard": W[15], "easy": W[16]}.get(rating, 1.0)
    return Strength(stability * (1 + growth * weight), _moved(difficulty, rating))


def repeated(old: Strength, rating: Rating) -> Strength:
    """After a review on the same day, or on one that a clock set back says was earlier."""
    growth = exp(W[17] * (RATINGS.index(rating) - 2 + W[18])) * old.stability ** -W[19]
    stability = old.stability * (growth if rating == "again" else max(1.0, growth))
    return Strength(max(LEAST, stability), _moved(old.difficulty, rating))


def between(right: Strength, wrong: Strength, known: float) -> Strength:
    """What a review is expected to leave: the outcomes by their chances, stabilities in the geometric mean."""
    stability = exp(known * log(right.stability) + (1 - known) * log(wrong.stability))
    return Strength(stability, known * right.difficulty + (1 - known) * wrong.difficulty)


def _beginning(place: int) -> float:
    return float(W[4] - exp(W[5] * place) + 1)


def _moved(difficulty: float, rating: Rating) -> float:
    moved = difficulty + W[6] * (2 - RATINGS.index(rating)) * (10 - difficulty) / 9
    return _bounded(W[7] * _beginning(3) + (1 - W[7]) * moved)


def _bounded(difficulty: float) -> float:
    return min(max(difficulty, 1.0), HARDEST)
