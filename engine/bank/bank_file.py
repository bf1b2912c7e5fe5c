"""One bank file: its header and its questions, or everything that is wrong with it."""

import hashlib
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from engine import limits
from engine.bank.fault import FileFault, Path, place, steps
from engine.bank.mismatch import found, mismatches, nearest, one_of
from engine.bank.strict_yaml import Document, read
from engine.errors import Problem
from engine.kinds import kinds
from engine.question.question import Question, Skill

Title = Annotated[str, msgspec.Meta(max_length=limits.TITLE_CHARACTERS)]


class Concept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A skill as a bank declares it."""

    title: Annotated[Title, msgspec.Meta(min_length=1)]
    """How learners see it."""
    requires: tuple[Skill, ...] = ()
    """The skills to have before it."""


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A bank file before its questions are looked at."""

    version: Annotated[Literal[1], msgspec.Meta(description="The form of the file; 1.")]
    title: Annotated[Title, msgspec.Meta(description="What the file is about.")] = ""
    skills: dict[Skill, Concept] = {}
    """The skills that questions are about, in the order in which they are best learned."""
    questions: list[Any]


class Entry(NamedTuple):
    """A question and where it stands."""

    question: Question
    digest: str
    """Of all that the file says of the question: layout, comments and the order of fields aside."""
    line: int
    """From 1."""


class BankFile(NamedTuple):
    """What one file holds."""

    title: str
    """Empty when the file has none."""
    skills: dict[str, Concept]
    entries: tuple[Entry, ...]
    """Without those that have faults."""


def parse(data: bytes, name: str) -> tuple[BankFile, list[Problem]]:
    """The questions of one file, and every problem found, in the order of its lines; `name` is the file as the reader knows it."""
    document = read(data)
    faults = list(document.faults)
    header = document.data if isinstance(document.data, dict) else {}
    entries: list[Entry] = []
    if document.readable:
        faults += _header_faults(document.data)
        broken = {fault.path[1] for fault in document.faults if len(fault.path) > 1}
        for index, item in enumerate(_items(header)):
            question, wrong = convert(item)
            path: Path = ("questions", index)
            faults += [fault._replace(path=(*path, *fault.path)) for fault in wrong]
            if question is not None and not wrong and index not in broken:
                entries.append(Entry(question, _digest(item), document.line(path)))
    problems = [_problem(fault, document, name) for fault in faults]
    problems.sort(key=lambda problem: problem.line)
    return BankFile(_title(header), _skills(header), tuple(entries)), problems


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
        return None, list(mismatches(item, cls)) or [FileFault((), 0, "what does not fit", str(error))]
    return question, [FileFault(steps(fault.path), 0, *fault[1:]) for fault in question.faults()]


def _kind_fault(item: dict[str, Any]) -> FileFault:
    known = one_of(kinds())
    if "kind" not in item:
        meant = nearest("kind", item)
        fix = f"write kind instead of {meant}" if meant else "add kind: …"
        return FileFault((meant,) if meant else (), 0, f"no field kind{meant and f' but {meant}'}", known, fix)
    meant = nearest(item["kind"], kinds())
    return FileFault(("kind",), 0, found(item["kind"]), f"a kind: {known}", f"did you mean {meant}?" if meant else "")


def _header_faults(data: object) -> Iterator[FileFault]:
    if isinstance(data, list):
        yield FileFault((), 1, found(data), "version, title, skills and questions", "put version: 1 and questions: above the list")
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


def _skills(header: dict[str, Any]) -> dict[str, Concept]:
    """The skills that are declared well enough to be used."""
    declared = header.get("skills")
    skills = {}
    for name, concept in declared.items() if isinstance(declared, dict) else ():
        try:
            skills[name] = msgspec.convert(concept, Concept)
        except msgspec.ValidationError:
            # Told already; the name is known none the less, so that its questions are not blamed as well.
            skills[name] = Concept(title=name)
    return skills


def _digest(item: dict[str, Any]) -> str:
    return hashlib.blake2b(msgspec.json.encode(item, order="sorted"), digest_size=16).hexdigest()


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
