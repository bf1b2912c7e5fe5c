"""The home screen: what there is to learn, how far one is, and the ways into a sitting."""

from asyncio import to_thread
from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.bank.load import Bank
from engine.learning.progress import SkillProgress, progress, streak
from engine.learning.session import Session
from engine.learning.store import Clock, Store
from tui.messages import SittingRequested, SittingResumed
from tui.screens.page import Page
from tui.text import content, visible
from tui.widgets.bar import bar

LOGO = "  ╭─╮ ╭─╮ ╭─╮\n →│h├→│h├→│h├→\n  ╰┬╯ ╰┬╯ ╰┬╯"
"""A recurrent cell, unrolled."""
BAR = 18
NAME = 40


class Row(NamedTuple):
    """A line of the list: a family of skills, or one skill."""

    skill: str
    """Dotted; empty for everything."""
    title: str
    depth: int
    """0 for everything, 1 for a family, 2 for a skill."""


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
        #notice { margin: 0 2 1 2; padding: 0 2; border-left: outer $warning; color: $text-warning; height: auto; display: none; }
        #notice.-shown { display: block; }
        OptionList { height: 1fr; border: none; background: transparent; padding: 0 1; margin: 0 1; scrollbar-size-vertical: 1;
            &:focus { border: none; background-tint: transparent; } }
        &.-short #masthead, &.-too-short #masthead { padding: 0 2; }
        &.-short #logo { display: none; }
    }
    """

    def __init__(self, bank: Bank, store: Store, clock: Clock) -> None:
        super().__init__()
        self.bank = bank
        self.store = store
        self.clock = clock
        self.rows = rows(bank)
        self.can_resume = False

    def parts(self) -> ComposeResult:
        """Masthead, a notice when the log has one, the list."""
        with HorizontalGroup(id="masthead"):
            yield Static(LOGO, id="logo", markup=False)
            yield Static(self._welcome(0), id="welcome")
        yield Static(content(self.store.notice), id="notice", classes="-shown" if self.store.notice else "")
        yield OptionList(*(Option(self._line(row, {})) for row in self.rows), markup=False)

    def on_mount(self) -> None:
        """Put the cursor on the list and look up the learner's progress meanwhile."""
        self.query_one(OptionList).focus()
        self.query_one(OptionList).highlighted = 0
        self._look_up()

    @work(exclusive=True)
    async def _look_up(self) -> None:
        done, days, waiting = await to_thread(self._replayed)
        rows = self.query_one(OptionList)
        for place, row in enumerate(self.rows):
            rows.replace_option_prompt_at_index(place, self._line(row, done))
        self.query_one("#welcome", Static).update(self._welcome(days, waiting))
        self.can_resume = waiting is not None
        self.refresh_bindings()

    def _replayed(self) -> tuple[Mapping[str, SkillProgress], int, str | None]:
        entries = self.store.entries()
        session = Session.resume(self.bank.questions, self.store, clock=self.clock, digests=self.bank.digests)
        place = f"question {session.position} of {session.count}" if session else None
        return progress(entries, self.bank.questions), streak(entries, self.clock()), place

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to continue only when there is something to continue."""
        return self.can_resume if action == "resume" else True

    def action_resume(self) -> None:
        """Go on with the unfinished sitting."""
        self.post_message(SittingResumed())

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        row = self.rows[event.option_index]
        self.post_message(SittingRequested([row.skill] if row.skill else []))

    def _welcome(self, days: int, waiting: str | None = None) -> Content:
        count = len(self.bank.questions)
        if not count:
            return Content("No questions are loaded.\nName a bank: unrolled --bank FILE")
        told = f"{count} questions" + (f" · {days}-day streak" if days > 1 else "")
        next_ = (
            Content.assemble(("c", "bold $text-accent"), f"  continue at {waiting}")
            if waiting
            else Content.assemble(("enter", "bold $text-accent"), "  start with the chosen line")
        )
        name = Content.assemble(
            ("unrolled", "bold $text-primary"), ("   recurrent networks, asked and answered", "$text-muted")
        )
        return Content("\n").join([name, Content.styled(told, "$text-muted"), next_])

    def _line(self, row: Row, done: Mapping[str, SkillProgress]) -> Content:
        below = [value for skill, value in done.items() if covers(row.skill, skill)]
        count = sum(covers(row.skill, question.skill) for question in self.bank.questions.values())
        right = sum(value.correct for value in below)
        title = "  " * max(0, row.depth - 1) + visible(row.title)
        name = Content.styled(title, "bold" if row.depth < 2 else "").truncate(NAME, ellipsis=True)
        share = right / count if count else 0.0
        return Content.assemble(
            name.pad_right(NAME - name.cell_length),
            "  ",
            bar(share, BAR, "$success" if share == 1 else "$secondary"),
            (f"  {right:>3} / {count}", "$text-muted"),
        )


def covers(skill: str, other: str) -> bool:
    """Whether a line of the list stands for a skill: itself, its family, or everything."""
    return not skill or other == skill or other.startswith(f"{skill}.")


def rows(bank: Bank) -> list[Row]:
    """Everything, then each family with its skills, in the order of the banks."""
    families: dict[str, list[str]] = {}
    for question in bank.questions.values():
        skills = families.setdefault(question.skill.partition(".")[0], [])
        if question.skill not in skills:
            skills.append(question.skill)
    made = [Row("", "Everything", 0)] if families else []
    for family, skills in families.items():
        alone = skills == [family]
        made.append(Row(family, title(bank, family), 1))
        made += [] if alone else [Row(skill, title(bank, skill), 2) for skill in skills]
    return made


def title(bank: Bank, skill: str) -> str:
    """A skill's title as its bank declares it, else its last word."""
    concept = bank.skills.get(skill)
    if concept is not None:
        return concept.title
    word = skill.rpartition(".")[2].replace("-", " ")
    return word.upper() if word in ("rnn", "lstm", "gru", "cnn", "bptt") else word.capitalize()
