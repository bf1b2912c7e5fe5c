"""The proof of one variant: its prompt complete, its numbers as printed, every sample judged as it must be."""

import re
import time
from collections.abc import Iterator
from itertools import combinations
from math import isfinite
from typing import Any, NamedTuple

from engine.errors import FormulaError
from engine.marking.verdict import Verdict
from engine.question.grade import grade
from engine.question.prompt import placeholders, printed
from engine.question.question import Question, Sample
from engine.question.variant import Dealer, Variant

_SECONDS = 2.0
"""Of processor time for one variant, with all its samples; a learner would feel a tenth of it."""
_PRINTED_CHARACTERS = 12
"""Of one printed number; more is the noise of binary arithmetic."""
_TOLD_CHARACTERS = 50
_NOISE = re.compile(rf"[\d.e+-]{{{_PRINTED_CHARACTERS + 1},}}")
# Where the word begins is asked last: a pattern that begins with letters is sought several times as fast.
_NO_NUMBER = re.compile(r"(?:nan|inf)\b(?<!\w{4})")


class Finding(NamedTuple):
    """Something wrong with a question, as dealt with one seed."""

    path: str
    """The field, or what was tried: `answer`, `sample '3.5'`."""
    seed: int
    found: str
    expected: str
    fix: str = ""
    """What to do about it; empty where only a look at the variant tells."""


class Prover:
    """Proves the variants of one question; what looks as an earlier variant did has been proved with it."""

    def __init__(self, question: Question):
        self.question = question
        self._dealer = Dealer(question)
        self._found: dict[str, list[Finding]] = {}
        """By the look of a variant."""
        self._refused: set[str] = set()
        """Texts that were refused: whether a text can be read does not hang on the numbers."""
        self._printed: set[str] = set()
        """Givens without fresh numbers that were proved."""
        if question.computed:
            # The first variant would be blamed for the import of NumPy and the solvers.
            from engine.formula.functions import functions

            functions()

    def deal(self, seed: int) -> Variant:
        """The question dealt with a seed, or the earlier variant with the same numbers. Raises `FormulaError`."""
        return self._dealer.deal(seed).variant

    def prove(self, seed: int) -> tuple[Variant | None, list[Finding]]:
        """A variant and all that is wrong with it; no variant when the key cannot be computed."""
        begun = time.process_time()
        try:
            look, variant = self._dealer.deal(seed)
            if look in self._found:
                return variant, [finding._replace(seed=seed) for finding in self._found[look]]
            self.question.key_text(variant)
        except FormulaError as error:
            path, message = _blamed(str(error))
            told, hint, names = message.partition("; did you mean ")
            return None, [Finding(path, seed, told, "a formula that can be computed", (hint + names).lstrip("; "))]
        found = list(self._proofs(variant))
        taken = time.process_time() - begun
        if taken > _SECONDS:
            found.append(Finding("answer", seed, f"{taken:.1f} seconds of work", f"at most {_SECONDS:g} seconds"))
        if look:
            self._found[look] = found
        return variant, found

    def _proofs(self, variant: Variant) -> Iterator[Finding]:
        yield from _prompt(variant)
        yield from self._givens(variant)
        yield from self._samples(variant)
        yield from _collisions(variant)
        yield from _options(variant)

    def _givens(self, variant: Variant) -> Iterator[Finding]:
        """What is printed is what is graded: every number printed, read back and compared."""
        if not self.question.computed:
            return
        for name in variant.given.keys() - self._printed:
            if not (finding := _given(name, variant)) and name not in self.question.vary:
                self._printed.add(name)
            yield from finding

    def _samples(self, variant: Variant) -> Iterator[Finding]:
        """Every sample gets the verdict it must get, and nothing that is graded is no number."""
        for sample in self.question.samples(variant):
            if sample.outcome == "invalid" and sample.raw in self._refused:
                continue
            verdict = grade(variant, sample.raw)
            if verdict.outcome == sample.outcome == "invalid" and self.question.computed:
                self._refused.add(sample.raw)
            yield from _judged(variant, sample, verdict)


def proved_at(question: Question, seed: int) -> tuple[Variant | None, list[Finding]]:
    """A question dealt with a seed, and all that is wrong with it; `None` for the variant when the key cannot be computed."""
    return Prover(question).prove(seed)


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


def _given(name: str, variant: Variant) -> list[Finding]:
    """What is wrong with a given as it is printed."""
    value = variant.given[name]
    text = printed(value)
    found = []
    if noisy := _NOISE.search(text):
        expected = f"a number of at most {_PRINTED_CHARACTERS} characters"
        found.append(Finding(f"given.{name}", variant.seed, noisy[0], expected))
    if not _reads_back(text, value):
        expected = "a value that reads back as itself"
        found.append(Finding(f"given.{name}", variant.seed, f"{_short(text)} printed", expected))
    return found


def _holds_text(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_holds_text, value))
    return isinstance(value, str)


def _reads_back(text: str, value: Any) -> bool:
    """Whether a learner who typed this text would have typed this value; words are not typed."""
    if isinstance(value, float):
        return isfinite(value) and float(text) == value
    if isinstance(value, int):
        return True
    from engine.formula.plain_rows import plain_rows

    return plain_rows(text) == value or _holds_text(value) or _evaluates_to(text, value)


def _evaluates_to(text: str, value: Any) -> bool:
    import numpy as np

    from engine.formula.evaluate import evaluate_number, numeric
    from engine.formula.python_syntax import parse

    try:
        return bool(np.array_equal(evaluate_number(parse(text), {}), numeric(value)))
    except FormulaError:
        return False


def _judged(variant: Variant, sample: Sample, verdict: Verdict) -> Iterator[Finding]:
    """What is wrong with the verdict on a sample."""
    text = sample.raw
    if _NO_NUMBER.search(text):
        yield Finding("answer", variant.seed, _short(text), "finite numbers")
    elif verdict.outcome != sample.outcome:
        found = f"{verdict.outcome} ({_short(verdict.message)})"
        yield Finding(f"sample {_short(text)}", variant.seed, found, sample.outcome)
    elif sample.mistake and verdict.mistake != sample.mistake and verdict.mistake:
        pair = " and ".join(sorted((sample.mistake, verdict.mistake)))
        found = f"the same answer {_short(text)}"
        yield Finding(f"mistakes {pair}", variant.seed, found, "answers further apart than twice the tolerance")
    elif verdict.mistake != sample.mistake:
        found = f"the mistake {verdict.mistake}"
        yield Finding(f"sample {_short(text)}", variant.seed, found, f"the mistake {sample.mistake}")


def _short(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _TOLD_CHARACTERS else line[:_TOLD_CHARACTERS] + "…"


def _collisions(variant: Variant) -> Iterator[Finding]:
    for mistake in variant.question.collisions(variant):
        ids = [mistake.id for mistake in getattr(variant.question, "mistakes", ())]
        found = f"{mistake}, which cannot be told from the key or from another mistake"
        expected = "an answer further away than twice the tolerance"
        yield Finding(f"mistakes[{ids.index(mistake)}].answer", variant.seed, found, expected)


def _options(variant: Variant) -> Iterator[Finding]:
    for first, second in combinations(variant.options, 2):
        if " ".join(first.split()).casefold() == " ".join(second.split()).casefold():
            yield Finding("options", variant.seed, f'"{_short(first)}" twice', "options that differ")
