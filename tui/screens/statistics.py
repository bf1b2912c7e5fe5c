"""The statistics page: what was practised, what of it is known, what comes next, as plots."""

from asyncio import to_thread
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

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
from tui.mathtext import readable
from tui.messages import HomeRequested, PageRequested, SittingRequested
from tui.screens.page import Page
from tui.text import visible
from tui.widgets.plot import Bar, Plot, bars, columns, under
from tui.widgets.skill_list import title

if TYPE_CHECKING:
    from engine.learning.misconceptions import Misconception
    from engine.learning.statistics import Statistics

WIDE: Final = 110
"""Columns of the window from which the plots stand in two columns."""
DAYS: Final = 21
"""Of answers that are shown."""
TALL: Final = 5
"""Lines of a plot in columns."""
MOST: Final = 8
"""Lines of a list that could go on."""


class Counted(NamedTuple):
    """All that is shown."""

    statistics: "Statistics"
    seconds: dict[str, float]
    """That an answer takes, by kind."""
    slips: list[tuple[int, str]]
    """How often each misconception was met, and what there is to say of it; commonest first."""
    today: date
    """Where the learner is."""


class StatisticsScreen(Page):
    """Plots in one column, or in two where there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "quiz", "Start", show=False, tooltip="Start a quiz over everything"),
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
        self._look_up()

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
        self.query_one(".headline", Static).update(headline(found.statistics))
        if found.statistics.answers:
            stacks = (VerticalGroup(*past(found, self._bank)), VerticalGroup(*ahead(found)))
            await self.query_one("#body").mount(Container(*stacks, id="plots"))

    def _counted(self) -> Counted:
        from engine.learning.attempt import counted
        from engine.learning.pace import by_kind
        from engine.learning.statistics import statistics

        history = History(self._store, self._bank, self._clock)
        now = self._clock()
        found = statistics(history.entries, self._bank.summaries, history.settings, now)
        return Counted(
            statistics=found,
            seconds=by_kind(counted(history.entries), self._bank.summaries),
            slips=[(one.times, self._sentence(one)) for one in found.misconceptions[:MOST]],
            today=now.date(),
        )

    def _sentence(self, met: "Misconception") -> str:
        """What the bank says of a mistake, in one line; its name where the banks no longer hold it."""
        for name in met.questions:
            if name in self._bank.summaries:
                mistakes = getattr(self._bank.questions[name], "mistakes", ())
                told = next((mistake.feedback for mistake in mistakes if mistake.id == met.mistake), "")
                if told:
                    return visible(readable(" ".join(told.split())))
        return met.mistake.replace("-", " ")

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
        (_several(found.answers, "answer"), "bold"),
        f"  {right / found.answers:.0%} right · {_several(round(found.minutes), 'minute')}",
        f" · {_several(found.streak_days, 'day')} in a row" if found.streak_days else "",
    )


def _several(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def past(found: Counted, bank: Bank) -> Iterator[Plot]:
    """The plots of what was done and where it went wrong."""
    yield _answers(found)
    yield _topics(found.statistics, bank)
    if found.slips:
        yield _misconceptions(found.slips)
    if any(hard.right < 1 for hard in found.statistics.hardest):
        yield _hardest(found.statistics, bank)


def ahead(found: Counted) -> Iterator[Plot]:
    """The plots of what comes, and of how well it can be told."""
    yield _due(found.statistics)
    yield _retention(found.statistics)
    yield _calibration(found.statistics)
    if found.seconds:
        yield _times(found.seconds)


def _answers(found: Counted) -> Plot:
    by_day = {day.day: day.answers for day in found.statistics.days}
    values = [by_day.get(found.today - timedelta(days=back), 0) for back in range(DAYS - 1, -1, -1)]
    first = f"{found.today - timedelta(days=DAYS - 1):%-d %b}"
    return Plot("Answers a day", _columns(values, first, "today", "$secondary"), f"{DAYS} days, {_several(sum(values), 'answer')}")


def _due(found: "Statistics") -> Plot:
    values = [due.skills for due in found.forecast]
    last = f"{found.forecast[-1].day:%-d %b}"
    note = f"{values[0]} today, {sum(values[1:])} in the days after it"
    return Plot("Skills due", _columns(values, "today", last, "$accent"), note)


def _columns(values: Sequence[int], first: str, last: str, style: str) -> Callable[[int], Sequence[Content]]:
    def draw(width: int) -> Sequence[Content]:
        return [*columns(values, width, TALL, style), under(first, last, len(values), width)]

    return draw


def _topics(found: "Statistics", bank: Bank) -> Plot:
    lines = [
        Bar(title(bank, name), topic.mastery, f"{topic.mastery:4.0%}  {topic.met:>2}/{topic.skills}")
        for name, topic in found.topics.items()
    ]
    return _bars("Known today", lines, "mean chance, and skills met")


def _hardest(found: "Statistics", bank: Bank) -> Plot:
    lines = [
        Bar(title(bank, hard.skill), hard.right, f"{hard.right:4.0%} of {hard.tries}")
        for hard in found.hardest[:MOST]
        if hard.right < 1
    ]
    return _bars("Hardest skills", lines, "right at the first try", "$error")


def _misconceptions(slips: Sequence[tuple[int, str]]) -> Plot:
    def draw(width: int) -> list[Content]:
        return [
            Content.assemble(
                (f"{times:>3} ×  ", "$text-warning"), Content(told).truncate(max(1, width - 7), ellipsis=True)
            )
            for times, told in slips
        ]

    return Plot("Misconceptions most met", draw)


def _retention(found: "Statistics") -> Plot:
    kept = found.retention
    lines = [
        Bar(
            f"{band.above:.0%} to {band.up_to:.0%}",
            band.measured,
            f"{band.measured:4.0%} of {band.reviews}",
            band.predicted,
        )
        for band in kept.bands
        if band.measured is not None
    ]
    if kept.measured is None or kept.predicted is None:
        return _told("Remembered at review", "Reviews on later days will show how well the memory model predicts you.")
    note = f"{kept.measured:.0%}, predicted ┃ {kept.predicted:.0%}"
    return _bars("Remembered at review", lines, note)


def _calibration(found: "Statistics") -> Plot:
    sure = found.calibration
    lines = [
        Bar(claim.confidence, claim.right, f"{claim.right:4.0%} of {claim.answers}", claim.stated)
        for claim in sure.table
        if claim.right is not None
    ]
    if sure.brier is None:
        return _told(
            "How sure, and how often right",
            "Say how sure you are before answering, and this compares it with what was right.",
        )
    return _bars("How sure, and how often right", lines, f"said ┃ · Brier {sure.brier:.2f}")


def _times(seconds: dict[str, float]) -> Plot:
    most = max(seconds.values())
    lines = [Bar(kind, value / most if most else 0.0, _clock(value)) for kind, value in seconds.items()]
    return _bars("Time for an answer", lines, "median, by kind", "$primary")


def _clock(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 60 else f"{int(seconds) // 60}:{int(seconds) % 60:02} min"


def _bars(heading: str, lines: Sequence[Bar], note: str, style: str = "$secondary") -> Plot:
    return Plot(heading, lambda width: bars(lines, width, style), note)


def _told(heading: str, sentence: str) -> Plot:
    return Plot(heading, lambda width: Content.styled(visible(sentence), "$text-muted").wrap(width))
