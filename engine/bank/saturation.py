"""Keys so near the end of their range that the tolerance reaches it: whatever saturates would pass, the wrong work as well as the right."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.bank.computed_answer import formulas_of, values
from engine.bank.variant_proof import Finding
from engine.marking.tolerance import Tolerance
from engine.question.question import Question
from engine.question.variant import Variant

if TYPE_CHECKING:
    from engine.formula.tree import Call, Node

_BETWEEN_SIGNS = (-1.0, 1.0)
"""What tanh comes close to."""
_PROBABILITY = (0.0, 1.0)
"""What gates and probabilities come close to."""
_ENDS = {
    "tanh": _BETWEEN_SIGNS,
    "softsign": _BETWEEN_SIGNS,
    "sigmoid": _PROBABILITY,
    "hard_sigmoid": _PROBABILITY,
    "softmax": _PROBABILITY,
    "attention.weights": _PROBABILITY,
}
_PARTS = {"h": _BETWEEN_SIGNS, "g": _BETWEEN_SIGNS, "n": _BETWEEN_SIGNS} | dict.fromkeys("fiozr", _PROBABILITY)
"""Of a gated cell's trace."""


def saturated(question: Question, variants: Sequence[Variant]) -> Iterator[Finding]:
    """The values of keys that cannot be told from the end of their range; one for each formula and variant."""
    rule = getattr(question, "tolerance", None)
    ranges = {path: ends for path, formula in formulas_of(question).items() if (ends := _ends_of(formula))}
    if rule is None or rule.saturating or not ranges:
        return
    for variant in variants:
        found = values(variant)
        for path, ends in ranges.items():
            if (number := _at_an_end(found[path], ends, rule)) is not None:
                said = f"{number:.9g}, which is {round(number)} to within the tolerance"
                wanted = "numbers under which nothing saturates, or `saturating: true` in the tolerance"
                yield Finding(path, variant.seed, said, wanted)


def _at_an_end(value: Any, ends: tuple[float, ...], rule: Tolerance) -> float | None:
    """The first number that is so near an end of its range that the rule reaches it."""
    numbers = [value] if isinstance(value, float) else value.ravel().tolist()
    return next((number for number in numbers for end in ends if abs(number - end) <= rule.room(number)), None)


@cache
def _ends_of(formula: str) -> tuple[float, ...]:
    """The ends of a formula's range that its values come close to and never reach; none for a formula without such ends."""
    from engine.formula.python_syntax import parse

    return _ends(parse(formula))


def _ends(node: "Node") -> tuple[float, ...]:
    from engine.formula.tree import Array, Binary, Call, Field, Index

    match node:
        case Index(base=base):
            return _ends(base)
        case Field(base=Call() as call, name=name):
            return _ends_of_part(call, name)
        case Call(function="attention.weights", named=named) if "mask" in dict(named):
            # What is masked gets exactly 0, and is meant to.
            return (1.0,)
        case Call(function=function):
            return _ENDS.get(function, ())
        case Array(items=items):
            return tuple({end: None for item in items for end in _ends(item)})
        case Binary(operator="*", left=left, right=right):
            # A gate times tanh: still between the signs. A gate times anything else has no range of its own.
            return _BETWEEN_SIGNS if _BETWEEN_SIGNS in (_ends(left), _ends(right)) else ()
    return ()


def _ends_of_part(call: "Call", name: str) -> tuple[float, ...]:
    """Of a cell's state or gate."""
    cell = call.function.partition(".")[0]
    if cell in ("lstm", "gru") and call.function.endswith((".step", ".forward")):
        return _PARTS.get(name, ())
    return _activated(call) if cell == "rnn" and name in ("h", "y") else ()


def _activated(call: "Call") -> tuple[float, ...]:
    """Of what a plain cell's activation gives."""
    from engine.formula.tree import Text

    named = dict(call.named).get("activation")
    return _ENDS.get(named.value, ()) if isinstance(named, Text) else ()
