"""The verdict: a symbol, a word and a colour, then what there is to learn from it."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widgets import Static

from engine.errors import UnreadableAnswerError
from engine.marking.verdict import Part, Verdict
from engine.question.variant import Variant
from tui.mathtext import readable
from tui.text import content
from tui.widgets.blocks import Blocks, titled
from tui.widgets.value import drawn


class Sign(NamedTuple):
    """How an outcome is shown; colour never stands alone."""

    symbol: str
    word: str
    style: str


SIGNS: Final = {
    "correct": Sign("✓", "Correct", "$text-success"),
    "wrong": Sign("✗", "Wrong", "$text-error"),
    "partial": Sign("◐", "Partial", "$text-warning"),
    "invalid": Sign("?", "Not read", "$text-warning"),
}


class VerdictPanel(VerticalGroup):
    """What is said of an answer: outcome, sentence, the learner's cells with marks, parts, the right answer."""

    DEFAULT_CSS = """
    VerdictPanel {
        height: auto;
        margin: 1 2 0 2;
        padding: 0 2;
        border-left: outer $border;
        &.-correct { border-left: outer $success; }
        &.-wrong { border-left: outer $error; }
        &.-partial, &.-invalid { border-left: outer $warning; }
        .headline { text-style: bold; }
        .values { margin: 1 0 0 0; padding: 0; }
    }
    """

    def __init__(self, verdict: Verdict, variant: Variant, raw: str) -> None:
        """`raw`: the text that was graded."""
        super().__init__(classes=f"-{verdict.outcome}")
        self._verdict = verdict
        self._variant = variant
        self._raw = raw

    def compose(self) -> ComposeResult:
        """Only what this verdict has."""
        verdict = self._verdict
        yield Static(headline(verdict), classes="headline")
        if verdict.message and verdict.message.rstrip(".") != SIGNS[verdict.outcome].word:
            yield Static(content(readable(verdict.message)))
        for part in verdict.parts or ():
            if self._tells(part):
                yield Static(part_line(part))
        values = [*self._given(), *self._expected()]
        if values:
            yield Blocks(values, classes="values")

    def _tells(self, part: Part) -> bool:
        return bool(part.message) or not self._variant.options

    def _given(self) -> Iterator[list[Content]]:
        """The learner's own values, each with its mark."""
        if self._verdict.cells is None:
            return
        try:
            values = self._variant.question.parse(self._raw, self._variant)
        except UnreadableAnswerError:
            return
        plain = values.tolist() if hasattr(values, "tolist") else values
        yield titled("Your answer", drawn(plain, self._verdict.cells))

    def _expected(self) -> Iterator[list[Content]]:
        """The right answer, unless it was given or stands among the options."""
        expected = self._verdict.expected
        if self._verdict.outcome not in ("wrong", "partial") or expected is None or self._variant.options:
            return
        shown = content(readable(expected)) if isinstance(expected, str) else drawn(expected)
        yield titled("Right answer", shown)


def headline(verdict: Verdict) -> Content:
    """`✗ Wrong`, with the share of a partial answer and the name of another convention."""
    sign = SIGNS[verdict.outcome]
    parts: list[Content | tuple[str, str]] = [(f"{sign.symbol} {sign.word}", sign.style)]
    if verdict.outcome == "partial":
        parts.append((f"  {verdict.score:.0%}", "$text-muted"))
    if verdict.convention:
        parts.append(
            Content.assemble(("  right under another convention: ", "$text-muted"), content(verdict.convention))
        )
    return Content.assemble(*parts)


def part_line(part: Part) -> Content:
    """One part: its mark, its name, what is said of it."""
    sign = SIGNS[part.outcome]
    told = f"  {readable(part.message)}" if part.message else ""
    return Content.assemble((f"{sign.symbol} ", sign.style), content(readable(part.name)), content(told))
