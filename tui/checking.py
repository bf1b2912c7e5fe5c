"""`unrolled check`: problems as lines, as JSON or as a JUnit report."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import click
import msgspec

from engine.bank.check import Proof, proofs
from engine.bank.load import Bank
from engine.bank.proved import Proved
from engine.bank.thin_places import notes
from engine.errors import Problem
from tui.lines import several
from tui.text import visible
from tui.wrapping import echo


def report(bank: Bank, variants: int, *, changed: bool, as_json: bool, junit: Path | None) -> int:
    """Print every problem of a bank, then what it could still do with; returns the exit code: 2 unreadable, 1 problems found, 0 none.

    `changed`: pass over the questions that were found clean before, over as many seeds, by this program.
    """
    proved = Proved()
    names = proved.unproved(bank, variants) if changed else list(bank.questions)
    problems = list(dict.fromkeys(bank.problems))  # a path that is named twice is at fault once
    clean = []
    for proof in counted(proofs(bank, variants, os.cpu_count() or 1, names), len(names)):
        problems += proof.problems
        if not proof.problems:
            clean.append(proof.question)
    proved.keep(bank, clean, variants)
    noted = list(notes(bank, names))
    if junit:
        junit.write_bytes(junit_report(bank, problems))
    if as_json:
        data = {
            "questions": len(names),
            "variants": variants,
            "problems": [problem._asdict() for problem in problems],
            "notes": [note._asdict() for note in noted],
        }
        click.echo(msgspec.json.format(msgspec.json.encode(data), indent=2).decode())
    else:
        for problem in problems:
            echo(visible(str(problem)))
        for note in noted:
            echo(visible(f"note: {note}"))
        told = f"{several(len(problems), 'problem')}, {several(len(noted), 'note')}"
        click.echo(f"{several(len(names), 'question')}, {several(variants, 'seed')}: {told}", err=True)
    return 2 if bank.problems else 1 if problems else 0


def counted(done: Iterable[Proof], total: int) -> Iterator[Proof]:
    """The proofs as they come, with a progress bar on standard error where that is a terminal."""
    with click.progressbar(
        done, length=total, label="Checking", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield from bar


def junit_report(bank: Bank, problems: list[Problem]) -> bytes:
    """One test case for each question, and one for each file that has problems of its own."""
    suite = ElementTree.Element("testsuite", name="unrolled check")
    cases = {
        name: ElementTree.SubElement(suite, "testcase", classname=bank.places[name].file, name=name)
        for name in bank.questions
    }
    failed = set()
    for problem in problems:
        name = problem.path.split("[")[0].split(" ")[0]
        case = cases.get(name)
        if case is None:
            case = cases[name] = ElementTree.SubElement(
                suite, "testcase", classname=problem.file, name=name or problem.file
            )
        ElementTree.SubElement(case, "failure", message=visible(str(problem)))
        failed.add(id(case))
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(len(failed)))
    text: bytes = ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True)
    return text
