"""The line reader: an answer or a command from lines of text; an answer may run over several of them."""

import re
from collections.abc import Callable, Iterator
from typing import Final, TextIO

from engine.kinds.open import POINTS, OpenQuestion
from engine.question.variant import Variant
from tui.lines import prose, shown

COMMAND: Final = re.compile(r":[a-z]+( [a-z]+)?")
"""A line in the middle of an answer that is none of it."""
BRACKETS: Final = re.compile(r"\[[^][]*\]|\([^()]*\)")
"""Brackets without brackets in them."""


class LineReader:
    """Reads what the learner types until the input ends."""

    def __init__(self, source: TextIO, echo: Callable[[str], object]):
        """`echo` prints one line, where reading on needs a word of ours."""
        self.source = source
        self.echo = echo

    def read(self, variant: Variant) -> str | None:
        """One answer or command; `None` at the end of the input."""
        line = self.source.readline()
        if not line:
            return None
        text = line.strip()
        if text.startswith(":") or not text:
            return text
        lines = [text, *self._more(text, variant)]
        if COMMAND.fullmatch(lines[-1]):
            self.echo("What you had typed of the answer is dropped.")
            return lines[-1]
        text = "\n".join(lines)
        return self._with_points(text, variant.question) if isinstance(variant.question, OpenQuestion) else text

    def _more(self, text: str, variant: Variant) -> Iterator[str]:
        """The further lines of an answer: to the last bracket of an array, the last step of a chain, an empty line or a command."""
        kind, level = variant.question.kind, _open_brackets(text)
        left = len(getattr(variant.question, "lines", ())) - 1 if _is_one_step(text) else 0
        while kind == "open" or (kind == "array" and level > 0) or (kind == "steps" and left > 0):
            line = self.source.readline().rstrip("\n")
            if not line.strip():
                return
            level, left = level + _open_brackets(line), left - 1 if _is_one_step(line) else 0
            yield line if kind == "open" else line.strip()
            if COMMAND.fullmatch(line):
                return

    def _with_points(self, text: str, question: OpenQuestion) -> str:
        """Words of one's own with the points of the rubric that the learner claims, compared with the model answer."""
        if not any(map(str.isalpha, text)) or POINTS.fullmatch(text.rpartition("\n")[2]):
            return text
        for line in ["A model answer:", *prose(question.answer).splitlines(), "Its points:"]:
            self.echo(line)
        for place, point in enumerate(question.rubric, start=1):
            self.echo(f"  {place}) {shown(point.point)}")
        self.echo("Which of them did you make? Their numbers, or none; an empty line: those found by their phrases.")
        while line := self.source.readline().strip():
            if line == ":quit":
                return line
            if POINTS.fullmatch(f"points: {line}"):
                return f"{text}\npoints: {line}"
            self.echo(f"Numbers from 1 to {len(question.rubric)}, none, or an empty line.")
        return text


def _open_brackets(text: str) -> int:
    return text.count("[") - text.count("]")


def _is_one_step(text: str) -> bool:
    """Whether a line tells one step of a chain, `h_1 = 0.5` or `[1, 2]`, and not several of them."""
    while (inner := BRACKETS.sub("_", text)) != text:
        text = inner
    return ";" not in text and ("=" in text or len(re.split(r"[\s,]+", text.strip())) == 1)
