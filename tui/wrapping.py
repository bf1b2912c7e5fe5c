"""Lines for a terminal, wrapped at words to its width; what goes into a pipe or a file stays whole."""

import re
import sys
from collections.abc import Iterator
from typing import Final, TextIO

WORD: Final = re.compile(r"(?:(`+)[^`]+\1|\S)+")
"""What is never broken: a word, and code with the spaces in it."""
WHOLE: Final = re.compile(r"[⎡⎢⎣]|^ *\|")
"""What a row of a matrix or of a table has, and would be none if it were wrapped."""
MARK: Final = re.compile(r" *(?:(?:\d+|[A-Z])\) |[-–•!✓✗◐?=] )?")
"""How a line may begin, with what the lines that continue it stand clear of."""
GAP: Final = re.compile(r"(?<=[^\s.!?:;,]) {2,}(?=\S)")
"""Between two columns; after the end of a sentence it is none."""
ASIDE: Final = 4
"""By how much a last column is indented that has a line of its own, since it begins in the right half."""
FENCE: Final = "```"
"""Around lines of code."""


def echo(text: str, *, err: bool = False) -> None:
    """Print text, in lines that fit the terminal; `err`: on standard error."""
    stream = sys.stderr if err else sys.stdout
    print(fitted(text, stream), file=stream, flush=True)


def fitted(text: str, stream: TextIO | None = None) -> str:
    """Text in lines that fit the terminal; unchanged where the stream, standard output if none is named, is no terminal."""
    if not (stream or sys.stdout).isatty():
        return text
    from shutil import get_terminal_size

    return wrapped(text, get_terminal_size().columns)


def wrapped(text: str, width: int) -> str:
    """Text with every line wrapped at words; a continued line stands under the beginning of the last column, number or sign.

    Rows of matrices and tables, code and words longer than `width` are left as they are.
    """
    lines: list[str] = []
    is_code = False
    for line in text.split("\n"):
        is_code ^= line.lstrip().startswith(FENCE)
        lines += [line] if is_code or len(line) <= width or WHOLE.search(line) else _pieces(line, width)
    return "\n".join(lines)


def _pieces(line: str, width: int) -> Iterator[str]:
    marked = MARK.match(line)
    column = max([marked.end() if marked else 0, *(gap.end() for gap in GAP.finditer(line))])
    if column > width // 2:
        yield wrapped(line[:column].rstrip(), width)
        line, column = " " * ASIDE + line[column:], ASIDE
    start, end, indent = 0, 0, ""
    for word in WORD.finditer(line):
        if end and len(indent) + word.end() - start > width:
            yield indent + line[start:end]
            start, indent = word.start(), " " * column
        end = word.end()
    yield indent + line[start:end]
