"""The laboratory: benches on which cells, gradients, windows and attention are watched at work, changed and asked about."""

from asyncio import to_thread
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import ContentSwitcher

from engine.bank.load import Bank
from engine.errors import UnrolledError
from engine.learning.store import Clock, Store
from tui.laboratory.quiz import offers
from tui.laboratory.saved import load, save
from tui.laboratory.scene import AnyScene, AttentionScene, CellScene, FlowScene, WindowScene
from tui.laboratory.starts import first_attention, first_cell, first_flow, first_windows
from tui.messages import HomeRequested, SceneChanged
from tui.place import data_folder
from tui.screens.asking import Chooser, cell_form, path_form
from tui.screens.laboratory_question import asked
from tui.screens.page import Page
from tui.widgets.attention_bench import AttentionBench
from tui.widgets.bench import Bench
from tui.widgets.cell_bench import CellBench
from tui.widgets.flow_bench import FlowBench
from tui.widgets.tabs_line import TabsLine
from tui.widgets.window_bench import WindowBench

Result = TypeVar("Result")
BENCHES: Final = ("cell", "flow", "windows", "attention")
NAMES: Final = ("Cell", "Gradient flow", "Windows", "Attention")
PLACES: Final[dict[type[AnyScene], int]] = {CellScene: 0, FlowScene: 1, WindowScene: 2, AttentionScene: 3}
"""Which bench shows a scene."""


class LaboratoryScreen(Page):
    """Four benches, one at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "bench(0)", "Cell", show=False, tooltip="A recurrent cell at work"),
        Binding("2", "bench(1)", "Gradient flow", show=False, tooltip="How far gradients reach back"),
        Binding("3", "bench(2)", "Windows", show=False, tooltip="Pooling and convolution, window by window"),
        Binding("4", "bench(3)", "Attention", show=False, tooltip="What queries read"),
        Binding("e", "set_up", "Set up", tooltip="Choose sequence, size and weights of the cell"),
        Binding("z", "quiz", "Quiz me", tooltip="A question about what is set up here"),
        Binding("s", "save", "Save", show=False, tooltip="Save this bench in a small file"),
        Binding("o,l", "load", "Load", show=False, tooltip="Set up what a file holds"),
        Binding("escape", "leave", "Back", tooltip="Leave the laboratory"),
    ]
    DEFAULT_CSS = """
    LaboratoryScreen {
        ContentSwitcher { height: 1fr; }
        Bench { height: 100%; }
        Bench:focus { background-tint: transparent; }
    }
    """

    def __init__(self, bank: Bank, store: Store, clock: Clock, scene: AnyScene | None = None) -> None:
        """`scene`: what a question brought along; the laboratory then leads back to it."""
        super().__init__()
        self._bank, self._store, self._clock = bank, store, clock
        self._brought = scene
        self._place = 0

    def parts(self) -> ComposeResult:
        """The tabs and the benches."""
        yield TabsLine(NAMES)
        with ContentSwitcher(initial=None):
            for bench, id in zip(self._benches(), BENCHES, strict=True):
                bench.id = id
                yield bench

    def _benches(self) -> tuple[Bench, ...]:
        brought = self._brought
        return (
            CellBench(brought if isinstance(brought, CellScene) else first_cell()),
            FlowBench(brought if isinstance(brought, FlowScene) else first_flow()),
            WindowBench(brought if isinstance(brought, WindowScene) else first_windows()),
            AttentionBench(brought if isinstance(brought, AttentionScene) else first_attention()),
        )

    def on_mount(self) -> None:
        """Go to the bench that has something to show."""
        self.action_bench(0 if self._brought is None else PLACES[type(self._brought)])

    @property
    def bench(self) -> Bench:
        """The one at hand."""
        return self.query_one(f"#{BENCHES[self._place]}", Bench)

    def action_bench(self, place: int) -> None:
        """Go to another bench."""
        self._place = place
        self.query_one(ContentSwitcher).current = BENCHES[place]
        self.bench.take_focus()
        self._tell_subject()
        self.refresh_bindings()

    @on(TabsLine.Picked)
    def _picked(self, event: TabsLine.Picked) -> None:
        self.action_bench(event.place)

    @on(SceneChanged)
    def _tell_subject(self) -> None:
        self.query_one(TabsLine).show(self._place, self.bench.subject)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a cell is set up by a form."""
        return self._place == 0 if action == "set_up" else True

    @work
    async def action_set_up(self) -> None:
        """Ask what to set up."""
        scene = self.bench.scene
        if isinstance(scene, CellScene):
            made = await self.app.push_screen_wait(cell_form(scene, 0))
            if made is not None:
                self.bench.show(made)

    @work
    async def action_quiz(self) -> None:
        """Ask a question about the bench at hand."""
        try:
            found = await to_thread(offers, self.bench.scene, *self.bench.entry)
        except UnrolledError as error:
            self.tell(error)
            return
        if not found:
            self.notify("Two cells are too close to call here: move a slider first.", markup=False)
            return
        place = await self.app.push_screen_wait(Chooser("Quiz me on", [offer.title for offer in found]))
        if place is not None:
            screen = await self._try(lambda: asked(found[place].question, self._bank, self._store, self._clock))
            if screen is not None:
                self.app.push_screen(screen)

    @work
    async def action_save(self) -> None:
        """Save the bench at hand."""
        scene, default = self.bench.scene, data_folder() / "laboratory" / f"{BENCHES[self._place]}.json"
        path = await self.app.push_screen_wait(path_form("Save this bench", default))
        if path is not None and await self._try(lambda: _saved(scene, path)):
            self.notify(f"Saved in {path}.", markup=False)

    @work
    async def action_load(self) -> None:
        """Set up what a file holds."""
        default = data_folder() / "laboratory" / f"{BENCHES[self._place]}.json"
        path = await self.app.push_screen_wait(path_form("Load a bench", default))
        if path is None:
            return
        scene = await self._try(lambda: load(path))
        if scene is not None:
            self.action_bench(PLACES[type(scene)])
            self.bench.show(scene)

    async def _try(self, step: Callable[[], Result]) -> Result | None:
        """Take a step away from the screen's thread; what goes wrong is told, and `None` returned."""
        try:
            return await to_thread(step)
        except UnrolledError as error:
            self.tell(error)
            return None

    def action_leave(self) -> None:
        """Back to the question that led here, else home."""
        if self._brought is None:
            self.post_message(HomeRequested())
        else:
            self.app.pop_screen()


def _saved(scene: AnyScene, path: Path) -> bool:
    save(scene, path)
    return True
