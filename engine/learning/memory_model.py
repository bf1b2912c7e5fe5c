"""The memory model as plain arithmetic, fast enough to try thousands of plans: FSRS-6 with the weights that py-fsrs ships.

`scheduling` asks py-fsrs itself; tests hold the two together. Reviews are a day or more apart.
"""

from math import exp, log
from typing import Final, NamedTuple

from fsrs.scheduler import DEFAULT_PARAMETERS as W

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


def first(right: bool) -> Strength:
    """After the first meeting, answered well or not at all."""
    rating = 3 if right else 1
    return Strength(W[rating - 1], _bounded(_beginning(rating)))


def reviewed(old: Strength, known: float, right: bool) -> Strength:
    """After a review, answered well or not at all. `known`: the chance just before that the skill is known."""
    stability, difficulty = old
    if right:
        growth = exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (exp((1 - known) * W[10]) - 1)
        return Strength(stability * (1 + growth), _harder(difficulty, 0.0))
    lapse = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * exp((1 - known) * W[14])
    return Strength(max(LEAST, min(lapse, stability / exp(W[17] * W[18]))), _harder(difficulty, 2.0))


def between(right: Strength, wrong: Strength, known: float) -> Strength:
    """What a review is expected to leave: the outcomes by their chances, stabilities in the geometric mean."""
    stability = exp(known * log(right.stability) + (1 - known) * log(wrong.stability))
    return Strength(stability, known * right.difficulty + (1 - known) * wrong.difficulty)


def _beginning(rating: int) -> float:
    return float(W[4] - exp(W[5] * (rating - 1)) + 1)


def _harder(difficulty: float, below_good: float) -> float:
    moved = difficulty + W[6] * below_good * (10 - difficulty) / 9
    return _bounded(W[7] * _beginning(4) + (1 - W[7]) * moved)


def _bounded(difficulty: float) -> float:
    return min(max(difficulty, 1.0), HARDEST)
