"""The grid of numbers: moving, nudging, typing, clicking."""

from textual import events, on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tui.widgets.number_grid import NumberGrid, shown

Edit = tuple[int, int, float]


class Host(App[None]):
    def __init__(self, rows: list[list[float]]) -> None:
        super().__init__()
        self.rows = rows
        self.edits: list[Edit] = []

    def compose(self) -> ComposeResult:
        yield NumberGrid("f")

    def on_mount(self) -> None:
        self.grid.show(self.rows, [f"x{place}" for place in range(len(self.rows[0]))])
        self.grid.focus()

    @property
    def grid(self) -> NumberGrid:
        return self.query_one(NumberGrid)

    @on(NumberGrid.Edited)
    def _edited(self, event: NumberGrid.Edited) -> None:
        self.edits.append((event.row, event.column, event.value))
        self.rows[event.row][event.column] = event.value
        self.grid.show(self.rows)


async def edits(*keys: str, rows: list[list[float]] | None = None) -> list[Edit]:
    app = Host(rows or [[1.0, 2.0], [3.0, 4.0]])
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return app.edits


async def test_a_nudge_is_a_tenth() -> None:
    assert await edits("right_square_bracket") == [(0, 0, 1.1)]
    assert await edits("right", "down", "left_square_bracket", "left_square_bracket") == [(1, 1, 3.9), (1, 1, 3.8)]


async def test_a_typed_number_is_taken_by_enter_and_by_an_arrow() -> None:
    assert await edits("0", "full_stop", "5", "enter") == [(0, 0, 0.5)]
    assert await edits("1", "slash", "4", "down") == [(0, 0, 0.25)]
    assert await edits("minus", "0", "full_stop", "5", "enter") == [(0, 0, -0.5)]


async def test_escape_keeps_the_old_number() -> None:
    assert await edits("9", "9", "escape", "enter") == []
    assert await edits("9", "9", "backspace", "backspace", "enter") == []


async def test_no_number_is_told_and_changes_nothing() -> None:
    assert await edits("1", "slash", "0", "enter") == []
    assert await edits("1", "full_stop", "full_stop", "enter") == []


async def test_the_cursor_stays_inside_and_is_kept_in_view() -> None:
    rows = [[float(10 * row + column) for column in range(20)] for row in range(30)]
    app = Host(rows)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("up", "left")
        assert app.grid.cursor == (0, 0)
        await pilot.press(*["right"] * 25, *["down"] * 35)
        assert app.grid.cursor == (29, 19)
        await pilot.pause()
        text = screen(pilot)
        assert "309" in text
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert app.edits == [(29, 19, 309.1)]


async def test_rows_are_pasted_from_the_cursor_on() -> None:
    app = Host([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("right")
        app.grid.post_message(events.Paste("7 8 9\n10, 11, 12\n13 14 15"))
        await pilot.pause()
        assert app.rows == [[1.0, 7.0, 8.0], [4.0, 10.0, 11.0]]
        app.grid.post_message(events.Paste("no numbers"))
        await pilot.pause()
        assert app.rows == [[1.0, 7.0, 8.0], [4.0, 10.0, 11.0]]
        assert len(app._notifications) == 1


async def test_a_click_puts_the_cursor_there() -> None:
    app = Host([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    async with app.run_test(size=(60, 12)) as pilot:
        (row,) = [y for y, line in enumerate(screen(pilot).splitlines()) if "6" in line]
        column = screen(pilot).splitlines()[row].index("6")
        await pilot.click(offset=(column, row))
        assert app.grid.cursor == (1, 2)


def screen(pilot: Pilot[None]) -> str:
    return "\n".join("".join(segment.text for segment in line) for line in pilot.app.screen._compositor.render_strips())


def test_numbers_in_six_cells() -> None:
    assert [shown(value) for value in (0.0, -0.25, 1234567.0, -0.000012345)] == ["0", "-0.25", "1.2e+06", "-1.2e-05"]
