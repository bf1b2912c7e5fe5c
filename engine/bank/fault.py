"""A fault in one file, and how a place in a bank is named."""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Field names and positions from the top of the file down: `("questions", 3, "mistakes", 1, "answer")`."""


class FileFault(NamedTuple):
    """One thing wrong, before it is known which file and which question it is in."""

    path: Path
    """Empty when the file as a whole is meant."""
    line: int
    """From 1; 0 when the place has to be looked up by its path, or when the file as a whole is meant."""
    found: str
    expected: str
    fix: str = ""
    """What to do about it; empty when `expected` says it all."""


def place(path: Sequence[str | int]) -> str:
    """A path as authors would say it: `mistakes[1].answer`; positions are counted from 0."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def steps(place: str) -> Path:
    """What authors would say, as a path: the inverse of `place`."""
    return tuple(int(index) if index else name for name, index in _STEP.findall(place))


_STEP = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")
