"""Numbers and arrays marked against a key: shape first, then values, then what a wrong answer shows."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.formula.printing import literal
from engine.formula.values import Numeric, tidy
from engine.marking import diagnosis, shape
from engine.marking.tolerance import Tolerance
from engine.marking.verdict import Marks, Verdict

LEAST_DIGITS = 6
MOST_DIGITS = 17
"""Significant digits of a number that is written; the most tell every number from its neighbours."""


class Known(msgspec.Struct, frozen=True):
    """An answer that is not the key, and what to say to whoever gives it."""

    name: str
    """A mistake's id, or a convention's name."""
    value: Numeric
    feedback: str = ""
    """A mistake's sentence; empty for a convention."""


class NumericKey(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What a number or an array is marked against."""

    value: Numeric
    tolerance: Tolerance
    mistakes: tuple[Known, ...] = ()
    """Those that can be told from the key; the first that fits is named."""
    conventions: tuple[Known, ...] = ()
    rounded: Callable[[], diagnosis.Rounded] = tuple
    """What the key comes to when intermediates are rounded on the way; asked for only when an answer is wrong."""

    @cached_property
    def expected(self) -> Any:
        """The value as plain data for a reader."""
        return tidy(self.value)


def mark(answer: Numeric, key: NumericKey) -> Verdict:
    """Compare a number or an array with its key.

    `answer`: any shape; finite. Returns `correct`, `partial` (some cells right, no known mistake) or `wrong`.
    """
    right = right_cells(answer, key.value, key.tolerance)
    if right is None or not right.all():
        return _wrong(answer, key, right)
    return Verdict(
        outcome="correct",
        score=1.0,
        message="Correct.",
        understood=understood(answer),
        expected=key.expected,
        cells=_cells(right),
    )


def _wrong(answer: Numeric, key: NumericKey, right: NDArray[np.bool_] | None) -> Verdict:
    """The verdict on an answer that is not the key; `right` as `right_cells` returns it."""
    common: dict[str, Any] = {
        "understood": understood(answer),
        "expected": key.expected,
        "cells": _cells(right),
    }
    for mistake in key.mistakes:
        if agree(answer, mistake.value, key.tolerance):
            return Verdict(outcome="wrong", score=0.0, message=mistake.feedback, mistake=mistake.name, **common)
    for convention in key.conventions:
        if agree(answer, convention.value, key.tolerance):
            message = f"Right under another convention: {convention.name}. Read again which one this question asks for."
            return Verdict(outcome="wrong", score=0.0, message=message, convention=convention.name, **common)
    if right is None:
        message = shape.difference(np.shape(answer), np.shape(key.value))
        return Verdict(outcome="wrong", score=0.0, message=message, **common)
    message = diagnosis.closeness(answer, key.value, right, key.tolerance, key.rounded)
    if share := float(right.mean()):
        message = f"{int(right.sum())} of {right.size} values are right. {message}".strip()
        return Verdict(outcome="partial", score=share, message=message, **common)
    return Verdict(outcome="wrong", score=0.0, message=message or "Not the right value.", **common)


def agree(answer: Numeric, key: Numeric, tolerance: Tolerance) -> bool:
    """Whether shapes are equal and every value is near enough."""
    if isinstance(answer, float) and isinstance(key, float):
        return tolerance.accepts(answer, key)
    right = right_cells(answer, key, tolerance)
    return right is not None and bool(right.all())


def right_cells(answer: Numeric, key: Numeric, tolerance: Tolerance) -> NDArray[np.bool_] | None:
    """Which values are near enough; `None` when the shapes differ."""
    if isinstance(answer, float) and isinstance(key, float):
        return np.array(tolerance.accepts(answer, key))
    if np.shape(answer) != np.shape(key):
        return None
    return tolerance.accepted(np.asarray(answer), np.asarray(key))


def distinguishable(first: Numeric, second: Numeric, tolerance: Tolerance) -> bool:
    """Whether no answer can be near enough to both: some value differs by more than twice the margin."""
    if isinstance(first, float) and isinstance(second, float):
        return abs(first - second) > tolerance.room(first) + tolerance.room(second)
    if np.shape(first) != np.shape(second):
        return True
    a, b = np.asarray(first), np.asarray(second)
    return bool(np.any(np.abs(a - b) > tolerance.margins(a) + tolerance.margins(b)))


def understood(answer: Numeric) -> str:
    """What an answer was read as: `0.75`, `2×2 matrix`."""
    size = np.shape(answer)
    return f"{float(answer):.6g}" if not size else shape.named(size).removeprefix("a ")


def written(value: Numeric, tolerance: Tolerance) -> str:
    """A number or an array as a learner could type it: to as few significant digits, from six up, as the rule accepts."""
    if isinstance(value, float):
        return _digits(value, tolerance)
    return "[" + ", ".join(written(item, tolerance) for item in (value if value.ndim > 1 else value.tolist())) + "]"


def _digits(value: float, tolerance: Tolerance) -> str:
    texts = (f"{value:.{count}g}" for count in range(LEAST_DIGITS, MOST_DIGITS))
    text = next((text for text in texts if tolerance.accepts(float(text), value)), repr(value))
    return literal(float(text))


def _cells(right: NDArray[np.bool_] | None) -> Marks | None:
    """The verdict on each cell; none for a single number and for another shape."""
    return right.tolist() if right is not None and right.ndim else None
