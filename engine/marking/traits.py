"""What an equation that fits nothing known still shows: quantities that are missing, strange, or of another time step."""

from collections.abc import Iterator

from engine.formula.setting import Setting
from engine.formula.terms import Term, names, uses
from engine.marking.activation_slips import activation_names
from engine.marking.quantity_slips import letter, time_slip


def trait(term: Term, right: Term, setting: Setting) -> tuple[str, str] | None:
    """The plainest difference from the right equation: a mistake's id and its feedback; `None` when none stands out."""
    return next(_traits(term, right, setting), None)


def _traits(term: Term, right: Term, setting: Setting) -> Iterator[tuple[str, str]]:
    own, wanted = names(term), names(right)
    missing = [given.key for given in setting.givens if given.key in wanted - own]
    strange = sorted(own - wanted)
    for found in strange:
        for lost in missing:
            if letter(found) == letter(lost):
                yield time_slip(found, lost)
    if strange and missing:
        yield "wrong-quantity", f"You used ${strange[0]}$; ${missing[0]}$ is missing."
    for lost in missing:
        yield _missing(lost)
    if strange:
        is_peephole = strange[0].startswith("c") and bool(uses(right))
        yield ("peephole-added" if is_peephole else "extra-quantity"), f"${strange[0]}$ does not enter this equation."
    yield from _functions(activation_names(term), activation_names(right))
    if uses(term) and not uses(right):
        yield "weights-for-gates", "No weights belong here: the quantities given are multiplied element by element."


def _missing(name: str) -> tuple[str, str]:
    if name.startswith(("h", "c")) and "-1" in name:
        return "missing-recurrent-term", f"The previous state ${name}$ does not enter; it has to."
    if name.startswith("x"):
        return "missing-input-term", f"The input ${name}$ does not enter; it has to."
    return "missing-quantity", f"${name}$ does not enter; it has to."


def _functions(own: set[str], wanted: set[str]) -> Iterator[tuple[str, str]]:
    for lost in sorted(wanted - own):
        for strange in sorted(own - wanted):
            yield f"{strange.replace('_', '-')}-for-{lost}", f"You applied {strange}; here it is {lost}."
        yield "no-activation", f"The activation is missing: apply {lost}."
    for strange in sorted(own - wanted):
        yield "extra-activation", f"No {strange} belongs here."
