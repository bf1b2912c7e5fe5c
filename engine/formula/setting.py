"""The names around one question: what is asked for, and what is given with which shape."""

from typing import Literal, NamedTuple, TypeAlias

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
    has_parameters: bool = True
    """Whether an answer holds parameters; where it does not, every letter in it is one of the givens."""


class Quantity(NamedTuple):
    """What a name turned out to be."""

    kind: Literal["given", "foreign", "parameter"]
    """`foreign`: a state of this cell that the equation does not take, such as `h_t` on its own right side."""
    key: str
    """The given's key, the foreign state's name in our notation, or the learner's own name of a parameter."""
    shape: Shape | None
    """`None` for a parameter, whose shape is solved for, and for a state whose size nothing tells."""
