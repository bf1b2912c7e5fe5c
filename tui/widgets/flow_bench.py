"""The bench of gradient flow: norms against distance for several cells, and sliders that move them."""

from asyncio import to_thread
from collections.abc import Sequence
from typing import ClassVar, Final

import msgspec
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from engine.errors import UnrolledError
from tui.laboratory.flow import Curve, curves
from tui.laboratory.scene import FlowScene
from tui.widgets.bench import Bench
from tui.widgets.flow_plot import FlowPlot, legend
from tui.widgets.slider import Slider

WIDE: Final = 110


class FlowBench(Bench[FlowScene, FlowScene]):
    """How far gradients reach back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "seed", "Redraw", tooltip="Other random weights and inputs"),
    ]
    DEFAULT_CSS = """
    FlowBench {
        layout: vertical;
        #controls { height: auto; }
        #sliders { width: 1fr; height: auto; }
        #legend { width: auto; height: auto; padding: 0 1; }
        #explained { display: none; padding: 1 1 0 1; color: $text-muted; }
        &.-wide { layout: horizontal; }
        &.-wide #controls { width: 60; height: 100%; border-left: solid $border-blurred; }
        &.-wide #explained { display: block; }
        &.-wide #sliders { width: 100%; margin: 0 0 1 0; }
    }
    """

    def compose(self) -> ComposeResult:
        """The plot, the sliders, the legend."""
        scene = self._scene
        yield FlowPlot()
        with Container(id="controls"):
            with Vertical(id="sliders"):
                yield Slider("gain", 0.1, 2.0, 0.05, scene.gain, id="gain")
                yield Slider("forget bias", -2.0, 6.0, 0.5, scene.forget_bias, id="forget_bias")
                yield Slider("steps T", 5, 200, 5, scene.steps, id="steps")
                yield Slider("clip norm", 0.0, 2.0, 0.1, scene.limit, none="none", id="limit")
            yield Static(id="legend")
            yield Static(EXPLAINED, id="explained")

    def on_resize(self, event: events.Resize) -> None:
        """Put the sliders beside the plot where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    @property
    def subject(self) -> str:
        clip = f" · clipped to {self._scene.limit:g}" if self._scene.limit else ""
        return f"{self._scene.units} units · {self._scene.steps} steps back{clip}"

    def take_focus(self) -> None:
        self.query_one("#gain").focus()

    def computed(self, scene: FlowScene) -> FlowScene:
        """The scene itself: its curves take long, and are computed away from the screen's thread."""
        return scene

    def draw(self, found: FlowScene) -> None:
        """Put the sliders in their places, and have the curves computed; those of the last scene asked for are drawn."""
        for slider in self.query(Slider):
            slider.show(float(msgspec.structs.asdict(found)[str(slider.id)]))
        self._compute()

    @work(exclusive=True)
    async def _compute(self) -> None:
        try:
            found: Sequence[Curve] = await to_thread(curves, self._scene)
        except UnrolledError as error:
            self.tell(error)
            return
        self.query_one(FlowPlot).show(found)
        self.query_one("#legend", Static).update(legend(found))

    @on(Slider.Moved)
    def _moved(self, event: Slider.Moved) -> None:
        value = int(event.value) if event.control.id == "steps" else event.value
        self.show(msgspec.structs.replace(self._scene, **{str(event.control.id): value}))

    def action_seed(self) -> None:
        """Other random weights and inputs."""
        self.show(msgspec.structs.replace(self._scene, seed=self._scene.seed + 1))


EXPLAINED: Final = Content(
    "A slope of length 1 enters at the last state and goes back through T steps, by each cell's own gradients. "
    "Gain multiplies the recurrent matrix of the plain cells: an orthogonal one, or for the identity start 1 itself. "
    "σ max and σ min: the most and the least by which the last step stretches a gradient, the singular values of its Jacobian "
    "(of the LSTM: by way of h alone). Clip norm cuts the gradient at every step of its way back."
)
