"""What a wrong number is close to, when no known mistake fits: a sign, exchanged rows, too few digits, a factor, an offset.

Each rule is a sentence and a test; the first that holds is said. Plain Python over the cells in reading order: most rules stop
at the first cell, and a single number is judged without NumPy's cost for each call.
"""

from collections.abc import Callable, Iterable
from math import isclose
from typing import NamedTuple, TypeAlias

import numpy as np

from engine.formula.values import Numeric
from engine.marking.target import Cells, Target, cells
from engine.marking.tolerance import Tolerance

FACTORS = (2, 3, 4, 5, 6, 8, 9, 16)
"""Whole factors that a slip leaves behind: a forgotten half, a window's area, a number of steps."""
POWERS = (1e-3, 1e-2, 1e-1, 1e1, 1e2, 1e3)
"""What a misplaced decimal point does."""
PLACES = 9
"""Beyond so many decimal places a typed number is not taken for a rounded one."""
SAME = 1e-12
"""Relative distance under which two numbers were meant to be one."""

Rounded: TypeAlias = tuple[tuple[int, Numeric], ...]
"""What the key comes to when every intermediate is rounded to so many decimal places."""


class Miss(NamedTuple):
    """A wrong answer of the right shape, beside its key, cell by cell in reading order."""

    shape: tuple[int, ...]
    answer: list[float]
    key: list[float]
    right: list[bool]
    """Which values are near enough already."""
    tolerance: Tolerance
    rounded: Callable[[], Rounded]
    """Computed when the rules before it have found nothing."""

    def fits(self, answer: Iterable[float]) -> bool:
        """Whether this would have been right."""
        return all(map(self.tolerance.accepts, answer, self.key))

    @property
    def tells(self) -> bool:
        """Whether the key is large enough, against the margin, for a factor or a sign to show."""
        largest = max(map(abs, self.key))
        return largest > 4 * self.tolerance.room(largest)


def closeness(answer: Cells, key: Target, right: list[bool], rounded: Callable[[], Rounded] = tuple) -> str:
    """One sentence on a wrong answer of the right shape, or nothing.

    `right`: which values are near enough already. `rounded`: as in `Miss`.
    """
    miss = Miss(key.shape, answer.numbers, key.numbers, right, key.tolerance, rounded)
    return next(filter(None, (rule(miss) for rule in RULES)), "")


def _sign(miss: Miss) -> str:
    if miss.tells and miss.fits(-a for a in miss.answer):
        return "Every value has the wrong sign." if miss.shape else "The size is right, the sign is not."
    turned = (-a if a * k < 0 else a for a, k in zip(miss.answer, miss.key, strict=True))
    return "The sizes are right; look at the signs." if miss.shape and miss.fits(turned) else ""


def _transposed(miss: Miss) -> str:
    if len(miss.shape) < 2 or miss.shape[-1] != miss.shape[-2]:
        return ""
    turned = np.reshape(miss.answer, miss.shape).swapaxes(-1, -2)
    return "Rows and columns are exchanged." if miss.fits(turned.ravel().tolist()) else ""


def _misplaced(miss: Miss) -> str:
    if len(miss.shape) == 1 and miss.fits(reversed(miss.answer)):
        return "The order is reversed."
    fits = map(miss.tolerance.accepts, sorted(miss.answer), sorted(miss.key))
    return "The right values, but not each in its place." if all(fits) else ""


def _saturated(miss: Miss) -> str:
    wrong = [(a, k) for a, k, right in zip(miss.answer, miss.key, miss.right, strict=True) if not right]
    near = (abs(a - k) <= miss.tolerance.room(k) and miss.tolerance.saturates(a, k) for a, k in wrong)
    if not all(near):
        return ""
    bounds = sorted({a + 0.0 for a, _ in wrong})
    named = " or ".join(f"{bound:g}".replace("-", "−") for bound in bounds)
    return f"The right value comes close to {named} without reaching it; give more digits."


