"""Slips with an activation: another one, none, one too many, or one that stands in the wrong place."""

from collections.abc import Iterator

from engine.formula.terms import Term, walk
from engine.marking.slip import Slip, added_up, exchanged, places, spoken, without

ACTIVATIONS = ("sigmoid", "tanh", "relu", "softmax")
_KINDRED = frozenset({"arctanh", "hard_sigmoid", "logit", "softplus", "softsign"})
"""Other people's activations, known by name where they stand in the place of one of these."""
_SQUASHING = ("tanh", "sigmoid")


def activation_slips(term: Term) -> Iterator[Slip]:
    """Another function in the place of each, or none; one around an equation that has none."""
    found = _activations(term)
    for place in found:
        for other in ACTIVATIONS:
            if other != place.name:
                feedback = f"You applied {other}; here it is {place.name}."
                yield Slip(f"{other}-for-{place.name}", feedback, exchanged(term, place, place._replace(name=other)))
        feedback = f"The activation is missing: apply {place.name}."
        yield Slip("no-activation", feedback, exchanged(term, place, place.arguments[0]))
    if not found:
        for other in ACTIVATIONS:
            yield Slip("extra-activation", f"No {other} belongs around this.", _around(term, other))


def misplaced_activations(term: Term) -> Iterator[Slip]:
    """An activation around one part only, around each part, or around more than it should be."""
    for place in _activations(term):
        inner = place.arguments[0]
        if inner.operation == "sum":
            yield from _on_parts(term, place, inner)
    if term.operation in {"sum", "product"}:
        for other in _SQUASHING:
            yield Slip("extra-activation", f"No {other} belongs around the whole.", _around(term, other))
            for part in [one for one in term.arguments if one.shape != () and one.operation != "number"]:
                feedback = f"No {other} belongs around {spoken(part)}."
                yield Slip("extra-activation", feedback, exchanged(term, part, _around(part, other)))


def _on_parts(term: Term, place: Term, inner: Term) -> Iterator[Slip]:
    whole = f"{place.name} is applied once, to the whole sum."
    for index, part in enumerate(inner.arguments):
        kept = without(inner, index)
        if kept is not None:
            outside = added_up([place._replace(arguments=(kept,)), part], [1, inner.signs[index]], inner)
            yield Slip("activation-too-early", whole, exchanged(term, place, outside))
        only = tuple(_around(one, place.name) if one == part else one for one in inner.arguments)
        yield Slip("activation-too-early", whole, exchanged(term, place, inner._replace(arguments=only)))
    for is_bias_inside in (False, True):
        parts = tuple(
            part if part.operation == "parameter" and not is_bias_inside else _around(part, place.name)
            for part in inner.arguments
        )
        yield Slip("activation-of-parts", whole, exchanged(term, place, inner._replace(arguments=parts)))


def _activations(term: Term) -> list[Term]:
    return [one for one in places(term, "apply") if one.name in ACTIVATIONS]


def _around(term: Term, function: str) -> Term:
    return Term("apply", function, (term,), shape=term.shape)


def activation_names(term: Term) -> set[str]:
    """The activations that a term applies."""
    return {one.name for one in walk(term) if one.operation == "apply"} & {*ACTIVATIONS, *_KINDRED}
