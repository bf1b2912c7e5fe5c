"""Numbers and arrays marked against a key: shape first, then values, then what a wrong answer shows."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import msgspec

from engine.formula.values import Numeric, tidy
from engine.marking import diagnosis, shape
from engine.marking.target import Cells, Target, cells, nested, target
from engine.marking.tolerance import Tolerance
from engine.marking.verdict import Marks, Verdict


class Known(msgspec.Struct, frozen=True):
    """An answer that is not the key, and what to say to whoever gives it."""

    name: str
    """A mistake's id, or a convention's name."""
    target: Target
    feedback: str = ""
    """A mistake's sentence; empty for a convention."""

    @property
    def value(self) -> Numeric:
        """The number or the array."""
        return self.target.value


class NumericKey(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What a number or an array is marked against."""

    target: Target
    mistakes: tuple[Known, ...] = ()
    """Those that can be told from the key; the first that fits is named."""
    conventions: tuple[Known, ...] = ()
    rounded: Callable[[], diagnosis.Rounded] = tuple
    """What the key comes to when intermediates are rounded on the way; asked for only when an answer is wrong."""

    @property
    def value(self) -> Numeric:
        """The right number or array."""
        return self.target.value

    @cached_property
    def expected(self) -> Any:
        """The value as plain data for a reader."""
        return tidy(self.value)

    @cached_property
    def rounded_once(self) -> diagnosis.Rounded:
        """`rounded`, asked for once."""
        return self.rounded()

    @cached_property
    def text(self) -> str:
        """The value as a learner could type it."""
        return self.target.text()


def mark(answer: Numeric, key: NumericKey) -> Verdict:
    """Compare a number or an array with its key.

    `answer`: any shape; finite. Returns `correct`, `partial` (some cells right, no known mistake) or `wrong`.
    """
    given = cells(answer)
    right = key.target.right(given)
    if right is None or not all(right):
        return _wrong(given, key, right)
    return Verdict(
        outcome="correct",
        score=1.0,
        message="Correct.",
        understood=_understood(given),
        expected=key.expected,
        cells=_marks(given, right),
    )


def _wrong(answer: Cells, key: NumericKey, right: list[bool] | None) -> Verdict:
    """The verdict on an answer that is not the key; `right` as `Target.right` returns it."""
    common: dict[str, Any] = {
        "understood": _understood(answer),
        "expected": key.expected,
        "cells": _marks(answer, right),
    }
    for mistake in key.mistakes:
        if mistake.target.accepts(answer):
            return Verdict(outcome="wrong", score=0.0, message=mistake.feedback, mistake=mistake.name, **common)
    for convention in key.conventions:
        if convention.target.accepts(answer):
            message = f"Right under another convention: {convention.name}. Read again which one this question asks for."
            return Verdict(outcome="wrong", score=0.0, message=message, convention=convention.name, **common)
    if right is None:
        message = shape.difference(answer.shape, key.target.shape)
        return Verdict(outcome="wrong", score=0.0, message=message, **common)
    message = diagnosis.closeness(answer, key.target, right, lambda: key.rounded_once)
    if any(right):
        message = f"{right.count(True)} of {len(right)} values are right. {message}".strip()
        return Verdict(outcome="partial", score=right.count(True) / len(right), message=message, **common)
    return Verdict(outcome="wrong", score=0.0, message=message or "Not the right value.", **common)


def agree(answer: Numeric, key: Numeric, tolerance: Tolerance) -> bool:
    """Whether shapes are equal and every value is near enough."""
    if isinstance(answer, float) and isinstance(key, float):
        return tolerance.accepts(answer, key)
    return target(key, tolerance).accepts(cells(answer))


def understood(answer: Numeric) -> str:
    """What an answer was read as: `0.75`, `2×2 matrix`."""
    return _understood(cells(answer))


def _understood(answer: Cells) -> str:
    return shape.named(answer.shape).removeprefix("a ") if answer.shape else f"{answer.numbers[0]:.6g}"


def _marks(answer: Cells, right: list[bool] | None) -> Marks | None:
    """The verdict on each cell; none for a single number and for another shape."""
    marks: Marks | None = nested(answer.shape, iter(right)) if right is not None and answer.shape else None
    return marks
