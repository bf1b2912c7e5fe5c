"""The bench of windows: a map under a sliding window, the line that is computed, and the result."""

from collections.abc import Iterator
from typing import ClassVar, Final

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from engine import limits
from tui.laboratory.scene import WindowScene
from tui.laboratory.windows import OPERATIONS, TITLES, Windowed, windowed
from tui.widgets.bench import Bench
from tui.widgets.heat_map import COMFORTABLE, HeatMap
from tui.widgets.step_numbers import told
from tui.widgets.worked import step_lines

NARROWEST: Final = 4
"""Cells of a number, brackets counted, where there is no more room."""
MARGIN: Final = 4
TITLE: Final = 18
"""Cells of a map's edges, and of the words above it."""
APART: Final = MARGIN + 2
REST: Final = 10
"""Lines that stand around a map."""


class WindowBench(Bench[WindowScene, Windowed], can_focus=True):
    """A window that slides."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "slide(-1)", "Back", show=False, tooltip="The window before"),
        Binding("right,space", "slide(1)", "Slide", tooltip="The next window"),
        Binding("up", "row(-1)", "Up", show=False, tooltip="The window above"),
        Binding("down", "row(1)", "Down", show=False, tooltip="The window below"),
        Binding("o", "operation", "Operation", tooltip="Average, max, min or sum pooling, or convolution"),
        Binding("k", "change('size', 1)", "Size", tooltip="A larger window; K: a smaller one"),
        Binding("K", "change('size', -1)", "Smaller", show=False, tooltip="A smaller window"),
        Binding("t", "change('stride', 1)", "Stride", tooltip="A longer stride; T: a shorter one"),
        Binding("T", "change('stride', -1)", "Shorter", show=False, tooltip="A shorter stride"),
        Binding("a", "change('padding', 1)", "Padding", tooltip="More padding; A: less"),
        Binding("A", "change('padding', -1)", "Less", show=False, tooltip="Less padding"),
        Binding(
            "f", "flip", "Flip", show=False, tooltip="Turn the kernel by 180° first, or count the padding in a mean"
        ),
    ]
    DEFAULT_CSS = """
    WindowBench {
        padding: 0 1;
        #maps { height: auto; max-height: 70%; layout: horizontal; }
        #maps > Container { height: auto; max-width: 75%; margin: 0 2 0 0; }
        #maps Static { height: 1; color: $text-muted; }
        HeatMap { width: 100%; }
        #said { height: 1; margin: 0 1 1 1; }
        #line { height: auto; margin: 1 1; }
        #kernel-box.-none { display: none; }
    }
    """

    def compose(self) -> ComposeResult:
        """The map, the kernel where there is one, the result; the line below."""
        yield Static(id="said")
        with Container(id="maps"):
            for name in ("map", "kernel", "result"):
                with Container(id=f"{name}-box"):
                    yield Static(id=f"{name}-title")
                    yield HeatMap(id=name)
        yield Static(id="line")

    def on_resize(self) -> None:
        """Draw the maps as large as there is room."""
        self.draw(windowed(self._scene))

    @property
    def subject(self) -> str:
        return TITLES[self._scene.operation]

    def take_focus(self) -> None:
        self.focus()

    def computed(self, scene: WindowScene) -> Windowed:
        return windowed(scene)

    def draw(self, found: Windowed) -> None:
        scene = self._scene
        covered = {(int(row), int(column)) for row, column in zip(*found.covered.nonzero(), strict=True)}
        padding = {(int(row), int(column)) for row, column in zip(*(~found.on_map).nonzero(), strict=True)}
        self._fit(found)
        with self.app.batch_update():
            self.query_one("#map", HeatMap).show(found.padded.tolist(), chosen=covered, faint=padding)
            self.query_one("#kernel-box").set_class(found.kernel is None, "-none")
            if found.kernel is not None:
                self.query_one("#kernel", HeatMap).show(found.kernel.tolist())
            self.query_one("#result", HeatMap).show(found.Y.tolist(), chosen={found.place})
            for name, title in zip(("map", "kernel", "result"), self._titles(found), strict=True):
                self.query_one(f"#{name}-title", Static).update(title)
            self.query_one("#said", Static).update(self._said(found))
            count = found.Y.size
            head = Content.styled(f"window {scene.window % count + 1} of {count}\n", "$text-muted")
            self.query_one("#line", Static).update(head + step_lines(told(found.step)))

    def _fit(self, found: Windowed) -> None:
        """Give each map its share of the width, and three lines a number where they fit."""
        rows, columns = found.padded.shape
        sizes = {
            "map": columns,
            "kernel": 0 if found.kernel is None else found.kernel.shape[1],
            "result": found.Y.shape[1],
        }
        room = self.size.width - 3 * APART
        cell = max(NARROWEST, min(COMFORTABLE, room // max(sum(sizes.values()), 1)))
        for name, count in sizes.items():
            self.query_one(f"#{name}-box").styles.width = max(count * cell + MARGIN, TITLE)
            self.query_one(f"#{name}", HeatMap).stretch(is_tall=rows * 3 + REST <= self.size.height)

    def _titles(self, found: Windowed) -> Iterator[str]:
        rows, columns = found.padded.shape
        yield f"the map, {rows}×{columns}"
        yield "the kernel, turned" if self._scene.flip else "the kernel"
        yield f"the result, {found.Y.shape[0]}×{found.Y.shape[1]}"

    def _said(self, found: Windowed) -> Content:
        """How the windows are laid, in words."""
        scene = self._scene
        size = "" if found.kernel is not None else f" · window {scene.size}×{scene.size}"
        padding = f" · padding {scene.padding}, in grey" if scene.padding else ""
        mean = scene.operation == "average" and scene.padding
        counted = (" and counted" if scene.count_include_pad else " and not counted") if mean else ""
        bias = f" · plus {scene.b:g}" if found.kernel is not None and scene.b else ""
        told = f"{size}{bias} · stride {scene.stride}{padding}{counted}"
        return Content.assemble((TITLES[scene.operation], "bold $text-primary"), (told, "$text-muted"))

    @on(HeatMap.Picked, "#result")
    def _picked(self, event: HeatMap.Picked) -> None:
        self._slide_to(event.row * windowed(self._scene).Y.shape[1] + event.column)

    def _slide_to(self, window: int) -> None:
        if 0 <= window < windowed(self._scene).Y.size:
            self.show(msgspec.structs.replace(self._scene, window=window))

    def action_slide(self, step: int) -> None:
        """The next window, or the one before."""
        self._slide_to(self._at + step)

    def action_row(self, step: int) -> None:
        """The window below, or the one above."""
        self._slide_to(self._at + step * windowed(self._scene).Y.shape[1])

    @property
    def _at(self) -> int:
        return self._scene.window % windowed(self._scene).Y.size

    def action_operation(self) -> None:
        """The next operation."""
        place = (OPERATIONS.index(self._scene.operation) + 1) % len(OPERATIONS)
        self.show(msgspec.structs.replace(self._scene, operation=OPERATIONS[place], window=0))

    def action_change(self, name: str, step: int) -> None:
        """Change how windows are laid."""
        value = msgspec.structs.asdict(self._scene)[name] + step
        if (0 if name == "padding" else 1) <= value < limits.SCENE_CELLS:
            self.show(msgspec.structs.replace(self._scene, **{name: value}, window=0))

    def action_flip(self) -> None:
        """The other convention of this operation."""
        scene = self._scene
        if scene.operation == "convolution":
            self.show(msgspec.structs.replace(scene, flip=not scene.flip))
        elif scene.operation == "average":
            self.show(msgspec.structs.replace(scene, count_include_pad=not scene.count_include_pad))
