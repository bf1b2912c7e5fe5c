"""The answer of a computed question taken apart: its formulas and what they come to, by their paths in the bank."""

from collections.abc import Mapping
from typing import Any

from engine.question.variant import Variant


def formulas_of(question: Any) -> dict[str, str]:
    """The formulas of a computed question's answer by their path: `answer`, or `answer.h` of a chain."""
    if not question.computed:
        return {}
    if isinstance(question.answer, Mapping):
        return {f"answer.{name}": str(formula) for name, formula in question.answer.items()}
    return {"answer": str(question.answer)}


def values(variant: Variant) -> dict[str, Any]:
    """What those formulas come to: numbers and arrays, by the same paths."""
    formulas = formulas_of(variant.question)
    if not formulas:
        return {}
    if "answer" in formulas:
        return {"answer": variant.key.value}
    return {f"answer.{name}": value for name, value in variant.key.values.items()}
