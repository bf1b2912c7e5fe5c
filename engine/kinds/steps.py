"""`steps`: a chain of values, each a formula over the givens and the steps before; a slip costs its own step only.

Typed as lines `f = 0.73`, or as the values alone in order; `?` stands for a step that is left out, which costs its share.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar

import msgspec

from engine.errors import FormulaError, UnreadableAnswerError
from engine.marking.tolerance import DEFAULT, Tolerance
from engine.marking.verdict import Verdict
from engine.question.computed import formula_faults
from engine.question.question import Fault, Formula, Mistake, Question, Sample, Value
from engine.question.variant import Variant

if TYPE_CHECKING:
    from engine.formula.evaluate import Numeric
    from engine.formula.worked import WorkedStep
    from engine.marking.chain import ChainKey
    from engine.question.solving import WrongSteps

StepName = Annotated[
    str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,15}$", description="What the step computes: f_1.")
]
LINE = re.compile(r"\s*([A-Za-z][A-Za-z0-9_{}]*)\s*[=:]\s*(.*)", re.DOTALL)
LEFT_OUT = " ?_"
"""Signs of a step whose value the learner does not give."""


class WrongStep(Mistake, frozen=True, kw_only=True):
    """A wrong way to compute a step."""

    answer: dict[StepName, Formula]


class StepsQuestion(Question, frozen=True, kw_only=True, tag="steps"):
    """A question answered with every value of a chain."""

    answer: Annotated[dict[StepName, Formula], msgspec.Meta(min_length=2, max_length=40)]
    """The steps in order; each may use the names before it."""
    mistakes: tuple[WrongStep, ...] = ()
    tolerance: Tolerance = DEFAULT
    """One rule for every step."""

    computed: ClassVar[bool] = True

    @property
    def lines(self) -> tuple[str, ...]:
        """The names of the steps, in order."""
        return tuple(self.answer)

    @property
    def slips(self) -> "Iterator[WrongSteps]":
        """The mistakes as they are solved."""
        return ((mistake.id, mistake.answer, mistake.feedback) for mistake in self.mistakes)

    def solve(self, given: Mapping[str, Value], options: tuple[str, ...]) -> "ChainKey":
        from engine.question.solving import chain_key

        return chain_key(self.answer, self.slips, self.tolerance, given)

    def solve_distinct(self, given: Mapping[str, Value], options: tuple[str, ...]) -> "ChainKey | None":
        from engine.question.solving import distinct_chain_key

        return distinct_chain_key(self.answer, self.slips, self.tolerance, given)

    def collides(self, variant: Variant) -> bool:
        return variant.distinct_key is None

    def parse(self, raw: str, variant: Variant) -> "dict[str, Numeric]":
        from engine.marking.chain import mathematics, no_number

        texts = dict(self.fields(raw))
        response = self.values(texts, variant)
        if slip := no_number(response, variant.key):
            raise UnreadableAnswerError(slip)
        # Half a chain was mostly sent too early; who means it says so.
        if missing := [name for name in self.lines if name not in texts]:
            named = ", ".join(map(mathematics, missing))
            raise UnreadableAnswerError(f"Still missing: {named}. A ? stands for a step that you leave out.")
        return response

    def values(self, texts: Mapping[str, str], variant: Variant) -> "dict[str, Numeric]":
        """The values of the steps that are answered, by name. Raises `UnreadableAnswerError`, also where none is."""
        from engine.formula.typed_values import typed_array

        response: dict[str, Numeric] = {}
        for name, text in texts.items():
            if not text.strip(LEFT_OUT):
                continue
            try:
                response[name] = typed_array(text)
            except FormulaError as error:
                raise UnreadableAnswerError(f"{name}: {error.message}.") from None
        if not response:
            raise UnreadableAnswerError(self.answer_rule(variant))
        return response

    def fields(self, raw: str) -> Iterator[tuple[str, str]]:
        """The text of each step that is answered or left out."""
        lines = [line for line in re.split(r"[\n;]+", raw) if line.strip()]
        named = [LINE.match(line) for line in lines]
        if not any(named):
            values = lines if len(lines) > 1 else [word for word in re.split(r"[\s,]+", raw) if word]
            if len(values) > len(self.lines):
                raise UnreadableAnswerError(f"There are {len(self.lines)} steps; found {len(values)} values.")
            yield from zip(self.lines, values, strict=False)
            return
        seen: set[str] = set()
        for line, found in zip(lines, named, strict=True):
            name = found[1].replace("{", "").replace("}", "") if found else ""
            if found is None or name not in self.answer or name in seen:
                raise UnreadableAnswerError(f"{line.strip()[:40]!r} is no step; the steps are {', '.join(self.lines)}.")
            seen.add(name)
            if found[2].strip():
                yield name, found[2]

    def mark(self, response: "dict[str, Numeric]", variant: Variant) -> Verdict:
        from engine.marking.chain import mark

        return mark(response, variant.key)

    def key_text(self, variant: Variant) -> str:
        return lines_of(variant.key.texts)

    def collisions(self, variant: Variant) -> tuple[str, ...]:
        collided: tuple[str, ...] = variant.key.collided
        return collided

    def worked(self, variant: Variant) -> "list[WorkedStep]":
        from engine.formula.worked import worked_steps

        earlier: dict[str, Numeric] = {}
        steps: list[WorkedStep] = []
        for name, value in variant.key.values.items():
            told = worked_steps(variant.key.formulas[name].node, variant.key.names, earlier)
            steps += [*told[:-1], told[-1]._replace(name=name)] if told else []
            earlier[name] = value
        return steps

    def samples(self, variant: Variant) -> Iterator[Sample]:
        key: ChainKey = variant.key
        yield Sample(raw=self.key_text(variant), outcome="correct")
        for slip in key.slips:
            if slip.id not in key.collided:
                name, wrong = next(iter(slip.targets.items()))
                raw = lines_of(key.texts | {name: wrong.text()})
                # All other steps are right, and there are two at least.
                yield Sample(raw=raw, outcome="partial", mistake=slip.id)
        yield Sample(raw="hello", outcome="invalid")

    def answer_rule(self, variant: Variant) -> str:
        return (
            f"The values of {', '.join(self.lines)}, one line each, ? for one that you leave out; {self.tolerance.sentence()}. "
            "A slip costs its own step only, if what follows is consistent with it."
        )

    def read_back(self, raw: str, variant: Variant) -> str:
        # While it is typed, a chain is not complete.
        response = self.values(dict(self.fields(raw)), variant)
        return f"{len(response)} of {len(self.lines)} steps"

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        yield from formula_faults((f"answer.{name}", formula) for name, formula in self.answer.items())
        for place, mistake in enumerate(self.mistakes):
            yield from formula_faults(
                (f"mistakes[{place}].answer.{name}", formula) for name, formula in mistake.answer.items()
            )
            for name in mistake.answer:
                if name not in self.answer:
                    yield Fault(f"mistakes[{place}].answer", f"the step {name}", f"one of {', '.join(self.lines)}")


def lines_of(texts: Mapping[str, str]) -> str:
    """Steps as a learner would type them."""
    return "\n".join(f"{name} = {text}" for name, text in texts.items())
