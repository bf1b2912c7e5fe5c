"""Thin places: what a question lacks that is no fault, since it can be asked and graded all the same."""

from collections.abc import Iterable, Iterator

from engine.bank.load import Bank
from engine.bank.telling_options import longest_too_often
from engine.bank.variant_proof import Finding
from engine.errors import FormulaError, Problem
from engine.question.question import Question
from engine.question.variant import deal

_NO_SOURCE = ("", "todo", "tbd", "none", "unknown", "source", "n/a", "me", "own")
_TALKATIVE = ("open", "order")
"""Kinds whose verdict explains itself: a rubric, the line that is out of place."""
_WORDS = 3
"""Of feedback; fewer can hardly say what was done and what to do instead."""
_FEW = 5
"""Different variants of a question with fresh numbers, below which a learner soon knows them all."""
_SEEDS = 20
"""Over which they are counted."""


def notes(bank: Bank, names: Iterable[str]) -> Iterator[Problem]:
    """The thin places of some questions of a bank, by id, each at the line of its question; then those of whole files."""
    wanted = list(names)
    for name in wanted:
        place = bank.places[name]
        for thin in thin_places(bank.questions[name]):
            yield Problem(place.file, place.line, f"{name} {thin.path}", thin.found, thin.expected, "")
    for file in dict.fromkeys(bank.places[name].file for name in wanted):
        if found := longest_too_often(bank.questions[name] for name in bank.places if bank.places[name].file == file):
            yield Problem(file, 0, "", found, "about as often as any other", "")


def thin_places(question: Question) -> Iterator[Finding]:
    """What an author could still add."""
    wanted = {
        "hints": (question.hints, "a hint"),
        "solution": (question.solution, "the way to the answer"),
        "title": (question.title, "a few words for lists"),
    }
    for field, (value, words) in wanted.items():
        if not value:
            yield Finding(field, 0, f"no {field}", words)
    if question.source.strip(" .?-").lower() in _NO_SOURCE:
        yield Finding("source", 0, f'"{question.source}"', "where the facts come from")
    yield from _feedback(question)
    yield from _few_variants(question)


def _feedback(question: Question) -> Iterator[Finding]:
    mistakes = getattr(question, "mistakes", ())
    if not mistakes and question.kind not in _TALKATIVE:
        yield Finding("mistakes", 0, "no mistakes", "the wrong answers that people give, each with feedback")
    said: dict[str, str] = {}
    for place, mistake in enumerate(mistakes):
        path = f"mistakes[{place}].feedback"
        if len(mistake.feedback.split()) < _WORDS:
            yield Finding(path, 0, f'"{mistake.feedback}"', "what was done, and what to do instead")
        elif (other := said.setdefault(mistake.feedback, mistake.id)) != mistake.id:
            yield Finding(path, 0, f"the feedback of {other} again", "feedback of its own")


def _few_variants(question: Question) -> Iterator[Finding]:
    """Fresh numbers of which there are too few; nothing for a question that cannot be dealt."""
    if not question.vary:
        return
    different: set[str] = set()
    try:
        for seed in range(_SEEDS):
            different.add(repr(deal(question, seed).given))
            if len(different) == _FEW:
                return
    except FormulaError:
        return
    yield Finding(
        "vary", 0, f"{len(different)} different variants in {_SEEDS} seeds", f"draws that give {_FEW} or more"
    )
