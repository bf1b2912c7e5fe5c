"""The question screen: a sitting's questions are answered, judged and explained, and every key of that."""

from asyncio import sleep
from collections.abc import Callable
from typing import ClassVar, Literal, TypeAlias, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from engine.errors import UnrolledError
from engine.learning.session import Session
from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.mathtext import readable
from tui.messages import AnswerChanged, AnswerSubmitted, HomeRequested, LogWritten, PageFurnished, SittingFinished
from tui.reviews import Reviews
from tui.screens.page import Page
from tui.step_thread import StepThread
from tui.text import visible
from tui.widgets.question_body import QuestionBody
from tui.widgets.sitting_bar import SittingBar

Result = TypeVar("Result")
Phase: TypeAlias = Literal["busy", "answering", "judged"]
AUTOSAVE = 0.5
"""Seconds from the last key to the draft being saved."""
PHASES: dict[str, tuple[Phase, ...]] = {
    "hint": ("answering",),
    "skip": ("answering",),
    "advance": ("judged",),
    "again": ("judged",),
    "step": ("judged",),
    "steps": ("judged",),
    "fresh": ("answering", "judged"),
    "flag": ("answering", "judged"),
}
"""When each key means something."""


class QuestionScreen(Page):
    """One question of a sitting after another, until the last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,n", "advance", "Next", tooltip="Go on to the next question"),
        Binding("t", "again", "Try again", tooltip="Answer the same numbers again"),
        Binding("space", "step", "Step", tooltip="Show the next worked step"),
        Binding("a", "steps", "All steps", show=False, tooltip="Show the whole worked solution"),
        Binding("h,f2", "hint", "Hint", tooltip="Show a hint, the gentlest first"),
        Binding("f,f4", "fresh", "Fresh numbers", tooltip="Deal the same question with other numbers"),
        Binding("s,f3", "skip", "Skip", tooltip="Leave this question; it counts as not answered"),
        Binding("exclamation_mark,f5", "flag", "Flag", show=False, tooltip="Mark the question, or take the mark off"),
        Binding("y,f6", "copy", "Copy", show=False, tooltip="Copy the question and what is answered"),
        Binding("escape", "home", "Home", tooltip="Leave the sitting; it can be continued from home"),
    ]

    def __init__(self, session: Session, reviews: Reviews) -> None:
        """`reviews`: of this session, told after each answer."""
        super().__init__()
        self.session = session
        self.reviews = reviews
        self.furnished = False
        self.phase: Phase = "busy"
        self._thread = StepThread()
        self._autosave: Timer | None = None

    def parts(self) -> ComposeResult:
        """The bar and the question."""
        yield SittingBar()
        yield QuestionBody(self.session.variant, self.session.hints_shown)

    async def on_show(self) -> None:
        """Let the learner answer, once the question is painted: reading it need not wait for the input."""
        if self.furnished:
            return
        if self.session.variant is None:
            self.post_message(SittingFinished())
        else:
            await sleep(0)
            await self.body.furnish(self.session.variant, self.session.draft)
            await self._open()
        self.furnished = True
        self.post_message(PageFurnished())

    def on_unmount(self) -> None:
        """Let the step under way come to its end."""
        self._thread.close()

    @property
    def body(self) -> QuestionBody:
        """The question as it is shown."""
        return self.query_one(QuestionBody)

    async def _deal(self) -> None:
        """Show the question that the session has come to, or say that it is over."""
        variant = self.session.variant
        if variant is None:
            self.post_message(SittingFinished())
            return
        await self.body.deal(variant, self.session.draft, self.session.hints_shown)
        await self._open()

    async def _open(self) -> None:
        """Take up the question where the session stands: to be answered, or judged already."""
        variant, verdict = self.session.variant, self.session.verdict
        if variant is None:
            return
        self.how = self.body.answering.answer.HOW
        if verdict is not None and verdict.outcome != "invalid":
            await self._judge(variant, verdict)
        else:
            self._tell_progress(variant)
            self._enter("answering")
            self.body.answering.answer.take_focus()

    async def _judge(self, variant: Variant, verdict: Verdict) -> None:
        """Show a verdict; an answer that could not be read goes on being typed."""
        if verdict.outcome == "invalid":
            self._enter("answering")
            await self.body.answering.refuse(verdict)
            return
        steps = await self._attempt(lambda: variant.question.worked(variant)) or []
        await self.body.answering.judge(verdict, steps, variant.question.solution)
        self.body.focus(scroll_visible=False)
        self._tell_progress(variant)
        self._enter("judged")

    def _tell_progress(self, variant: Variant) -> None:
        outcomes = [item.first for item in self.session.summary().items]
        self.query_one(SittingBar).tell(variant.question.name, variant.question.level, self.session.position, outcomes)

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.refresh_bindings()

    async def _attempt(self, step: Callable[[], Result]) -> Result | None:
        """Take a step away from the screen's thread; what goes wrong is told, and `None` returned."""
        try:
            return await self._thread.take(step)
        except UnrolledError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
            return None
        finally:
            self.post_message(LogWritten())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        variant, verdict = self.session.variant, self.session.verdict
        if variant is None or self.phase not in PHASES.get(action, (self.phase,)):
            return action not in PHASES
        match action:
            case "hint":
                return self.session.may_hint
            case "again":
                return verdict is not None and verdict.outcome != "correct"
            case "step" | "steps":
                return self.body.answering.hidden_steps > 0
            case "fresh":
                return bool(variant.question.vary) and self.session.rules.helps
        return True

    @on(AnswerChanged)
    def _changed(self) -> None:
        if self._autosave is not None:
            self._autosave.stop()
        self._autosave = self.set_timer(AUTOSAVE, self._save)

    @work
    async def _save(self) -> None:
        await self.save_draft()

    async def save_draft(self) -> None:
        """Keep what is typed, so that it survives whatever happens to the program."""
        if self.phase == "answering":
            raw = self.body.raw
            await self._attempt(lambda: self.session.keep_draft(raw))

    @on(AnswerSubmitted)
    def _submitted(self, event: AnswerSubmitted) -> None:
        if self.phase == "answering":
            self._enter("busy")
            self._grade(event.raw)

    @work(exclusive=True)
    async def _grade(self, raw: str) -> None:
        asked = self.session.variant
        verdict = await self._attempt(lambda: self.session.submit(raw))
        if self.session.variant is not asked:
            await self._deal()
        elif verdict is None or self.session.variant is None:
            self._enter("answering")
        else:
            await self._judge(self.session.variant, verdict)

    async def _go(self, step: Callable[[], object]) -> None:
        """Take a step of the session and show where it leads."""
        self._enter("busy")
        await self._attempt(step)
        await self._deal()

    async def action_advance(self) -> None:
        """Go on to the next question, or to the summary."""
        await self._go(self.session.advance)

    async def action_skip(self) -> None:
        """Leave the question unanswered."""
        await self._go(self.session.skip)

    async def action_fresh(self) -> None:
        """Deal the question with other numbers."""
        await self._go(self.session.fresh_numbers)

    async def action_again(self) -> None:
        """Answer the same numbers again, from the same text."""
        self._enter("busy")
        await self._attempt(self.session.try_again)
        await self.body.answering.reopen()
        self._enter("answering")

    async def action_hint(self) -> None:
        """Show the next hint above the answer."""
        hint = await self._attempt(self.session.hint)
        if hint is not None:
            await self.body.hint(hint)
        self.refresh_bindings()

    def action_step(self, count: int | None = 1) -> None:
        """Show the next worked step."""
        self.body.answering.reveal(count)
        self.refresh_bindings()

    def action_steps(self) -> None:
        """Show all worked steps."""
        self.action_step(None)

    async def action_flag(self) -> None:
        """Mark the question in the log, or take the mark off."""
        flagged = await self._attempt(self.session.flag)
        if flagged is not None:
            self.notify("Flagged." if flagged else "No longer flagged.", markup=False)

    def action_copy(self) -> None:
        """Copy the prompt and the answer as plain text."""
        if self.session.variant is not None:
            text = f"{readable(self.session.variant.prompt)}\n\n{self.body.raw}".strip()
            self.app.copy_to_clipboard(visible(text))
            self.notify("Copied the question and your answer.", markup=False)

    async def action_home(self) -> None:
        """Leave the sitting; what is typed is kept."""
        await self.save_draft()
        self.post_message(HomeRequested())
