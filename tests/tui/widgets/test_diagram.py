"""The diagram as a widget: in the middle, lit, with values; foreign text is made safe."""

from textual.app import App, ComposeResult

from tui.drawings import cells
from tui.drawings.figures import FIGURES
from tui.theme import DARK
from tui.widgets.diagram import CellDiagram


class Shown(App[None]):
    def __init__(self, diagram: CellDiagram) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.diagram = diagram

    def compose(self) -> ComposeResult:
        yield self.diagram

    def lines(self) -> list[str]:
        return ["".join(segment.text for segment in line) for line in self.screen._compositor.render_strips()]


async def test_every_figure_fits_a_small_window() -> None:
    for figure in FIGURES.values():
        app = Shown(CellDiagram(figure()))
        async with app.run_test(size=(80, 24)):
            assert app.diagram.size.height == app.diagram.drawing.height <= 20
            assert app.diagram.drawing.width <= 78


async def test_it_stands_in_the_middle() -> None:
    app = Shown(CellDiagram(cells.lstm()))
    async with app.run_test(size=(120, 24)):
        (line,) = [line for line in app.lines() if "f σ" in line]
        left, right = len(line) - len(line.lstrip()), len(line) - len(line.rstrip())
        assert left > 20
        assert right > 20


async def test_values_follow() -> None:
    app = Shown(CellDiagram(cells.lstm(), {"f"}, {"f": "0.25"}))
    async with app.run_test(size=(80, 24)) as pilot:
        assert any("┃  0.25 ┃" in line for line in app.lines())
        app.diagram.show(cells.lstm(), {"i"}, {"f": "0.75", "x": "\x1b[31m"})
        await pilot.pause()
        text = "\n".join(app.lines())
        assert "│  0.75 │" in text
        assert "┏" in text
        assert "\x1b" not in text
        assert "␛[31m" in text
