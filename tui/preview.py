"""`unrolled preview`: a question as learners see it, shown again whenever its file is saved, the problems of the check beside it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from engine.bank.check import check
from engine.bank.choose import question_called
from engine.bank.load import Bank, load
from engine.errors import UnknownQuestionError, UnrolledError
from engine.question.variant import deal
from tui.lines import answer_text, prose, question_lines, shown, step_lines
from tui.text import visible
from tui.wrapping import fitted

SEEDS = 10
"""Over how many seeds a preview checks: enough to find most faults, few enough to be there at once."""
PAUSE = 0.3
"""Seconds between two looks at the file."""
CLEAR = "\x1b[2J\x1b[H"


def preview_lines(bank: Bank, question_id: str | None, seed: int) -> Iterator[str]:
    """Problems, then the questions (or the one named) with answer and steps. Raises `UnknownQuestionError` after the problems."""
    for problem in [*bank.problems, *check(bank, SEEDS)]:
        yield f"! {visible(str(problem))}"
    for name in [question_called(bank, question_id).id] if question_id else bank.questions:
        yield from question_shown(bank, name, seed)


def question_shown(bank: Bank, name: str, seed: int) -> Iterator[str]:
    """One question, from prompt to worked steps; what cannot be computed is among the problems already."""
    yield ""
    yield f"── {name}[seed {seed}] " + "─" * max(0, 60 - len(name))
    try:
        variant = deal(bank.questions[name], seed)
        question = variant.question
        yield from question_lines(variant)
        yield ""
        yield shown(question.answer_rule(variant))
        yield f"Answer: {answer_text(variant)}"
        yield from prose(question.solution).splitlines()
        yield from step_lines(question.worked(variant))
    except UnrolledError as error:
        yield f"! {visible(str(error))}"


def follow(file: Path, question_id: str | None, seed: int, echo: Callable[[str], object]) -> None:
    """Show the preview again after every save, until the learner interrupts."""
    last = 0
    while True:
        try:
            saved = file.stat().st_mtime_ns
        except OSError:
            saved = -1
        if saved != last:
            last = saved
            lines = [*_watched(file, question_id, seed), "", "Watching; ctrl+c ends."]
            echo(CLEAR + fitted("\n".join(lines)))
        time.sleep(PAUSE)


def _watched(file: Path, question_id: str | None, seed: int) -> Iterator[str]:
    """The preview of a file that may have the question after the next save."""
    try:
        yield from preview_lines(load([file]), question_id, seed)
    except UnknownQuestionError as error:
        yield f"! {visible(str(error))}"
