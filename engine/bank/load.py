"""Banks: files become questions, or a list of everything that is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from engine.bank import table
from engine.bank.bank_file import NOTHING, BankFile, Summary
from engine.bank.cache import Cache
from engine.bank.dealings import Dealings
from engine.bank.files import Source, neighbours, shipped, sources, unreadable
from engine.bank.skills import Concept, Use, gather, requirements, unknown
from engine.bank.table import Named, Place, Shelf
from engine.errors import BankError, Problem
from engine.question.question import Question
from engine.question.variant import Variant


class Bank(msgspec.Struct, frozen=True, kw_only=True):
    """Questions from any number of files, in the order of files and lines."""

    questions: Mapping[str, Question]
    """By id; without those that have problems of their own."""
    summaries: Mapping[str, Summary]
    """By id, what lists need to know."""
    asked: Mapping[str, str]
    """By id, the skill asked for."""
    digests: Mapping[str, str]
    """By id, a fingerprint of all that the file says of the question."""
    places: Mapping[str, Place]
    """By id."""
    skills: dict[str, Concept]
    """What the files declare, in their order; a skill may require one that only a neighbouring file declares."""
    files: tuple[str, ...]
    """The files that were read, as the reader named them."""
    dealings: Dealings
    """What was dealt of these questions before."""
    problems: tuple[Problem, ...] = ()
    """All that is wrong, file by file and line by line."""

    def sound(self) -> "Bank":
        """This bank itself. Raises `BankError` with all problems when it has any."""
        if self.problems:
            raise BankError(list(self.problems))
        return self

    def deal(self, question: Question, seed: int) -> Variant:
        """Deal one of the questions, without computing if it was dealt with this seed before. Raises `FormulaError`."""
        return self.dealings.deal(question, self.digests[question.id], seed)


def load(paths: Sequence[Path] = (), cache: Cache | None = None) -> Bank:
    """Read files, and the *.yaml files of folders; without paths, the banks that come with the program.

    Never raises for what is in the files or for files that are missing: the bank's `problems` tell, and `load(…).sound()` raises.
    `cache`: where compiled files are kept; `None`: in the reader's own folder.
    """
    kept = cache or Cache()
    found, problems = sources(paths or [shipped()])
    files: list[Named] = []
    for source in found:
        file, wrong = _compiled(source, kept)
        files.append((str(source.path), file))
        problems += wrong
    bank, wrong = _joined(files, Dealings(kept))
    problems += [*wrong, *_unknown_skills(files, bank, found, kept)]
    order = {name: index for index, (name, _) in enumerate(files)}
    problems.sort(key=lambda problem: (order.get(problem.file, -1), problem.line))
    return msgspec.structs.replace(bank, problems=tuple(problems))


def _compiled(source: Source, kept: Cache) -> tuple[BankFile, list[Problem]]:
    """One file, from the cache if it is there."""
    try:
        if file := kept.get(source, lambda: _read(source.again(), kept)[0]):
            return file, []
        return _read(source, kept)
    except OSError as error:
        return NOTHING, [unreadable(source.path, error)]


def _read(source: Source, kept: Cache) -> tuple[BankFile, list[Problem]]:
    """One file, as it is written. Raises `OSError`."""
    # Compiled banks spare the start the import of PyYAML and of all that explains faults.
    from engine.bank.reading import parse

    file, problems = parse(source.data, str(source.path))
    if not problems:
        kept.put(source, file)
    return file, problems


def _joined(files: list[Named], dealings: Dealings) -> tuple[Bank, list[Problem]]:
    shelf = Shelf(files)
    skills, clashes = gather([(name, file.skills) for name, file in files])
    bank = Bank(
        questions=table.questions(shelf),
        summaries=table.summaries(shelf),
        asked=table.skills(shelf),
        digests=table.digests(shelf),
        places=table.places(shelf),
        skills=skills,
        files=tuple(name for name, _ in files),
        dealings=dealings,
    )
    return bank, [*(_twice(shelf, number, bank) for number in shelf.again), *clashes]


def _unknown_skills(files: list[Named], bank: Bank, found: list[Source], kept: Cache) -> Iterator[Problem]:
    """Skills that are declared neither here nor in a neighbouring file; where no file declares any, none is missed."""
    if not bank.skills:
        return
    uses = [use for use in requirements([(name, file.skills) for name, file in files]) if use.skill not in bank.skills]
    if any(not bank.skills.keys() >= {*file.listing.column("skill")} for _, file in files):
        for key, summary in bank.summaries.items():
            if summary.skill not in bank.skills:
                uses.append(Use(f"{key} skill", summary.skill, bank.places[key].file, summary.line))
    if uses:
        around = (_compiled(source, kept)[0].skills for source in neighbours(found))
        yield from unknown(uses, set(bank.skills).union(*around))


def _twice(shelf: Shelf, number: int, bank: Bank) -> Problem:
    (name, file), at = shelf.find(number)
    key, line = file.listing.column("id")[at], file.listing.column("line")[at]
    first = bank.places[key]
    where = f"line {first.line}" if first.file == name else f"{first.file}:{first.line}"
    found = f"the id {key} a second time (first at {where})"
    return Problem(name, line, key, found, "an id of its own", "rename the newer one")
