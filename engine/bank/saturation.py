"""Keys so near the end of their range that the tolerance reaches it: whatever saturates would pass, the wrong work as well as the right."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.bank.variant_proof import Finding
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


def saturated(variant: Variant) -> Iterator[Finding]:
    """The values of a key that cannot be told from the end of their range; one for each formula."""
    rule = getattr(variant.question, "tolerance", None)
    if rule is None or rule.saturating:
        return
    formulas = formulas_of(variant.question)
    for path, value in values(variant).items():
        ends = _ends_of(formulas[path])
        for number in _numbers(value) if ends else ():
            if near := [end for end in ends if abs(number - end) <= rule.room(number)]:
                found = f"{number:.9g}, which is {near[0]:g} to within the tolerance"
                wanted = "numbers under which nothing saturates, or `saturating: true` in the tolerance"
                yield Finding(path, variant.seed, found, wanted)
                break


def formulas_of(question: Any) -> dict[str, str]:
    """The formulas of a computed question's answer by their path: `answer`, or `answer.h` of a chain."""
    if not question.computed:
        return {}
    if isinstance(question.answer, Mapping):
        return {f"answer.{name}": str(formula) for name, formula in question.answer.items()}
    return {"answer": str(question.answer)}


def values(variant: Variant) -> dict[str, Any]:
    """What those formulas come to: numbers and arrays, by the same paths."""
    formulas = formulas_of(variant.question)
    if not formulas:
        return {}
    if "answer" in formulas:
        return {"answer": variant.key.value}
    return {f"answer.{name}": value for name, value in variant.key.values.items()}


def _numbers(value: Any) -> list[float]:
    return [value] if isinstance(value, float) else value.ravel().tolist()


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
