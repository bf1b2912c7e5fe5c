"""The question screen: a sitting's questions are answered, judged and explained, and every key of that."""

from asyncio import sleep
from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from engine.learning.session import Session
from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.keymap import with_names
from tui.messages import AnswerSubmitted, HomeRequested, PageFurnished, SittingFinished
from tui.reviews import Reviews
from tui.screens.aids import AidsPage
from tui.screens.asides import Phase
from tui.text import visible
from tui.widgets.question_body import QuestionBody
from tui.widgets.sitting_bar import SittingBar

PHASES: dict[str, tuple[Phase, ...]] = {
    "hint": ("answering",),
    "skip": ("answering",),
    "later": ("answering",),
    "sure": ("answering",),
    "advance": ("judged",),
    "again": ("judged",),
    "step": ("judged",),
    "steps": ("judged",),
    "rate": ("judged",),
    "undo": ("judged",),
    "source": ("judged",),
    "fresh": ("answering", "judged"),
    "flag": ("answering", "judged"),
    "raw": ("answering", "judged"),
    "figure": ("answering", "judged"),
    "laboratory": ("answering", "judged"),
}
"""When each key means something."""


class QuestionScreen(AidsPage):
    """One question of a sitting after another, until the last."""

    is_sitting = True
    BINDINGS: ClassVar[list[BindingType]] = with_names(
        "question",
        [
            Binding("enter,n", "advance", "Next", tooltip="Go on to the next question"),
            Binding("t", "again", "Try again", tooltip="Answer the same numbers again"),
            Binding("space", "step", "Step", tooltip="Show the next worked step"),
            Binding("u", "undo", "Undo", tooltip="Take the answer back: it counts nowhere"),
            Binding("h,f2", "hint", "Hint", tooltip="Show a hint, the gentlest first"),
            Binding("f,f4", "fresh", "Fresh numbers", tooltip="Deal the same question with other numbers"),
            Binding("s,f3", "skip", "Skip", tooltip="Leave this question; it counts as not answered"),
            Binding("ctrl+n", "later", "Later", tooltip="Go to the next open question; this one comes back"),
            Binding("escape", "home", "Home", tooltip="Leave the sitting; it can be continued from home"),
        ],
    )

    def __init__(self, session: Session, reviews: Reviews) -> None:
        """`reviews`: of this session, told after each answer."""
        super().__init__(session, reviews)
        self.furnished = False

    def parts(self) -> ComposeResult:
        """The bar and the question."""
        yield SittingBar()
        yield QuestionBody(self.session.variant, self.session.hints_shown, self.session.because)

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
            self.start_clock()
        self.furnished = True
        self.post_message(PageFurnished())
        self.offer_figure()

    async def _deal(self) -> None:
        """Show the question that the session has come to, or say that it is over."""
        variant = self.session.variant
        if variant is None:
            self.post_message(SittingFinished())
            return
        self.confidence = None
        await self.body.deal(variant, self.session.draft, self.session.hints_shown, self.session.because)
        await self._open()
        self.offer_figure()

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
            if self.session.draft or self.session.hints_shown:
                self.body.take_up()
            else:
                self.body.answering.answer.take_focus()
            self.ask_confidence()

    async def _judge(self, variant: Variant, verdict: Verdict) -> None:
        """Show a verdict; an answer that could not be read goes on being typed."""
        if verdict.outcome == "invalid":
            self._enter("answering")
            await self.body.answering.refuse(verdict)
            return
        steps = await self.attempt(lambda: variant.question.worked(variant)) or []
        await self.body.answering.judge(verdict, steps, variant.question.solution)
        self.body.focus(scroll_visible=False)
        self._tell_progress(variant)
        self.told = None
        self._enter("judged")
        self.tell_review(variant)
        self.offer_figure()

    def _tell_progress(self, variant: Variant) -> None:
        items = self.session.summary().items
        outcomes = [item.first or ("given" if item.tries else None) for item in items]
        bar = self.query_one(SittingBar)
        bar.tell(variant.question.name, variant.question.level, self.session.position, outcomes)
        bar.tell_flag(self.session.flagged)

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.turn += 1
        self.refresh_bindings()

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
                return self.body.hidden_steps > 0
            case "fresh":
                return bool(variant.question.vary) and self.session.rules.helps
            case "rate":
                return self.told is not None and bool(self.told.choices)
            case "later":
                return len(self.session.open_places) > 1
            case "source":
                return variant.question.computed
            case "figure" | "laboratory":
                return self.has_aid(action)
        return True

    async def save_draft(self) -> None:
        """Keep what is typed, so that it survives whatever happens to the program."""
        if self.phase == "answering":
            raw = self.body.raw
            await self.attempt(lambda: self.session.keep_draft(raw))

    @on(AnswerSubmitted)
    def _submitted(self, event: AnswerSubmitted) -> None:
        if self.phase == "answering":
            self._enter("busy")
            self._grade(event.raw)

    @work(exclusive=True)
    async def _grade(self, raw: str) -> None:
        asked, confidence = self.session.variant, self.confidence
        verdict = await self.attempt(lambda: self.session.submit(raw, confidence))
        if self.session.variant is not asked:
            if verdict is not None and verdict.outcome == "invalid":
                self.notify(visible(verdict.message), severity="warning", markup=False)
            await self._deal()
        elif verdict is None or self.session.variant is None:
            self._enter("answering")
        else:
            await self._judge(self.session.variant, verdict)

    def time_is_up(self) -> None:
        """End the sitting with what is typed, which is too late to count."""
        if self.phase == "answering":
            self._enter("busy")
            self._grade(self.body.raw)

    async def _go(self, step: Callable[[], object]) -> None:
        """Take a step of the session and show where it leads."""
        self._enter("busy")
        await self.attempt(step)
        await self._deal()

    async def action_advance(self) -> None:
        """Go on to the next question, or to the summary."""
        await self._go(self.session.advance)

    async def action_skip(self) -> None:
        """Leave the question unanswered, and say where its answer is to be found."""
        await self._go(self.session.skip)
        if self.session.rules.tells:
            self.notify("Skipped. To see its answer: browse, from home, shows it with a.", markup=False)

    async def action_later(self) -> None:
        """Go to the next open question of an exam; what is typed here is kept."""
        await self.save_draft()
        await self._go(self.session.later)

    async def action_fresh(self) -> None:
        """Deal the question with other numbers."""
        await self._go(self.session.fresh_numbers)

    async def action_undo(self) -> None:
        """Take the answer back and answer anew, from the same text."""
        await self._go(self.session.undo)
        self.notify("Taken back: neither the summary nor the next date counts it.", markup=False)

    async def action_again(self) -> None:
        """Answer the same numbers again, from the same text."""
        self._enter("busy")
        await self.attempt(self.session.try_again)
        self.confidence = None
        await self.body.answering.reopen()
        self._enter("answering")
        self.ask_confidence()

    async def action_hint(self) -> None:
        """Show the next hint above the answer."""
        hint = await self.attempt(self.session.hint)
        if hint is not None:
            await self.body.hint(hint)
        self.refresh_bindings()

    async def action_home(self) -> None:
        """Leave the sitting; what is typed is kept."""
        await self.save_draft()
        self.post_message(HomeRequested())
