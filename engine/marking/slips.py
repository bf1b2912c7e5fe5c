"""The slips that people make in any equation, made on purpose in the right one so that they can be recognised."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.formula.aliases import Setting, role
from engine.formula.terms import Term, multiplied, replaced, summed, walk


class Slip(NamedTuple):
    """A wrong version of an equation and what to say about it."""

    id: str
    feedback: str
    term: Term


_ACTIVATIONS = ("sigmoid", "tanh", "relu", "softmax")
_SPOKEN = {"h": "the hidden state", "c": "the cell state", "x": "the input", "b": "the bias"}


def slips(term: Term, setting: Setting, states: Sequence[Term]) -> list[Slip]:
    """Make every single slip; `states` are quantities of the cell that the equation does not take."""
    found = [
        *_activation_slips(term),
        *_dropped_terms(term),
        *_time_slips(term, states),
        *_exchanged(term, setting),
        *_wrong_signs(term),
        *_wrong_products(term),
    ]
    found += [*_joined_terms(term), *_misplaced_activation(term), *_stranger(term, setting, states)]
    unique: dict[Term, Slip] = {}
    for slip in found:
        if slip.term != term:
            unique.setdefault(slip.term, slip)
    return list(unique.values())


def _activation_slips(term: Term) -> Iterator[Slip]:
    """Another function in the place of each."""
    for place in dict.fromkeys(one for one in walk(term) if one.operation == "apply" and one.name in _ACTIVATIONS):
        for other in _ACTIVATIONS:
            if other != place.name:
                changed = _swap(term, place, place._replace(name=other))
                yield Slip(f"{other}-for-{place.name}", f"You applied {other}; here it is {place.name}.", changed)
        yield Slip(
            "no-activation", f"The activation is missing: apply {place.name}.", _swap(term, place, place.arguments[0])
        )
    if not any(one.operation == "apply" for one in walk(term)):
        for other in _ACTIVATIONS:
            yield Slip(
                "extra-activation", f"No {other} belongs around this.", Term("apply", other, (term,), shape=term.shape)
            )


def _dropped_terms(term: Term) -> Iterator[Slip]:
    for place in _sums(term):
        for index, part in enumerate(place.arguments):
            rest = [
                (one, sign)
                for number, (one, sign) in enumerate(zip(place.arguments, place.signs, strict=True))
                if number != index
            ]
            smaller = (
                rest[0][0]
                if len(rest) == 1 and rest[0][1] > 0
                else summed([one for one, _ in rest], [sign for _, sign in rest], place.shape)
            )
            yield Slip(*_missing(part), _swap(term, place, smaller))
    for place in _products(term):
        for index, factor in enumerate(place.arguments):
            others = [one for number, one in enumerate(place.arguments) if number != index]
            left = others[0] if len(others) == 1 else multiplied(others, place.shape)
            yield Slip("missing-factor", f"The factor {_spoken(factor)} is missing.", _swap(term, place, left))


def _missing(part: Term) -> tuple[str, str]:
    if part.operation == "parameter":
        return "missing-bias", "The bias is missing."
    inner = {one.name for one in walk(part) if one.operation in {"given", "foreign"}}
    if any(name.startswith("h") and "-1" in name for name in inner):
        return "missing-recurrent-term", "The recurrent term is missing: the previous state has to enter."
    if any(name.startswith("x") for name in inner):
        return "missing-input-term", "The input term is missing: $x_t$ has to enter."
    return "missing-term", f"The term {_spoken(part)} is missing."


def _time_slips(term: Term, states: Sequence[Term]) -> Iterator[Slip]:
    """The state of one time step in the place of the same state of another."""
    for place in _givens(term):
        for state in states:
            if (
                state.name != place.name
                and state.name.partition("_")[0] == place.name.partition("_")[0]
                and state.shape == place.shape
            ):
                is_earlier = "-1" in place.name
                slip = "current-state-for-previous" if is_earlier else "wrong-time-step"
                yield Slip(slip, f"You used ${state.name}$ where ${place.name}$ belongs.", _swap(term, place, state))


def _stranger(term: Term, setting: Setting, states: Sequence[Term]) -> Iterator[Slip]:
    """A quantity of the cell that the equation does not take, in the place of one that it does."""
    for place in _givens(term):
        for state in states:
            if state.shape == place.shape and state.name.partition("_")[0] != place.name.partition("_")[0]:
                yield Slip(
                    _strange_id(state.name, place.name),
                    f"You used ${state.name}$ where ${place.name}$ belongs.",
                    _swap(term, place, state),
                )


def _strange_id(found: str, wanted: str) -> str:
    one, other = found[:1], wanted[:1]
    if {one, other} == {"c", "h"}:
        return "cell-for-hidden" if one == "c" else "hidden-for-cell"
    return "wrong-gate" if one in "fiozr" and other in "fiozr" else "wrong-quantity"


def _exchanged(term: Term, setting: Setting) -> Iterator[Slip]:
    """Two givens exchanged, or one written twice."""
    places = _givens(term)
    for number, first in enumerate(places):
        for second in places[number + 1 :]:
            if first.shape != second.shape:
                continue
            names = f"${first.name}$ and ${second.name}$"
            swapped = replaced(term, lambda one, a=first, b=second: b if one == a else a if one == b else None)  # type: ignore[misc]
            roles = {
                role(given.symbol, setting.family) for given in setting.givens if given.key in {first.name, second.name}
            }
            gates = roles <= set("fiozr")
            yield Slip("swapped-gates" if gates else "swapped-quantities", f"{names} have changed places.", swapped)
            yield Slip(
                "wrong-quantity", f"You used ${second.name}$ where ${first.name}$ belongs.", _swap(term, first, second)
            )
            yield Slip(
                "wrong-quantity", f"You used ${first.name}$ where ${second.name}$ belongs.", _swap(term, second, first)
            )
    for place in _sums(term):
        if len(place.arguments) == 2 and place.arguments[0].operation == "number":
            other = place.arguments[1]
            both = replaced(
                term, lambda one, whole=place, part=other: part if one == whole else whole if one == part else None
            )  # type: ignore[misc]
            yield Slip("complement-swapped", f"{_spoken(other)} and its complement have changed places.", both)
            yield Slip("missing-complement", f"One minus {_spoken(other)} belongs here.", _swap(term, place, other))
    for place in _givens(term):
        complement = summed([Term("number", value=1.0), place], [1, -1], place.shape)
        yield Slip(
            "complement-added",
            f"{_spoken(place)} enters as it is, not as one minus it.",
            _swap(term, place, complement),
        )


def _wrong_signs(term: Term) -> Iterator[Slip]:
    whole = summed([Term("number", value=1.0), term], [1, -1], term.shape)
    yield Slip("complement-added", "The quantity itself is asked for, not one minus it.", whole)
    yield Slip("sign", "The sign is wrong.", summed([term], [-1], term.shape))
    for place in _sums(term):
        for index in range(len(place.signs)):
            signs = tuple(-sign if number == index else sign for number, sign in enumerate(place.signs))
            yield Slip(
                "sign",
                f"The sign before {_spoken(place.arguments[index])} is wrong.",
                _swap(term, place, place._replace(signs=signs)),
            )
        if len(place.signs) > 1:
            yield Slip(
                "sign",
                "The signs are the wrong way round.",
                _swap(term, place, place._replace(signs=tuple(-sign for sign in place.signs))),
            )


def _wrong_products(term: Term) -> Iterator[Slip]:
    for place in _products(term):
        added = summed(place.arguments, [1] * len(place.arguments), place.shape)
        yield Slip(
            "sum-for-product", "You added where the two are multiplied element by element.", _swap(term, place, added)
        )
    for place in _sums(term):
        if len(place.arguments) == 2 and min(place.signs) > 0:
            product = multiplied(place.arguments, place.shape)
            yield Slip("product-for-sum", "You multiplied where the two are added.", _swap(term, place, product))


def _joined_terms(term: Term) -> Iterator[Slip]:
    """Two terms of a sum multiplied, the rest still added; sums and products the other way round."""
    feedback = "You multiplied where the two are added."
    for place in _sums(term):
        parts = list(zip(place.arguments, place.signs, strict=True))
        for number, (first, sign) in enumerate(parts):
            for other, (second, second_sign) in enumerate(parts[number + 1 :], number + 1):
                rest = [pair for index, pair in enumerate(parts) if index not in {number, other}]
                if rest and sign > 0 and second_sign > 0:
                    product = multiplied([first, second], place.shape)
                    whole = summed([product, *(part for part, _ in rest)], [1, *(one for _, one in rest)], place.shape)
                    yield Slip("product-for-sum", feedback, _swap(term, place, whole))
        if all(part.operation == "product" and one > 0 for part, one in parts):
            exchanged = multiplied(
                [summed(part.arguments, [1] * len(part.arguments), part.shape) for part, _ in parts], place.shape
            )
            yield Slip("sum-for-product", "Sums and products have changed places.", _swap(term, place, exchanged))


def _misplaced_activation(term: Term) -> Iterator[Slip]:
    """An activation around one part only, or around each part."""
    for place in dict.fromkeys(one for one in walk(term) if one.operation == "apply" and one.name in _ACTIVATIONS):
        inner = place.arguments[0]
        if inner.operation == "sum":
            for index, part in enumerate(inner.arguments):
                rest = [one for number, one in enumerate(inner.arguments) if number != index]
                signs = [sign for number, sign in enumerate(inner.signs) if number != index]
                kept = rest[0] if len(rest) == 1 and signs[0] > 0 else summed(rest, signs, inner.shape)
                outside = summed([place._replace(arguments=(kept,)), part], [1, inner.signs[index]], place.shape)
                yield Slip(
                    "activation-too-early",
                    f"{place.name} is applied to the whole sum, {_spoken(part)} included.",
                    _swap(term, place, outside),
                )
                only = place._replace(arguments=(part,))
                yield Slip(
                    "activation-too-early",
                    f"{place.name} is applied to the whole sum.",
                    _swap(
                        term,
                        place,
                        inner._replace(arguments=tuple(only if one == part else one for one in inner.arguments)),
                    ),
                )
            biases = {part for part in inner.arguments if part.operation == "parameter"}
            outside = inner._replace(
                arguments=tuple(
                    part if part in biases else place._replace(arguments=(part,)) for part in inner.arguments
                )
            )
            yield Slip("activation-of-parts", f"{place.name} is applied once, to the sum.", _swap(term, place, outside))
            each = inner._replace(arguments=tuple(place._replace(arguments=(part,)) for part in inner.arguments))
            yield Slip("activation-of-parts", f"{place.name} is applied once, to the sum.", _swap(term, place, each))
    if term.operation in {"sum", "product"}:
        for other in ("tanh", "sigmoid"):
            yield Slip(
                "extra-activation",
                f"No {other} belongs around the whole.",
                Term("apply", other, (term,), shape=term.shape),
            )
        for part in term.arguments:
            for other in ("tanh", "sigmoid"):
                if part.shape != () and part.operation != "number":
                    yield Slip(
                        "extra-activation",
                        f"No {other} belongs around {_spoken(part)}.",
                        _swap(term, part, Term("apply", other, (part,), shape=part.shape)),
                    )


def _sums(term: Term) -> list[Term]:
    return list(dict.fromkeys(one for one in walk(term) if one.operation == "sum" and len(one.arguments) > 1))


def _products(term: Term) -> list[Term]:
    return list(dict.fromkeys(one for one in walk(term) if one.operation == "product"))


def _givens(term: Term) -> list[Term]:
    return list(dict.fromkeys(one for one in walk(term) if one.operation == "given"))


def _swap(term: Term, old: Term, new: Term) -> Term:
    return replaced(term, lambda one: new if one == old else None)


def _spoken(term: Term) -> str:
    from engine.formula.canonical import written

    return f"${written(term)}$"
