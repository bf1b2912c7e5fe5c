"""Reading one bank file: its questions, or everything that is wrong with it."""

import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from engine import limits
from engine.bank.bank_file import BankFile, Header, Summary, index_of
from engine.bank.fault import FileFault, Path, place, steps
from engine.bank.mismatch import found, mismatches
from engine.bank.names import nearest, one_of
from engine.bank.salvage import read_bank
from engine.bank.skills import Concept, Declared
from engine.bank.strict_yaml import Document
from engine.errors import Problem
from engine.kinds import kinds
from engine.question.question import Question

_MOST_PROBLEMS = 100
"""Told for one file: more than anybody reads, and few enough to be found at once in a file that is nothing but problems."""


def parse(data: bytes, name: str) -> tuple[BankFile, list[Problem]]:
    """The questions of one file, and its problems in the order of its lines; `name` is the file as the reader knows it.

    A file with very many problems has the first of them told.
    """
    document = read_bank(data)
    header = document.data if isinstance(document.data, dict) else {}
    broken = {fault.path[1] for fault in document.faults if fault.path[:1] == ("questions",) and len(fault.path) > 1}
    summaries: list[Summary] = []
    questions: list[Question] = []
    faults = document.faults[:_MOST_PROBLEMS]
    if document.readable:
        faults += islice(_header_faults(document.data), _MOST_PROBLEMS)
    for index, item in enumerate(_items(header)):
        if len(faults) >= _MOST_PROBLEMS:
            break
        question, wrong = (None, []) if index in broken and _is_stub(item) else convert(item)
        path: Path = ("questions", index)
        faults += [fault._replace(path=(*path, *fault.path)) for fault in wrong]
        if question is not None and not wrong and index not in broken:
            summaries.append(_summary(question, item, document.line(path)))
            questions.append(question)
    problems = [_problem(fault, document, name) for fault in faults]
    problems.sort(key=lambda problem: problem.line)
    return BankFile(_title(header), _skills(document, header), index_of(summaries), questions), problems


def _is_stub(item: object) -> bool:
    """Whether nothing but the id is left of a question that could not be read."""
    return isinstance(item, dict) and item.keys() <= {"id"}


def convert(item: object) -> tuple[Question | None, list[FileFault]]:
    """Plain data as a question, and all that is wrong with it; the paths start at the question."""
    if not isinstance(item, dict):
        return None, [FileFault((), 0, found(item), "a question: id, kind, prompt and more", "")]
    kind = item.get("kind")
    cls = kinds().get(kind) if isinstance(kind, str) else None
    if cls is None:
        return None, [_kind_fault(item)]
    try:
        question = msgspec.convert(item, cls)
    except msgspec.ValidationError as error:
        return None, list(islice(mismatches(item, cls), _MOST_PROBLEMS)) or [_refused(item, str(error))]
    return question, [FileFault(steps(fault.path), 0, *fault[1:]) for fault in question.faults()]


def _refused(item: dict[str, Any], message: str) -> FileFault:
    """What a type says of values that have the right form, and yet are not right together."""
    expected, _, where = message.partition(" - at `$")
    path = steps(where.partition("[...]")[0].strip("`."))
    value: Any = item
    for step in path:
        value = value[step]
    return FileFault(path, 0, found(value), expected)


def _kind_fault(item: dict[str, Any]) -> FileFault:
    expected = f"a kind: {one_of(kinds())}"
    if "kind" in item:
        meant = nearest(item["kind"], kinds())
        return FileFault(("kind",), 0, found(item["kind"]), expected, f"did you mean {meant}?" if meant else "")
    strange = [name for name in item if name not in Question.__struct_fields__]
    if meant := nearest("kind", strange):
        return FileFault((meant,), 0, f"the field {meant}", "kind", "did you mean kind?")
    return FileFault((), 0, "no field kind", expected, "add kind: …")


def _header_faults(data: object) -> Iterator[FileFault]:
    if isinstance(data, list):
        yield FileFault(
            (), 1, found(data), "version, title, skills and questions", "put version: 1 and questions: above the list"
        )
    elif not isinstance(data, dict):
        yield FileFault((), 1, found(data), "a bank: version: 1 and a list of questions", "")
    else:
        yield from mismatches(data, Header)


def _items(header: dict[str, Any]) -> list[Any]:
    items = header.get("questions")
    return items if isinstance(items, list) else []


def _title(header: dict[str, Any]) -> str:
    title = header.get("title")
    return title if isinstance(title, str) else ""


def _skills(document: Document, header: dict[str, Any]) -> dict[str, Declared]:
    """The skills that are declared, however badly: told once, a fault is not told again of each question."""
    listed = header.get("skills")
    skills = {}
    for name, concept in listed.items() if isinstance(listed, dict) else ():
        try:
            known = msgspec.convert(concept, Concept)
        except msgspec.ValidationError:
            known = Concept(title=name)
        skills[name] = Declared(known, document.line(("skills", name)))
    return skills


def _summary(question: Question, item: dict[str, Any], line: int) -> Summary:
    digest = hashlib.blake2b(msgspec.json.encode(item, order="sorted"), digest_size=16).hexdigest()
    return Summary(question.id, question.kind, question.skill, question.level, question.name, digest, line)


def _problem(fault: FileFault, document: Document, name: str) -> Problem:
    line = fault.line or document.line(fault.path)
    return Problem(name, line, _words(fault.path, document.data), fault.found, fault.expected, fault.fix)


def _words(path: Path, data: object) -> str:
    """A path as authors would say it: inside a question from its id, if it has one."""
    if len(path) < 2 or path[0] != "questions" or not isinstance(data, dict) or not isinstance(path[1], int):
        return place(path)
    items = _items(data)
    item = items[path[1]] if path[1] < len(items) else None
    label = item.get("id") if isinstance(item, dict) else None
    name = label if isinstance(label, str) and 0 < len(label) <= limits.ID_CHARACTERS else place(path[:2])
    return f"{name} {place(path[2:])}".rstrip()
