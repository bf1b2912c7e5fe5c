"""The proof of one question: every variant over many seeds, and what shows only when they are seen together."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from engine.bank import lints
from engine.bank.variant_proof import Finding, Prover
from engine.errors import FormulaError
from engine.question.prompt import placeholders
from engine.question.question import Question
from engine.question.variant import Variant, deal

ENOUGH = 20
"""Seeds from which something may be said of all of them together."""
_UNCOMPUTED_SEEDS = 4
"""Seeds that are graded of a question whose numbers never change."""
_HOPELESS = 8
"""Seeds in a row with something wrong, after which the others are spared: a question whose mistakes collide is drawn again and again."""
_STICKY = re.compile(
    r"\b(all|none|both|neither|any|each|some) of (the )?(above|below|these|those|previous)\b", re.IGNORECASE
)


def findings(question: Question, variants: int) -> Iterator[Finding]:
    """What is wrong with a question over the seeds from 0; once for each path, with the number of seeds."""
    prover = Prover(question)
    first: dict[str, Finding] = {}
    count: Counter[str] = Counter()
    for finding in [*_over_seeds(prover, variants), *_together(prover, variants)]:
        first.setdefault(finding.path, finding)
        count[finding.path] += 1
    for path, finding in first.items():
        others = count[path] - 1
        more = f" (and with {others} other seed{'s' * (others > 1)})" if others else ""
        yield finding._replace(found=finding.found + more)


def findings_at(question: Question, seed: int) -> list[Finding]:
    """What is wrong with a question as dealt with one seed."""
    variant, found = Prover(question).prove(seed)
    return [*found, *(lints.found(question, [variant]) if variant else ())]


def seeds(question: Question, variants: int) -> range:
    """The seeds that are worth grading: few for a question whose numbers never change."""
    return range(variants if question.vary else min(variants, _UNCOMPUTED_SEEDS))


def findings_together(question: Question, variants: int) -> Iterator[Finding]:
    """What is wrong with a question apart from any one seed; nothing when it cannot be dealt at all."""
    yield from _together(Prover(question), variants)


def _together(prover: Prover, variants: int) -> Iterator[Finding]:
    question = prover.question
    try:
        printed = prover.deal(0)
        question.key_text(printed)
        yield from _dealing(prover, variants)
        yield from _unseen(printed)
        yield from _options_as_written(printed)
        yield from _places(prover, variants)
    except FormulaError:
        return


def _over_seeds(prover: Prover, variants: int) -> Iterator[Finding]:
    bad_in_a_row = 0
    for seed in seeds(prover.question, variants):
        variant, found = prover.prove(seed)
        yield from found
        if variant is None:
            return
        if variant.seed == seed:
            yield from lints.found(prover.question, [variant])
            # Of many variants with large keys, few would fit into memory.
            variant.forget()
        bad_in_a_row = bad_in_a_row + 1 if found else 0
        if bad_in_a_row == _HOPELESS:
            return


def _dealing(prover: Prover, variants: int) -> Iterator[Finding]:
    """Dealing that is not the same twice, and fresh numbers that never change."""
    question = prover.question
    if not question.vary or variants < 2:
        return
    first, again = deal(question, 1), deal(question, 1)
    if (first.given, first.prompt, first.options) != (again.given, again.prompt, again.options):
        yield Finding("vary", 1, "another question when dealt again", "the same numbers for the same seed")
    if variants >= ENOUGH and all(prover.deal(seed).given == first.given for seed in range(2, ENOUGH)):
        yield Finding("vary", 1, f"the same numbers in {ENOUGH - 1} seeds", "numbers that vary")


def _unseen(variant: Variant) -> Iterator[Finding]:
    """Fresh numbers that the answer needs and the learner never sees."""
    question = variant.question
    if not question.vary or not question.computed:
        return
    seen = placeholders(question.prompt) | variant.shown.keys()
    for name in sorted((_names(getattr(question, "answer", "")) & question.vary.keys()) - seen):
        yield Finding(
            f"vary.{name}", 1, "a number that is drawn and never shown", f"{{{{{name}}}}} in the prompt, or under it"
        )


def _names(answer: Any) -> set[str]:
    """What the formulas of an answer call by name."""
    from engine.formula.python_syntax import parse
    from engine.formula.tree import Name, children

    waiting = [parse(str(text)) for text in (answer.values() if isinstance(answer, dict) else [answer])]
    names = set()
    while waiting:
        node = waiting.pop()
        waiting += children(node)
        if isinstance(node, Name):
            names.add(node.name)
    return names


def _places(prover: Prover, variants: int) -> Iterator[Finding]:
    """The right option must not be told by where it stands."""
    question, printed = prover.question, prover.deal(0)
    if variants < ENOUGH or question.right_place(printed) is None:
        return
    places = Counter(question.right_place(prover.deal(seed)) for seed in range(variants))
    count = len(printed.options)
    even = variants / count
    spread = sum((places[place] - even) ** 2 / even for place in range(count))
    # Twelve standard deviations of the chi-squared distribution with `count` - 1 degrees of freedom: never by chance.
    if spread > count - 1 + 12 * (2 * (count - 1)) ** 0.5:
        place = max(range(count), key=lambda place: places[place])
        yield Finding(
            "answer",
            0,
            f"the right option in place {place + 1} in {places[place]} of {variants} seeds",
            "every place as often",
        )


def _options_as_written(variant: Variant) -> Iterator[Finding]:
    """Options that cannot be shuffled."""
    for option in variant.options:
        if sticky := _STICKY.search(option):
            yield Finding("options", 0, f'"{sticky[0]}"', "options that stand by themselves, since they are shuffled")
