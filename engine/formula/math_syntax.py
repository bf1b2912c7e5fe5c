"""Equations as people write them (LaTeX, Unicode, ASCII), read into the expression tree."""

from collections.abc import Sequence
from typing import NamedTuple

from engine.errors import UnreadableAnswerError
from engine.formula import words
from engine.formula.activation_names import named_activations
from engine.formula.clauses import Clause, clauses
from engine.formula.expressions import Activations, ExpressionReader
from engine.formula.scanner import Token
from engine.formula.symbols import Symbol
from engine.formula.tokens import tokens
from engine.formula.tree import Call, Concatenation, Node, Transpose

_USUAL_ACTIVATIONS = {
    "σ_c": "tanh",
    "σ_h": "tanh",
    "φ_h": "tanh",
    "σ_s": "tanh",
    "σ_{tanh}": "tanh",
    "φ_{tanh}": "tanh",
}
"""Names whose meaning is the same wherever they are published."""


class Equation(NamedTuple):
    """One line of mathematics: both sides as trees."""

    left: Symbol | None
    """`None` when only a right side was written, or a function of names stood on the left."""
    right: Node


class Reading(NamedTuple):
    """What a text holds."""

    equations: list[Equation]
    """In order; never empty unless something was refused. Definitions such as `g = tanh` are used and left out."""
    refused: list[UnreadableAnswerError]
    """Why some of the text could not be read: prose after an equation is common."""


def read_text(text: str, activations: Activations | None = None) -> Reading:
    """Read every equation in a text.

    Raises `UnreadableAnswerError` for a text that does not fall into equations.
    """
    found = clauses(tokens(text))
    named = [_named_here(clause, found) for clause in found]
    known = _USUAL_ACTIVATIONS | dict(activations or {}) | {key: name for one in named for key, name in one.items()}
    reading = Reading([], [])
    for clause, names in zip(found, named, strict=True):
        if not names:
            try:
                reading.equations.append(_equation(clause, known))
            except UnreadableAnswerError as error:
                reading.refused.append(error)
    return reading


def read_equation_alone(text: str, activations: Activations | None = None) -> Equation:
    """Read a text that is one equation.

    Raises `UnreadableAnswerError` for anything else.
    """
    reading = read_text(text, activations)
    if reading.refused:
        raise reading.refused[0]
    if len(reading.equations) != 1:
        raise UnreadableAnswerError("one equation is wanted here")
    return reading.equations[0]


def _named_here(clause: Clause, found: Sequence[Clause]) -> dict[str, str]:
    """The activations that a clause names for the others; what it says of σ or to no other clause is an equation."""
    names = named_activations(clause)
    used = {token.text for other in found if other is not clause for side in other for token in side}
    is_written_out = any(token.text == "(" for token in clause[0])
    is_meant = "σ" not in names and any(name.partition("_")[0] in used for name in names)
    return names if is_meant or not is_written_out else {}


def _equation(clause: Clause, activations: Activations) -> Equation:
    right = ExpressionReader(clause[-1], activations).whole()
    if len(clause) == 1:
        return Equation(None, right)
    left = None
    for side in clause[:-1]:
        left = _left_side(side, activations)
        if isinstance(left, Symbol):
            return Equation(left, right)
    if isinstance(right, Symbol):
        return Equation(right, ExpressionReader(clause[0], activations).whole())
    if isinstance(left, Call) or _is_called(clause[0]):
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
    if isinstance(node, Transpose):
        node = node.operand
    return node if isinstance(node, Symbol | Call) else None


def _is_called(side: Sequence[Token]) -> bool:
    """`score(s_t, h_k)`, `P(y_t)`, `dL/dz`, or a lone word that no cell uses: a name of the writer's own for the whole."""
    if [token.text[:1] for token in side[:3]] == ["d", "/", "d"]:
        return True
    names = [token for token in side if token.kind == "word"]
    if not names or names[0] is not side[0] or side[0].text.lower() in words.FUNCTIONS:
        return False
    is_bracketed = len(side) > 2 and side[-1].text in {")", "]"} and side[-2].text not in {"(", "["}
    is_scripted = len(side) in {3, 5} and side[1].text in {"_", "^"}
    return len(side) == 1 or is_bracketed or is_scripted
