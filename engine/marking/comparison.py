"""What a learner's equation is compared with, computed once for each question: the answer, its mistakes, conventions and slips."""

from functools import lru_cache
from typing import NamedTuple

from engine.formula.points import Point, points
from engine.formula.setting import Setting
from engine.formula.terms import Term, walk, without_biases, without_parts
from engine.formula.unify import Reference
from engine.marking.equation_key import EquationKey, OtherConvention, WrongEquation, author_term, right_term, setting_of
from engine.marking.slip import Slip
from engine.marking.slips import slips

_STATES = "hcfiogzrnxy"
_TIMES = ("t-1", "t", "t+1")


class Standard(NamedTuple):
    """An equation with and without its biases."""

    whole: Reference
    bare: Reference | None
    """`None` when without biases it is the answer itself, so that nothing could be told from it."""


class Comparison(NamedTuple):
    """Everything that an answer may turn out to be."""

    setting: Setting
    points: tuple[Point, ...]
    right: Reference
    without_biases: tuple[Reference, ...]
    """With one bias left out, and with all of them."""
    without_peepholes: tuple[Reference, ...]
    """With one weight for each element left out, with all, and with the biases too."""
    mistakes: tuple[tuple[WrongEquation, Standard], ...]
    conventions: tuple[tuple[OtherConvention, Standard], ...]


@lru_cache(maxsize=256)
def comparison(key: EquationKey) -> Comparison:
    """Compute a question's equations at the points of comparison."""
    setting, right = setting_of(key), right_term(key)
    mistakes = [(one, author_term(one.equation, key)) for one in key.mistakes]
    conventions = [(one, author_term(one.equation, key)) for one in key.conventions]
    quantities = {given.key: given.shape for given in setting.givens}
    quantities |= {state.name: state.shape or () for state in foreign_states(setting, right)}
    drawn = points([right, *(term for _, term in mistakes), *(term for _, term in conventions)], quantities)
    bare = without_biases(right)
    return Comparison(
        setting,
        drawn,
        Reference(right, drawn),
        tuple(Reference(term, drawn) for term in _with_fewer(right, _biases(right))),
        tuple(Reference(term, drawn) for term in _without_peepholes(right)),
        tuple((one, _standard(term, bare, drawn)) for one, term in mistakes),
        tuple((one, _standard(term, bare, drawn)) for one, term in conventions),
    )


def _standard(term: Term, bare_answer: Term, drawn: tuple[Point, ...]) -> Standard:
    bare = without_biases(term)
    return Standard(Reference(term, drawn), Reference(bare, drawn) if bare != bare_answer else None)


@lru_cache(maxsize=256)
def slips_of(key: EquationKey) -> tuple[tuple[Slip, Reference], ...]:
    """Every slip in the answer, computed."""
    return _computed_slips(comparison(key).right.term, key)


@lru_cache(maxsize=256)
def bare_slips_of(key: EquationKey) -> tuple[tuple[Slip, Reference], ...]:
    """Every slip in the answer without its biases."""
    right = comparison(key).right.term
    bare = without_biases(right)
    return _computed_slips(bare, key) if bare != right else ()


def _computed_slips(term: Term, key: EquationKey) -> tuple[tuple[Slip, Reference], ...]:
    setting, drawn = comparison(key).setting, comparison(key).points
    right = Reference(term, drawn)
    found = []
    for slip in slips(term, setting, foreign_states(setting, term)):
        other = _if_computable(slip.term, drawn)
        if other and not other.is_same(right):
            found.append((slip, other))
    return tuple(found)


def _if_computable(term: Term, drawn: tuple[Point, ...]) -> Reference | None:
    """A slip may leave a sum without its index, or sizes that do not fit: nobody can have meant that."""
    try:
        return Reference(term, drawn)
    except ValueError:
        return None


def foreign_states(setting: Setting, right: Term) -> list[Term]:
    """The cell's quantities beside the givens, so that a misplaced one has a value too."""
    own = {given.key for given in setting.givens}
    hidden = next((given.shape for given in setting.givens if given.symbol.base != "x" and given.shape), right.shape)
    inputs = next((given.shape for given in setting.givens if given.symbol.base == "x"), hidden)
    states = []
    for letter in _STATES:
        for time in _TIMES:
            name = f"{letter}_t" if time == "t" else f"{letter}_{{{time}}}"
            if name not in own and setting.family != "plain":
                states.append(Term("foreign", name, shape=inputs if letter == "x" else hidden))
    return states


def _biases(term: Term) -> list[Term]:
    return list(dict.fromkeys(one for one in walk(term) if one.operation == "parameter"))


def _with_fewer(term: Term, parts: list[Term]) -> list[Term]:
    """The equation with one of some summands or all of them left out."""
    found = [without_parts(term, frozenset({part})) for part in parts]
    return [*found, without_parts(term, frozenset(parts))] if len(parts) > 1 else found


def _without_peepholes(term: Term) -> list[Term]:
    peepholes = list(dict.fromkeys(one for one in walk(term) if one.operation == "linear" and one.kind == "diagonal"))
    fewer = _with_fewer(term, peepholes)
    return [*fewer, *(without_biases(one) for one in fewer)] if peepholes and _biases(term) else fewer
