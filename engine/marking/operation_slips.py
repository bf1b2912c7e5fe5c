"""Slips with an operation: another figure of a vector, a function left out, a quotient turned over, a weight forgotten."""

from collections.abc import Iterator

from engine.formula.setting import Setting
from engine.formula.terms import Term, multiplied, replaced, summed
from engine.marking.slip import Slip, exchanged, places, spoken

_FIGURES = {"max": "the largest", "mean": "the mean"}
_FUNCTIONS = frozenset({"exp", "log", "sqrt", "floor", "ceil", "norm"})
_NUMBER = "Two vectors are multiplied to a number here, not element by element."
_ADDED = "You added where the two are multiplied to a number."


def operation_slips(term: Term, setting: Setting) -> Iterator[Slip]:
    """Each operation done as people do it wrongly."""
    yield from _other_figures(term, setting)
    yield from _missing_functions(term)
    yield from _wrong_quotients(term)
    yield from _wrong_dots(term)
    yield from _missing_weights(term)


def _other_figures(term: Term, setting: Setting) -> Iterator[Slip]:
    """The mean or the largest where all are added up."""
    for place in places(term, "total"):
        whole = _whole(place, setting)
        for figure, spelled in _FIGURES.items():
            other = Term("apply", figure, (whole,), shape=())
            yield Slip(
                f"{figure}-for-sum", f"You took {spelled}; here all are added up.", exchanged(term, place, other)
            )


def _whole(total: Term, setting: Setting) -> Term:
    """What a sum counts over, as one vector."""
    shapes = {given.key: given.shape for given in setting.givens}

    def change(one: Term) -> Term | None:
        is_counted = one.operation == "item" and one.kind == total.name
        return Term("given", one.name, shape=shapes.get(one.name)) if is_counted else None

    return replaced(total.arguments[0], change)


def _missing_functions(term: Term) -> Iterator[Slip]:
    """A function left out at one place, or wherever it stands."""
    for place in [one for one in places(term, "apply") if one.name in _FUNCTIONS]:
        for changed in (exchanged(term, place, place.arguments[0]), _without(place.name, term)):
            yield Slip(f"no-{place.name}", f"The {place.name} is missing: {spoken(place)}.", changed)


def _without(function: str, term: Term) -> Term:
    return replaced(term, lambda one: one.arguments[0] if (one.operation, one.name) == ("apply", function) else None)


def _wrong_quotients(term: Term) -> Iterator[Slip]:
    for place in places(term, "divide"):
        over = place._replace(arguments=place.arguments[::-1])
        yield Slip(
            "quotient-turned-over", f"The quotient is upside down: {spoken(place)}.", exchanged(term, place, over)
        )
        product = multiplied(place.arguments, place.shape)
        feedback = f"You multiplied where the one is divided by the other: {spoken(place)}."
        yield Slip("product-for-quotient", feedback, exchanged(term, place, product))


def _wrong_dots(term: Term) -> Iterator[Slip]:
    for place in places(term, "inner"):
        shape = place.arguments[0].shape
        yield Slip("elementwise-for-dot", _NUMBER, exchanged(term, place, multiplied(place.arguments, shape)))
        yield Slip("sum-for-product", _ADDED, exchanged(term, place, summed(place.arguments, [1, 1], shape)))


def _missing_weights(term: Term) -> Iterator[Slip]:
    for place in places(term, "linear"):
        operand = place.arguments[0]
        yield Slip(
            "missing-weight", f"The weight before {spoken(operand)} is missing.", exchanged(term, place, operand)
        )
