"""The parts that letters play in the literature on each cell."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from engine.formula.symbols import Symbol

Family: TypeAlias = Literal["lstm", "gru", "rnn", "plain"]

_ROLES: dict[str, dict[str, str]] = {
    family: {letter: part for part, letters in parts.items() for letter in letters.split()}
    for family, parts in {
        "lstm": {"x": "x u v e", "h": "h a s y m", "c": "c", "f": "f φ", "i": "i ι", "o": "o q ω", "g": "g z j n"},
        "gru": {"x": "x v e", "h": "h a s c y", "z": "z u", "r": "r", "n": "n g k"},
        "rnn": {"x": "x u v e", "h": "h a s", "y": "y o p", "c": "c"},
        "plain": {},
    }.items()
}
"""What each letter is called after in the literature on each cell, given that it carries a time step or stands for one."""

CANDIDATE = {"lstm": "g", "gru": "n"}
"""What the candidate is called in each gated cell."""
_GATE_LABELS = {"lstm": {"f": "f", "i": "i", "u": "i", "o": "o", "c": "g"}, "gru": {"u": "z", "z": "z", "r": "r"}}
"""What a label under a capital gamma tells."""
PARAMETER_LETTERS = frozenset("WUVRbBPKwvuθpMQ")
"""What stands for a weight or a bias where nothing says otherwise."""
_ACCENTED = frozenset("hcasngzri")

TARGET, PREDICTION = "y", "p"
"""What banks call the two sides of a loss."""
_PUBLISHED_PAIRS = (("t", "y"), ("d", "y"))
"""Target and prediction in texts that call the prediction as others call the target: -∑ t log y."""
_ESTIMATE = "y^"
"""A mark over the target's letter makes it the prediction, whatever the target is called."""
_DISTRIBUTIONS = {"p", "q"}
"""Of these two either may be the target; texts name it first."""


def family_of(target: Symbol, givens: Sequence[Symbol]) -> Family:
    """Tell which cell a question is about by the letters that it uses."""
    if not target.time or not any(symbol.time for symbol in givens):
        return "plain"
    letters = {letters_of(symbol) for symbol in givens}
    own = letters_of(target)
    if (
        own in {"f", "i", "c", "g"}
        or letters & {"f", "i"}
        or {"o", "c"} <= letters
        or (own == "o" and letters <= {"x", "h", "c"} and "x" in letters)
    ):
        return "lstm"
    if own in {"z", "r", "n", "h~"} or letters & {"z", "r", "n", "h~"}:
        return "gru"
    return "rnn" if letters <= {"x", "h", "y", "a"} and letters & {"x", "h"} else "plain"


def letters_of(symbol: Symbol) -> str:
    """A name without its scripts: `h~`."""
    return symbol.base + symbol.accent


def role(symbol: Symbol, family: Family) -> str | None:
    """The part that a letter plays in a cell: `h`, `c`, `z`, or the candidate `n`; `None` for a letter with none."""
    letter = symbol.base.lower() if symbol.base.isascii() else symbol.base
    if symbol.base == "Γ":
        label = symbol.labels[0][:1] if symbol.labels else "u"
        return _GATE_LABELS.get(family, {}).get(label)
    if symbol.accent and letter in _ACCENTED and family in CANDIDATE:
        return CANDIDATE[family]
    return _ROLES[family].get(letter)


def published_pair(letters: Sequence[str]) -> tuple[str, ...]:
    """Target and prediction, when the letters of an equation are a pair that is published together; else nothing."""
    found = tuple(dict.fromkeys(letters))
    if set(found) == _DISTRIBUTIONS:
        return found
    if _ESTIMATE in found and len(found) < 3:
        return (next((letter for letter in found if letter != _ESTIMATE), TARGET), _ESTIMATE)
    return next((pair for pair in _PUBLISHED_PAIRS if set(pair) == set(found)), ())
