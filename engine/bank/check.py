"""The proof of a bank: all its questions, on as many cores as there are, each problem with the command that shows it again."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import msgspec

from engine.bank.cache import read_compiled
from engine.bank.fault import steps
from engine.bank.files import shipped, sources
from engine.bank.load import Bank
from engine.bank.proof import ENOUGH, findings, findings_at, findings_together
from engine.bank.salvage import read_bank
from engine.bank.strict_yaml import Document
from engine.bank.table import Place
from engine.bank.variant_proof import Finding
from engine.errors import Problem
from engine.question.question import Question

_WORTH_SHARING = 5_000
"""Variants from which further processes save more time than they take to start."""


class Proof(NamedTuple):
    """What the check says of one question."""

    question: str
    problems: tuple[Problem, ...]
    """None: proved."""


def check(bank: Bank, variants: int) -> Iterator[Problem]:
    """Every problem of every question, over the seeds from 0 to `variants` - 1, in this process."""
    for proof in proofs(bank, variants):
        yield from proof.problems


def proofs(bank: Bank, variants: int, workers: int = 1, names: Iterable[str] | None = None) -> Iterator[Proof]:
    """The proof of each question, as soon as it is done, in the bank's order.

    `workers`: how many processes share the work. `names`: ids of the questions to prove; `None`: all.
    """
    wanted = list(bank.questions) if names is None else list(names)
    questions = [bank.questions[name] for name in wanted]
    cost = sum(variants if question.vary else 1 for question in questions)
    if workers > 1 and cost > _WORTH_SHARING:
        found = _shared(questions, variants, workers)
    else:
        found = (list(findings(question, variants)) for question in questions)
    lines = _Lines()
    for name, results in zip(wanted, found, strict=True):
        yield Proof(name, tuple(_problem(name, result, bank.places[name], lines) for result in results))


def problems_at(bank: Bank, name: str, seed: int | None) -> list[Problem]:
    """What is wrong with one question as dealt with one seed; `None`: what shows only when many seeds are seen together."""
    question, place, lines = bank.questions[name], bank.places[name], _Lines()
    found = findings_together(question, ENOUGH) if seed is None else findings_at(question, seed)
    return [_problem(name, finding, place, lines) for finding in found]


class _Lines:
    """The lines of fields, looked up in the files again once there is something to tell of them."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}

    def line(self, at: Place, path: str) -> int:
        """The line of a field of the question that stands at a place; the question's own line if there is no such field."""
        if at.file not in self._documents:
            found, _ = sources([Path(at.file)])
            self._documents[at.file] = read_bank(found[0].data if found else b"")
        document = self._documents[at.file]
        for place, line in document.lines.items():
            if len(place) == 2 and line == at.line:
                return document.line((*place, *steps(path)))
        return at.line


def _shared(questions: Sequence[Question], variants: int, workers: int) -> Iterator[list[Finding]]:
    tasks = [(msgspec.msgpack.encode(question), variants) for question in questions]
    # A fresh interpreter for each worker: the threads of this one, if it has any, are not copied half-way through something.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_found, tasks, chunksize=max(1, len(tasks) // (workers * 8)))


def _found(task: tuple[bytes, int]) -> list[Finding]:
    compiled, variants = task
    return list(findings(read_compiled(compiled), variants))


def _problem(name: str, finding: Finding, place: Place, lines: _Lines) -> Problem:
    path = f"{name}[seed {finding.seed}] {finding.path}"
    line = lines.line(place, finding.path)
    fix = finding.fix or f"see: {_command(name, finding, place)}"
    return Problem(place.file, line, path, finding.found, finding.expected, fix)


def _command(name: str, finding: Finding, place: Place) -> str:
    """What to type to see the question as it was dealt."""
    ours = shipped().resolve() in Path(place.file).resolve().parents
    bank = "" if ours else f" --bank {shlex.quote(place.file)}"
    return f"unrolled show {name}{bank} --variant {finding.seed} --answer --steps"
