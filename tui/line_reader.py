"""The line reader: an answer or a command from lines of text; an answer may run over several of them."""

from collections.abc import Callable, Iterator
from typing import TextIO

from engine.kinds.open import POINTS, OpenQuestion
from engine.question.variant import Variant
from tui.lines import prose, shown


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
        text = "\n".join([text, *self._more(text, variant)])
        return self._with_points(text, variant.question) if isinstance(variant.question, OpenQuestion) else text

    def _more(self, text: str, variant: Variant) -> Iterator[str]:
        """The further lines of an answer: to an empty one for words, to the last bracket for arrays, to the last step of a chain."""
        if variant.question.kind == "steps":
            yield from self._steps(text, variant)
            return
        level = text.count("[") - text.count("]")
        words = variant.question.kind == "open"
        while words or (variant.question.kind == "array" and level > 0):
            line = self.source.readline()
            if not line.strip():
                return
            level += line.count("[") - line.count("]")
            yield line.rstrip("\n")

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

    def _steps(self, text: str, variant: Variant) -> Iterator[str]:
        """The further steps of a chain, one a line, until all are there or a line is empty; nothing more for what names no step."""
        left = len(getattr(variant.question, "lines", ())) - 1
        while "=" in text and ";" not in text and left > 0 and (text := self.source.readline().strip()):
            left -= 1
            yield text
