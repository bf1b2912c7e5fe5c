"""What can still be read of a bank that is not YAML as a whole: its questions, each read alone.

One bad indent would otherwise hide every other fault of the file behind it.
"""

import re
from typing import NamedTuple

from engine.bank.fault import FileFault
from engine.bank.strict_yaml import Document, read
from engine.bank.syntax import spaces

_QUESTIONS = re.compile(r"questions:\s*(#.*)?")
_LINE_END = re.compile(r"\r\n|\r|\n")
_DASH = re.compile(r"( *)-(?: |$)")
_ID = re.compile(r"""( *)(?:- +)?id: +["']?([a-z0-9-]+)["']?\s*""")
_MOST_CHUNKS = 4096
"""More than any real file has; reading each alone would take too long."""


class _Chunk(NamedTuple):
    """The lines of one question, as far as its layout tells."""

    start: int
    """The line of its dash, from 0."""
    end: int
    """One past its last line."""
    indent: int
    """Spaces before its dash."""


def read_bank(data: bytes) -> Document:
    """Read a bank; questions that are no YAML have one fault each and stand in the data as a mapping of at most an id."""
    document = read(data)
    if document.readable:
        return document
    lines = _LINE_END.split(data.decode(errors="replace"))
    chunks = _chunks(lines)
    faults = {}
    for chunk in chunks:
        if fault := _fault(lines, chunk, chunks[0]):
            faults[chunk.start + 1] = fault
            _cut(lines, chunk, chunks[0])
    if not faults:
        return document
    rest = read("\n".join(lines).encode())
    # A question that was cut is found again by the line of its dash.
    indices = {rest.line(("questions", index)): index for index in range(len(chunks))}
    told = [
        fault._replace(path=("questions", indices[line]) if line in indices else ()) for line, fault in faults.items()
    ]
    return rest._replace(faults=[*told, *rest.faults])


def _chunks(lines: list[str]) -> list[_Chunk]:
    """Where each question begins and ends, told by the indents of the dashes alone; nothing when there are too many."""
    start = next((number for number, line in enumerate(lines) if _QUESTIONS.fullmatch(line)), len(lines))
    starts: list[tuple[int, int]] = []
    end = len(lines)
    for number in range(start + 1, len(lines)):
        line = lines[number]
        dash = _DASH.match(line)
        if dash and (not starts or len(dash[1]) < starts[0][1] + 2):
            starts.append((number, len(dash[1])))
            if len(starts) > _MOST_CHUNKS:
                return []
        elif starts and (line.startswith("---") or line[:1] not in ("", " ", "#", "-", "\t")):
            end = number
            break
    ends = [*(number for number, _ in starts[1:]), end]
    return [_Chunk(number, last, indent) for (number, indent), last in zip(starts, ends, strict=False)]


def _fault(lines: list[str], chunk: _Chunk, first: _Chunk) -> FileFault | None:
    """What keeps a question from being read alone; `None` when nothing does."""
    if chunk.indent != first.indent:
        expected = f"{spaces(first.indent)}, as on line {first.start + 1}"
        return FileFault((), chunk.start + 1, f"{spaces(chunk.indent)} before -", expected, "line it up")
    alone = read("\n".join(lines[chunk.start : chunk.end]).encode(), chunk.start)
    return None if alone.readable else alone.faults[-1]


def _cut(lines: list[str], chunk: _Chunk, first: _Chunk) -> None:
    """Put a mapping that holds no more than the id in the place of a question, line for line."""
    named = filter(None, map(_ID.fullmatch, lines[chunk.start : chunk.end]))
    # Further in, an id is a mistake's.
    name = next((match[2] for match in named if len(match[1]) < first.indent + 4), None)
    stub = f'{{id: "{name}"}}' if name else "{}"
    lines[chunk.start : chunk.end] = [f"{' ' * first.indent}- {stub}", *[""] * (chunk.end - chunk.start - 1)]
