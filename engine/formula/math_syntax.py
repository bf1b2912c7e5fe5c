"""Equations as people write them (LaTeX, Unicode, ASCII), read into the expression tree."""

from collections.abc import Sequence
from typing import NamedTuple

from engine.errors import UnreadableAnswerError
from engine.formula import signs
from engine.formula.clauses import Clause, clauses
from engine.formula.expressions import Activations, ExpressionReader
from engine.formula.symbols import Symbol
from engine.formula.tokens import Token, tokens
from engine.formula.tree import Call, Concatenation, Node

_USUAL_ACTIVATIONS = {"σ_c": "tanh", "σ_h": "tanh", "φ_h": "tanh", "σ_{tanh}": "tanh", "φ_{tanh}": "tanh"}
"""Names whose meaning is the same wherever they are published."""


class Equation(NamedTuple):
    """One line of mathematics: both sides as trees."""

    left: Symbol | None
    """`None` when only a right side was written, or a function of names stood on the left."""
    right: Node


def read_equations(text: str, activations: Activations | None = None) -> list[Equation]:
    """Read every equation in a text, in order; definitions such as `g = tanh` are used and left out.

    Raises `UnreadableAnswerError` for anything that is no equation.
    """
    found = clauses(tokens(text))
    named = [_named_activation(clause) for clause in found]
    known = _USUAL_ACTIVATIONS | dict(activations or {}) | dict(pair for pair in named if pair)
    return [_equation(clause, known) for clause, pair in zip(found, named, strict=True) if pair is None]


def _named_activation(clause: Clause) -> tuple[str, str] | None:
    """`g = tanh` names an activation."""
    if len(clause) != 2 or len(clause[1]) != 1 or clause[1][0].kind not in {"word", "function"}:
        return None
    word = clause[1][0].text
    function = "sigmoid" if word == "σ" else signs.FUNCTIONS.get(word.lower().replace("_", ""))
    if function is None:
        return None
    reader = ExpressionReader(clause[0], {})
    try:
        names = reader.names()
    except UnreadableAnswerError:
        return None
    return (names[0].key, function) if len(names) == 1 and reader.next.kind == "end" else None


def _equation(clause: Clause, activations: Activations) -> Equation:
    right = ExpressionReader(clause[-1], activations).whole()
    if len(clause) == 1:
        return Equation(None, right)
    left = _left_side(clause[0], activations)
    if isinstance(left, Symbol):
        return Equation(left, right)
    if isinstance(right, Symbol):
        return Equation(right, ExpressionReader(clause[0], activations).whole())
    if isinstance(left, Call):
        return Equation(None, right)
    at = (clause[0][0].start, clause[0][-1].end)
    raise UnreadableAnswerError("the left side should be one name, such as f_t", at)


def _left_side(side: Sequence[Token], activations: Activations) -> Symbol | Call | None:
    """The one name on the left, whatever brackets surround it, or a function of names such as `softmax(z)_i`."""
    try:
        node = ExpressionReader(side, activations).whole()
    except UnreadableAnswerError:
        return None
    if isinstance(node, Concatenation) and len(node.items) == 1:
        node = node.items[0]
    return node if isinstance(node, Symbol | Call) else None
