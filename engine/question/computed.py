"""What computed kinds share: a key solved from a formula, mistakes and conventions that are formulas too."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from engine.errors import FormulaError
from engine.marking.tolerance import DEFAULT, Tolerance
from engine.question.question import Convention, Fault, Formula, Mistake, Question, Sample, Value
from engine.question.variant import Variant

if TYPE_CHECKING:
    from engine.formula.tree import Node
    from engine.formula.worked import WorkedStep
    from engine.marking.numeric import NumericKey


class FormulaMistake(Mistake, frozen=True, kw_only=True):
    """A wrong way to compute the answer."""

    answer: Formula


class ComputedQuestion(Question, frozen=True, kw_only=True):
    """A question whose key is a number or an array solved from the givens."""

    answer: Formula
    mistakes: tuple[FormulaMistake, ...] = ()
    """Wrong ways to compute it; the first that a wrong answer fits is named."""
    conventions: tuple[Convention, ...] = ()
    """Other honest conventions and what they give."""
    tolerance: Tolerance = DEFAULT
    """One rule: absolute, relative, decimals, significant or exact."""

    computed: ClassVar[bool] = True

    def solve(self, given: Mapping[str, Value], options: tuple[str, ...]) -> "NumericKey":
        from engine.formula.evaluate import quietly

        with quietly():
            return self._solved(given)

    def _solved(self, given: Mapping[str, Value]) -> "NumericKey":
        from engine.formula.givens import givens
        from engine.marking.numeric import Known, NumericKey
        from engine.marking.target import target

        names = givens(given)
        key = target(solved(self.answer, names, "answer"), self.tolerance)
        mistakes: list[Known] = []
        for place, mistake in enumerate(self.mistakes):
            wrong = target(solved(mistake.answer, names, f"mistakes[{place}].answer"), self.tolerance)
            if wrong.is_apart_from(key) and all(wrong.is_apart_from(told.target) for told in mistakes):
                mistakes.append(Known(mistake.id, wrong, mistake.feedback))
        conventions = [
            Known(other.name, target(solved(other.answer, names, f"conventions[{place}].answer"), self.tolerance))
            for place, other in enumerate(self.conventions)
        ]
        return NumericKey(
            target=key,
            mistakes=tuple(mistakes),
            conventions=tuple(other for other in conventions if other.target.is_apart_from(key)),
            rounded=partial(rounded_early, self.answer, names),
        )

    def collisions(self, variant: Variant) -> tuple[str, ...]:
        told = {mistake.name for mistake in variant.key.mistakes}
        return tuple(mistake.id for mistake in self.mistakes if mistake.id not in told)

    def key_text(self, variant: Variant) -> str:
        return str(variant.key.text)

    def worked(self, variant: Variant) -> "list[WorkedStep]":
        from engine.formula.worked import worked_steps

        return worked_steps(read(self.answer), numeric_givens(variant.given))

    def samples(self, variant: Variant) -> Iterator[Sample]:
        yield Sample(raw=self.key_text(variant), outcome="correct")
        for mistake in variant.key.mistakes:
            yield Sample(raw=mistake.target.text(), outcome="wrong", mistake=mistake.name)
        yield Sample(raw="hello", outcome="invalid")
        yield Sample(raw="[1, 2", outcome="invalid")

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        formulas = [("answer", self.answer)]
        formulas += [(f"mistakes[{place}].answer", mistake.answer) for place, mistake in enumerate(self.mistakes)]
        formulas += [(f"conventions[{place}].answer", other.answer) for place, other in enumerate(self.conventions)]
        yield from formula_faults(formulas)


def formula_faults(formulas: Iterable[tuple[str, Formula]]) -> Iterator[Fault]:
    """Formulas, each with its path in the question, that cannot be read."""
    for path, formula in formulas:
        try:
            read(formula)
        except FormulaError as error:
            yield Fault(path, f"{str(formula)!r} ({error})", "a formula over the givens")


def read(formula: Formula) -> "Node":
    """The tree of a bank's formula. Raises `FormulaError`."""
    from engine.formula.python_syntax import parse_once

    return parse_once(str(formula))


def solved(formula: Formula, names: Mapping[str, Any], path: str) -> Any:
    """A formula of a bank as a number or an array; called under `quietly`. Raises `FormulaError` that names the field."""
    from engine.formula.evaluate import program

    try:
        return program(str(formula)).number(names)
    except FormulaError as error:
        raise type(error)(f"{path} {str(formula)!r}: {error.message}", error.at) from error


def rounded_early(formula: Formula, names: Mapping[str, Any]) -> tuple[tuple[int, Any], ...]:
    """What a formula comes to when every intermediate is rounded to 3, 2 and 1 decimal places; nothing where that fails."""
    from engine.formula.evaluate import evaluate_number, rounding_to

    node = read(formula)
    found = []
    for places in (3, 2, 1):
        with suppress(FormulaError):
            found.append((places, evaluate_number(node, names, rounding_to(places))))
    return tuple(found)


def numeric_givens(given: Mapping[str, Value]) -> dict[str, Any]:
    """The givens as a formula takes them."""
    from engine.formula.evaluate import numeric

    return {name: numeric(value) for name, value in given.items()}
