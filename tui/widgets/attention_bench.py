"""The bench of attention: the weights of every query as a heat map, and the lines of the query that is looked at."""

from typing import ClassVar

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.laboratory.attending import Attended, attended, label
from tui.laboratory.scene import AttentionScene
from tui.laboratory.starts import first_attention
from tui.widgets.bench import Bench
from tui.widgets.heat_map import HeatMap
from tui.widgets.step_numbers import told
from tui.widgets.worked import step_lines


class AttentionBench(Bench[AttentionScene, Attended], can_focus=True):
    """Queries that read from positions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "query(-1)", "Up", show=False, tooltip="The query above"),
        Binding("down,space", "query(1)", "Next query", tooltip="The next query"),
        Binding("k", "kind", "Scores", tooltip="Dot products, or scaled dot products"),
        Binding("m", "mask", "Mask", tooltip="Hide later positions from each query, or show them"),
        Binding("r", "seed", "Redraw", tooltip="Other random vectors"),
    ]
    DEFAULT_CSS = """
    AttentionBench {
        padding: 0 1;
        HeatMap { max-height: 60%; margin: 0 0 0 1; }
        #lines { height: 1fr; margin: 1 0 0 0; border-top: solid $border-blurred; padding: 0 1; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self, scene: AttentionScene) -> None:
        super().__init__(scene)
        self._seed = 4

    def compose(self) -> ComposeResult:
        """The map, and the lines of one row of it."""
        yield HeatMap("query ↓", id="weights")
        with VerticalScroll(id="lines", can_focus=False):
            yield Static()

    def on_resize(self, event: events.Resize) -> None:
        """Draw the map as large as there is room."""
        self.query_one(HeatMap).stretch(is_tall=len(self._scene.Q) * 3 + 16 <= event.size.height)

    @property
    def subject(self) -> str:
        scene = self._scene
        return f"{scene.kind} scores" + (" · masked" if scene.causal else "")

    def take_focus(self) -> None:
        self.focus()

    def computed(self, scene: AttentionScene) -> Attended:
        return attended(scene)

    def draw(self, found: Attended) -> None:
        scene = self._scene
        weights = found.weights.tolist()
        hidden = {(q, k) for q in range(len(weights)) for k in range(q + 1, len(scene.K))} if scene.causal else set()
        is_self = len(scene.Q) == len(scene.K)
        self.query_one(HeatMap).show(
            weights,
            faint=hidden,
            rows=[label(scene, place) if is_self else f"q{place + 1}" for place in range(len(scene.Q))],
            columns=[label(scene, place) for place in range(len(scene.K))],
            bound=1.0,
            row=scene.query,
            places=3,
        )
        asked = label(scene, scene.query) if is_self else f"q{scene.query + 1}"
        head = Content.styled(f"what “{asked}” reads\n", "$text-muted")
        lines = Content("\n").join([step_lines(told(step)) for step in found.steps])
        self.query_one("#lines Static", Static).update(head + lines)

    @on(HeatMap.Picked)
    def _picked(self, event: HeatMap.Picked) -> None:
        self.show(msgspec.structs.replace(self._scene, query=event.row))

    def action_query(self, step: int) -> None:
        """The next query, or the one before."""
        there = self._scene.query + step
        if 0 <= there < len(self._scene.Q):
            self.show(msgspec.structs.replace(self._scene, query=there))

    def action_kind(self) -> None:
        """The other kind of scores."""
        self.show(msgspec.structs.replace(self._scene, kind="dot" if self._scene.kind == "scaled" else "scaled"))

    def action_mask(self) -> None:
        """Hide later positions, or show them."""
        if len(self._scene.Q) != len(self._scene.K):
            self.notify("Only a sequence that reads itself has later positions to hide.", markup=False)
            return
        self.show(msgspec.structs.replace(self._scene, causal=not self._scene.causal))

    def action_seed(self) -> None:
        """Other random vectors."""
        self._seed += 1
        fresh = first_attention(self._seed)
        said = {
            "kind": self._scene.kind,
            "causal": self._scene.causal,
            "query": min(self._scene.query, len(fresh.Q) - 1),
        }
        self.show(msgspec.structs.replace(fresh, **said))
