"""The one way from a learner's text to a verdict."""

from engine import limits
from engine.errors import UnreadableAnswerError
from engine.marking.verdict import Verdict, invalid
from engine.question.variant import Variant


def grade(variant: Variant, raw: str) -> Verdict:
    """Judge a text as an answer to a variant.

    A text that cannot be read gives the outcome `invalid`, never an exception. Raises `FormulaError` only when the question's own
    key cannot be computed, which `unrolled check` finds beforehand.
    """
    if len(raw) > limits.ANSWER_CHARACTERS:
        return invalid(f"An answer may have {limits.ANSWER_CHARACTERS:,} characters; this one has {len(raw):,}.")
    if not raw.strip():
        return invalid("There is no answer yet. " + variant.question.answer_rule(variant))
    try:
        response = variant.question.parse(raw, variant)
    except UnreadableAnswerError as error:
        return invalid(error.message, error.at)
    return variant.question.mark(response, variant)
