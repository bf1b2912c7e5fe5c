"""The verdict on an answer: the one thing every face shows and the log keeps."""

from typing import Any, Literal, TypeAlias

import msgspec

Outcome: TypeAlias = Literal["invalid", "wrong", "partial", "correct"]
"""`invalid` means that the text could not be read as an answer: it never counts."""

Marks: TypeAlias = bool | list["Marks"]
"""Right or not, for each cell, nested as the learner's array is."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on one part of an answer: a step of a chain, an option, a rubric point."""

    name: str
    """What the learner sees: `f_1`, `2`, `names the forget gate`."""
    outcome: Outcome
    message: str = ""
    """Empty when the outcome says it all."""
    expected: str = ""
    """The right value as text; empty where there is none."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """What is said of one answer."""

    outcome: Outcome
    score: float
    """From 0 to 1; 0 when invalid."""
    message: str
    """One or two sentences for the learner; plain text, mathematics between dollar signs."""
    mistake: str | None = None
    """Id of the known mistake that the answer shows; `None` when none fits."""
    convention: str | None = None
    """Name of the other convention under which the answer is right; `None` when none fits."""
    understood: str = ""
    """What the answer was read as: `2×2`, or an equation in the house notation; empty when the text speaks for itself."""
    expected: Any = None
    """The right answer as plain data (number, nested lists, text); `None` when the answer is invalid, so that nothing is given away."""
    cells: Marks | None = None
    """For arrays of the right shape, which cells are right."""
    parts: tuple[Part, ...] | None = None
    """For answers of several parts, each part's verdict."""
    at: tuple[int, int] | None = None
    """For invalid answers, the characters to point at; `None` when the whole text is meant."""


def invalid(message: str, at: tuple[int, int] | None = None) -> Verdict:
    """A text that could not be read as an answer."""
    return Verdict(outcome="invalid", score=0.0, message=message, at=at)
