"""The memory model as plain arithmetic, fast enough to replay a long log or to try thousands of plans: FSRS-6 with the weights of py-fsrs.

Powers are taken and products formed in the order in which py-fsrs does it, so that every float is the one that py-fsrs comes to; a test
holds the two together, bit for bit.
"""

from math import e, exp, log
from typing import Final, NamedTuple

from fsrs.scheduler import DEFAULT_PARAMETERS as W

from engine.learning.rating import RATINGS, Rating

DECAY: Final = -W[20]
FACTOR: Final = 0.9 ** (1 / DECAY) - 1
HARDEST: Final = 10.0
LEAST: Final = 0.001
FIRST: Final = 0.5
"""The chance that a skill is answered rightly at its first meeting; nothing is known of it before."""


_GROWTH: Final = e ** W[8]
_SAME_DAY_LAPSE: Final = e ** (W[17] * W[18])
_EASIEST: Final = W[4] - e ** (W[5] * 3) + 1
_WEIGHT: Final = {"hard": W[15], "easy": W[16]}


class Strength(NamedTuple):
    """How firmly a skill is remembered after a review."""

    stability: float
    """Days until the chance of knowing it has sunk to 0.9."""
    difficulty: float
    """From 1 to 10."""


def chance(stability: float, days: int) -> float:
    """The chance that a skill is known so many days after its last review."""
    return float((1 + FACTOR * max(0, days) / stability) ** DECAY)


def first(rating: Rating) -> Strength:
    """After the first meeting."""
    place = RATINGS.index(rating)
    return Strength(max(LEAST, W[place]), _bounded(_beginning(place)))


def reviewed(old: Strength, known: float, rating: Rating) -> Strength:
    """After a review on a later day. `known`: the chance just before that the skill is known."""
    stability, difficulty = old
    if rating == "again":
        lapse = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * e ** ((1 - known) * W[14])
        return Strength(max(LEAST, min(lapse, stability / _SAME_DAY_LAPSE)), _moved(difficulty, rating))
    growth = _GROWTH * (11 - difficulty) * stability ** -W[9] * (e ** ((1 - known) * W[10]) - 1)
    weight = _WEIGHT.get(rating, 1.0)
    return Strength(max(LEAST, stability * (1 + growth * weight)), _moved(difficulty, rating))


def repeated(old: Strength, rating: Rating) -> Strength:
    """After a review on the same day, or on one that a clock set back says was earlier."""
    growth = e ** (W[17] * (RATINGS.index(rating) - 2 + W[18])) * old.stability ** -W[19]
    stability = old.stability * (growth if rating == "again" else max(1.0, growth))
    return Strength(max(LEAST, stability), _moved(old.difficulty, rating))


def between(right: Strength, wrong: Strength, known: float) -> Strength:
    """What a review is expected to leave: the outcomes by their chances, stabilities in the geometric mean."""
    stability = exp(known * log(right.stability) + (1 - known) * log(wrong.stability))
    return Strength(stability, known * right.difficulty + (1 - known) * wrong.difficulty)


def _beginning(place: int) -> float:
    return float(W[4] - e ** (W[5] * place) + 1)


def _moved(difficulty: float, rating: Rating) -> float:
    moved = difficulty + (10 - difficulty) * -(W[6] * (RATINGS.index(rating) - 2)) / 9
    return _bounded(W[7] * _EASIEST + (1 - W[7]) * moved)


def _bounded(difficulty: float) -> float:
    return min(max(difficulty, 1.0), HARDEST)
