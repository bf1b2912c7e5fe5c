"""The proof of one variant: its prompt complete, its numbers as printed, every sample judged as it must be."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from engine.errors import FormulaError
from engine.question.grade import grade
from engine.question.prompt import placeholders, printed
from engine.question.question import Question
from engine.question.variant import Variant, deal

_SECONDS = 2.0
"""Of processor time for one variant, with all its samples; a learner would feel a tenth of it."""
_PRINTED_CHARACTERS = 12
"""Of one printed number; more is the noise of binary arithmetic."""


_TOLD_CHARACTERS = 50


class Finding(NamedTuple):
    """Something wrong with a question, as dealt with one seed."""

    path: str
    """The field, or what was tried: `answer`, `sample '3.5'`."""
    seed: int
    found: str
    expected: str


def proved_at(question: Question, seed: int) -> tuple[Variant | None, list[Finding]]:
    """A question dealt with a seed, and all that is wrong with it; `None` for the variant when the key cannot be computed."""
    if question.computed:
        # The first of all would be blamed for the import of NumPy and the solvers.
        from engine.formula.functions import functions

        functions()
    begun = time.process_time()
    try:
        variant = deal(question, seed)
        question.key_text(variant)
    except FormulaError as error:
        path, message = _blamed(str(error))
        return None, [Finding(path, seed, message, "a formula that can be computed")]
    found = [finding for proof in _PROOFS for finding in proof(variant)]
    taken = time.process_time() - begun
    if taken > _SECONDS:
        found.append(Finding("answer", seed, f"{taken:.1f} seconds of work", f"at most {_SECONDS:g} seconds"))
    return variant, found


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
        # Whole numbers are printed digit for digit; there is nothing to lose.
        if _made_of(value, int) or _holds_text(value):
            continue
        try:
            same = _equal(evaluate_number(parse(text), {}), numeric(value))
        except FormulaError:
            same = False
        if not same:
            yield Finding(f"given.{name}", variant.seed, f"{_short(text)} printed", "a value that reads back as itself")


def _made_of(value: Any, kind: type) -> bool:
    """Whether a value, or all that a nested list holds, is of a type."""
    if isinstance(value, list | tuple):
        return all(_made_of(item, kind) for item in value)
    return isinstance(value, kind)


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
        path = f"sample {_short(sample.raw)}"
        if re.search(r"\b(nan|inf)\b", sample.raw):
            yield Finding("answer", variant.seed, _short(sample.raw), "finite numbers")
        elif verdict.outcome != sample.outcome:
            yield Finding(path, variant.seed, f"{verdict.outcome} ({_short(verdict.message)})", sample.outcome)
        elif sample.mistake and verdict.mistake != sample.mistake and verdict.mistake:
            pair = " and ".join(sorted((sample.mistake, verdict.mistake)))
            found = f"the same answer {_short(sample.raw)}"
            yield Finding(f"mistakes {pair}", variant.seed, found, "answers further apart than twice the tolerance")
        elif verdict.mistake != sample.mistake:
            yield Finding(path, variant.seed, f"the mistake {verdict.mistake}", f"the mistake {sample.mistake}")


def _short(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _TOLD_CHARACTERS else line[:_TOLD_CHARACTERS] + "…"


def _collisions(variant: Variant) -> Iterator[Finding]:
    ids = [mistake.id for mistake in getattr(variant.question, "mistakes", ())]
    for mistake in variant.question.collisions(variant):
        found = f"{mistake}, which cannot be told from the key or from another mistake"
        expected = "an answer further away than twice the tolerance"
        yield Finding(f"mistakes[{ids.index(mistake)}].answer", variant.seed, found, expected)


def _options(variant: Variant) -> Iterator[Finding]:
    for first, second in combinations(variant.options, 2):
        if " ".join(first.split()).casefold() == " ".join(second.split()).casefold():
            yield Finding("options", variant.seed, f'"{_short(first)}" twice', "options that differ")


_PROOFS: Sequence[Callable[[Variant], Iterator[Finding]]] = (_prompt, _givens, _samples, _collisions, _options)
