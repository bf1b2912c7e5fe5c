"""The verdict: a symbol, a word and a colour, then what there is to learn from it."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widgets import Static

from engine.marking.verdict import Part, Verdict
from tui.mathtext import readable
from tui.text import content, visible
from tui.widgets.blocks import Blocks
from tui.widgets.sign import SIGNS


class VerdictPanel(VerticalGroup):
    """What is said of an answer: outcome, sentence, parts, and values side by side."""

    DEFAULT_CSS = """
    VerdictPanel {
        height: auto;
        margin: 1 2 0 2;
        padding: 0 2;
        border-left: outer $border;
        &.-first { margin: 0 2; }
        &.-correct { border-left: outer $success; }
        &.-wrong { border-left: outer $error; }
        &.-partial, &.-invalid { border-left: outer $warning; }
        .headline { text-style: bold; }
        .values { margin: 1 0 0 0; padding: 0; }
    }
    """

    def __init__(
        self,
        verdict: Verdict,
        blocks: Sequence[Sequence[Content]] = (),
        *,
        lists_parts: bool = True,
        told: Content | None = None,
    ) -> None:
        """`blocks`: the learner's values and the right ones; `lists_parts`: false when the input marks them itself.

        `told`: what is said in place of the verdict's own sentence.
        """
        super().__init__(classes=f"-{verdict.outcome}")
        self._verdict = verdict
        self._told = told
        self._blocks = blocks
        self._lists_parts = lists_parts

    def compose(self) -> ComposeResult:
        """Only what this verdict has."""
        verdict = self._verdict
        yield Static(headline(verdict), classes="headline")
        if verdict.message.rstrip(".") not in ("", "Right", SIGNS[verdict.outcome].word):
            yield Static(self._told or content(readable(verdict.message)))
        if self._lists_parts:
            for part in verdict.parts or ():
                yield Static(part_line(part))
        if self._blocks:
            yield Blocks(self._blocks, classes="values")


def headline(verdict: Verdict) -> Content:
    """`✗ Wrong`, with the share of a partial answer and the name of another convention."""
    sign = SIGNS[verdict.outcome]
    parts = [Content.styled(f"{sign.symbol} {sign.word}", sign.style)]
    if verdict.outcome == "partial":
        parts.append(Content.styled(f"  {verdict.score:.0%}", "$text-muted"))
    if verdict.convention:
        told = f"  right under another convention: {visible(readable(verdict.convention))}"
        parts.append(Content.styled(told, "$text-muted"))
    return Content("").join(parts)


def part_line(part: Part) -> Content:
    """One part: its mark, its name, what is said of it."""
    sign = SIGNS[part.outcome]
    told = f"  {readable(part.message)}" if part.message else ""
    return Content.assemble((f"{sign.symbol} ", sign.style), content(readable(part.name)), content(told))


def part_mark(part: Part) -> Content:
    """What stands beside a part's own place: its mark, the right value where it is wrong, what is said of it."""
    sign = SIGNS[part.outcome]
    right = f"  → {visible(readable(part.expected))}" if part.outcome != "correct" and part.expected else ""
    told = f"  {visible(readable(part.message))}" if part.message else ""
    return Content.assemble((sign.symbol, sign.style), (right, "$text-secondary"), (told, "$text-muted"))
