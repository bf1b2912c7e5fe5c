"""The statistics page: what was practised, what of it is known, what comes next, as plots."""

from asyncio import to_thread
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from engine.bank.load import Bank
from engine.errors import UnrolledError
from engine.learning.store import Clock, Store
from tui.history import History
from tui.lines import sentence
from tui.messages import HomeRequested, PageRequested, SittingRequested
from tui.screens.page import NO_QUESTION, Page
from tui.widgets.learning_plots import MOST, Counted, ahead, past, several

if TYPE_CHECKING:
    from engine.learning.statistics import Statistics

WIDE: Final = 110
"""Columns of the window from which the plots stand in two columns."""


class StatisticsScreen(Page):
    """Plots in one column, or in two where there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "quiz", "Quiz", tooltip="Start a quiz over everything"),
        Binding("b", "browse", "Browse", tooltip="Search all questions"),
        Binding("escape,h", "home", "Home", tooltip="Back to the skills"),
    ]
    DEFAULT_CSS = """
    StatisticsScreen {
        #body { padding: 1 0; scrollbar-size-vertical: 1; &:focus { background-tint: transparent; } }
        .headline { padding: 0 2; margin: 0 0 1 0; }
        #plots { layout: vertical; height: auto; }
        #plots > VerticalGroup { width: 1fr; }
        &.-wide #plots { layout: horizontal; }
    }
    """

    def __init__(self, bank: Bank, store: Store, clock: Clock) -> None:
        super().__init__()
        self._bank = bank
        self._store = store
        self._clock = clock

    def parts(self) -> ComposeResult:
        """One line until all is counted."""
        with VerticalScroll(id="body"):
            yield Static(Content.styled("Counting …", "$text-muted"), classes="headline")

    def on_mount(self) -> None:
        """Let the arrows scroll, and count meanwhile."""
        self.query_one("#body").focus()
        self.call_after_refresh(self._look_up)

    def on_resize(self, event: Resize) -> None:
        """Two columns of plots, or one."""
        self.set_class(event.size.width >= WIDE, "-wide")

    @work(exclusive=True)
    async def _look_up(self) -> None:
        try:
            found = await to_thread(self._counted)
        except UnrolledError as error:
            self.tell(error)
            return
        is_empty = not (found.statistics.answers or self._bank.summaries)
        told = Content(NO_QUESTION) if is_empty else headline(found.statistics)
        self.query_one(".headline", Static).update(told)
        if found.statistics.answers:
            stacks = (VerticalGroup(*past(found, self._bank)), VerticalGroup(*ahead(found)))
            await self.query_one("#body").mount(Container(*stacks, id="plots"))

    def _counted(self) -> Counted:
        from engine.learning.attempt import counted
        from engine.learning.misconceptions import sayings, told
        from engine.learning.pace import by_kind
        from engine.learning.statistics import statistics

        history = History(self._store, self._bank, self._clock)
        now = self._clock()
        found = statistics(history.entries, self._bank.summaries, history.settings, now)
        said = sayings(counted(history.entries), self._bank.questions)
        return Counted(
            statistics=found,
            seconds=by_kind(counted(history.entries), self._bank.summaries),
            slips=[(one.times, sentence(told(one.mistake, said[one.mistake]))) for one in found.misconceptions[:MOST]],
            today=now.date(),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a quiz and the browser when there are questions."""
        return action == "home" or bool(self._bank.summaries)

    def action_quiz(self) -> None:
        """Start a quiz over everything."""
        self.post_message(SittingRequested())

    def action_browse(self) -> None:
        """Search all questions."""
        self.post_message(PageRequested("browse"))

    def action_home(self) -> None:
        """Back to the skills."""
        self.post_message(HomeRequested())


def headline(found: "Statistics") -> Content:
    """All answers in one line; without any, what to do first."""
    if not found.answers:
        return Content.assemble(
            ("Nothing is practised yet, so there is nothing to count.", "bold"),
            "\nAnswer a few questions, and this page shows what you know of them, what is due, and where you slip.\n\n",
            ("enter", "bold $text-accent"), "  start a quiz    ", ("b", "bold $text-accent"), "  browse the questions",
        )  # fmt: skip
    right = sum(day.right for day in found.days)
    return Content.assemble(
        (several(found.answers, "answer"), "bold"),
        f"  {right / found.answers:.0%} right · {several(round(found.minutes), 'minute')}",
        f" · {several(found.streak_days, 'day')} in a row" if found.streak_days else "",
    )
