"""The home screen: what the day asks for, how far one is with each skill, and the ways into a sitting."""

from asyncio import to_thread
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from engine.bank.load import Bank
from engine.errors import UnrolledError
from engine.learning.progress import SkillProgress, progress_in, streak_in
from engine.learning.store import Clock, Store
from tui.history import History
from tui.messages import SittingRequested, SittingResumed
from tui.screens.page import BEGIN, COMFORTABLE, Page
from tui.text import content, visible
from tui.widgets.key_line import KeyLine
from tui.widgets.skill_list import SkillList, title

if TYPE_CHECKING:
    from engine.learning.today import Today

LOGO: Final = "  ╭─╮ ╭─╮ ╭─╮\n →│h├→│h├→│h├→\n  ╰┬╯ ╰┬╯ ╰┬╯"
"""A recurrent cell, unrolled."""
WAYS: Final = frozenset({"select", "sit('drill')", "sit('weak')", "sit('exam')", "sit('interview')", "resume"})
"""Actions that lead into a sitting."""
HEIGHTS: Final = "▁▂▃▄▅▆▇█"
NARROW: Final = 76
"""Columns below which the logo gives way to words."""
WIDE: Final = 110
"""Columns from which the day stands beside the skills."""
TAKEN: Final = 19
"""Lines of the window that are not there for the names of the day's skills."""


class Standing(NamedTuple):
    """What is shown of a learner."""

    today: "Today"
    done: Mapping[str, SkillProgress]
    streak: int
    """Days in a row."""
    waiting: str
    """Where an unfinished sitting stands; empty without one."""


