"""`equation`: a formula of the field, typed in any notation and judged by its meaning under any naming of its parameters."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import msgspec

from engine.formula.words import FUNCTIONS
from engine.marking.verdict import Verdict
from engine.question.question import Convention, Fault, Mistake, Question, Sample, Sentence, Value
from engine.question.variant import Variant

if TYPE_CHECKING:
    from engine.marking.equation import EquationKey

Equation = Annotated[str, msgspec.Meta(min_length=1, description="An equation: f_t = sigmoid(W x_t + U h_{t-1} + b)")]
Shape = Annotated[
    tuple[str | int, ...],
    msgspec.Meta(description="Sizes by letter or number: [H, D]; [] for a number."),
]


class EquationMistake(Mistake, frozen=True, kw_only=True):
    """A wrong equation."""

    answer: Equation


class EquationQuestion(Question, frozen=True, kw_only=True, tag="equation", dict=True):
    """A question answered with an equation."""

    given: dict[str, Shape] = msgspec.field(default_factory=dict)
    """What the equation may use, by name, with its shape."""
    parameters: dict[str, Shape] = msgspec.field(default_factory=dict)
    """What the learner may call as they like, with its shape."""
    answer: Equation
    mistakes: tuple[EquationMistake, ...] = ()
    conventions: tuple[Convention, ...] = ()
    """Other honest conventions."""
    bias: Literal["required", "optional"] = "optional"
    """Whether leaving out the bias makes an answer only partly right."""
    without: tuple[str, ...] = ()
    """Functions that the answer has to do without, because it defines them: `[softmax]`."""
    note: Sentence | None = None
    """What is said of the notation accepted, beyond the rule for all equations."""

    printable: ClassVar[bool] = False

    @cached_property
    def reference(self) -> "EquationKey":
        """The answer, the mistakes and the conventions, read once. Raises `FormulaError`."""
        from engine.marking.equation import equation_key

        return equation_key(
            self.answer,
            self.given,
            self.parameters,
            mistakes=[(mistake.id, mistake.answer, mistake.feedback) for mistake in self.mistakes],
            conventions=[(convention.name, str(convention.answer)) for convention in self.conventions],
            bias_required=self.bias == "required",
            without=self.without,
        )

    def solve(self, given: Mapping[str, Value], options: tuple[str, ...]) -> "EquationKey":
        return self.reference

    def parse(self, raw: str, variant: Variant) -> Any:
        from engine.marking.equation import read_equation

        return read_equation(raw, variant.key)

    def mark(self, response: Any, variant: Variant) -> Verdict:
        from engine.marking.equation import mark_equation

        judged = mark_equation(response, variant.key)
        return Verdict(
            outcome=judged.outcome,
            score=judged.score,
            message=judged.message,
            mistake=judged.mistake,
            convention=judged.convention,
            understood=judged.understood,
            expected=self.answer,
        )

    def key_text(self, variant: Variant) -> str:
        return self.answer

    def samples(self, variant: Variant) -> Iterator[Sample]:
        yield Sample(raw=self.answer, outcome="correct")
        for mistake in self.mistakes:
            yield Sample(raw=mistake.answer, outcome="wrong", mistake=mistake.id)
        for function in self.without:
            yield Sample(raw=f"{function}({next(iter(self.given))})", outcome="wrong", mistake="not-written-out")
        yield Sample(raw="= = (", outcome="invalid")
        yield Sample(raw=self.answer + " + (", outcome="invalid")

    def answer_rule(self, variant: Variant) -> str:
        names = "your own names for the weights; " if self.parameters else ""
        bias = "" if self.bias == "optional" else " The bias belongs to it."
        out = f" It is written out, without {' and '.join(self.without)}." if self.without else ""
        return f"One equation, as text, Unicode or LaTeX; {names}the meaning counts, not the letters.{bias}{out}" + (
            f" {self.note}" if self.note else ""
        )

    def read_back(self, raw: str, variant: Variant) -> str:
        # Marking would show which letters were recognised, and so, before the learner has answered, that the answer is right.
        from engine.marking.equation import echo

        return echo(self.parse(raw, variant), variant.key)

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        for name in self.vary:
            yield Fault(f"vary.{name}", "a draw", "nothing: an equation has no numbers")
        known = set(FUNCTIONS.values())
        for place, function in enumerate(self.without):
            if function not in known:
                yield Fault(f"without[{place}]", function, f"a function that equations use: {', '.join(sorted(known))}")
        if self.without and not self.given:
            yield Fault("without", "no given", "something in `given` to define the function of")
