"""Keys solved from formulas: the half of the computed kinds that loads NumPy, imported once something is to be solved."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from engine.errors import FormulaError
from engine.formula.evaluate import evaluate_number, program, quietly, rounding_to
from engine.formula.givens import givens
from engine.formula.values import Numeric
from engine.marking.chain import ChainKey, KnownSlip
from engine.marking.numeric import Known, NumericKey
from engine.marking.target import target
from engine.marking.tolerance import Tolerance
from engine.question.question import Formula, Value

if TYPE_CHECKING:
    from engine.question.computed import ComputedQuestion


def numeric_key(question: "ComputedQuestion", given: Mapping[str, Value]) -> NumericKey:
    """The key of a number or an array, with the mistakes and conventions that can be told from it. Raises `FormulaError`."""
    names, rule = givens(given), question.tolerance
    with quietly():
        key = target(solved(question.answer, names, "answer"), rule)
        mistakes: list[Known] = []
        for place, mistake in enumerate(question.mistakes):
            wrong = target(solved(mistake.answer, names, f"mistakes[{place}].answer"), rule)
            if wrong.is_apart_from(key) and all(wrong.is_apart_from(told.target) for told in mistakes):
                mistakes.append(Known(mistake.id, wrong, mistake.feedback))
        conventions = [
            Known(other.name, target(solved(other.answer, names, f"conventions[{place}].answer"), rule))
            for place, other in enumerate(question.conventions)
        ]
    return NumericKey(
        target=key,
        mistakes=tuple(mistakes),
        conventions=tuple(other for other in conventions if other.target.is_apart_from(key)),
        rounded=partial(rounded_early, question.answer, names),
    )


def chain_key(
    answer: Mapping[str, Formula],
    mistakes: Iterable[tuple[str, Mapping[str, Formula], str]],
    tolerance: Tolerance,
    given: Mapping[str, Value],
) -> ChainKey:
    """The key of a chain: each step may use the steps before it; `mistakes` are (id, formulas by step, feedback).

    Raises `FormulaError`.
    """
    names = givens(given)
    before = dict(names)
    with quietly():
        for name, formula in answer.items():
            names[name] = solved(formula, names, f"answer.{name}")
        slips = []
        for place, (key, formulas, feedback) in enumerate(mistakes):
            path = f"mistakes[{place}].answer"
            wrong = {name: solved(formula, names, f"{path}.{name}") for name, formula in formulas.items()}
            slips.append(KnownSlip(key, wrong, feedback))
    return ChainKey(
        names=before,
        formulas={name: program(str(formula)).node for name, formula in answer.items()},
        values={name: names[name] for name in answer},
        slips=tuple(slips),
        tolerance=tolerance,
    )


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
