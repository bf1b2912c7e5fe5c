"""The question screen: a question is shown, answered, judged and explained."""

from asyncio import to_thread
from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from engine.errors import UnrolledError
from engine.learning.session import Session
from engine.marking.verdict import Verdict
from tui.mathtext import readable
from tui.messages import HomeRequested, SittingFinished
from tui.screens.page import Page
from tui.text import content, visible
from tui.widgets.answer_input import AnswerInput, input_for
from tui.widgets.blocks import givens
from tui.widgets.prompt import prompt
from tui.widgets.sitting_bar import SittingBar
from tui.widgets.verdict import VerdictPanel
from tui.widgets.worked import WorkedSteps

Phase: TypeAlias = Literal["busy", "answering", "judged"]
AUTOSAVE = 0.5
"""Seconds from the last key to the draft being saved."""
ALL = 10_000
ANSWERING = frozenset({"hint", "skip"})
JUDGED = frozenset({"advance", "again", "step", "steps"})


class QuestionScreen(Page):
    """One question of a sitting, from its prompt to its worked solution."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,n", "advance", "Next", tooltip="Go on to the next question"),
        Binding("t", "again", "Try again", tooltip="Answer the same numbers again"),
        Binding("space", "step", "Step", tooltip="Show the next worked step"),
        Binding("a", "steps", "All steps", show=False, tooltip="Show the whole worked solution"),
        Binding("h,f2", "hint", "Hint", tooltip="Show a hint, the gentlest first"),
        Binding("f,f4", "fresh", "Fresh numbers", tooltip="Deal the same question with other numbers"),
        Binding("s,f3", "skip", "Skip", tooltip="Leave this question; it counts as not answered"),
        Binding("exclamation_mark,f5", "flag", "Flag", show=False, tooltip="Mark the question to look at later"),
        Binding("y,f6", "copy", "Copy", show=False, tooltip="Copy the question, and the answer once it is judged"),
        Binding("escape", "home", "Home", tooltip="Leave the sitting; it can be continued from the home screen"),
    ]
    DEFAULT_CSS = """
    QuestionScreen {
        #body { scrollbar-size-vertical: 1; align-horizontal: center; padding: 1 0 1 0; &:focus { background-tint: transparent; } }
        #body > * { max-width: 96; }
        .givens { margin: 0 0 1 0; }
        .rule { color: $text-muted; margin: 0 2; height: auto; }
        .hint { margin: 1 2 0 2; padding: 0 2; border-left: outer $accent; height: auto; }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.phase: Phase = "busy"
        self._autosave: Timer | None = None

    def parts(self) -> ComposeResult:
        """The bar, and the question in a body that scrolls."""
        yield SittingBar()
        with VerticalScroll(id="body"):
            yield from self._question()

    async def on_mount(self) -> None:
        """Let the learner answer."""
        await self._open()

    def _question(self) -> Iterator[Widget]:
        """The question at hand, with its draft."""
        variant = self.session.variant
        if variant is None:
            return
        question = variant.question
        answer = input_for(question.kind)(variant, self.session.draft)
        self.how = answer.HOW
        yield prompt(variant.prompt)
        if variant.shown:
            yield givens(variant.shown)
        yield answer
        yield Static(content(readable(question.answer_rule(variant) if answer.TYPED else answer.HOW)), classes="rule")

    async def _deal(self) -> None:
        """Show the question that the session has come to, or say that it is over."""
        if self.session.variant is None:
            self.post_message(SittingFinished())
            return
        body = self.query_one("#body", VerticalScroll)
        with self.app.batch_update():
            await body.remove_children()
            await body.mount_all(self._question())
        body.scroll_home(animate=False)
        await self._open()

    async def _open(self) -> None:
        """Take up the question where the session stands: to be answered, or judged already."""
        self._tell_progress()
        verdict = self.session.verdict
        if verdict is not None and verdict.outcome != "invalid":
            await self._judge(verdict)
        else:
            self._enter("answering")
            self.query_one(AnswerInput).take_focus()

    def _tell_progress(self) -> None:
        if self.session.variant is not None:
            question = self.session.variant.question
            outcomes = [item.first for item in self.session.summary().items]
            heading = question.title or question.id.replace("-", " ")
            self.query_one(SittingBar).tell(heading, question.level, self.session.position, outcomes)

    async def _judge(self, verdict: Verdict) -> None:
        """Show a verdict; an answer that could not be read goes on being typed."""
        body, answer = self.query_one("#body", VerticalScroll), self.query_one(AnswerInput)
        await self.query(VerdictPanel).remove()
        variant = self.session.variant
        if variant is None:
            return
        blocks = [*answer.own(verdict), *answer.right(verdict)]
        panel = VerdictPanel(verdict, blocks, lists_parts=not answer.MARKS_ITSELF)
        await body.mount(panel)
        if verdict.outcome == "invalid":
            self._enter("answering")
            answer.reopen()
            answer.point(verdict.at)
        else:
            answer.settle(verdict)
            self.query_one(".rule").display = False
            steps = await to_thread(variant.question.worked, variant)
            if steps or variant.question.solution:
                await body.mount(WorkedSteps(steps, variant.question.solution))
            self._tell_progress()
            self._enter("judged")
            body.focus(scroll_visible=False)
        self.call_after_refresh(panel.scroll_visible, animate=False)

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        variant = self.session.variant
        if action in ANSWERING and self.phase != "answering":
            return False
        if action == "hint":
            return variant is not None and self.session.hints_used < len(variant.question.hints)
        if action in JUDGED and self.phase != "judged":
            return False
        if action == "again":
            return self.session.verdict is not None and self.session.verdict.outcome != "correct"
        if action in ("step", "steps"):
            steps = self.query_one_optional(WorkedSteps)
            return steps is not None and steps.remaining > 0
        if action == "fresh":
            return (
                self.phase != "busy" and self.session.variant is not None and bool(self.session.variant.question.vary)
            )
        return True

    @on(AnswerInput.Changed)
    def _changed(self, event: AnswerInput.Changed) -> None:
        if self._autosave is not None:
            self._autosave.stop()
        self._autosave = self.set_timer(AUTOSAVE, self.save_draft)

    def save_draft(self) -> None:
        """Keep what is typed, so that it survives whatever happens to the program."""
        answer = self.query_one_optional(AnswerInput)
        if self.phase == "answering" and answer is not None:
            self.session.keep_draft(answer.raw)

    @on(AnswerInput.Submitted)
    def _submitted(self, event: AnswerInput.Submitted) -> None:
        if self.phase == "answering":
            self._enter("busy")
            self._grade(event.raw)

    @work(exclusive=True)
    async def _grade(self, raw: str) -> None:
        try:
            verdict = await to_thread(self.session.submit, raw)
        except UnrolledError as error:
            self._complain(error)
            self._enter("answering")
            return
        await self._judge(verdict)

    def _complain(self, error: UnrolledError) -> None:
        self.notify(visible(str(error)), severity="error", markup=False)

    async def action_advance(self) -> None:
        """Go on to the next question, or to the summary."""
        self._enter("busy")
        await to_thread(self.session.advance)
        await self._deal()

    async def action_skip(self) -> None:
        """Leave the question unanswered."""
        self._enter("busy")
        await to_thread(self.session.skip)
        await self._deal()

    async def action_again(self) -> None:
        """Answer the same numbers again, from the same text."""
        self.session.try_again()
        await self.query(VerdictPanel).remove()
        await self.query(WorkedSteps).remove()
        self.query_one(".rule").display = True
        self._enter("answering")
        self.query_one(AnswerInput).reopen()

    async def action_fresh(self) -> None:
        """Deal the question with other numbers."""
        self._enter("busy")
        try:
            await to_thread(self.session.fresh_numbers)
        except UnrolledError as error:
            self._complain(error)
        await self._deal()

    async def action_hint(self) -> None:
        """Show the next hint above the answer."""
        hint = self.session.hint()
        if hint is None:
            self.notify("There is no further hint.", markup=False)
            return
        box = Static(Content.assemble(("Hint  ", "bold $text-accent"), content(readable(hint))), classes="hint")
        await self.query_one("#body").mount(box, before=self.query_one(AnswerInput))
        self.query_one(AnswerInput).take_focus()

    def action_step(self) -> None:
        """Show the next worked step."""
        self.query_one(WorkedSteps).reveal()
        self.refresh_bindings()

    def action_steps(self) -> None:
        """Show all worked steps."""
        self.query_one(WorkedSteps).reveal(ALL)
        self.refresh_bindings()

    def action_flag(self) -> None:
        """Mark the question in the log."""
        self.session.flag()
        self.notify("Flagged; the log remembers it.", markup=False)

    def action_copy(self) -> None:
        """Copy prompt, givens and answer as plain text."""
        variant = self.session.variant
        if variant is not None:
            answer = self.query_one(AnswerInput).raw
            self.app.copy_to_clipboard(visible(f"{readable(variant.prompt)}\n\n{answer}".strip()))
            self.notify("Copied the question and your answer.", markup=False)

    def action_home(self) -> None:
        """Leave the sitting; what is typed is kept."""
        self.save_draft()
        self.post_message(HomeRequested())
