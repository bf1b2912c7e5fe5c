"""What would have to be taken out of a learner's equation, or read otherwise in it, to make it right."""

from collections.abc import Iterator

from engine.formula.terms import Term, multiplied, replaced, walk
from engine.marking.slip import Slip, exchanged, places, spoken, without


def repairs(term: Term) -> list[Slip]:
    """Every single repair, the plainest first; each carries the equation after the change."""
    found = [*_fewer_terms(term), *_fewer_functions(term), *_fewer_factors(term), *_other_products(term)]
    return [repair for repair in found if repair.term != term]


def _fewer_terms(term: Term) -> Iterator[Slip]:
    for place in places(term, "sum"):
        for index, part in enumerate(place.arguments):
            smaller = without(place, index)
            if smaller is not None:
                yield Slip(*_extra(part), exchanged(term, place, smaller))


def _extra(part: Term) -> tuple[str, str]:
    if part.operation == "parameter":
        return "extra-bias", "No bias belongs here."
    inner = next((one.name for one in walk(part) if one.operation == "foreign"), "")
    if part.operation == "linear" and inner.startswith("c"):
        return "peephole-added", f"You added a peephole, {spoken(part)}; this cell has none."
    return "extra-term", f"The term {spoken(part)} does not belong here."


def _fewer_functions(term: Term) -> Iterator[Slip]:
    for place in [one for one in places(term, "apply") if len(one.arguments) == 1]:
        feedback = f"{place.name} does not belong around {spoken(place.arguments[0])}."
        yield Slip("extra-activation", feedback, exchanged(term, place, place.arguments[0]))


def _fewer_factors(term: Term) -> Iterator[Slip]:
    for place in places(term, "product"):
        for index, factor in enumerate(place.arguments):
            smaller = without(place, index)
            if smaller is not None:
                feedback = f"The factor {spoken(factor)} does not belong here."
                yield Slip("extra-factor", feedback, exchanged(term, place, smaller))
    for place in places(term, "divide"):
        upper, lower = place.arguments
        feedback = f"The division by {spoken(lower)} does not belong here."
        yield Slip("extra-divisor", feedback, exchanged(term, place, upper))


def _other_products(term: Term) -> Iterator[Slip]:
    """Matrix products read element by element."""
    changed = replaced(term, _elementwise)
    feedback = "Two vectors are multiplied element by element here, not as matrices."
    yield Slip("matrix-for-elementwise", feedback, changed)


def _elementwise(term: Term) -> Term | None:
    return multiplied(term.arguments, term.arguments[0].shape) if term.operation == "inner" else None
