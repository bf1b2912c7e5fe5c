"""What a wrong number is close to, when no known mistake fits: a factor, a sign, an offset, too few digits, exchanged rows.

Each rule is a sentence and a test; the first that holds is said.
"""

from fractions import Fraction
from math import isclose

import numpy as np
from numpy.typing import NDArray

from engine.formula.evaluate import Numeric
from engine.marking.tolerance import Tolerance

Values = NDArray[np.float64]

FACTORS = (2, 3, 4, 5, 6, 8, 9, 16)
"""Whole factors that a slip leaves behind: a forgotten half, a window's area, a number of steps."""


def closeness(answer: Numeric, key: Numeric, right: NDArray[np.bool_], tolerance: Tolerance) -> str:
    """One sentence on an answer of the right shape, or nothing.

    `right`: which values are near enough already.
    """
    a, k = np.asarray(answer, dtype=np.float64), np.asarray(key, dtype=np.float64)
    for rule in (_sign, _transposed, _too_few_digits, _decimal_point, _factor, _offset, _one_cell, _complement):
        if sentence := rule(a, k, right, tolerance):
            return sentence
    return ""


def _near(a: Values, k: Values, tolerance: Tolerance) -> bool:
    return bool((np.abs(a - k) <= tolerance.margins(k)).all())


def _telling(k: Values, tolerance: Tolerance) -> bool:
    """Whether the key is large enough, against the margin, for a factor to show."""
    return bool(np.any(np.abs(k) > 4 * tolerance.margins(k)))


def _sign(a: Values, k: Values, right: NDArray[np.bool_], tolerance: Tolerance) -> str:
    if _telling(k, tolerance) and _near(-a, k, tolerance):
        return "The size is right, the sign is not." if a.ndim == 0 else "Every value has the wrong sign."
    if a.ndim and not right.all() and _near(np.abs(a), np.abs(k), tolerance):
        return "The sizes are right; look at the signs."
    return ""


def _transposed(a: Values, k: Values, right: NDArray[np.bool_], tolerance: Tolerance) -> str:
    square = a.ndim == 2 and a.shape[0] == a.shape[1]
    return "Rows and columns are exchanged." if square and _near(a.T, k, tolerance) else ""


def _too_few_digits(a: Values, k: Values, right: NDArray[np.bool_], tolerance: Tolerance) -> str:
    for places in (3, 2, 1):
        rounded = bool(np.all(np.abs(a - np.round(k, places)) <= 1e-9 * np.maximum(1, np.abs(k))))
        if rounded and not _near(np.round(k, places), k, tolerance) and np.any(np.round(k, places)):
            return f"Right as far as it goes: give more digits than {places} decimal place{'s' if places > 1 else ''}."
    return ""


def _ratio(a: Values, k: Values, tolerance: Tolerance) -> float | None:
    """The one factor between answer and key, if there is one."""
    if not _telling(k, tolerance):
        return None
    ratio = float((a * k).sum() / (k * k).sum())
    return ratio if abs(ratio) > 1e-6 and _near(a / ratio, k, tolerance) else None


def _decimal_point(a: Values, k: Values, right: NDArray[np.bool_], tolerance: Tolerance) -> str:
    ratio = _ratio(a, k, tolerance)
    powers = (1e-3, 1e-2, 1e-1, 1e1, 1e2, 1e3)
    if ratio is not None and any(isclose(ratio, power, rel_tol=1e-3) for power in powers):
        return "The digits are right, the decimal point is not."
    return ""


def _factor(a: Values, k: Values, right: NDArray[np.bool_], tolerance: Tolerance) -> str:
    ratio = _ratio(a, k, tolerance)
    if ratio is None:
        return ""
    nearest = Fraction(ratio).limit_denominator(16)
    if not isclose(float(nearest), ratio, rel_tol=5e-3) or nearest == 1:
        return ""
    if nearest.numerator == 1 and nearest.denominator in FACTORS:
        return f"Too small by a factor of {nearest.denominator}."
    if nearest.denominator == 1 and nearest.numerator in FACTORS:
        return f"Too large by a factor of {nearest.numerator}."
    return ""


def _offset(a: Values, k: Values, right: NDArray[np.bool_], tolerance: Tolerance) -> str:
    if a.size < 2:
        return ""
    offset = float((a - k).mean())
    if _near(a - offset, k, tolerance):
        return f"Every value is off by the same {offset:+.4g}."
    return ""


def _one_cell(a: Values, k: Values, right: NDArray[np.bool_], tolerance: Tolerance) -> str:
    if right.size > 2 and int(right.size - right.sum()) == 1:
        place = np.argwhere(~right)[0] + 1
        names = ("row", "column") if right.ndim == 2 else ("place",) if right.ndim == 1 else ()
        where = ", ".join(f"{name} {number}" for name, number in zip(names, place, strict=False)) or str(place.tolist())
        return f"Only one value is wrong: {where}."
    return ""


def _complement(a: Values, k: Values, right: NDArray[np.bool_], tolerance: Tolerance) -> str:
    inside = bool(np.all((k > 0) & (k < 1)))
    return "That is one minus the right value." if inside and _near(1 - a, k, tolerance) else ""
