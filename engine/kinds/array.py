"""`array`: a vector, a matrix or an array of up to four dimensions, computed; typed in rows or pasted."""

from typing import Any

from engine.errors import FormulaError, UnreadableAnswerError
from engine.formula.typed_numbers import parse_array
from engine.marking.verdict import Verdict
from engine.question.computed import ComputedQuestion
from engine.question.variant import Variant

EXAMPLES = "in rows such as 1 2; 3 4 or [[1, 2], [3, 4]]"


class ArrayQuestion(ComputedQuestion, frozen=True, kw_only=True, tag="array"):
    """A question answered with an array of numbers."""

    def parse(self, raw: str, variant: Variant) -> Any:
        from engine.formula.evaluate import evaluate_number

        try:
            return evaluate_number(parse_array(raw), {})
        except FormulaError as error:
            raise UnreadableAnswerError(f"Type numbers {EXAMPLES}: {error.message}.", error.at) from None

    def mark(self, response: Any, variant: Variant) -> Verdict:
        from engine.marking.numeric import mark

        return mark(response, variant.key)

    def answer_rule(self, variant: Variant) -> str:
        # The shape is part of what is asked and stays untold; the way to type an array is not.
        return f"Numbers {EXAMPLES}; each {self.tolerance.sentence()}."

    def read_back(self, raw: str, variant: Variant) -> str:
        from engine.marking.numeric import understood

        return understood(self.parse(raw, variant))
