"""One command of a program that drives a sitting."""

from typing import Any, Final, Literal, TypeAlias

import msgspec

from engine import limits
from engine.learning.attempt import Confidence
from engine.learning.rating import Rating

Doing: TypeAlias = Literal[
    "next", "skip", "later", "hint", "solution", "again", "fresh", "flag", "undo", "rate", "question", "quit"
]
EXPECTED: Final = 'expected {"answer": …} or {"do": "hint"}; unrolled session --help lists all'


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the program."""

    answer: Any = msgspec.UNSET
    """Text; numbers and lists are taken as their text."""
    do: Doing | None = None
    confidence: Confidence | None = None
    """How sure the answer is; it changes no score."""
    rating: Rating | None = None
    """With `rate`: of the last answer."""


def read(line: bytes) -> Command:
    """The command that a line holds. Raises `ValueError` for what is none."""
    if len(line) > limits.JSON_LINE_BYTES:
        raise ValueError(f"a line may have {limits.JSON_LINE_BYTES:,} bytes")
    try:
        command = msgspec.json.decode(line, type=Command)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    if (command.answer is msgspec.UNSET) == (command.do is None):
        raise ValueError("found both or neither of `answer` and `do`")
    if command.confidence and command.do:
        raise ValueError("found `confidence` without an answer")
    if (command.do == "rate") != (command.rating is not None):
        raise ValueError("`rate` and `rating` belong together")
    return command
