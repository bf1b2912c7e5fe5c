"""The browser of questions: a list that is searched and filtered as one types, and a preview beside it."""

from asyncio import sleep, to_thread
from collections.abc import Mapping
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, HorizontalGroup
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from engine.bank.load import Bank
from engine.bank.search import Catalogue, Query
from engine.errors import UnrolledError
from engine.learning.condition import Condition, conditions_in
from engine.learning.store import Clock, Store
from engine.question.variant import Variant, deal
from tui.filters import CYCLES, HINT, advice, read
from tui.history import History
from tui.messages import HomeRequested, SittingRequested
from tui.screens.page import NO_QUESTION, Page
from tui.text import content
from tui.widgets.question_list import Line, QuestionList
from tui.widgets.question_view import QuestionView, Solution, facts

WIDE: Final = 100
"""Columns from which the preview stands beside the list."""
REST: Final = 0.08
"""Seconds of rest after a key before the question under the cursor is dealt."""
BREATH: Final = 0.01
"""Seconds between two steps of reading the prompts, in which keys are taken."""


class BrowseScreen(Page):
    """Every question of the banks."""

    stays = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", tooltip="Type words or filters; enter goes to the list"),
        Binding("a", "answer", "Answer", tooltip="Show the answer and the worked solution, or hide them"),
        Binding(
            "s", "turn('is')", "State", tooltip="Keep to new, learning, due, weak, flagged questions, one after another"
        ),
        Binding("t", "turn('kind')", "Kind", tooltip="Keep to one kind of answer after another"),
        Binding("v", "turn('level')", "Level", tooltip="Keep to one level after another"),
        Binding("x", "skill", "This skill", tooltip="Keep to the skill of the question under the cursor, or no longer"),
        Binding("f", "fresh", "Fresh numbers", tooltip="Show the question with other numbers"),
        Binding("down", "list", "To the list", show=False, tooltip="Leave the search for the list"),
        Binding("escape", "back", "Home", tooltip="Take the search back; without one, go home"),
    ]
    DEFAULT_CSS = """
    BrowseScreen {
        #search { height: 2; border-bottom: solid $border-blurred; padding: 0 2; }
        #slash { width: 2; color: $text-accent; text-style: bold; }
        #words { width: 1fr; background: transparent; }
        #words > .input--placeholder { color: $text-muted; }
        #count { width: auto; padding: 0 0 0 2; color: $text-muted; }
        #split { layout: vertical; height: 1fr; }
        #empty { display: none; padding: 1 3; height: 1fr; color: $text-muted; }
        QuestionView { height: 11; border-top: solid $border-blurred; padding: 0; }
        &.-nothing QuestionList { display: none; }
        &.-nothing #empty { display: block; }
        &.-wide #split { layout: horizontal; }
        &.-wide QuestionList, &.-wide #empty { width: 1fr; }
        &.-wide QuestionView { width: 1fr; height: 1fr; border-top: none; border-left: solid $border-blurred; }
        &.-small QuestionView { height: 7; }
    }
    """

    how = "A question is found by words of its id, title, skill and prompt, and by kind:, level:, skill: and is:."

    def __init__(self, bank: Bank, store: Store, clock: Clock) -> None:
        super().__init__()
        self._bank = bank
        self._store = store
        self._clock = clock
        self._catalogue = Catalogue(bank)
        self._conditions: Mapping[str, Condition] = {}
        self._words: Mapping[str, tuple[str, ...]] = {}
        self._line: Line | None = None
        self._seed = 0
        self._is_told = False

    def parts(self) -> ComposeResult:
        """The search, the list, the preview."""
        with HorizontalGroup(id="search"):
            yield Static("/", id="slash", markup=False)
            yield Input(placeholder=HINT, id="words", compact=True)
            yield Static("", id="count", markup=False)
        with Container(id="split"):
            yield QuestionList()
            yield Static("", id="empty")
            yield QuestionView()

    def on_mount(self) -> None:
        """Show all questions at once."""
        self.query_one(QuestionList).focus()
        self._show()

    def on_screen_resume(self) -> None:
        """Read the prompts and the log meanwhile, and the log again after practice."""
        self.call_after_refresh(self._look_up)

    def on_resize(self, event: Resize) -> None:
        """The preview beside the list, or below it."""
        self.set_class(event.size.width >= WIDE, "-wide")

    @work(exclusive=True, group="look-up")
    async def _look_up(self) -> None:
        try:
            self._conditions = await to_thread(self._replayed)
            self._words = {name: condition.words for name, condition in self._conditions.items()}
        except UnrolledError as error:
            self.tell(error)
        self._show()
        self._line = self.query_one(QuestionList).line
        self._preview()
        steps = self._catalogue.fill()
        while await to_thread(next, steps, None) is not None:
            await sleep(BREATH)
        self._show()

    def _replayed(self) -> Mapping[str, Condition]:
        history = History(self._store, self._bank, self._clock)
        return conditions_in(
            self._store.ledger.answered(),
            self._store.ledger.flagged(),
            self._bank.summaries,
            history.cards,
            history.today,
        )

    @on(Input.Changed, "#words")
    def _show(self) -> None:
        """Show what fits the line that is typed."""
        query = read(self.query_one("#words", Input).value)
        found = self._catalogue.found(query, self._words)
        self.query_one(QuestionList).show([summary.id for summary in found], self._listed)
        self.query_one("#count", Static).update(f"{len(found):,} of {len(self._bank.summaries):,}")
        self.set_class(not found, "-nothing")
        if not found:
            self.query_one("#empty", Static).update(self._nothing(query))

    def _listed(self, name: str) -> Line:
        summary = self._bank.summaries[name]
        concept = self._bank.skills.get(summary.skill)
        condition = self._conditions.get(summary.id, Condition("new"))
        return Line(
            id=summary.id,
            title=summary.title,
            kind=summary.kind,
            level=summary.level,
            skill=concept.title if concept else summary.skill,
            condition=condition.word,
            flagged=condition.flagged,
        )

    def _nothing(self, query: Query) -> Content:
        if not self._bank.summaries:
            return Content(NO_QUESTION)
        told = Content.assemble("No question fits. ", ("esc", "bold $text-accent"), " takes the search back.")
        return Content("\n").join([told, *map(content, advice(query, set(self._bank.asked.values())))])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to search when there are questions, and what is done with one when one is under the cursor."""
        if action in ("answer", "fresh", "skill"):
            return self._line is not None
        return action == "back" or bool(self._bank.summaries)

    def action_search(self) -> None:
        """Type into the search."""
        self.query_one("#words", Input).focus()

    @on(Input.Submitted, "#words")
    def action_list(self) -> None:
        """Leave the search for the list."""
        self.query_one(QuestionList).focus()

    def action_turn(self, name: str) -> None:
        """Go on to the next value of a filter."""
        query = read(self.query_one("#words", Input).value)
        values = ("", *CYCLES[name])
        place = values.index(query.asked(name)) if query.asked(name) in values else 0
        self._search(query.filtered(name, values[(place + 1) % len(values)]).text)

    def action_skill(self) -> None:
        """Keep to the skill under the cursor, or no longer."""
        query = read(self.query_one("#words", Input).value)
        if self._line is not None:
            skill = self._bank.summaries[self._line.id].skill.lower()
            self._search(query.filtered("skill", "" if query.asked("skill") else skill).text)

    def _search(self, line: str) -> None:
        self.query_one("#words", Input).value = line

    def action_back(self) -> None:
        """Take the search back, or go home."""
        if self.query_one("#words", Input).value or not self.query_one(QuestionList).has_focus:
            self._search("")
            self.query_one(QuestionList).focus()
        else:
            self.post_message(HomeRequested())

    @on(QuestionList.Highlighted)
    def _highlighted(self, event: QuestionList.Highlighted) -> None:
        is_other = (self._line is None) != (event.line is None)
        self._line, self._seed, self._is_told = event.line, 0, False
        self._preview()
        if is_other:
            self.refresh_bindings()

    @on(QuestionList.Chosen)
    def _chosen(self, event: QuestionList.Chosen) -> None:
        self.post_message(SittingRequested(questions=[event.line.id]))

    def action_answer(self) -> None:
        """Show the answer and the worked solution, or hide them."""
        self._is_told = not self._is_told
        self._preview()

    def action_fresh(self) -> None:
        """Show the question with other numbers."""
        self._seed += 1
        self._preview()

    @work(exclusive=True, group="preview")
    async def _preview(self) -> None:
        """Show the question under the cursor, once the keys have rested."""
        line, seed, is_told = self._line, self._seed, self._is_told
        view = self.query_one(QuestionView)
        if line is None:
            await view.remove_children()
            return
        await sleep(REST)
        try:
            variant, solution = await to_thread(self._dealt, line.id, seed, is_told)
        except UnrolledError as error:
            await view.show(line.title, str(error), None)
        else:
            await view.show(line.title, facts(line, variant), variant, solution)

    def _dealt(self, name: str, seed: int, is_told: bool) -> tuple[Variant, Solution | None]:
        variant = deal(self._bank.questions[name], seed)
        question = variant.question
        return variant, Solution(question.key_text(variant), question.worked(variant)) if is_told else None
