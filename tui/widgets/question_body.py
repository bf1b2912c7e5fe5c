"""The body of a question: prompt, givens, hints, the input, and after grading the verdict with its worked solution."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.mathtext import readable
from tui.text import content
from tui.widgets.answer_input import AnswerInput, input_for
from tui.widgets.blocks import givens
from tui.widgets.prompt import prompt
from tui.widgets.verdict import VerdictPanel
from tui.widgets.worked import WorkedSteps

if TYPE_CHECKING:
    from engine.formula.worked import WorkedStep


class QuestionBody(VerticalScroll):
    """One question at a time, in a column that scrolls."""

    DEFAULT_CSS = """
    QuestionBody {
        scrollbar-size-vertical: 1;
        align-horizontal: center;
        padding: 1 0;
        &:focus { background-tint: transparent; }
        & > * { max-width: 96; }
        .givens { margin: 0 0 1 0; }
        .rule { color: $text-muted; margin: 0 2; height: auto; }
        .hint { margin: 0 2 1 2; padding: 0 2; border-left: outer $accent; height: auto; }
    }
    """

    def __init__(self, variant: Variant | None, draft: str, hints: Sequence[str]) -> None:
        """`draft`: what stands in the answer box; `hints`: those shown already; nothing is shown of `None`."""
        super().__init__()
        self._first = (variant, draft, hints)

    def compose(self) -> ComposeResult:
        """The first question, in one go with the screen."""
        yield from _parts(*self._first)

    @property
    def answer(self) -> AnswerInput:
        """Where the learner answers."""
        return self.query_one(AnswerInput)

    @property
    def raw(self) -> str:
        """What is typed; empty when there is no question."""
        answer = self.query_one_optional(AnswerInput)
        return answer.raw if answer else ""

    @property
    def hidden_steps(self) -> int:
        """How many worked steps are still to be shown."""
        steps = self.query_one_optional(WorkedSteps)
        return steps.remaining if steps else 0

    async def deal(self, variant: Variant, draft: str, hints: Sequence[str]) -> None:
        """Show another question."""
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(_parts(variant, draft, hints))
        self.scroll_home(animate=False)

    async def refuse(self, verdict: Verdict) -> None:
        """Say why a text could not be read, and let it be mended."""
        await self._show(VerdictPanel(verdict))
        self.answer.reopen()
        self.answer.point(verdict.at)

    async def judge(self, verdict: Verdict, steps: Sequence["WorkedStep"], words: str) -> None:
        """Show a verdict on the answer, with its worked solution in steps and in the bank's words."""
        answer = self.answer
        blocks = [*answer.own(verdict), *answer.right(verdict)]
        answer.settle(verdict)
        self.query_one(".rule").display = False
        await self._show(VerdictPanel(verdict, blocks, lists_parts=not answer.MARKS_ITSELF))
        if steps or words:
            await self.mount(WorkedSteps(steps, words))
        self.focus(scroll_visible=False)

    async def reopen(self) -> None:
        """Take the verdict away and go on from the same text."""
        await self.query("VerdictPanel, WorkedSteps").remove()
        self.query_one(".rule").display = True
        self.answer.reopen()

    async def hint(self, text: str) -> None:
        """Show a hint above the answer."""
        await self.mount(_hint(text), before=self.answer)
        self.answer.take_focus()

    def reveal(self, count: int | None = 1) -> None:
        """Show the next worked steps; `None`: all that are left."""
        self.query_one(WorkedSteps).reveal(count)

    async def _show(self, panel: VerdictPanel) -> None:
        await self.query(VerdictPanel).remove()
        await self.mount(panel)
        self.call_after_refresh(panel.scroll_visible, animate=False)


def _parts(variant: Variant | None, draft: str, hints: Sequence[str]) -> Iterator[Widget]:
    if variant is None:
        return
    question = variant.question
    answer = input_for(question.kind)(variant, draft)
    yield prompt(variant.prompt)
    if variant.shown:
        yield givens(variant.shown)
    yield from map(_hint, hints)
    yield answer
    yield Static(content(readable(question.answer_rule(variant) if answer.TYPED else answer.HOW)), classes="rule")


def _hint(text: str) -> Static:
    return Static(Content.assemble(("Hint  ", "bold $text-accent"), content(readable(text))), classes="hint")
