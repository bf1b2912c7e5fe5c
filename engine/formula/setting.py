"""The names around one question: what is asked for, and what is given with which shape."""

from typing import TypeAlias

import msgspec

from engine.formula.roles import Family
from engine.formula.symbols import Symbol

Dimension: TypeAlias = str | int
Shape: TypeAlias = tuple[Dimension, ...]
"""Sizes by name or number; empty for a number."""


class Given(msgspec.Struct, frozen=True):
    """A quantity that the question hands to the learner."""

    key: str
    """As the bank writes it: `h_{t-1}`."""
    symbol: Symbol
    shape: Shape
    """Sizes by name or number; empty for a number."""


class Setting(msgspec.Struct, frozen=True):
    """The names around one question."""

    target: Symbol
    givens: tuple[Given, ...]
    family: Family
