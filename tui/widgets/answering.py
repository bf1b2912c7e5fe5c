"""What a question is answered with: the input and its rule, then the verdict with its worked solution."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.widget import Widget
from textual.widgets import Static

from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.mathtext import readable
from tui.messages import AnswerChanged
from tui.text import content
from tui.widgets.answer_input import AnswerInput, input_for
from tui.widgets.preview import Preview
from tui.widgets.verdict import VerdictPanel
from tui.widgets.worked import WorkedSteps

if TYPE_CHECKING:
    from engine.formula.worked import WorkedStep
    from engine.learning.attempt import Confidence
    from tui.reviews import Told


class Answering(VerticalGroup):
    """One answer: typed, judged, explained, perhaps typed again."""

    DEFAULT_CSS = """
    Answering {
        .rule { color: $text-muted; margin: 1 2 0 2; height: auto; }
    }
    """

    def __init__(self, variant: Variant, draft: str, *, scrolls: bool = True) -> None:
        """`draft`: what stands in the input; `scrolls`: whether a verdict is scrolled to when it comes."""
        super().__init__()
        self._variant = variant
        self._scrolls = scrolls
        self.answer: AnswerInput = input_for(variant.question.kind)(variant, draft)

    def compose(self) -> ComposeResult:
        """The input of the question's kind, and under it the rule of what is accepted."""
        question = self._variant.question
        yield self.answer
        rule = question.answer_rule(self._variant) if self.answer.TYPED else self.answer.HOW
        yield Static(content(readable(rule)), classes="rule")

    async def refuse(self, verdict: Verdict) -> None:
        """Say why a text could not be read, until it is another one, and let it be mended."""
        await self._show(VerdictPanel(verdict, told=self.answer.refused(verdict)))
        # The preview would say the same once more.
        self.answer.query(Preview).set(visible=False)
        self.answer.reopen()
        self.answer.point(verdict.at)

    @on(AnswerChanged)
    async def _mended(self) -> None:
        await self.query(".-invalid").remove()
        self.answer.query(Preview).set(visible=True)

    async def judge(self, verdict: Verdict, steps: Sequence["WorkedStep"], words: str) -> None:
        """Show a verdict on the answer, with its worked solution in steps and in the bank's words."""
        blocks = [*self.answer.own(verdict), *self.answer.right(verdict)]
        self.answer.settle(verdict)
        await self.query("ConfidenceLine").remove()
        self.query_one(".rule").display = False
        panel = VerdictPanel(verdict, blocks, lists_parts=not self.answer.MARKS_ITSELF)
        # With the input gone, the space above the verdict is the one that was above the input.
        panel.set_class(not self.answer.display, "-first")
        await self._show(panel)
        if steps or words:
            await self.mount(WorkedSteps(steps, words))

    async def rate(self, told: "Told") -> None:
        """Say below the verdict how the answer is rated."""
        from tui.widgets.rating import RatingLine

        await self.query(RatingLine).remove()
        panel, line = self.query_one(VerdictPanel), RatingLine(told)
        await self.mount(line, after=panel)
        self.call_after_refresh(self._bring_up, panel, line)

    def _bring_up(self, panel: VerdictPanel, line: Widget) -> None:
        """Scroll to the rating, unless the verdict would leave the screen for it."""
        body = self.parent
        if (
            self._scrolls
            and isinstance(body, Widget)
            and panel.outer_size.height + line.outer_size.height + 2 < body.size.height
        ):
            line.scroll_visible(animate=False)

    async def ask_confidence(self, chosen: "Confidence | None") -> None:
        """Show below the answer how sure the learner says to be."""
        from tui.widgets.confidence import ConfidenceLine

        line = self.query_one_optional(ConfidenceLine)
        if line is not None:
            line.show(chosen)
        else:
            line = ConfidenceLine(chosen)
            await self.mount(line, after=self.query_one(".rule"))
        if chosen is not None:
            self.call_after_refresh(line.scroll_visible, animate=False)

    async def reopen(self) -> None:
        """Take the verdict away and go on from the same text."""
        await self.query("VerdictPanel, RatingLine, WorkedSteps").remove()
        self.query_one(".rule").display = True
        self.answer.reopen()

    async def _show(self, panel: VerdictPanel) -> None:
        await self.query(VerdictPanel).remove()
        await self.mount(panel)
        if self._scrolls:
            self.call_after_refresh(panel.scroll_visible, animate=False)
