"""The thin bar and the line above a question."""

import pytest
from textual.app import App, ComposeResult

from tui.widgets.bar import bar
from tui.widgets.sitting_bar import SittingBar


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "────"), (0.5, "━━──"), (0.625, "━━╸─"), (1.0, "━━━━"), (2.0, "━━━━"), (-1.0, "────")],
)
def test_the_bar_fills_in_half_cells(share: float, text: str) -> None:
    assert bar(share, 4).plain == text


class Page(App[None]):
    """A line above nothing."""

    def compose(self) -> ComposeResult:
        yield SittingBar()


@pytest.mark.parametrize(
    ("width", "outcomes", "text"),
    [
        (
            80,
            ["correct", "wrong", None, "partial", None],
            "4/5  ✓✗–◐·",
        ),
        (80, [None] * 30, "4/30  ━╸──────────────"),
        (50, [None] * 5, "4/5"),
    ],
)
async def test_the_line_tells_what_became_of_each_question(width: int, outcomes: list[str | None], text: str) -> None:
    app = Page()
    async with app.run_test(size=(width, 5)):
        line = app.query_one(SittingBar)
        line.tell("Gates", 2, 4, outcomes)
        assert line.render().plain.rstrip().endswith(text)


async def test_a_long_title_gives_way_to_the_position() -> None:
    app = Page()
    async with app.run_test(size=(40, 5)):
        line = app.query_one(SittingBar)
        line.tell("A title that is much longer than there is room for", 2, 1, [None])
        assert line.render().plain.endswith("1/1")
        assert "…" in line.render().plain
        assert line.render().cell_length == 36
