"""Calibration: how sure a learner was, against how often that was right."""

from collections.abc import Iterable, Mapping
from typing import Final, get_args

import msgspec

from engine.learning.attempt import Confidence
from engine.learning.entry import Entry

STATED: Final[Mapping[str, float]] = {"guess": 0.3, "unsure": 0.6, "sure": 0.9}
"""The chance of being right that each word is taken to claim."""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the reliability table."""

    confidence: Confidence
    stated: float
    """The chance of being right that the word claims."""
    answers: int
    right: float | None
    """Share of them that was right; `None` when there are none."""


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """All claims together."""

    answers: int
    """Answers with a confidence; the first try at its numbers only, since later ones know the verdict."""
    brier: float | None
    """Mean square of stated chance minus outcome (1 right, 0 not): 0 is perfect, 0.25 is what always saying one half earns (Brier 1950).
    `None` without answers."""
    table: tuple[Claim, ...]
    """From `guess` to `sure`."""


def calibration(attempts: Iterable[Entry]) -> Calibration:
    """The calibration of attempts that count."""
    right: dict[str, list[bool]] = {name: [] for name in STATED}
    for entry in attempts:
        claimed = entry.body.get("confidence")
        if claimed in right and entry.body["tries"] == 1:
            right[claimed].append(entry.body["verdict"]["outcome"] == "correct")
    squares = [(STATED[name] - outcome) ** 2 for name, outcomes in right.items() for outcome in outcomes]
    return Calibration(
        answers=len(squares),
        brier=sum(squares) / len(squares) if squares else None,
        table=tuple(
            Claim(confidence=name, stated=STATED[name], answers=len(right[name]), right=_share(right[name]))
            for name in get_args(Confidence)
        ),
    )


def _share(outcomes: list[bool]) -> float | None:
    return sum(outcomes) / len(outcomes) if outcomes else None
