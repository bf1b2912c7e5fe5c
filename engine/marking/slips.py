"""The slips that people make in any equation, made on purpose in the right one so that they can be recognised."""

from collections.abc import Iterator, Sequence

from engine.formula.setting import Setting
from engine.formula.terms import Term, multiplied, summed, walk
from engine.marking.activation_slips import activation_slips, misplaced_activations
from engine.marking.operation_slips import operation_slips
from engine.marking.quantity_slips import exchanged_quantities, strange_quantities, time_slips
from engine.marking.slip import Slip, added_up, exchanged, pairs, places, spoken, without

_OPPOSITE = {"max": "min", "min": "max"}
_ADDED = "You added where the two are multiplied element by element."
_MULTIPLIED = "You multiplied where the two are added."


def slips(term: Term, setting: Setting, states: Sequence[Term]) -> list[Slip]:
    """Make every single slip, the likeliest first; `states` are quantities of the cell that the equation does not take."""
    found = [
        *activation_slips(term),
        *_missing_parts(term),
        *time_slips(term, states),
        *exchanged_quantities(term, setting),
        *_wrong_signs(term),
        *_wrong_products(term),
        *_missing_brackets(term),
        *_wrong_bounds(term),
        *_missing_transposes(term),
        *misplaced_activations(term),
        *operation_slips(term, setting),
        *strange_quantities(term, states),
    ]
    unique: dict[Term, Slip] = {}
    for slip in found:
        if slip.term != term:
            unique.setdefault(slip.term, slip)
    return list(unique.values())


def _missing_parts(term: Term) -> Iterator[Slip]:
    for place in [one for one in places(term, "sum") if len(one.arguments) > 1]:
        for index, part in enumerate(place.arguments):
            smaller = without(place, index)
            if smaller is not None:
                yield Slip(*_missing(part), exchanged(term, place, smaller))
    for place in places(term, "product"):
        for index, factor in enumerate(place.arguments):
            smaller = without(place, index)
            if smaller is not None:
                feedback = f"The factor {spoken(factor)} is missing."
                yield Slip("missing-factor", feedback, exchanged(term, place, smaller))


def _missing(part: Term) -> tuple[str, str]:
    if part.operation == "parameter":
        return "missing-bias", "The bias is missing."
    inner = {one.name for one in walk(part) if one.operation in {"given", "foreign"}}
    if any(name.startswith("h") and "-1" in name for name in inner):
        return "missing-recurrent-term", "The recurrent term is missing: the previous state has to enter."
    if any(name.startswith("x") for name in inner):
        return "missing-input-term", "The input term is missing: $x_t$ has to enter."
    return "missing-term", f"The term {spoken(part)} is missing."


def _wrong_signs(term: Term) -> Iterator[Slip]:
    complement = summed([Term("number", value=1.0), term], [1, -1], term.shape)
    yield Slip("complement-added", "The quantity itself is asked for, not one minus it.", complement)
    yield Slip("sign", "The sign is wrong.", summed([term], [-1], term.shape))
    for place in [one for one in places(term, "sum") if len(one.arguments) > 1]:
        for index, part in enumerate(place.arguments):
            signs = tuple(-sign if number == index else sign for number, sign in enumerate(place.signs))
            changed = exchanged(term, place, place._replace(signs=signs))
            yield Slip("sign", f"The sign before {spoken(part)} is wrong.", changed)
        turned = place._replace(signs=tuple(-sign for sign in place.signs))
        yield Slip("sign", "The signs are the wrong way round.", exchanged(term, place, turned))


def _missing_brackets(term: Term) -> Iterator[Slip]:
    """A matrix that multiplies only the first factor of a product."""
    for place in [one for one in places(term, "linear") if one.arguments[0].operation == "product"]:
        first, *others = place.arguments[0].arguments
        loose = multiplied([place._replace(arguments=(first,)), *others], place.shape)
        feedback = f"Brackets are missing: the matrix multiplies all of {spoken(place.arguments[0])}."
        yield Slip("missing-brackets", feedback, exchanged(term, place, loose))


def _wrong_bounds(term: Term) -> Iterator[Slip]:
    """The smaller for the larger, and a bound left out."""
    for place in [one for one in places(term, "apply") if one.name in _OPPOSITE and len(one.arguments) > 1]:
        other = _OPPOSITE[place.name]
        feedback = f"You took the {other}; here it is the {place.name}."
        yield Slip(f"{other}-for-{place.name}", feedback, exchanged(term, place, place._replace(name=other)))
        for part in place.arguments:
            feedback = f"The {place.name} is missing: {spoken(place)}."
            yield Slip("missing-bound", feedback, exchanged(term, place, part))


def _missing_transposes(term: Term) -> Iterator[Slip]:
    for place in [one for one in places(term, "transpose") if len(one.shape or ()) == 2]:
        matrix = place.arguments[0]
        feedback = f"Transpose {spoken(matrix)} here."
        yield Slip("missing-transpose", feedback, exchanged(term, place, matrix))


def _wrong_products(term: Term) -> Iterator[Slip]:
    for place in places(term, "product"):
        added = summed(place.arguments, [1] * len(place.arguments), place.shape)
        yield Slip("sum-for-product", _ADDED, exchanged(term, place, added))
    for place in places(term, "sum"):
        for number, other in pairs(place):
            product = multiplied([place.arguments[number], place.arguments[other]], place.shape)
            rest = [index for index in range(len(place.arguments)) if index not in {number, other}]
            parts = [product, *(place.arguments[index] for index in rest)]
            whole = added_up(parts, [1, *(place.signs[index] for index in rest)], place)
            yield Slip("product-for-sum", _MULTIPLIED, exchanged(term, place, whole))
        if len(place.arguments) > 1 and all(part.operation == "product" for part in place.arguments):
            sums = [summed(part.arguments, [1] * len(part.arguments), part.shape) for part in place.arguments]
            crossed = exchanged(term, place, multiplied(sums, place.shape))
            yield Slip("sum-for-product", "Sums and products have changed places.", crossed)
