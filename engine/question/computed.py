"""What computed kinds share: a key solved from a formula, mistakes and conventions that are formulas too."""

from collections.abc import Iterable, Iterator, Mapping
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
        from engine.question.solving import numeric_key

        return numeric_key(self, given)

    def solve_distinct(self, given: Mapping[str, Value], options: tuple[str, ...]) -> "NumericKey | None":
        from engine.question.solving import distinct_key

        return distinct_key(self, given)

    def collides(self, variant: Variant) -> bool:
        return variant.distinct_key is None

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


def numeric_givens(given: Mapping[str, Value]) -> dict[str, Any]:
    """The givens as a formula takes them."""
    from engine.formula.givens import givens

    return givens(given)
