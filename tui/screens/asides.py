"""What can be done beside answering: looking at the steps, the source and the prompt, rating, flagging, copying."""

from asyncio import to_thread
from typing import ClassVar, Literal, TypeAlias

from textual import work
from textual.binding import Binding, BindingType

from engine.learning.attempt import Confidence
from engine.learning.session import Session
from engine.question.variant import Variant
from tui.keymap import with_names
from tui.lines import prose
from tui.reviews import Reviews, Told
from tui.screens.sitting_page import SittingPage
from tui.text import visible
from tui.widgets.question_body import QuestionBody
from tui.widgets.sitting_bar import SittingBar

Phase: TypeAlias = Literal["busy", "answering", "judged"]
RATINGS = (
    ("1", "again", "forgotten"),
    ("2", "hard", "known with effort"),
    ("3", "good", "known"),
    ("4", "easy", "known without effort"),
)
"""Keys, ratings, and what each says."""


def rating_keys() -> list[BindingType]:
    """A key for each rating; what it gives stands beside it under the verdict."""
    return [
        Binding(key, f"rate('{rating}')", rating.capitalize(), show=False, tooltip=f"Rate the answer: {says}")
        for key, rating, says in RATINGS
    ]


class AsidesPage(SittingPage):
    """A page with a question on it; nothing here moves the sitting on."""

    BINDINGS: ClassVar[list[BindingType]] = with_names(
        "question",
        [
            Binding("a", "steps", "All steps", show=False, tooltip="Show the whole worked solution"),
            *rating_keys(),
            Binding("o", "source", "Source", show=False, tooltip="Show the code that computes the answer"),
            Binding("v,f8", "raw", "LaTeX", show=False, tooltip="Show the prompt as it was written, or readable again"),
            Binding("ctrl+o", "sure", "How sure", show=False, tooltip="Say guess, unsure or sure; it changes no score"),
            Binding(
                "exclamation_mark,f5", "flag", "Flag", show=False, tooltip="Mark the question, or take the mark off"
            ),
            Binding("y,f6", "copy", "Copy", show=False, tooltip="Copy the question and what is answered"),
        ],
    )

    def __init__(self, session: Session, reviews: Reviews) -> None:
        """`reviews`: of this session, told after each answer."""
        super().__init__(session, reviews)
        self.phase: Phase = "busy"
        self.confidence: Confidence | None = None
        self.told: Told | None = None

    @property
    def body(self) -> QuestionBody:
        """The question as it is shown."""
        return self.query_one(QuestionBody)

    @work(exclusive=True, group="review")
    async def tell_review(self, variant: Variant) -> None:
        """Say how the answer is rated and when its skill comes again, once that is worked out."""
        if not self.session.rules.tells:
            return
        told = await self.attempt(lambda: self.reviews.told(variant.question.skill))
        if told is not None and self.phase == "judged" and self.session.variant is variant:
            self.told = told
            await self.body.answering.rate(told)
            self.refresh_bindings()

    @work(exclusive=True, group="confidence")
    async def ask_confidence(self) -> None:
        """Ask how sure the answer is, where the learner wants to be asked."""
        if await self.attempt(lambda: self.reviews.asks_confidence) and self.phase == "answering":
            await self.body.answering.ask_confidence(self.confidence)

    async def action_rate(self, rating: str) -> None:
        """Put the learner's rating in place of the table's."""
        variant = self.session.variant
        if variant is not None and await self.attempt(lambda: self.reviews.rate(rating)):
            self.tell_review(variant)

    async def action_sure(self) -> None:
        """Say how sure the answer is: guess, unsure, sure, nothing."""
        from tui.widgets.confidence import following

        self.confidence = following(self.confidence)
        await self.body.answering.ask_confidence(self.confidence)

    def action_step(self, count: int | None = 1) -> None:
        """Show the next worked step."""
        self.body.reveal(count)
        self.refresh_bindings()

    def action_steps(self) -> None:
        """Show all worked steps."""
        self.action_step(None)

    async def action_raw(self) -> None:
        """Change between the readable prompt and the prompt as it was written."""
        if self.session.variant is not None:
            await self.body.turn_prompt(self.session.variant)

    @work
    async def action_source(self) -> None:
        """Show the formula of the key and the code of what it calls."""
        if self.session.variant is not None:
            from tui.screens.source import SourceScreen
            from tui.source import code, formulas

            question = self.session.variant.question
            self.app.push_screen(SourceScreen(formulas(question), await to_thread(code, question)))

    async def action_flag(self) -> None:
        """Mark the question in the log, or take the mark off."""
        flagged = await self.attempt(self.session.flag)
        if flagged is not None:
            self.query_one(SittingBar).tell_flag(flagged)
            self.notify("Flagged: browse lists it." if flagged else "No longer flagged.", markup=False)

    def action_copy(self) -> None:
        """Copy the prompt and the answer as plain text."""
        if self.session.variant is not None:
            text = f"{prose(self.session.variant.prompt)}\n\n{visible(self.body.raw)}".strip()
            self.app.copy_to_clipboard(text)
            self.notify("Copied the question and your answer.", markup=False)
