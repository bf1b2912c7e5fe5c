"""What a question is answered with: the input and its rule, then the verdict with its worked solution."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.widgets import Static

from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.mathtext import readable
from tui.text import content
from tui.widgets.answer_input import AnswerInput, input_for
from tui.widgets.verdict import VerdictPanel
from tui.widgets.worked import WorkedSteps

if TYPE_CHECKING:
    from engine.formula.worked import WorkedStep


class Answering(VerticalGroup):
    """One answer: typed, judged, explained, perhaps typed again."""

    DEFAULT_CSS = """
    Answering {
        .rule { color: $text-muted; margin: 1 2 0 2; height: auto; }
    }
    """

    def __init__(self, variant: Variant, draft: str) -> None:
        """`draft`: what stands in the input."""
        super().__init__()
        self._variant = variant
        self.answer: AnswerInput = input_for(variant.question.kind)(variant, draft)

    def compose(self) -> ComposeResult:
        """The input of the question's kind, and under it the rule of what is accepted."""
        question = self._variant.question
        yield self.answer
        rule = question.answer_rule(self._variant) if self.answer.TYPED else self.answer.HOW
        yield Static(content(readable(rule)), classes="rule")

    @property
    def hidden_steps(self) -> int:
        """How many worked steps are still to be shown."""
        steps = self.query_one_optional(WorkedSteps)
        return steps.remaining if steps else 0

    async def refuse(self, verdict: Verdict) -> None:
        """Say why a text could not be read, and let it be mended."""
        await self._show(VerdictPanel(verdict))
        self.answer.reopen()
        self.answer.point(verdict.at)

    async def judge(self, verdict: Verdict, steps: Sequence["WorkedStep"], words: str) -> None:
        """Show a verdict on the answer, with its worked solution in steps and in the bank's words."""
        blocks = [*self.answer.own(verdict), *self.answer.right(verdict)]
        self.answer.settle(verdict)
        self.query_one(".rule").display = False
        panel = VerdictPanel(verdict, blocks, lists_parts=not self.answer.MARKS_ITSELF)
        # With the input gone, the space above the verdict is the one that was above the input.
        panel.set_class(not self.answer.display, "-first")
        await self._show(panel)
        if steps or words:
            await self.mount(WorkedSteps(steps, words))

    async def reopen(self) -> None:
        """Take the verdict away and go on from the same text."""
        await self.query("VerdictPanel, WorkedSteps").remove()
        self.query_one(".rule").display = True
        self.answer.reopen()

    def reveal(self, count: int | None = 1) -> None:
        """Show the next worked steps; `None`: all that are left."""
        self.query_one(WorkedSteps).reveal(count)

    async def _show(self, panel: VerdictPanel) -> None:
        await self.query(VerdictPanel).remove()
        await self.mount(panel)
        self.call_after_refresh(panel.scroll_visible, animate=False)
