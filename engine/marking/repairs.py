"""What would have to be taken out of a learner's equation, or read otherwise in it, to make it right."""

from collections.abc import Iterator
from typing import NamedTuple

from engine.formula.canonical import written
from engine.formula.terms import Term, multiplied, replaced, summed, walk


class Repair(NamedTuple):
    """A change to a learner's equation and what its need shows."""

    id: str
    feedback: str
    term: Term
    """The equation after the change."""


def repairs(term: Term) -> list[Repair]:
    """Every single repair, the plainest first; at most one for each part of the equation."""
    found = [*_fewer_terms(term), *_fewer_functions(term), *_fewer_factors(term), *_other_products(term)]
    return [repair for repair in found if repair.term != term]


def _fewer_terms(term: Term) -> Iterator[Repair]:
    for place in _places(term, "sum"):
        for index, part in enumerate(place.arguments):
            rest = [one for number, one in enumerate(place.arguments) if number != index]
            signs = [sign for number, sign in enumerate(place.signs) if number != index]
            if rest:
                smaller = rest[0] if len(rest) == 1 and signs[0] > 0 else summed(rest, signs, place.shape)
                yield Repair(*_extra(part), _exchanged(term, place, smaller))


def _extra(part: Term) -> tuple[str, str]:
    if part.operation == "parameter":
        return "extra-bias", "No bias belongs here."
    inner = next((one.name for one in walk(part) if one.operation == "foreign"), "")
    if part.operation == "linear" and inner.startswith("c"):
        return "peephole-added", f"You added a peephole, ${written(part)}$; this cell has none."
    return "extra-term", f"The term ${written(part)}$ does not belong here."


def _fewer_functions(term: Term) -> Iterator[Repair]:
    for place in _places(term, "apply"):
        if len(place.arguments) == 1:
            feedback = f"{place.name} does not belong around ${written(place.arguments[0])}$."
            yield Repair("extra-activation", feedback, _exchanged(term, place, place.arguments[0]))


def _fewer_factors(term: Term) -> Iterator[Repair]:
    for place in _places(term, "product"):
        for index, factor in enumerate(place.arguments):
            rest = [one for number, one in enumerate(place.arguments) if number != index]
            left = rest[0] if len(rest) == 1 else multiplied(rest, place.shape)
            yield Repair(
                "extra-factor",
                f"The factor ${written(factor)}$ does not belong here.",
                _exchanged(term, place, left),
            )


def _other_products(term: Term) -> Iterator[Repair]:
    """Matrix products read element by element."""
    if any(one.operation == "inner" for one in walk(term)):
        changed = replaced(
            term, lambda one: multiplied(one.arguments, one.arguments[0].shape) if one.operation == "inner" else None
        )
        yield Repair(
            "matrix-for-elementwise", "Two vectors are multiplied element by element here, not as matrices.", changed
        )


def _places(term: Term, operation: str) -> list[Term]:
    return list(dict.fromkeys(one for one in walk(term) if one.operation == operation))


def _exchanged(term: Term, old: Term, new: Term) -> Term:
    return replaced(term, lambda one: new if one == old else None)
