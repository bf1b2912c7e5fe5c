"""`number`: one number, computed; typed as a decimal, a fraction or an elementary formula."""

from typing import Any

from engine.errors import FormulaError, UnreadableAnswerError
from engine.marking.verdict import Verdict
from engine.question.computed import ComputedQuestion
from engine.question.variant import Variant

EXAMPLES = "such as 0.25, 3/4 or tanh(0.5)"


class NumberQuestion(ComputedQuestion, frozen=True, kw_only=True, tag="number"):
    """A question answered with one number."""

    def parse(self, raw: str, variant: Variant) -> Any:
        from engine.formula.typed_values import typed_number

        try:
            value = typed_number(raw)
        except FormulaError as error:
            raise UnreadableAnswerError(f"Type one number, {EXAMPLES}: {error.message}.", error.at) from None
        if not isinstance(value, float):
            from engine.formula.sizes import shown

            raise UnreadableAnswerError(f"Type one number, {EXAMPLES}; this is {shown(value.shape)}.")
        return value

    def mark(self, response: float, variant: Variant) -> Verdict:
        from engine.marking.numeric import mark

        return mark(response, variant.key)

    def answer_rule(self, variant: Variant) -> str:
        return f"One number, {self.tolerance.sentence()}."

    def read_back(self, raw: str, variant: Variant) -> str:
        return f"{self.parse(raw, variant):.6g}"
