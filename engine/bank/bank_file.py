"""One bank file as data: its header, its questions and what is kept of each."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from engine.bank.skills import Concept, Declared, Title
from engine.kinds import kinds
from engine.question.question import Question, Skill


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A bank file before its questions are looked at."""

    version: Annotated[Literal[1], msgspec.Meta(description="The form of the file; 1.")]
    title: Annotated[Title, msgspec.Meta(description="What the file is about.")] = ""
    skills: dict[Skill, Concept] = {}
    """The skills that questions are about, in the order in which they are best learned."""
    questions: list[Any]


class Summary(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What lists and plans need to know of a question, so that they need not read it whole."""

    id: str
    kind: str
    skill: str
    level: int
    title: str
    """What lists call it; made from the id where the bank gives no title."""
    digest: str
    """Fingerprint of all that the file says of the question; layout, comments and the order of fields aside."""
    line: int
    """Where it is written, from 1."""


class Index:
    """The summaries of a file, field by field; each is decoded when it is first asked for, since a start needs few of them."""

    def __init__(self, kept: dict[str, memoryview]):
        """`kept`: by the name of the field in `Summary`, a list in MessagePack."""
        self.kept = kept
        self._columns: dict[str, list[Any]] = {}

    def column(self, field: str) -> list[Any]:
        """One field of all summaries, in order."""
        if field not in self._columns:
            self._columns[field] = msgspec.msgpack.decode(self.kept[field], type=list[Any])
        return self._columns[field]

    def summary(self, at: int) -> Summary:
        """The summary in a place, from 0."""
        return Summary(*(self.column(field)[at] for field in Summary.__struct_fields__))

    def summaries(self) -> Iterator[Summary]:
        """All of them, in order."""
        return map(Summary, *map(self.column, Summary.__struct_fields__))


class BankFile(NamedTuple):
    """What one file holds; its questions without those that have faults."""

    title: str
    """Empty when the file has none."""
    skills: dict[str, Declared]
    listing: Index
    questions: Sequence[Question]
    """As many as are listed; of a compiled file, each is read when it is asked for."""


def index_of(summaries: Sequence[Summary]) -> Index:
    """Summaries, field by field."""
    rows = [msgspec.structs.astuple(summary) for summary in summaries]
    columns = {field: [row[place] for row in rows] for place, field in enumerate(Summary.__struct_fields__)}
    return Index({field: memoryview(msgspec.msgpack.encode(column)) for field, column in columns.items()})


NOTHING = BankFile("", {}, index_of([]), [])
"""What a file holds that cannot be read."""


def any_question() -> Any:
    """The type that all kinds of question together make."""
    return reduce(or_, kinds().values())
