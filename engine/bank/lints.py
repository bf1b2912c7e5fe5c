"""Lints: what reading a question tells that grading it does not, over the variants that were dealt for the proof."""

from collections.abc import Iterator, Sequence

from engine.bank.saturation import saturated
from engine.bank.stated_conventions import unstated_conventions
from engine.bank.stated_shapes import misstated_shapes
from engine.bank.telling_options import telling_options
from engine.bank.variant_proof import Finding
from engine.question.question import Question
from engine.question.variant import Variant


def found(question: Question, variants: Sequence[Variant]) -> Iterator[Finding]:
    """What is wrong with a question: its shapes, its conventions, its options, its saturated keys.

    `variants`: some that could be dealt and solved. What is the same for every seed is told of the printed one, if it is among them.
    """
    for variant in variants:
        if variant.seed == 0:
            yield from telling_options(question)
            yield from unstated_conventions(variant)
        yield from misstated_shapes(variant)
    yield from saturated(question, variants)
