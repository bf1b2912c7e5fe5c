"""Slips with a quantity: of another time step, changed with another, or one that does not belong."""

from collections.abc import Iterator, Sequence

from engine.formula.roles import role
from engine.formula.setting import Setting
from engine.formula.terms import Term, replaced, summed
from engine.marking.slip import Slip, exchanged, places, spoken

_GATES = frozenset("fiozr")


def letter(name: str) -> str:
    """What a quantity is called at every time step: `h` for `h_{t-1}`."""
    return name.partition("_")[0]


def time_slips(term: Term, states: Sequence[Term]) -> Iterator[Slip]:
    """The same quantity of another time step."""
    for place in places(term, "given"):
        for state in states:
            if state.name != place.name and letter(state.name) == letter(place.name) and state.shape == place.shape:
                yield Slip(*time_slip(state.name, place.name), exchanged(term, place, state))


def time_slip(found: str, wanted: str) -> tuple[str, str]:
    """The mistake's id and its feedback."""
    is_later = "-1" in wanted and "-" not in found
    slip = "current-state-for-previous" if is_later else "wrong-time-step"
    return slip, f"You used ${found}$ where ${wanted}$ belongs."


def strange_quantities(term: Term, states: Sequence[Term]) -> Iterator[Slip]:
    """A quantity of the cell that the equation does not take, in the place of one that it does."""
    for place in places(term, "given"):
        for state in states:
            if state.shape == place.shape and letter(state.name) != letter(place.name):
                feedback = f"You used ${state.name}$ where ${place.name}$ belongs."
                yield Slip(_strange_id(letter(state.name), letter(place.name)), feedback, exchanged(term, place, state))


def _strange_id(found: str, wanted: str) -> str:
    if {found, wanted} == {"c", "h"}:
        return "cell-for-hidden" if found == "c" else "hidden-for-cell"
    return "wrong-gate" if {found, wanted} <= _GATES else "wrong-quantity"


def exchanged_quantities(term: Term, setting: Setting) -> Iterator[Slip]:
    """Two givens that have changed places, one written twice, one that changed places with its complement."""
    givens = places(term, "given")
    for number, first in enumerate(givens):
        for second in [one for one in givens[number + 1 :] if one.shape == first.shape]:
            is_gates = {_part(one, setting) for one in (first, second)} <= _GATES
            feedback = f"{spoken(first)} and {spoken(second)} have changed places."
            yield Slip("swapped-gates" if is_gates else "swapped-quantities", feedback, _swapped(term, first, second))
            for found, wanted in ((second, first), (first, second)):
                feedback = f"You used {spoken(found)} where {spoken(wanted)} belongs."
                yield Slip("wrong-quantity", feedback, exchanged(term, wanted, found))
    for place in places(term, "sum"):
        if len(place.arguments) == 2 and place.arguments[0].operation == "number":
            other = place.arguments[1]
            feedback = f"{spoken(other)} and its complement have changed places."
            yield Slip("complement-swapped", feedback, _swapped(term, place, other))
            yield Slip("missing-complement", f"One minus {spoken(other)} belongs here.", exchanged(term, place, other))
    for place in givens:
        complement = summed([Term("number", value=1.0), place], [1, -1], place.shape)
        feedback = f"{spoken(place)} enters as it is, not as one minus it."
        yield Slip("complement-added", feedback, exchanged(term, place, complement))


def _part(given: Term, setting: Setting) -> str:
    return next((role(one.symbol, setting.family) or "" for one in setting.givens if one.key == given.name), "")


def _swapped(term: Term, first: Term, second: Term) -> Term:
    return replaced(term, lambda one: second if one == first else first if one == second else None)
