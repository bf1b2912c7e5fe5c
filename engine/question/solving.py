"""Keys solved from formulas: the half of the computed kinds that loads NumPy, imported once something is to be solved."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.errors import FormulaError
from engine.formula.evaluate import evaluate_number, program, quietly, rounding_to
from engine.formula.givens import Givens, givens
from engine.formula.values import Numeric
from engine.marking.chain import ChainKey, KnownSlip
from engine.marking.numeric import Known, NumericKey
from engine.marking.target import Target, target
from engine.marking.tolerance import Tolerance
from engine.question.question import Formula, Value

if TYPE_CHECKING:
    from engine.question.computed import ComputedQuestion

WrongSteps: TypeAlias = tuple[str, Mapping[str, Formula], str]
"""A known slip in a chain: its id, its formulas by step, its feedback."""


def numeric_key(question: "ComputedQuestion", given: Mapping[str, Value]) -> NumericKey:
    """The key of a number or an array, with the mistakes and conventions that can be told from it. Raises `FormulaError`."""
    names = givens(given)
    with quietly():
        right = target(solved(question.answer, names, "answer"), question.tolerance)
        mistakes = [mistake for mistake in _mistakes(question, names, right) if mistake is not None]
        return _numeric_key(question, names, right, mistakes)


def distinct_key(question: "ComputedQuestion", given: Mapping[str, Value]) -> NumericKey | None:
    """As `numeric_key`, but nothing as soon as a mistake is found that cannot be told from the key or from another."""
    names = givens(given)
    with quietly():
        right = target(solved(question.answer, names, "answer"), question.tolerance)
        mistakes: list[Known] = []
        for mistake in _mistakes(question, names, right):
            if mistake is None:
                return None
            mistakes.append(mistake)
        return _numeric_key(question, names, right, mistakes)


def _mistakes(question: "ComputedQuestion", names: Givens, right: Target) -> Iterator[Known | None]:
    """Each mistake, or nothing in the place of one that cannot be told from the key or from one before it."""
    told: list[Target] = [right]
    for place, mistake in enumerate(question.mistakes):
        wrong = target(solved(mistake.answer, names, f"mistakes[{place}].answer"), question.tolerance)
        apart = all(map(wrong.is_apart_from, told))
        if apart:
            told.append(wrong)
        yield Known(mistake.id, wrong, mistake.feedback) if apart else None


def _numeric_key(question: "ComputedQuestion", names: Givens, right: Target, mistakes: list[Known]) -> NumericKey:
    conventions = [
        Known(other.name, target(solved(other.answer, names, f"conventions[{place}].answer"), question.tolerance))
        for place, other in enumerate(question.conventions)
    ]
    return NumericKey(
        target=right,
        mistakes=tuple(mistakes),
        conventions=tuple(other for other in conventions if other.target.is_apart_from(right)),
        rounded=partial(rounded_early, question.answer, names),
    )


def chain_key(
    answer: Mapping[str, Formula], mistakes: Iterable[WrongSteps], tolerance: Tolerance, given: Mapping[str, Value]
) -> ChainKey:
    """The key of a chain: each step may use the steps before it. Raises `FormulaError`."""
    names = givens(given)
    before = dict(names)
    with quietly():
        right = _steps(answer, names, tolerance)
        return _chain_key(answer, before, right, _slips(mistakes, names, tolerance), tolerance)


def distinct_chain_key(
    answer: Mapping[str, Formula], mistakes: Iterable[WrongSteps], tolerance: Tolerance, given: Mapping[str, Value]
) -> ChainKey | None:
    """As `chain_key`, but nothing as soon as a slip is found that cannot be told from the truth."""
    names = givens(given)
    before = dict(names)
    with quietly():
        right = _steps(answer, names, tolerance)
        slips = []
        for slip in _slips(mistakes, names, tolerance):
            if not slip.is_apart_from(right):
                return None
            slips.append(slip)
        return _chain_key(answer, before, right, slips, tolerance)


def _steps(answer: Mapping[str, Formula], names: Givens, tolerance: Tolerance) -> dict[str, Target]:
    """What each step comes to, added to the names that the steps after it may use."""
    right = {}
    for name, formula in answer.items():
        names[name] = solved(formula, names, f"answer.{name}")
        right[name] = target(names[name], tolerance)
    return right


def _slips(mistakes: Iterable[WrongSteps], names: Givens, tolerance: Tolerance) -> Iterator[KnownSlip]:
    for place, (key, formulas, feedback) in enumerate(mistakes):
        path = f"mistakes[{place}].answer"
        wrong = {
            name: target(solved(formula, names, f"{path}.{name}"), tolerance) for name, formula in formulas.items()
        }
        yield KnownSlip(key, wrong, feedback)


def _chain_key(
    answer: Mapping[str, Formula],
    names: dict[str, Any],
    right: dict[str, Target],
    slips: Iterable[KnownSlip],
    tolerance: Tolerance,
) -> ChainKey:
    formulas = {name: program(str(formula)) for name, formula in answer.items()}
    return ChainKey(names=names, formulas=formulas, targets=right, slips=tuple(slips), tolerance=tolerance)


def solved(formula: Formula, names: Mapping[str, Any], path: str) -> Numeric:
    """A formula of a bank as a number or an array; called under `quietly`. Raises `FormulaError` that names the field."""
    try:
        return program(str(formula)).number(names)
    except FormulaError as error:
        raise type(error)(f"{path} {str(formula)!r}: {error.message}", error.at) from error


def rounded_early(formula: Formula, names: Mapping[str, Any]) -> tuple[tuple[int, Numeric], ...]:
    """What a formula comes to when every intermediate is rounded to 3, 2 and 1 decimal places; nothing where that fails."""
    node = program(str(formula)).node
    found = []
    for places in (3, 2, 1):
        with suppress(FormulaError):
            found.append((places, evaluate_number(node, names, rounding_to(places))))
    return tuple(found)
