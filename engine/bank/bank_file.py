"""One bank file as data: its header, its questions and what is kept of each."""

from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

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


Entry: TypeAlias = tuple[Summary, Question | msgspec.Raw]
"""A question of a file; raw where it comes compiled, to be read when it is asked for."""


class BankFile(NamedTuple):
    """What one file holds."""

    title: str
    """Empty when the file has none."""
    skills: dict[str, Declared]
    entries: tuple[Entry, ...]
    """Without those that have faults."""


def any_question() -> Any:
    """The type that all kinds of question together make."""
    return reduce(or_, kinds().values())
