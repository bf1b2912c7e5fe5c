"""The bench of the cell: its quantities over time, the step at hand in numbers, its weights, its diagram."""

from typing import Any, ClassVar, Final, cast, get_args

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from solvers.unrolling import at
from tui.drawings import cells as drawings
from tui.drawings import networks
from tui.drawings.canvas import Canvas
from tui.laboratory.cells import MEANINGS, TITLES, columns, gate_table, quantities, run, with_weight
from tui.laboratory.scene import ORDERS, Cell, CellScene
from tui.laboratory.sequence import Sequence
from tui.laboratory.starts import cell_scene
from tui.widgets.bench import Bench
from tui.widgets.diagram import CellDiagram
from tui.widgets.heat_strip import HeatStrips
from tui.widgets.number_grid import NumberGrid
from tui.widgets.step_numbers import StepNumbers
from tui.widgets.trace_plot import TracePlot

WIDE: Final = (112, 34)
"""From so many columns and rows on, all panes are shown at once."""
PANES: Final = ("numbers", "traces", "weights", "diagram")
CONVENTIONS: Final[dict[str, list[dict[str, str]]]] = {
    "rnn": [{"activation": name} for name in ("tanh", "relu", "linear")],
    "gru": [{"reset": reset, "z": z} for reset in ("before", "after") for z in ("keeps", "takes")],
    "lstm": [],
}


