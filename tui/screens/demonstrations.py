"""The demonstrations page: a list; then a prediction, the run with its live curves, and what it shows."""

from asyncio import to_thread
from time import monotonic
from typing import ClassVar, Final, Literal, TypeAlias

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from engine.bank.load import Bank
from engine.learning.guesses import Guess, commit, guesses, settle
from engine.learning.store import Clock, Store
from solvers import demos
from solvers.experiment import Demonstration, Frame
from tui.demonstration_lines import ending_lines, table_lines
from tui.messages import HomeRequested
from tui.screens.page import Page
from tui.widgets.bar import bar
from tui.widgets.curves import Curves

Phase: TypeAlias = Literal["list", "asking", "running", "over"]
SHOWN_EVERY: Final = 0.1
"""Seconds between two frames that are drawn."""
BAR: Final = 24


class FrameMade(Message):
    """A run has come to its next frame."""

    def __init__(self, run: int, frame: Frame) -> None:
        """`run`: which run it was, so that the frames of one that was cancelled are not drawn."""
        super().__init__()
        self.run = run
        self.frame = frame


class DemonstrationList(OptionList):
    """The titles, and the keys of a list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", tooltip="Open the demonstration: its prediction comes first"),
        Binding("down,j", "cursor_down", "Down", show=False, tooltip="The demonstration below"),
        Binding("up,k", "cursor_up", "Up", show=False, tooltip="The demonstration above"),
    ]


class DemonstrationsScreen(Page):
    """Guess first, then watch."""

    how = "Type the number of your prediction; the run starts at once."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "Run again", tooltip="Run it again, with other seeds"),
        Binding("escape,h", "back", "Back", tooltip="Cancel the run; back to the list; home"),
    ]
    DEFAULT_CSS = """
    DemonstrationsScreen {
        #list { padding: 1 1 0 1; height: 1fr; }
        #list > OptionList { height: 1fr; border: none; padding: 0; background: $background; scrollbar-size-vertical: 1; }
        #list > OptionList:focus { background-tint: transparent; }
        #heading { padding: 0 1 1 1; height: auto; }
        #stage { display: none; height: 1fr; padding: 1 2 0 2; scrollbar-size-vertical: 1; }
        #stage:focus { background-tint: transparent; }
        #asked, #progress, #figures, #ending { height: auto; padding: 0 0 1 0; }
        #curves { margin: 0 0 1 0; display: none; }
        &.-open #list { display: none; }
        &.-open #stage { display: block; }
        &.-drawn #curves { display: block; }
        #ending { display: none; }
        &.-over #ending { display: block; }
        &.-over #progress { display: none; }
    }
    """

    def __init__(self, bank: Bank, store: Store, clock: Clock) -> None:
        super().__init__()
        self._store = store
        self._names = demos.names()
        self._chosen: tuple[str, Demonstration] | None = None
        self._guess: int | None = None
        self._run = 0
        self._seed = 0
        self._phase: Phase = "list"

    def parts(self) -> ComposeResult:
        """The list, and the stage that a demonstration is shown on."""
        with Vertical(id="list"):
            yield Static(
                Content.assemble(
                    ("Watch a network do it", "bold $text-primary"), "\nGuess first; every figure is computed."
                ),
                id="heading",
            )
            yield DemonstrationList(*(Option(self._titled(name, None), id=name) for name in self._names), markup=False)
        with VerticalScroll(id="stage"):
            yield Static(id="asked")
            yield Static(id="ending")
            yield Static(id="progress")
            yield Curves(id="curves")
            yield Static(id="figures")

    def on_mount(self) -> None:
        """Put the cursor on the list, and look up the guesses made before."""
        self.query_one(OptionList).focus()
        self._look_up()

    @work
    async def _look_up(self) -> None:
        made = await to_thread(lambda: guesses(self._store.entries()))
        listed = self.query_one(OptionList)
        for name in self._names:
            listed.replace_option_prompt(name, self._titled(name, made.get(name)))

    @staticmethod
    def _titled(name: str, guess: Guess | None) -> Content:
        """A title, before it what became of the last guess."""
        signs = {None: ("  ", ""), True: ("✓ ", "$text-success"), False: ("✗ ", "$text-error")}
        sign = signs[guess.right if guess else None]
        return Content.assemble(sign, demos.named(name).title)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what does something now."""
        return self._phase == "over" if action == "again" else True

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        name = self._names[event.option_index]
        self._chosen, self._guess, self._seed = (name, demos.named(name)), None, 0
        self.add_class("-open")
        self.query_one("#stage").focus()
        self._ask()

    def _ask(self) -> None:
        self._enter("asking")
        for part in ("#ending", "#progress", "#figures"):
            self.query_one(part, Static).update("")
        self._show_prediction()

    def _show_prediction(self) -> None:
        """The question and its choices, the chosen one marked; once guessed, the question alone."""
        if self._chosen is None:
            return
        demonstration = self._chosen[1]
        lines = [Content.styled(demonstration.title, "bold $text-primary"), Content(demonstration.prediction.question)]
        for place, choice in enumerate(demonstration.prediction.choices):
            if self._guess is None:
                lines.append(Content.assemble((f"  {place + 1}", "bold $text-accent"), f"  {choice}"))
            elif place == self._guess and self._phase != "over":
                lines.append(Content.assemble(("  you say  ", "$text-muted"), (choice, "bold")))
        if self._guess is None:
            lines.append(Content.styled("\nCommit to one by its number; then it runs.", "$text-muted"))
        self.query_one("#asked", Static).update(Content("\n").join(lines))

    def on_key(self, event: Key) -> None:
        """A number commits to a prediction."""
        if self._phase == "asking" and self._chosen and event.character and event.character in "123456789":
            place = int(event.character) - 1
            if place < len(self._chosen[1].prediction.choices):
                event.stop()
                self._guess = place
                self._commit(self._chosen[0], self._chosen[1].prediction.choices[place])
                self._start()

    @work
    async def _commit(self, name: str, choice: str) -> None:
        await to_thread(commit, self._store, name, choice)

    def _start(self) -> None:
        if self._chosen is None:
            return
        demonstration = self._chosen[1]
        self._show_prediction()
        self.query_one("#ending", Static).update("")
        self._enter("running")
        self._run += 1
        self._watch(demonstration, self._run, self._seed)

    @work(thread=True, exclusive=True, group="run")
    def _watch(self, demonstration: Demonstration, run: int, seed: int) -> None:
        """Make the frames away from the screen's thread, and post as many as can be seen."""
        worker, posted = get_current_worker(), 0.0
        for frame in demonstration.run(seed, demonstration.seeds):
            if worker.is_cancelled:
                return
            if frame.done >= 1 or monotonic() - posted >= SHOWN_EVERY:
                posted = monotonic()
                self.post_message(FrameMade(run, frame))

    @on(FrameMade)
    def _draw(self, made: FrameMade) -> None:
        if made.run != self._run or self._phase != "running" or self._chosen is None:
            return
        frame = made.frame
        told = Content.assemble(bar(frame.done, BAR), (f" {frame.done:4.0%}  ", "$text-muted"), frame.said)
        self.query_one("#progress", Static).update(told)
        self.query_one(Curves).show(frame.curves, frame.axes or self._chosen[1].axes)
        self.set_class(bool(frame.curves), "-drawn")
        self.query_one("#figures", Static).update(Content("\n".join(table_lines(frame.table))))
        if frame.done >= 1:
            self._end(*self._chosen, frame)

    def _end(self, name: str, demonstration: Demonstration, frame: Frame) -> None:
        """Say what became of the prediction, and what the figures show."""
        is_right = self._guess == frame.right
        verdict, *others = ending_lines(demonstration, frame.right, self._guess)
        ending = Content.assemble(
            (verdict, f"bold {'$text-success' if is_right else '$text-error'}"), "\n", "\n".join(others)
        )
        self.query_one("#ending", Static).update(ending)
        self._enter("over")
        self._show_prediction()
        if self._guess is not None and self._seed == 0:
            self._settle(name, demonstration.prediction.choices[self._guess], is_right)

    @work
    async def _settle(self, name: str, choice: str, right: bool) -> None:
        await to_thread(lambda: settle(self._store, name, choice, right=right))
        self._look_up()

    def action_again(self) -> None:
        """Run again with the seeds after those that were shown."""
        if self._chosen is not None:
            self._seed += self._chosen[1].seeds
            self._start()

    def action_back(self) -> None:
        """Cancel; back to the list; from there home."""
        if self._phase == "list":
            self.post_message(HomeRequested())
            return
        self._run += 1
        self.workers.cancel_group(self, "run")
        self._chosen = None
        self.remove_class("-open")
        self._enter("list")
        self.query_one(OptionList).focus()

    def _enter(self, phase: Phase) -> None:
        self._phase = phase
        self.set_class(phase == "over", "-over")
        if phase in ("list", "asking"):
            self.remove_class("-drawn")
        self.refresh_bindings()
