"""The home screen: what there is to learn, how far one is, and the ways into a sitting."""

from asyncio import to_thread
from collections.abc import Mapping
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.widgets import Static

from engine.bank.load import Bank
from engine.learning.progress import SkillProgress, progress, streak
from engine.learning.session import Session
from engine.learning.store import Clock, Store
from tui.messages import SittingRequested, SittingResumed
from tui.screens.page import Page
from tui.text import content
from tui.widgets.skill_list import SkillList

LOGO: Final = "  ╭─╮ ╭─╮ ╭─╮\n →│h├→│h├→│h├→\n  ╰┬╯ ╰┬╯ ╰┬╯"
"""A recurrent cell, unrolled."""


class HomeScreen(Page):
    """Skills with their counts and progress; enter starts a sitting over the chosen line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "resume", "Continue", tooltip="Go on with the unfinished sitting"),
        Binding("q", "app.quit", "Quit", tooltip="Leave; everything is saved"),
    ]
    DEFAULT_CSS = """
    HomeScreen {
        #masthead { height: auto; padding: 1 2; }
        #logo { width: 18; color: $primary; }
        #welcome { width: 1fr; }
        #notice { margin: 0 2 1 2; padding: 0 2; border-left: outer $warning; color: $text-warning; height: auto; }
        #notice.-silent { display: none; }
        &.-small #masthead { padding: 0 2; }
        &.-small #logo { display: none; }
    }
    """

    def __init__(self, bank: Bank, store: Store, clock: Clock) -> None:
        super().__init__()
        self._bank = bank
        self._store = store
        self._clock = clock
        self._waiting = ""

    def parts(self) -> ComposeResult:
        """Masthead, a notice when the log has one, the list."""
        with HorizontalGroup(id="masthead"):
            yield Static(LOGO, id="logo", markup=False)
            yield Static(self._welcome(0), id="welcome")
        yield Static(content(self._store.notice), id="notice", classes="" if self._store.notice else "-silent")
        yield SkillList(self._bank)

    def on_mount(self) -> None:
        """Put the cursor on the list and look up the learner's progress meanwhile."""
        self.query_one(SkillList).focus()
        self._look_up()

    @work(exclusive=True)
    async def _look_up(self) -> None:
        done, days, self._waiting = await to_thread(self._replayed)
        self.query_one(SkillList).tell(done)
        self.query_one("#welcome", Static).update(self._welcome(days))
        self.refresh_bindings()

    def _replayed(self) -> tuple[Mapping[str, SkillProgress], int, str]:
        """Progress by skill, days in a row, and where an unfinished sitting stands; read away from the screen's thread."""
        entries = self._store.entries()
        session = Session.resume(self._bank.questions, self._store, clock=self._clock, digests=self._bank.digests)
        waiting = f"question {session.position} of {session.count}" if session else ""
        return progress(entries, self._bank.summaries), streak(entries, self._clock()), waiting

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to continue only when there is something to continue."""
        return bool(self._waiting) if action == "resume" else True

    def action_resume(self) -> None:
        """Go on with the unfinished sitting."""
        self.post_message(SittingResumed())

    @on(SkillList.OptionSelected)
    def _chosen(self, event: SkillList.OptionSelected) -> None:
        skill = self.query_one(SkillList).rows[event.option_index].skill
        self.post_message(SittingRequested([skill] if skill else []))

    def _welcome(self, days: int) -> Content:
        name = Content.assemble(
            ("unrolled", "bold $text-primary"), ("   recurrent networks, asked and answered", "$text-muted")
        )
        return Content("\n").join([name, Content.styled(self._told(days), "$text-muted"), self._next()])

    def _told(self, days: int) -> str:
        count = len(self._bank.summaries)
        return f"{count} question{'' if count == 1 else 's'}" + (f" · {days} days in a row" if days > 1 else "")

    def _next(self) -> Content:
        if not self._bank.summaries:
            return Content("Name a bank to begin: unrolled --bank FILE")
        if self._waiting:
            return Content.assemble(("c", "bold $text-accent"), f"  continue at {self._waiting}")
        return Content.assemble(("enter", "bold $text-accent"), "  start with the chosen line")