class CellBench(Bench[CellScene, Any]):
    """A recurrent cell in the act."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("comma", "go(-1)", "Step back", show=False, tooltip="One step back, from wherever the cursor is"),
        Binding("full_stop", "go(1)", "Step on", show=False, tooltip="One step on, from wherever the cursor is"),
        Binding("p", "pane(1)", "Pane", tooltip="The next pane: numbers, traces, weights, diagram"),
        Binding("w", "weights", "Weights", tooltip="To the weights of the gate: change them and all follows"),
        Binding("c", "cell", "Cell", tooltip="RNN, LSTM or GRU, with fresh weights"),
        Binding("v", "convention", "Convention", tooltip="The next convention or activation of this cell"),
        Binding("r", "seed", "Redraw", tooltip="Fresh random weights"),
        Binding("d", "figure", "Figure", show=False, tooltip="The cell, or the network unrolled in time"),
    ]
    DEFAULT_CSS = """
    CellBench {
        #upper { height: 1fr; layout: vertical; }
        #side { height: 10; layout: vertical; }
        #lower { height: 10; layout: horizontal; }
        #side, #lower { border-top: solid $border-blurred; display: none; }
        #side > *, #lower > * { display: none; }
        &.-numbers #lower, &.-diagram #lower, &.-traces #side, &.-weights #side { display: block; }
        &.-diagram #lower { height: auto; }
        &.-numbers #lower > StepNumbers, &.-diagram #lower > CellDiagram { display: block; }
        &.-traces #side > TracePlot, &.-weights #side > NumberGrid { display: block; }
        &.-wide {
            #upper { layout: horizontal; }
            #side { display: block; width: 50; height: 100%; border-top: none; border-left: solid $border-blurred; }
            #lower { display: block; height: 17; }
            #side > *, #lower > * { display: block; }
            CellDiagram { width: 77; height: 100%; content-align-vertical: middle; }
        }
    }
    """

    def __init__(self, scene: CellScene) -> None:
        super().__init__(scene)
        self._trace: Any = None
        self._quantity = ORDERS[scene.cell][0]
        self._unit = self._seed = 0
        self._is_unrolled = False
        self._pane = PANES[0]

    def compose(self) -> ComposeResult:
        """Strips beside traces and weights; diagram and numbers below."""
        with Container(id="upper"):
            yield HeatStrips()
            with Container(id="side"):
                yield TracePlot()
                yield NumberGrid()
        with Container(id="lower"):
            yield CellDiagram(self._canvas())
            yield StepNumbers()

    def on_mount(self) -> None:
        """Show the first pane."""
        self.add_class(f"-{self._pane}")

    def on_resize(self, event: events.Resize) -> None:
        """Show all panes where there is room."""
        self.set_class(event.size.width >= WIDE[0] and event.size.height >= WIDE[1] - 4, "-wide")

    @property
    def subject(self) -> str:
        scene = self._scene
        said = {"rnn": f" {scene.activation}", "gru": f" {scene.reset}/{scene.z}", "lstm": ""}[scene.cell]
        steps = "" if said else f" · {len(scene.x)} steps"
        return f"{TITLES[scene.cell]}{said} · {scene.units} unit{'s' if scene.units > 1 else ''}{steps}"

    @property
    def entry(self) -> tuple[str, int]:
        return self._quantity, self._unit

    def computed(self, scene: CellScene) -> Any:
        return run(scene)

    def draw(self, found: Any) -> None:
        """Draw a trace; where the cell has not the quantity or the unit that was looked at, another one is."""
        self._trace = found
        if self._quantity not in MEANINGS[self._scene.cell]:
            self._quantity = ORDERS[self._scene.cell][0]
        self._unit = min(self._unit, self._scene.units - 1)
        self._draw()

    def take_focus(self) -> None:
        self.query_one(HeatStrips).focus()

    def look(self, step: int, quantity: str, unit: int) -> None:
        """Look at another step, or at another entry of it."""
        self._scene = msgspec.structs.replace(self._scene, step=step)
        self._quantity, self._unit = quantity, unit
        self._draw()

    @property
    def gate(self) -> str:
        """The gate whose weights are shown: the one looked at, or the one that writes the state looked at."""
        order = ORDERS[self._scene.cell]
        return self._quantity if self._quantity in order else order[-1]

    def _draw(self) -> None:
        scene, trace = self._scene, self._trace
        drawn = quantities(scene, trace)
        letters = scene.word
        unit = min(self._unit, scene.units - 1)
        with self.app.batch_update():
            self.query_one(HeatStrips).show(drawn, letters, scene.step, self._quantity, self._unit)
            self.query_one(StepNumbers).show(scene, trace, unit)
            traced = next(one for one in drawn if one.name == self._quantity)
            self.query_one(TracePlot).show(traced, scene.step, self._unit)
            self.query_one(NumberGrid).show(gate_table(scene, self.gate), columns(scene), self.gate)
            self.query_one(CellDiagram).show(self._canvas(), self._lit(), self._values(unit))

    def _canvas(self) -> Canvas:
        scene = self._scene
        if self._is_unrolled:
            return networks.unrolled([networks.subscript(self._first_drawn + place) for place in (1, 2, 3)])
        if scene.cell == "rnn":
            return drawings.rnn(scene.activation)
        return drawings.lstm() if scene.cell == "lstm" else drawings.gru(scene.reset, scene.z)

    @property
    def _first_drawn(self) -> int:
        """The first of the three steps of the unrolled network."""
        return max(0, self._scene.step - 1)

    def _lit(self) -> set[str]:
        place = self._scene.step - self._first_drawn
        return {f"cell{place}", f"x{place}", f"h{place}"} if self._is_unrolled else {self._quantity}

    def _values(self, unit: int) -> dict[str, str]:
        """What flows at the step at hand, for one unit; of the input, the letter or the number that is read."""
        fields = at(self._trace, self._scene.step)._asdict()
        names = [*MEANINGS[self._scene.cell], "h_prev", *(["c_prev"] if "c_prev" in fields else []), "a"]
        values = {name: f"{fields[name][unit]:.3f}" for name in names}
        x = self._scene.x[self._scene.step]
        told = (
            f"“{self._scene.word[self._scene.step]}”" if self._scene.letters else f"{x[0]:g}" + ("…" if x[1:] else "")
        )
        return values | {"x": told}

    @on(HeatStrips.Moved)
    def _moved(self, event: HeatStrips.Moved) -> None:
        self.look(event.step, event.quantity, event.unit)

    @on(NumberGrid.Edited)
    def _edited(self, event: NumberGrid.Edited) -> None:
        self.show(with_weight(self._scene, self.gate, event.row, event.column, event.value))

    def action_go(self, step: int) -> None:
        """Move through time."""
        there = self._scene.step + step
        if 0 <= there < len(self._scene.x):
            self.look(there, self._quantity, self._unit)

    def action_pane(self, step: int) -> None:
        """Show the next pane, where they take turns."""
        self._turn(PANES[(PANES.index(self._pane) + step) % len(PANES)])

    def _turn(self, pane: str) -> None:
        self.remove_class(f"-{self._pane}")
        self._pane = pane
        self.add_class(f"-{pane}")

    def action_weights(self) -> None:
        """Go to the weights, or back to the strips."""
        grid = self.query_one(NumberGrid)
        if grid.has_focus:
            self.take_focus()
        else:
            self._turn("weights")
            self.call_after_refresh(grid.focus)

    def action_cell(self) -> None:
        """The next kind of cell, over the same sequence."""
        kinds = get_args(Cell)
        self._fresh(cast("Cell", kinds[(kinds.index(self._scene.cell) + 1) % len(kinds)]))

    def action_seed(self) -> None:
        """Fresh random weights."""
        self._seed += 1
        self._fresh(self._scene.cell)

    def _fresh(self, cell: Cell) -> None:
        old = self._scene
        made = cell_scene(cell, old.units, Sequence(old.x, old.letters), seed=self._seed)
        said = {"step": old.step, "reset": old.reset, "z": old.z, "activation": old.activation}
        self.show(msgspec.structs.replace(made, **said))

    def action_convention(self) -> None:
        """The next convention of this cell."""
        known = CONVENTIONS[self._scene.cell]
        if not known:
            self.notify("An LSTM has no convention to choose here.", markup=False)
            return
        now = {name: value for name, value in msgspec.structs.asdict(self._scene).items() if name in known[0]}
        place = (known.index(now) + 1) % len(known) if now in known else 0
        self.show(msgspec.structs.replace(self._scene, **known[place]))

    def action_figure(self) -> None:
        """The cell, or the network unrolled."""
        self._is_unrolled = not self._is_unrolled
        self._turn("diagram")
        self._draw()
