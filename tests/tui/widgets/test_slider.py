"""The slider: keys, clicks, bounds."""

from textual import on
from textual.app import App, ComposeResult

from tui.widgets.slider import Slider


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.values: list[float] = []

    def compose(self) -> ComposeResult:
        yield Slider("gain", 0.0, 1.0, 0.1, 0.9, none="none", id="gain")

    @on(Slider.Moved)
    def _moved(self, event: Slider.Moved) -> None:
        self.values.append(event.value)


async def test_keys_stop_at_the_bounds() -> None:
    app = Host()
    async with app.run_test(size=(60, 3)) as pilot:
        app.query_one(Slider).focus()
        await pilot.press("right", "right", "left")
        await pilot.pause()
        assert app.values == [1.0, 0.9]


async def test_a_click_goes_there() -> None:
    app = Host()
    async with app.run_test(size=(60, 3)) as pilot:
        await pilot.click(offset=(14, 0))
        await pilot.pause()
        assert app.values == [0.0]
        assert "none" in app.query_one(Slider).render().plain
