"""The summary: what became of each question of a sitting, and what to do next."""

from asyncio import to_thread
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from engine.bank.load import Bank
from engine.errors import UnrolledError
from engine.learning.modes import MODES, QUIZ
from engine.learning.session import Session
from engine.learning.summary import Item
from tui.keymap import with_names
from tui.mathtext import readable
from tui.messages import HomeRequested, SittingRequested
from tui.reviews import Reviews, in_days
from tui.screens.page import Page
from tui.text import visible
from tui.widgets.bar import bar
from tui.widgets.item_line import ItemLine
from tui.widgets.sitting_bar import clock


class SummaryScreen(Page):
    """First answers counted, each question in a line, the misconceptions met."""

    BINDINGS: ClassVar[list[BindingType]] = with_names(
        "summary",
        [
            Binding("enter,h,escape", "home", "Home", tooltip="Back to the skills"),
            Binding("w", "wrong", "The wrong ones again", tooltip="A new sitting over what was not right at first"),
            Binding("n", "more", "Another sitting", tooltip="A new sitting of the same sort, over everything"),
        ],
    )
    DEFAULT_CSS = """
    SummaryScreen {
        #body { padding: 1 2; scrollbar-size-vertical: 1; align-horizontal: center; &:focus { background-tint: transparent; } }
        #body > Static, ItemLine { max-width: 96; }
        .total { text-style: bold; margin: 0 0 1 0; }
        .title { color: $text-muted; margin: 1 0 0 0; }
        #due { color: $text-muted; margin: 1 0 0 0; max-width: 96; }
        .when { width: auto; color: $text-accent; margin: 0 2 0 0; }
        .names { width: 1fr; }
        .met { padding: 0 1; border-left: outer $warning; }
    }
    """

    def __init__(self, session: Session, bank: Bank, reviews: Reviews) -> None:
        super().__init__()
        self._summary = session.summary()
        self._mode = session.mode if session.mode in MODES else QUIZ.name
        self._questions = bank.questions
        self._skills = bank.skills
        self._reviews = reviews

    def parts(self) -> ComposeResult:
        """Total, items, misconceptions."""
        summary = self._summary
        with VerticalScroll(id="body"):
            yield Static(self._total(), classes="total")
            for item in summary.items:
                yield ItemLine(item, self._heading(item))
            for place, line in enumerate(self._reviews.misconceptions()):
                yield from ([] if place else [Static("Misconceptions met", classes="title")])
                yield Static(line, classes="met", markup=False)
            yield VerticalGroup(id="due")

    def on_mount(self) -> None:
        """Let the arrows scroll, and look up meanwhile when each skill comes back."""
        self.query_one("#body").focus()
        self._look_up()

    @work
    async def _look_up(self) -> None:
        dates = await to_thread(self._dates)
        if dates:
            width = max(map(len, dates))
            lines = [
                HorizontalGroup(
                    Static(when.rjust(width), classes="when", markup=False),
                    Static(", ".join(names), classes="names", markup=False),
                )
                for when, names in dates.items()
            ]
            await self.query_one("#due").mount_all([Static("Comes back"), *lines])

    def _dates(self) -> dict[str, list[str]]:
        """The skills that were answered, by when they come back, the soonest first."""
        answered = {item.skill for item in self._summary.items if item.first and item.skill}
        try:
            days = {skill: self._reviews.days(skill) for skill in self._summary.by_skill if skill in answered}
        except UnrolledError:
            return {}
        found: dict[str, list[str]] = {}
        for skill, left in sorted(days.items(), key=lambda pair: -1 if pair[1] is None else pair[1]):
            if left is not None:
                title = self._skills[skill].title if skill in self._skills else skill
                found.setdefault(in_days(left), []).append(visible(readable(title)))
        return found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the wrong ones only when there are some."""
        return bool(self._missed()) if action == "wrong" else True

    def action_home(self) -> None:
        """Back to the skills."""
        self.post_message(HomeRequested())

    def action_wrong(self) -> None:
        """A new sitting over what was not right at first."""
        missed = self._missed()
        self.post_message(SittingRequested(questions=missed, count=len(missed)))

    def action_more(self) -> None:
        """A new sitting of the same sort, over everything."""
        self.post_message(SittingRequested(mode=self._mode, fresh=True))

    def _missed(self) -> list[str]:
        return [item.question for item in self._summary.items if item.first != "correct" and item.skill]

    def _total(self) -> Content:
        total = self._summary.total
        share = total.correct / total.questions if total.questions else 0.0
        told = f"{total.correct} of {total.questions} right at the first answer"
        return Content.assemble(
            told, "\n", bar(share, 40, "$success"), (f"  {clock(self._summary.seconds)}", "$text-muted")
        )

    def _heading(self, item: Item) -> str:
        question = self._questions.get(item.question)
        return question.name if question else item.question.replace("-", " ").capitalize()
