"""Hints: a ladder from the question's own words to the worked solution; each rung costs rating, never score."""

from collections.abc import Iterator
from typing import NamedTuple

from engine.errors import FormulaError
from engine.question.question import Question
from engine.question.variant import Variant


class Hint(NamedTuple):
    """One rung."""

    text: str
    """Plain text of one line or more, mathematics between dollar signs in what banks say."""
    told: bool = False
    """Whether it is the whole solution."""


def ladder(variant: Variant) -> tuple[Hint, ...]:
    """All hints, the gentlest first: the question's, then the rule, the rule with numbers, the first step, all.

    A solution of one step has no rung for its first step, which would be all; a question without a worked solution has only its own hints.
    """
    return (*map(Hint, variant.question.hints), *_worked(variant))


def may_have_more(question: Question, shown: int, *, told: bool) -> bool:
    """Whether there may be a further hint, found without computing anything."""
    return shown < len(question.hints) or (not told and bool(question.computed or question.solution))


def _worked(variant: Variant) -> Iterator[Hint]:
    try:
        steps = variant.question.worked(variant)
    except FormulaError:
        steps = []
    lines = []
    for step in steps:
        name = f"{step.name} = " if step.name else ""
        chain = dict.fromkeys((step.rule, step.numbers, step.value))
        lines.append(name + " = ".join(chain))
    if steps:
        first = steps[0]
        name = f"{first.name} = " if first.name else ""
        yield Hint(f"The rule: {name}{first.rule}")
        if first.numbers not in (first.rule, first.value):
            yield Hint(f"With numbers: {name}{first.numbers}")
        if len(steps) > 1:
            yield Hint(f"The first step: {name}{first.value}")
    whole = [*variant.question.solution.strip().splitlines(), *lines]
    if whole:
        yield Hint("\n".join(["All of it:", *whole]), told=True)
