"""Curves in dots: every one is told by its mark, also where several end in one place."""

from math import inf, nan

import pytest
from textual.app import App, ComposeResult

from solvers.experiment import Axes, Curve
from tui.widgets.curves import Curves


class OneWidget(App[None]):
    def compose(self) -> ComposeResult:
        yield Curves()


async def drawn(*curves: Curve, width: int = 60, log_y: bool = False) -> list[str]:
    app = OneWidget()
    async with app.run_test(size=(width, 24)) as pilot:
        widget = app.query_one(Curves)
        widget.show(curves, Axes("update", "loss", log_y))
        await pilot.pause()
        return widget.render().plain.split("\n")


async def test_each_curve_has_its_mark_in_the_row_where_it_ends() -> None:
    lines = await drawn(Curve("up", [0, 1], [0, 1]), Curve("down", [0, 1], [1, 0]))
    assert lines[1].startswith("       1 ")
    assert lines[1].endswith("a")
    assert lines[10].startswith("       0 ")
    assert lines[10].endswith("b")
    assert "a up   b down" in lines[12]


async def test_curves_that_end_together_keep_their_marks() -> None:
    together = [Curve(name, [0, 1], [0, 1]) for name in ("one", "two", "three")]
    lines = await drawn(*together, Curve("down", [0, 1], [1, 0]))
    assert lines[1].endswith(" abc")
    assert lines[10].endswith(" d")
    assert max(map(len, lines)) <= 60


@pytest.mark.parametrize("y", [[nan, inf], [1.0, nan], [3.0, 3.0], [0.0]])
async def test_whatever_the_numbers_there_is_a_picture(y: list[float]) -> None:
    lines = await drawn(Curve("odd", list(range(len(y))), y), log_y=True)
    assert len(lines) == 13


async def test_a_window_too_narrow_for_a_plot_shows_none() -> None:
    assert await drawn(Curve("up", [0, 1], [0, 1]), width=18) == [""]
