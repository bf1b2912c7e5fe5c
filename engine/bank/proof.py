"""The proof of one question: dealt over many seeds, its samples graded, its numbers read back as they are printed."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from engine.errors import FormulaError
from engine.question.grade import grade
from engine.question.prompt import placeholders, printed
from engine.question.question import Question
from engine.question.variant import Variant, deal

_SECONDS = 2.0
"""For one variant, with all its samples; a learner would feel a tenth of it."""
_PRINTED_CHARACTERS = 12
"""Of one printed number; more is the noise of binary arithmetic."""
_ENOUGH = 20
"""Seeds from which something may be said of all of them together."""
_UNCOMPUTED_SEEDS = 4
"""Seeds that are graded of a question whose numbers never change."""
_HOPELESS = 8
"""Seeds in a row with something wrong, after which the others are spared: a question whose mistakes collide is drawn again and again."""
_STICKY = re.compile(
    r"\b(all|none|both|neither|any|each|some) of (the )?(above|below|these|those|previous)\b", re.IGNORECASE
)
_LONGER = 1.4
"""How much longer than every wrong option the right one may be before its length tells it."""


class Finding(NamedTuple):
    """Something wrong with a question, as dealt with one seed."""

    path: str
    """The field, or what was tried: `answer`, `sample '3.5'`."""
    seed: int
    found: str
    expected: str


def findings(question: Question, variants: int) -> Iterator[Finding]:
    """What is wrong with a question over the seeds from 0; once for each path, with the number of seeds."""
    first: dict[str, Finding] = {}
    count: Counter[str] = Counter()
    for finding in [*_over_seeds(question, variants), *_unseen(question), *_options_as_written(question)]:
        first.setdefault(finding.path, finding)
        count[finding.path] += 1
    for path, finding in first.items():
        others = count[path] - 1
        more = f" (and with {others} other seed{'s' * (others > 1)})" if others else ""
        yield finding._replace(found=finding.found + more)


def _over_seeds(question: Question, variants: int) -> Iterator[Finding]:
    dealt: list[tuple[Variant, str]] = []
    bad_in_a_row = 0
    for seed in range(variants if question.vary else min(variants, _UNCOMPUTED_SEEDS)):
        begun = time.perf_counter()
        try:
            variant = deal(question, seed)
            dealt.append((variant, question.key_text(variant)))
        except FormulaError as error:
            path, message = _blamed(str(error))
            yield Finding(path, seed, message, "a formula that can be computed")
            return
        found = [finding for proof in _PROOFS for finding in proof(variant)]
        yield from found
        taken = time.perf_counter() - begun
        if taken > _SECONDS:
            yield Finding("answer", seed, f"{taken:.1f} seconds of work", f"at most {_SECONDS:g} seconds")
        bad_in_a_row = bad_in_a_row + 1 if found else 0
        if bad_in_a_row == _HOPELESS:
            return
    yield from _together(question, dealt)
    yield from _places(question, variants)


def _blamed(message: str) -> tuple[str, str]:
    """The field that an error names, and the rest of what it says."""
    path, _, rest = message.partition(" ")
    path = path.rstrip(":")
    if re.fullmatch(r"(answer|vary|mistakes|conventions)[][.\w{}-]*", path):
        return path, rest
    return "answer", message


def _prompt(variant: Variant) -> Iterator[Finding]:
    if left := placeholders(variant.prompt):
        yield Finding("prompt", variant.seed, f"{{{{{min(left)}}}}} still in it", "every name filled in")


def _givens(variant: Variant) -> Iterator[Finding]:
    """What is printed is what is graded: every number printed, read back and compared."""
    if not variant.question.computed:
        return
    from engine.formula.evaluate import evaluate_number, numeric
    from engine.formula.python_syntax import parse

    for name, value in variant.given.items():
        text = printed(value)
        if noisy := next((word for word in re.findall(r"[\d.e+-]+", text) if len(word) > _PRINTED_CHARACTERS), None):
            yield Finding(f"given.{name}", variant.seed, noisy, f"a number of at most {_PRINTED_CHARACTERS} characters")
        if _holds_text(value):
            continue
        try:
            same = _equal(evaluate_number(parse(text), {}), numeric(value))
        except FormulaError:
            same = False
        if not same:
            yield Finding(f"given.{name}", variant.seed, f"{text:.60} printed", "a value that reads back as itself")


def _holds_text(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_holds_text, value))
    return isinstance(value, str)


def _equal(first: Any, second: Any) -> bool:
    import numpy as np

    return bool(np.array_equal(first, second))


def _samples(variant: Variant) -> Iterator[Finding]:
    """Every sample gets the verdict it must get, and nothing that is graded is no number."""
    for sample in variant.question.samples(variant):
        verdict = grade(variant, sample.raw)
        path = f"sample {sample.raw:.40}"
        if re.search(r"\b(nan|inf)\b", sample.raw):
            yield Finding("answer", variant.seed, sample.raw[:40], "finite numbers")
        elif verdict.outcome != sample.outcome:
            yield Finding(path, variant.seed, f"{verdict.outcome} ({verdict.message:.60})", sample.outcome)
        elif sample.mistake and verdict.mistake != sample.mistake and verdict.mistake:
            pair = " and ".join(sorted((sample.mistake, verdict.mistake)))
            found = f"the same answer {sample.raw:.40}".replace("\n", "; ")
            yield Finding(f"mistakes {pair}", variant.seed, found, "answers further apart than twice the tolerance")
        elif verdict.mistake != sample.mistake:
            yield Finding(path, variant.seed, f"the mistake {verdict.mistake}", f"the mistake {sample.mistake}")


def _collisions(variant: Variant) -> Iterator[Finding]:
    ids = [mistake.id for mistake in getattr(variant.question, "mistakes", ())]
    for mistake in variant.question.collisions(variant):
        found = f"{mistake}, which cannot be told from the key or from another mistake"
        expected = "an answer further away than twice the tolerance"
        yield Finding(f"mistakes[{ids.index(mistake)}].answer", variant.seed, found, expected)


def _options(variant: Variant) -> Iterator[Finding]:
    for first, second in combinations(variant.options, 2):
        if " ".join(first.split()).casefold() == " ".join(second.split()).casefold():
            yield Finding("options", variant.seed, f'"{first:.60}" twice', "options that differ")


_PROOFS: Sequence[Callable[[Variant], Iterator[Finding]]] = (_prompt, _givens, _samples, _collisions, _options)


def _together(question: Question, dealt: list[tuple[Variant, str]]) -> Iterator[Finding]:
    """What shows only over many seeds: fresh numbers that change nothing, and dealing that is not the same twice."""
    if len(dealt) > 1:
        (variant, key) = dealt[1]
        again = deal(question, variant.seed)
        if (again.prompt, again.options, question.key_text(again)) != (variant.prompt, variant.options, key):
            yield Finding(
                "vary", variant.seed, "another question when dealt again", "the same numbers for the same seed"
            )
    if not question.vary or len(dealt) < _ENOUGH:
        return
    if len({repr(variant.given) for variant, _ in dealt[1:]}) == 1:
        yield Finding("vary", 1, f"the same numbers in {len(dealt) - 1} seeds", "numbers that vary")


def _unseen(question: Question) -> Iterator[Finding]:
    """Fresh numbers that the answer needs and the learner never sees."""
    variant = _first(question)
    if variant is None or not question.vary or not question.computed:
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


def _places(question: Question, variants: int) -> Iterator[Finding]:
    """The right option must not be told by where it stands."""
    if variants < _ENOUGH or not deal(question).options:
        return
    places: Counter[int] = Counter()
    for seed in range(variants):
        variant = deal(question, seed)
        right = question.key_text(variant)
        if right not in variant.options:
            return
        places[variant.options.index(right)] += 1
    count = len(variant.options)
    even = variants / count
    spread = sum((places[place] - even) ** 2 / even for place in range(count))
    # Twelve standard deviations of the chi-squared distribution with `count` - 1 degrees of freedom: never by chance.
    if spread > count - 1 + 12 * (2 * (count - 1)) ** 0.5:
        place, times = places.most_common(1)[0]
        yield Finding(
            "answer", 0, f"the right option in place {place + 1} in {times} of {variants} seeds", "every place as often"
        )


def _options_as_written(question: Question) -> Iterator[Finding]:
    """Options that cannot be shuffled, and a right one that its length tells."""
    variant = _first(question)
    if variant is None or not variant.options:
        return
    for option in variant.options:
        if sticky := _STICKY.search(option):
            yield Finding("options", 0, f'"{sticky[0]}"', "options that stand by themselves, since they are shuffled")
    right = question.key_text(variant)
    wrong = [len(option) for option in variant.options if option != right]
    if right in variant.options and wrong and len(right) > max(_LONGER * max(wrong), max(wrong) + 12):
        yield Finding(
            "answer",
            0,
            f"{len(right)} characters, and {max(wrong)} in the longest wrong option",
            "options of like length",
        )


def _first(question: Question) -> Variant | None:
    try:
        return deal(question)
    except FormulaError:
        return None