def _too_few_digits(miss: Miss) -> str:
    places = max(map(decimals, miss.answer))
    if places > PLACES or (not places and not all(abs(k) >= 10 for k in miss.key)):
        # A bare unit tells little: 1 for 0.76 is no rounding that anyone should be praised for.
        return ""
    unit = 10.0**-places
    pairs = list(zip(miss.answer, miss.key, strict=True))
    if all(abs(a - k) <= unit * (0.5 + SAME) for a, k in pairs):
        return f"Right as far as it goes: give more digits than {counted(places)}."
    if all(abs(a - k) < unit and abs(a) <= abs(k) for a, k in pairs):
        return f"The digits are cut off at {counted(places)}: round, and give more of them."
    return ""


def decimals(value: float) -> int:
    """How many decimal places a number was typed with; one more than `PLACES` when it has no end."""
    for places in range(PLACES + 1):
        if isclose(value, round(value, places), rel_tol=SAME):
            return places
    return PLACES + 1


def counted(places: int) -> str:
    """`2 decimal places`, `1 decimal place`, `whole numbers`."""
    return f"{places} decimal place{'s' if places > 1 else ''}" if places else "whole numbers"


def _rounded_early(miss: Miss) -> str:
    for places, value in miss.rounded():
        if all(map(miss.tolerance.accepts, miss.answer, cells(value).numbers)):
            return f"It seems that you rounded on the way, to {counted(places)}; keep more digits until the end."
    return ""


def _complement(miss: Miss) -> str:
    inside = all(0 < k < 1 for k in miss.key) and miss.tells
    return "That is one minus the right value." if inside and miss.fits(1 - a for a in miss.answer) else ""


def _ratio(miss: Miss) -> float:
    """The one factor between answer and key; 0 when there is none."""
    if not miss.tells:
        return 0.0
    # Taken where the key is largest, for there rounding weighs least.
    largest = max(range(len(miss.key)), key=lambda cell: abs(miss.key[cell]))
    ratio = miss.answer[largest] / miss.key[largest]
    return ratio if abs(ratio) > 1e-6 and miss.fits(a / ratio for a in miss.answer) else 0.0


def _factor(miss: Miss) -> str:
    ratio = _ratio(miss)
    if any(isclose(ratio, power, rel_tol=1e-3) for power in POWERS):
        return "The digits are right, the decimal point is not."
    for factor in FACTORS:
        if isclose(ratio, factor, rel_tol=5e-3):
            return f"Too large by a factor of {factor}."
        if isclose(ratio * factor, 1, rel_tol=5e-3):
            return f"Too small by a factor of {factor}."
    return ""


def _offset(miss: Miss) -> str:
    offset = sum(map(float.__sub__, miss.answer, miss.key)) / len(miss.key)
    if miss.shape:
        fits = miss.fits(a - offset for a in miss.answer)
        return f"Every value is off by the same {offset:+.4g}.".replace("-", "−") if fits else ""
    counts = miss.key[0].is_integer() and abs(miss.key[0]) > 2
    return {1.0: "One too many.", -1.0: "One too few."}.get(offset, "") if counts else ""


def _one_cell(miss: Miss) -> str:
    if len(miss.right) <= 2 or miss.right.count(False) != 1:
        return ""
    place = [int(index) + 1 for index in np.unravel_index(miss.right.index(False), miss.shape)]
    names = {1: ("place",), 2: ("row", "column")}.get(len(place))
    where = ", ".join(f"{name} {count}" for name, count in zip(names, place, strict=True)) if names else str(place)
    return f"Only one value is wrong: {where}."


RULES: tuple[Callable[[Miss], str], ...] = (
    _sign,
    _saturated,
    _one_cell,
    _transposed,
    _misplaced,
    _too_few_digits,
    _rounded_early,
    _complement,
    _factor,
    _offset,
)
"""In the order in which they are tried: what explains more comes first."""
