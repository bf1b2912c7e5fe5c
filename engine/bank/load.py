"""Banks: files become questions, or a list of everything that is wrong with them."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from engine.bank.bank_file import BankFile, Entry, parse
from engine.bank.files import shipped, sources
from engine.bank.skills import Concept, Use, gather, unknown_skills
from engine.errors import BankError, Problem
from engine.question.question import Question


class Place(msgspec.Struct, frozen=True):
    """Where a question is written."""

    file: str
    """As the reader named it."""
    line: int
    """From 1."""


class Bank(msgspec.Struct, frozen=True, kw_only=True):
    """Questions from any number of files, in the order of files and lines."""

    questions: dict[str, Question]
    """By id; without those that have problems."""
    digests: dict[str, str]
    """By id, a fingerprint of all that the file says of the question."""
    places: dict[str, Place]
    """By id."""
    skills: dict[str, Concept]
    """What the files declare, in their order; empty when they declare nothing."""
    files: tuple[str, ...]
    """The files that were read, as the reader named them."""
    problems: tuple[Problem, ...]
    """All that is wrong, file by file and line by line."""

    def sound(self) -> "Bank":
        """This bank itself. Raises `BankError` with all problems when it has any."""
        if self.problems:
            raise BankError(list(self.problems))
        return self


def load(paths: Sequence[Path] = ()) -> Bank:
    """Read files, and the *.yaml files of folders; without paths, the banks that come with the program.

    Never raises for what is in the files or for files that are missing: the bank's `problems` tell; `load(…).sound()` raises.
    """
    found, problems = sources(paths or [shipped()])
    files: list[tuple[str, BankFile]] = []
    for source in found:
        name = str(source.path)
        file, wrong = parse(source.data, name)
        files.append((name, file))
        problems += wrong
    return _joined(files, problems)


def _joined(files: list[tuple[str, BankFile]], problems: list[Problem]) -> Bank:
    entries: dict[str, Entry] = {}
    places: dict[str, Place] = {}
    for name, file in files:
        for entry in file.entries:
            key = entry.question.id
            if key in entries:
                problems.append(_twice(key, Place(name, entry.line), places[key]))
            else:
                entries[key] = entry
                places[key] = Place(name, entry.line)
    skills, wrong = gather([(name, file.skills) for name, file in files])
    problems += wrong
    if skills:
        uses = (Use(key, e.question.skill, places[key].file, places[key].line) for key, e in entries.items())
        problems += unknown_skills(uses, skills)
    order = {name: index for index, (name, _) in enumerate(files)}
    problems.sort(key=lambda problem: (order.get(problem.file, -1), problem.line))
    return Bank(
        questions={key: entry.question for key, entry in entries.items()},
        digests={key: entry.digest for key, entry in entries.items()},
        places=places,
        skills=skills,
        files=tuple(name for name, _ in files),
        problems=tuple(problems),
    )


def _twice(key: str, second: Place, first: Place) -> Problem:
    where = f"line {first.line}" if first.file == second.file else f"{first.file}:{first.line}"
    found = f"the id {key} a second time (first at {where})"
    return Problem(second.file, second.line, key, found, "an id of its own", "rename the newer one")
