"""The scorecard screen: what became of an interview, topic by topic."""

from asyncio import to_thread
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from engine.bank.load import Bank
from engine.learning.misconceptions import told
from engine.learning.scorecard import Scorecard, Topic, write
from engine.learning.session import Session
from tui.keymap import with_names
from tui.messages import HomeRequested, SittingRequested
from tui.place import data_folder
from tui.reviews import Reviews
from tui.screens.page import Page
from tui.text import content, visible
from tui.ways import scored
from tui.widgets.bar import bar
from tui.widgets.sitting_bar import clock

FOLDER = "scorecards"
"""Of written scorecards, in the folder of the learner's data."""
BAR = 40
FIRST = "The weakest topic comes first."
NOTHING = "No question was reached; n begins another interview."


class ScorecardScreen(Page):
    """The score by topic, the weakest first, and the misconceptions met."""

    BINDINGS: ClassVar[list[BindingType]] = with_names(
        "scorecard",
        [
            Binding("enter,h,escape", "home", "Home", tooltip="Back to the skills"),
            Binding("w", "write", "Write to files", tooltip="Write the scorecard as Markdown and as JSON"),
            Binding(
                "r",
                "weak",
                "Wrong ones again",
                tooltip="Answer again, with fresh numbers, what was not right when last answered",
            ),
            Binding("n", "more", "Another interview", tooltip="A new interview over all skills"),
        ],
    )
    DEFAULT_CSS = """
    ScorecardScreen {
        #body { padding: 1 2; scrollbar-size-vertical: 1; align-horizontal: center; &:focus { background-tint: transparent; } }
        #body > Static { max-width: 96; }
        .topic { margin: 1 0 0 0; }
        .met { padding: 0 1; border-left: outer $warning; }
        .next { color: $text-muted; margin: 1 0 0 0; }
    }
    """

    how = "The score is the mean over the questions asked; one left unanswered counts nothing."

    def __init__(self, session: Session, bank: Bank, reviews: Reviews) -> None:
        super().__init__()
        self._began = session.entries[0].at
        self._card = scored(session, bank)

    def parts(self) -> ComposeResult:
        """The score, then each topic."""
        with VerticalScroll(id="body"):
            yield Static(total(self._card), classes="total")
            for topic in self._card.topics:
                yield Static(topic_lines(topic), classes="topic")
                for mistake, times in topic.mistakes.items():
                    yield Static(content(told(mistake, topic.said[mistake], times)), classes="met")
            if len(self._card.topics) != 1:
                yield Static(Content(FIRST if self._card.topics else NOTHING), classes="next")

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#body").focus()

    @work
    async def action_write(self) -> None:
        """Write the scorecard as Markdown and as JSON, and say where."""
        try:
            told = f"Written to {await to_thread(self._write)} and .json"
        except OSError as error:
            told = f"Could not be written: {error.strerror}; free the place or its rights."
        self.notify(visible(told), markup=False)

    def _write(self) -> str:
        folder = data_folder() / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        name = folder / f"interview-{self._began:%Y-%m-%d-%H%M%S}"
        for suffix in (".json", ".md"):
            write(self._card, name.with_suffix(suffix))
        return str(name.with_suffix(".md"))

    def action_home(self) -> None:
        """Back to the skills."""
        self.post_message(HomeRequested())

    def action_weak(self) -> None:
        """What was not right, with fresh numbers."""
        self.post_message(SittingRequested(mode="weak"))

    def action_more(self) -> None:
        """A new interview."""
        self.post_message(SittingRequested(mode="interview", fresh=True))


def total(card: Scorecard) -> Content:
    """The score of the whole, as a bar and in words."""
    told = f"{card.answered} of {card.asked} answered · {clock(card.seconds)}"
    return Content.assemble(
        ("Interview scorecard", "bold $text-primary"),
        (f"  {told}\n", "$text-muted"),
        bar(card.score, BAR, "$success"),
        (f"  {card.score:.0%}", "bold"),
    )


def topic_lines(topic: Topic) -> Content:
    """A topic's name and counts, and its score."""
    follow_ups = f" · {topic.follow_ups} follow-up{'' if topic.follow_ups == 1 else 's'}" if topic.follow_ups else ""
    return Content.assemble(
        content(topic.title).stylize("bold"),
        (f"  {topic.answered} of {topic.asked} answered{follow_ups}\n", "$text-muted"),
        bar(topic.score, BAR),
        f"  {topic.score:.0%}",
    )
