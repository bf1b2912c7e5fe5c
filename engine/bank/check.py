"""The proof of a bank: every question dealt over many seeds, its own samples graded, its numbers printed and read again."""

from collections.abc import Iterator

from engine.bank.load import Bank
from engine.errors import FormulaError, Problem
from engine.question.grade import grade
from engine.question.question import Question
from engine.question.variant import Variant, deal


def check(bank: Bank, variants: int) -> Iterator[Problem]:
    """Every problem of every question, over seeds 0 to `variants` - 1; one for each question and field."""
    for question in bank.questions.values():
        place = bank.places[question.id]
        told: set[str] = set()
        for path, seed, found, expected in faults(question, variants):
            if path not in told:
                told.add(path)
                command = f"unrolled show {question.id} --variant {seed} --answer --steps"
                yield Problem(
                    place.file,
                    place.line,
                    f"{question.id}[seed {seed}] {path}".rstrip(),
                    found,
                    expected,
                    f"see: {command}",
                )


def faults(question: Question, variants: int) -> Iterator[tuple[str, int, str, str]]:
    """What is wrong with a question: path, seed, found, expected."""
    seeds = range(variants if question.vary else min(variants, 4))
    for seed in seeds:
        try:
            variant = deal(question, seed)
            variant.key  # noqa: B018 - solving is what is tried
        except FormulaError as error:
            path, _, text = str(error).partition(" ")
            yield (
                (path if "answer" in path or "vary" in path else "answer"),
                seed,
                text or str(error),
                "a formula that can be computed",
            )
            return
        yield from sample_faults(variant)
        for mistake in question.collisions(variant):
            yield f"mistake {mistake}", seed, "an answer that cannot be told from the key", "another answer"


def sample_faults(variant: Variant) -> Iterator[tuple[str, int, str, str]]:
    """Samples whose verdict is not the one they must get."""
    for sample in variant.question.samples(variant):
        verdict = grade(variant, sample.raw)
        if (verdict.outcome, verdict.mistake) != (sample.outcome, sample.mistake):
            found = f"{verdict.outcome} {verdict.mistake or ''}".strip()
            yield f"sample {sample.raw!r:.60}", variant.seed, found, f"{sample.outcome} {sample.mistake or ''}".strip()
