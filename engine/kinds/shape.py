"""`shape`: sizes and counts, computed and exact; typed as `2×3`, `(2, 3)` or `128`."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.errors import FormulaError, UnreadableAnswerError
from engine.marking.tolerance import Tolerance
from engine.marking.verdict import Verdict
from engine.question.computed import ComputedQuestion
from engine.question.question import Fault, Sample
from engine.question.variant import Variant

if TYPE_CHECKING:
    from engine.formula.values import Numeric

EXACT = Tolerance(exact=True)
BETWEEN = re.compile(r"\s*(?:[×✕xX*,;]|\bby\b|\s)\s*")


class ShapeQuestion(ComputedQuestion, frozen=True, kw_only=True, tag="shape"):
    """A question answered with whole numbers: a shape, a size, a count."""

    tolerance: Tolerance = EXACT

    def parse(self, raw: str, variant: Variant) -> Any:
        if not variant.key.target.shape:
            return self.count(raw)
        import numpy as np

        text = raw.strip().strip("()[]{} ").rstrip(",")
        words = BETWEEN.split(text)
        if not all(word.isascii() and word.isdigit() and len(word) <= 15 for word in words):
            raise UnreadableAnswerError("Type the sizes as whole numbers, such as 2×3 or (2, 3).")
        return np.array([float(word) for word in words])

    def count(self, raw: str) -> float:
        """One whole number, which may be left as a product such as 4*32."""
        from engine.formula.typed_values import typed_number

        try:
            value = typed_number(raw.replace(" ", "").replace("_", ""))
        except FormulaError as error:
            raise UnreadableAnswerError(
                f"Type one whole number, such as 128 or 4*32: {error.message}.", error.at
            ) from None
        if not isinstance(value, float) or not value.is_integer():
            raise UnreadableAnswerError("Type one whole number, such as 128 or 4*32.")
        return value

    def mark(self, response: Any, variant: Variant) -> Verdict:
        from engine.marking.numeric import mark

        return mark(response, variant.key)

    def key_text(self, variant: Variant) -> str:
        return written(variant.key.value)

    def samples(self, variant: Variant) -> Iterator[Sample]:
        yield Sample(raw=self.key_text(variant), outcome="correct")
        for mistake in variant.key.mistakes:
            raw = written(mistake.value)
            if raw:
                yield Sample(raw=raw, outcome="wrong", mistake=mistake.name)
        yield Sample(raw="hello", outcome="invalid")
        yield Sample(raw="2.5", outcome="invalid")

    def answer_rule(self, variant: Variant) -> str:
        return "The sizes, such as 2×3." if variant.key.target.shape else "One whole number."

    def read_back(self, raw: str, variant: Variant) -> str:
        return written(self.parse(raw, variant))

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        if self.tolerance != EXACT:
            yield Fault("tolerance", "a rule", "nothing: sizes and counts are exact")


def written(value: "Numeric") -> str:
    """A shape or a count as a learner would type it; nothing for numbers that are not whole."""
    from engine.marking.target import cells

    sizes = cells(value).numbers
    return "×".join(str(int(size)) for size in sizes) if all(size.is_integer() and size >= 0 for size in sizes) else ""
