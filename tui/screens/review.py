"""The review: every question of an exam with what was answered, its verdict, the right answer and the worked solution."""

from asyncio import to_thread
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from engine.bank.load import Bank
from engine.errors import FormulaError, UnrolledError
from engine.learning.exam import Reviewed, first_answers, reviewed
from engine.learning.session import Session
from engine.marking.verdict import Outcome
from tui.keymap import with_names
from tui.messages import HomeRequested, PageFurnished, SittingRequested
from tui.reviews import Reviews, Told
from tui.screens.asides import rating_keys
from tui.screens.page import Page
from tui.text import visible
from tui.widgets.question_body import QuestionBody
from tui.widgets.sitting_bar import SittingBar, clock

GONE = "No question of this exam is in the banks any more."


class ReviewScreen(Page):
    """One question after another, answered and judged."""

    BINDINGS: ClassVar[list[BindingType]] = with_names(
        "review",
        [
            Binding("enter,right,j,n", "move(1)", "Next", tooltip="The next question of the exam"),
            Binding("left,k,p", "move(-1)", "Previous", tooltip="The question before"),
            Binding("escape,h", "home", "Home", tooltip="Back to the skills"),
            Binding("space", "step", "Step", tooltip="Show the next worked step"),
            Binding("a", "steps", "All steps", show=False, tooltip="Show the whole worked solution"),
            *rating_keys(),
            Binding("w", "wrong", "The wrong ones again", tooltip="A quiz over what was not right"),
        ],
    )
    DEFAULT_CSS = """
    ReviewScreen {
        #total { padding: 0 2; height: auto; color: $text-muted; }
    }
    """

    how = "Look through your answers; space shows the worked solution step by step."

    def __init__(self, session: Session, bank: Bank, reviews: Reviews) -> None:
        super().__init__()
        self._session = session
        self._bank = bank
        self._reviews = reviews
        self._told: Told | None = None
        self._answers = first_answers(session.entries, session.uid)
        self._items: list[Reviewed] = []
        self._at = 0
        self.furnished = False

    def parts(self) -> ComposeResult:
        """What it came to, the bar, the question."""
        summary = self._session.summary()
        total = summary.total
        told = (
            f"{total.correct} of {total.questions} right · {total.answered} answered · {clock(self._session.seconds)}"
        )
        yield Static(Content.assemble(("Exam over  ", "bold $text-primary"), told), id="total")
        yield SittingBar()
        yield QuestionBody(None, ())

    def on_mount(self) -> None:
        """Deal the questions again, away from the screen's thread."""
        self.query_one(QuestionBody).focus()
        self._load()

    @work
    async def _load(self) -> None:
        self._items = await to_thread(self._reviewed)
        await self._show()
        self.furnished = True
        self.post_message(PageFurnished())

    def _reviewed(self) -> list[Reviewed]:
        session = self._session
        return list(reviewed(session.places, self._bank.questions, session.entries, session.uid))

    async def _show(self) -> None:
        if not self._items:
            await self.query_one(QuestionBody).mount(Static(GONE, classes="skipped"))
            return
        item = self._items[self._at]
        question, body = item.variant.question, self.query_one(QuestionBody)
        try:
            steps = await to_thread(question.worked, item.variant)
        except FormulaError:
            steps = []
        outcomes: list[Outcome | None] = [
            other.answer.verdict.outcome if other.answer else None for other in self._items
        ]
        self.query_one(SittingBar).tell(question.name, question.level, self._at + 1, outcomes)
        await body.look_back(item.variant, item.answer, steps)
        self._told = None
        self.refresh_bindings()
        self._tell_review(item)

    @work(exclusive=True, group="review")
    async def _tell_review(self, item: Reviewed) -> None:
        """Say how the answer is rated and when its skill comes again, once that is worked out."""
        answer = self._answers.get(item.position)
        if answer is None:
            return
        try:
            self._told = await to_thread(self._reviews.told, item.variant.question.skill, answer)
        except UnrolledError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
        if self._told is not None and self._items[self._at] is item:
            await self.query_one(QuestionBody).answering.rate(self._told)
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is."""
        match action:
            case "move":
                return 0 <= self._at + int(str(parameters[0])) < len(self._items)
            case "step" | "steps":
                return self.query_one(QuestionBody).hidden_steps > 0
            case "rate":
                return self._told is not None and bool(self._told.choices)
            case "wrong":
                return any(not item.is_right for item in self._items)
        return True

    async def action_move(self, by: int) -> None:
        """Go to a neighbouring question."""
        self._at += by
        await self._show()

    def action_step(self, count: int | None = 1) -> None:
        """Show the next worked step."""
        self.query_one(QuestionBody).reveal(count)
        self.refresh_bindings()

    def action_steps(self) -> None:
        """Show all worked steps."""
        self.action_step(None)

    async def action_rate(self, rating: str) -> None:
        """Put the learner's rating in place of the table's."""
        item = self._items[self._at]
        if await to_thread(self._reviews.rate, rating, self._answers[item.position]):
            self._tell_review(item)

    def action_wrong(self) -> None:
        """A quiz over what was not right."""
        wrong = [item.variant.question.id for item in self._items if not item.is_right]
        self.post_message(SittingRequested(questions=wrong, count=len(wrong)))

    def action_home(self) -> None:
        """Back to the skills."""
        self.post_message(HomeRequested())
