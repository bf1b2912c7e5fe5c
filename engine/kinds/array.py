"""`array`: a vector, a matrix or an array of up to four dimensions, computed; typed in rows or pasted."""

from math import prod
from typing import Any

from engine.errors import FormulaError, UnreadableAnswerError
from engine.marking.verdict import Verdict
from engine.question.computed import ComputedQuestion
from engine.question.variant import Variant

EXAMPLES = "in rows such as 1 2; 3 4 or [[1, 2], [3, 4]]"
BRACKETS = frozenset("[{(")


class ArrayQuestion(ComputedQuestion, frozen=True, kw_only=True, tag="array"):
    """A question answered with an array of numbers."""

    def parse(self, raw: str, variant: Variant) -> Any:
        value = self.values(raw)
        return value if BRACKETS & set(raw) else meant(value, getattr(variant.key.value, "shape", ()))

    def values(self, raw: str) -> Any:
        """A text as an array, of no axes for a single number. Raises `UnreadableAnswerError`."""
        import numpy as np

        from engine.formula.typed_values import typed_array

        try:
            value = np.asarray(typed_array(raw))
        except FormulaError as error:
            raise UnreadableAnswerError(f"Type numbers {EXAMPLES}: {error.message}.", error.at) from None
        if not value.size:
            raise UnreadableAnswerError(f"Type numbers {EXAMPLES}; nothing is left of this.")
        return value

    def mark(self, response: Any, variant: Variant) -> Verdict:
        from engine.marking.numeric import mark

        return mark(response, variant.key)

    def answer_rule(self, variant: Variant) -> str:
        # The shape is part of what is asked and stays untold; the way to type an array is not.
        return f"Numbers {EXAMPLES}; each {self.tolerance.sentence()}."

    def read_back(self, raw: str, variant: Variant) -> str:
        from engine.marking.numeric import understood

        # What the text says by itself: read as the key would have it, it would tell the key's shape.
        return understood(self.values(raw))


def meant(value: Any, shape: tuple[int, ...]) -> Any:
    """Numbers typed without brackets, which cannot tell a line of numbers from a matrix of one row or column.

    `shape`: the key's; a column of lines is taken for a vector, and a line for the only row, where the key is one.
    """
    same = value.size == prod(shape)
    column = len(shape) == 1 and value.ndim == 2 and value.shape[1] == 1
    only_row = len(shape) > value.ndim and shape[: len(shape) - value.ndim] == (1,) * (len(shape) - value.ndim)
    return value.reshape(shape) if same and (column or only_row) else value
