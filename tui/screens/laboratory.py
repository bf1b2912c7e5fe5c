"""The laboratory: benches on which cells, gradients, windows and attention are watched at work, changed and asked about."""

from asyncio import to_thread
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from engine.bank.load import Bank
from engine.errors import UnrolledError
from engine.learning.store import Clock, Store
from engine.question.question import Question
from tui.laboratory.quiz import offers
from tui.laboratory.saved import load, save
from tui.laboratory.scene import AnyScene, AttentionScene, CellScene, FlowScene, WindowScene
from tui.laboratory.starts import first_attention, first_cell, first_flow, first_windows
from tui.messages import HomeRequested, PageFurnished, SceneChanged
from tui.place import data_folder
from tui.screens.asking import Chooser, path_form, scene_form
from tui.screens.laboratory_question import asked
from tui.screens.page import Page
from tui.text import visible
from tui.widgets.attention_bench import AttentionBench
from tui.widgets.bench import AnyBench, Bench
from tui.widgets.cell_bench import CellBench
from tui.widgets.flow_bench import FlowBench
from tui.widgets.tabs_line import TabsLine
from tui.widgets.window_bench import WindowBench

Result = TypeVar("Result")
BENCHES: Final = ("cell", "flow", "windows", "attention")
NAMES: Final = ("Cell", "Gradient flow", "Windows", "Attention")
PLACES: Final[dict[type[AnyScene], int]] = {CellScene: 0, FlowScene: 1, WindowScene: 2, AttentionScene: 3}
"""Which bench shows a scene."""
FOLDER: Final = "laboratory"
"""Of benches that are saved where nothing else is named, in the folder of the learner's data."""


class LaboratoryScreen(Page):
    """Four benches, one at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "bench(0)", "Cell", show=False, tooltip="A recurrent cell at work"),
        Binding("2", "bench(1)", "Gradient flow", show=False, tooltip="How far gradients reach back"),
        Binding("3", "bench(2)", "Windows", show=False, tooltip="Pooling and convolution, window by window"),
        Binding("4", "bench(3)", "Attention", show=False, tooltip="What queries read"),
        Binding("e", "set_up", "Set up", tooltip="Type the sequence and choose the weights, or type the numbers"),
        Binding("z", "quiz", "Quiz me", tooltip="A question about what is set up here"),
        Binding("s", "save", "Save", show=False, tooltip="Save this bench in a small file"),
        Binding("o,l", "load", "Load", show=False, tooltip="Set up what a file holds"),
        Binding("escape", "leave", "Back", tooltip="Leave the laboratory"),
    ]
    DEFAULT_CSS = """
    LaboratoryScreen {
        Bench { height: 1fr; }
        Bench:focus { background-tint: transparent; }
    }
    """

    def __init__(self, bank: Bank, store: Store, clock: Clock, scene: AnyScene | None = None) -> None:
        """`scene`: what a question brought along; the laboratory then leads back to it."""
        super().__init__()
        self._bank, self._store, self._clock = bank, store, clock
        self._brought = scene
        self.furnished = False
        self._place = 0 if scene is None else PLACES[type(scene)]

    def parts(self) -> ComposeResult:
        """The tabs and the benches."""
        yield TabsLine(NAMES)
        for place, bench in enumerate(self._benches()):
            bench.id, bench.display = BENCHES[place], place == self._place
            yield bench

    def _benches(self) -> tuple[AnyBench, ...]:
        brought = self._brought
        return (
            CellBench(brought if isinstance(brought, CellScene) else first_cell()),
            FlowBench(brought if isinstance(brought, FlowScene) else first_flow()),
            WindowBench(brought if isinstance(brought, WindowScene) else first_windows()),
            AttentionBench(brought if isinstance(brought, AttentionScene) else first_attention()),
        )

    def on_mount(self) -> None:
        """Go to the bench that has something to show, and take the keys."""
        self.action_bench(self._place)
        self.furnished = True
        self.post_message(PageFurnished())

    @property
    def bench(self) -> AnyBench:
        """The one at hand."""
        return self.query_one(f"#{BENCHES[self._place]}", Bench)

    def action_bench(self, place: int) -> None:
        """Go to another bench."""
        self._place = place
        for bench in self.query(Bench):
            bench.display = bench is self.bench
        self.bench.take_focus()
        self._tell_subject()
        self.refresh_bindings()

    @on(TabsLine.Picked)
    def _picked(self, event: TabsLine.Picked) -> None:
        self.action_bench(event.place)

    @on(SceneChanged)
    def _tell_subject(self) -> None:
        self.query_one(TabsLine).show(self._place, self.bench.subject)

    def action_set_up(self) -> None:
        """Ask what to set up."""
        self.app.push_screen(scene_form(self.bench.scene), self._set_up)

    def _set_up(self, scene: AnyScene | None) -> None:
        if scene is not None:
            self.action_bench(PLACES[type(scene)])
            self.bench.show(scene)

    @work
    async def action_quiz(self) -> None:
        """Offer questions about the bench at hand."""
        found = await self._try(lambda: offers(self.bench.scene, *self.bench.entry))
        if found:
            self.app.push_screen(
                Chooser("Quiz me on", [offer.title for offer in found]),
                lambda place: None if place is None else self._ask(found[place].question),
            )
        elif found is not None:
            self.notify("Two cells are too close to call here: move a slider first.", markup=False)

    def _ask(self, question: Question) -> None:
        try:
            self.app.push_screen(asked(question, self._bank, self._store, self._clock))
        except UnrolledError as error:
            self.tell(error)

    def action_save(self) -> None:
        """Ask where to save the bench at hand."""
        self.app.push_screen(path_form("Save this bench", self._file), self._to_save)

    def _to_save(self, path: Path | None) -> None:
        if path is not None:
            self._save(path)

    @work
    async def _save(self, path: Path) -> None:
        scene = self.bench.scene
        if await self._try(lambda: _saved(scene, path)):
            self.notify(f"Saved in {visible(str(path))}.", markup=False)

    def action_load(self) -> None:
        """Ask which file to set up."""
        self.app.push_screen(path_form("Load a bench", self._file), self._to_load)

    def _to_load(self, path: Path | None) -> None:
        if path is not None:
            self._load(path)

    @work
    async def _load(self, path: Path) -> None:
        self._set_up(await self._try(lambda: load(path)))

    @property
    def _file(self) -> Path:
        """Where the bench at hand is kept, unless the learner names another place."""
        return data_folder() / FOLDER / f"{BENCHES[self._place]}.json"

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
    if path.parent == data_folder() / FOLDER:
        path.parent.mkdir(parents=True, exist_ok=True)
    save(scene, path)
    return True