class HomeScreen(Page):
    """Skills with their counts and progress; each way to sit keeps to the chosen line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "sit('drill')", "Drill", tooltip="Review what is due of the chosen line, then meet what is new"),
        Binding("w", "sit('weak')", "Weak", tooltip="Answer again what was not right when last asked"),
        Binding("e", "sit('exam')", "Exam", tooltip="Answer under the clock, verdicts at the end"),
        Binding("i", "sit('interview')", "Interview", tooltip="Be interviewed: mixed questions with follow-ups"),
        Binding("c", "resume", "Continue", tooltip="Go on with the unfinished sitting"),
        Binding("n", "anew", "New quiz", show=False, tooltip="Begin a new quiz over the chosen line"),
        Binding("b", "app.open('browse')", "Browse", tooltip="Search all questions"),
        Binding("s", "app.open('statistics')", "Statistics", tooltip="What you practised and what you know of it"),
        Binding("l", "app.open('laboratory')", "Lab", tooltip="Step through cells, windows and gradients"),
        Binding("m", "app.open('demonstrations')", "Demos", tooltip="Small experiments: predict, then see"),
        Binding("comma", "app.open('settings')", "Settings", tooltip="What a day asks for, colours, keys"),
        Binding("q", "app.quit", "Quit", show=False, tooltip="Leave; everything is saved"),
    ]
    DEFAULT_CSS = """
    HomeScreen {
        #masthead { height: auto; padding: 1 2; }
        #logo { width: 18; color: $primary; }
        #welcome { width: 1fr; }
        #notice { margin: 0 2 1 2; padding: 0 2; border-left: outer $warning; color: $text-warning; height: auto; }
        #notice.-silent, #ways.-silent { display: none; }
        #ways { height: 2; padding: 0 2; border-bottom: solid $border-blurred; }
        #ways KeyLine { dock: none; padding: 0; background: transparent; }
        #split { layout: horizontal; height: 1fr; }
        #skills { width: 1fr; height: 1fr; }
        #headings { padding: 0 2; height: 1; }
        #day { display: none; width: 36; height: 1fr; padding: 0; border-left: solid $border-blurred; }
        &.-wide #day { display: block; }
        &.-narrow #masthead { padding: 1 2 0 2; }
        &.-narrow #logo { display: none; }
    }
    """

    apart = WAYS
    how = "Every way to sit keeps to the line that is chosen; the first line stands for everything."

    def __init__(self, bank: Bank, store: Store, clock: Clock) -> None:
        super().__init__()
        self._bank = bank
        self._store = store
        self._clock = clock
        self._standing: Standing | None = None

    def parts(self) -> ComposeResult:
        """Masthead, a notice when the log has one, the ways to sit, the list."""
        with HorizontalGroup(id="masthead"):
            yield Static(LOGO, id="logo", markup=False)
            yield Static(self._welcome(), id="welcome")
        yield Static(content(self._store.notice), id="notice", classes="" if self._store.notice else "-silent")
        with HorizontalGroup(id="ways", classes="" if self._bank.summaries else "-silent"):
            yield KeyLine(only=WAYS)
        with Container(id="split"):
            with VerticalGroup(id="skills"):
                yield Static("", id="headings")
                yield SkillList(self._bank)
            yield VerticalGroup(id="day")

    def on_mount(self) -> None:
        """Put the cursor on the list and look up the learner's progress meanwhile."""
        self.query_one(SkillList).focus()
        self.call_after_refresh(self._look_up)

    def on_resize(self, event: Resize) -> None:
        """The day beside the skills, or no room for it; and the columns called by their names, wherever they now are."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.width < NARROW or event.size.height < COMFORTABLE.height, "-narrow")
        self.call_after_refresh(self._head)

    def _head(self) -> None:
        if self._bank.summaries:
            self.query_one("#headings", Static).update(self.query_one(SkillList).headings())

    @work(exclusive=True)
    async def _look_up(self) -> None:
        try:
            standing = self._standing = await to_thread(self._replayed)
        except UnrolledError as error:
            self.tell(error)
            return
        self.query_one(SkillList).tell(standing.done, standing.today.mastery)
        self.query_one("#welcome", Static).update(self._welcome())
        await self._fill_day(standing.today)
        self.refresh_bindings()

    async def _fill_day(self, today: "Today") -> None:
        """The day in more words, for windows with room for it."""
        from tui.widgets.plot import Plot

        asked = [("●", skill) for skill in today.due] + [("·", skill) for skill in today.new]
        if self._bank.summaries:
            week = Plot("Week ahead", partial(self._week, today.forecast), "skills due")
            drill = Plot("Drill today", partial(self._drill, asked), "● due  · new")
            await self.query_one("#day").mount_all([week, drill] if asked else [week])

    def _week(self, forecast: Sequence[int], width: int) -> Sequence[Content]:
        from tui.widgets.plot import columns, row_of

        today = self._clock().date()
        names = [f"{today + timedelta(days=ahead):%a}"[:2] for ahead in range(len(forecast))]
        return [*columns(forecast, width, 4, "$accent"), row_of(names, width)]

    def _drill(self, asked: Sequence[tuple[str, str]], width: int) -> Sequence[Content]:
        lines = [
            Content.assemble((f"{sign} ", "$text-accent"), visible(title(self._bank, skill))).truncate(
                width, ellipsis=True
            )
            for sign, skill in asked[: max(1, self.size.height - TAKEN)]
        ]
        more = len(asked) - len(lines)
        return [*lines, Content.styled(f"  and {more} more", "$text-muted")] if more else lines

    def _replayed(self) -> Standing:
        """What the log says; read away from the screen's thread."""
        from engine.learning.today import today
        from tui.unfinished import resumed

        history = History(self._store, self._bank, self._clock)
        session = resumed(history)
        waiting = f"question {session.position} of {session.count}" if session else ""
        if session and session.mode != "quiz":
            waiting = f"{waiting} ({session.mode})"
        return Standing(
            today=today(history.cards, self._bank.summaries, self._bank.skills, history.today),
            done=progress_in(self._store.ledger.answered(), self._bank.summaries),
            streak=streak_in(self._store.ledger.quarters(), self._clock()),
            waiting=waiting,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to continue only when there is something to continue, and to sit when there is something to ask."""
        if action == "resume":
            return self._standing is not None and bool(self._standing.waiting)
        return action not in ("sit", "anew") or bool(self._bank.summaries)

    def action_sit(self, mode: str) -> None:
        """Sit over the chosen line: go on with what was begun alike, or begin."""
        self._sit(mode)

    def action_anew(self) -> None:
        """Begin a new quiz over the chosen line, even if one is unfinished."""
        self._sit("quiz", fresh=True)

    def _sit(self, mode: str, *, fresh: bool = False) -> None:
        skill = self.query_one(SkillList).skill
        self.post_message(SittingRequested([skill] if skill else [], mode=mode, fresh=fresh))

    def action_resume(self) -> None:
        """Go on with the unfinished sitting."""
        self.post_message(SittingResumed())

    @on(SkillList.OptionSelected)
    def _chosen(self) -> None:
        self.action_sit("quiz")

    def _welcome(self) -> Content:
        name = Content.assemble(
            ("unrolled", "bold $text-primary"), ("   recurrent networks, asked and answered", "$text-muted")
        )
        return Content("\n").join([name, self._told(), self._next()])

    def _told(self) -> Content:
        count = len(self._bank.summaries)
        questions = f"{count:,} question{'' if count == 1 else 's'}"
        if self._standing is None or not any(one.tries for one in self._standing.done.values()):
            return Content.styled(questions, "$text-muted")
        today, days = self._standing.today, self._standing.streak
        return Content.assemble(
            (f"{len(today.due)} due", "bold" if today.due else "$text-muted"),
            (f" · {len(today.new)} new · week ", "$text-muted"),
            sparkline(today.forecast),
            (f" · {days} days in a row" if days > 1 else f" · {questions}", "$text-muted"),
        )

    def _next(self) -> Content:
        if not self._bank.summaries:
            return Content(BEGIN)
        if self._standing is None:
            return Content("")
        if self._standing.waiting:
            return Content.assemble(("c", "bold $text-accent"), f"  continue at {self._standing.waiting}")
        today = self._standing.today
        if asked := len(today.due) + len(today.new):
            return Content.assemble(
                ("d", "bold $text-accent"), f"  drill {asked} skill{'' if asked == 1 else 's'} today"
            )
        return Content.assemble("Done for today. ", ("enter", "bold $text-accent"), "  a quiz over the chosen line")


def sparkline(values: Sequence[int]) -> Content:
    """One column for each value, from the lowest line to the full height of a letter; a dot for none."""
    most = max(values, default=0)
    signs = "".join(HEIGHTS[-(-8 * value // most) - 1] if value else "·" for value in values)
    return Content.styled(signs, "$text-accent")
