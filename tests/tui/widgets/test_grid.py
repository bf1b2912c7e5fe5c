"""The grid by its keys, beside a text that what is typed must come to."""

import re

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from tui.cell_reader import read
from tui.cells import Cells
from tui.widgets.cell_matrix import MOST, fits
from tui.widgets.grid import Grid


class Desk(App[None]):
    """A grid between two lines, and how often it was finished."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.cells = read(text) or Cells()
        self.finished = 0
        self.unfit = ""

    def compose(self) -> ComposeResult:
        yield Input()
        yield Grid(self.cells)
        yield Input()

    def on_mount(self) -> None:
        self.query_one(Grid).focus()

    def on_grid_finished(self) -> None:
        self.finished += 1

    def on_grid_unfit(self, event: Grid.Unfit) -> None:
        self.unfit = event.text


def drawn(pilot: Pilot[None]) -> list[str]:
    return [line.rstrip() for line in pilot.app.query_one(Grid).render().plain.splitlines()]  # type: ignore[union-attr]  # Content


def written(pilot: Pilot[None]) -> str:
    return pilot.app.query_one(Grid).cells.written().text


NAMES = {" ": "space", "\n": "enter"}
TYPED: list[tuple[str, str]] = [
    ("1 2\n3 4", "1 2\n3 4"),
    ("1, 2; 3, 4", "1 2\n3 4"),
    ("1  2 ", "1 2"),
    ("max(1, 2) 3", "max(1, 2), 3"),
    ("1 <left>5", "5"),
    ("1 2<up><left>7", "7 2"),
    ("12<backspace>3", "13"),
    ("1 2<backspace><backspace><backspace>5", "5"),
    ("1 2\n<backspace><backspace>3", "1 3"),
    ("1<tab>2<tab>3\n4<tab>5<tab>6<tab>7", "1 2 3\n4 5 6\n7"),
    ("1 2\n3 4<shift+tab>9<shift+tab>8", "1 8\n9 4"),
    ("1 2<left><delete>", ", 2"),
    ("1<right><right><right>2", "1 2"),
    ("1<down><down>2", "1\n2"),
    ("1<down><right>2", "1\n, 2"),
    ("1 2\n3 4<pagedown>5 6\n7 8", "1 2\n3 4\n\n5 6\n7 8"),
    ("1 2<pagedown>3 4", "[[[1, 2]], [[3, 4]]]"),
    ("1 2<pagedown>3 4<ctrl+pagedown>5 6<pagedown>7 8", "[[[[1, 2]], [[3, 4]]], [[[5, 6]], [[7, 8]]]]"),
    ("1<pagedown>2<pageup>3", "[[[3]], [[2]]]"),
    ("1<pagedown><pagedown>2", "[[[1]], [[2]]]"),
    ("h?sn", "h?sn"),
]


def keys(typed: str) -> list[str]:
    """`ab<left>` as the keys `a`, `b` and `left`."""
    return [name or NAMES.get(sign, sign) for name, sign in re.findall(r"<([^>]+)>|([\s\S])", typed)]


@pytest.mark.parametrize(("typed", "text"), TYPED)
async def test_keys_come_to_a_text(typed: str, text: str) -> None:
    async with Desk().run_test() as pilot:
        await pilot.press(*keys(typed))
        assert written(pilot) == text


async def test_keys_that_come_at_once_are_taken_in_their_order() -> None:
    async with Desk().run_test() as pilot:
        for key in keys("3.5 5.5\n3.75 5.2<left>6<right>5"):
            pilot.app.post_message(
                events.Key(key, {"space": " "}.get(key, key) if len(key) == 1 or key == "space" else None)
            )
        await pilot.pause()
        await pilot.pause()
        assert written(pilot) == "3.5 5.5\n6 5"


async def test_the_shape_is_not_given_away_and_what_is_left_empty_goes() -> None:
    async with Desk().run_test() as pilot:
        assert drawn(pilot) == ["[ · ]"]
        await pilot.press("5", "space")
        assert drawn(pilot) == ["[ 5  · ]"]
        await pilot.press("enter")
        assert drawn(pilot) == ["⎡ 5 ⎤", "⎣ · ⎦"]
        await pilot.press("up")
        assert drawn(pilot) == ["[ 5 ]"]


async def test_enter_answers_on_an_empty_row_behind_all_others_only() -> None:
    async with Desk().run_test() as pilot:
        desk = pilot.app
        assert isinstance(desk, Desk)
        await pilot.press(*keys("1 2\n3 4<up>\n"))
        assert desk.finished == 0
        await pilot.press("enter")
        assert desk.finished == 0
        await pilot.press("enter")
        assert desk.finished == 1
        await pilot.press("ctrl+s")
        assert desk.finished == 2


async def test_a_paste_replaces_the_cells_and_the_next_enter_answers() -> None:
    async with Desk("1 2\n3 4").run_test() as pilot:
        desk = pilot.app
        assert isinstance(desk, Desk)
        pilot.app.query_one(Grid).post_message(events.Paste("array([[5.],\r\n       [6.]])"))
        await pilot.pause()
        assert written(pilot) == "[[5.], [6.]]"
        await pilot.press("enter")
        assert desk.finished == 1


async def test_a_number_pasted_goes_into_its_cell_and_what_is_no_array_is_handed_on() -> None:
    async with Desk("1 2").run_test() as pilot:
        desk = pilot.app
        assert isinstance(desk, Desk)
        grid = pilot.app.query_one(Grid)
        for text in ("1/3", "[[1, 2", "0 " * (MOST + 1)):
            grid.post_message(events.Paste(text))
        await pilot.pause()
        assert written(pilot) == "1, 1/3"
        assert desk.unfit == "0 " * (MOST + 1)


async def test_tab_leaves_where_there_is_nothing_left_to_fill() -> None:
    async with Desk().run_test() as pilot:
        first, last = pilot.app.query(Input)
        await pilot.press("1", "tab", "tab")
        assert pilot.app.focused is last
        await pilot.press("shift+tab", "left", "shift+tab")
        assert pilot.app.focused is first


async def test_a_click_goes_to_its_cell_and_to_its_matrix() -> None:
    async with Desk("[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]").run_test() as pilot:
        assert drawn(pilot) == ["[0]  [1]", "⎡ 5  6 ⎤", "⎣ 7  8 ⎦"]
        await pilot.click(Grid, offset=(3, 1))
        assert drawn(pilot) == ["[0]  [1]", "⎡ 1  2 ⎤", "⎣ 3  4 ⎦"]
        await pilot.click(Grid, offset=(2 + 5, 3))
        await pilot.press("9")
        assert written(pilot) == "[[[1, 2], [3, 9]], [[5, 6], [7, 8]]]"


async def test_a_wide_matrix_is_shown_around_the_cursor() -> None:
    wide = "\n".join(" ".join(f"{row}{column:02}" for column in range(40)) for row in range(1, 20))
    async with Desk(wide).run_test(size=(60, 20)) as pilot:
        lines = drawn(pilot)
        assert len(lines) == 8
        assert all(len(line) <= 58 for line in lines)
        assert lines[-1].startswith("‹")
        assert "1939" in lines[-1]
        await pilot.press(*["home"], *["left"] * 39, *["up"] * 18)
        assert drawn(pilot)[0].startswith("⎡ 100  101")
        assert drawn(pilot)[0].endswith("›")


@pytest.mark.parametrize("text", ["\x1b]52;c;aGFjaw==\x07", "[@click=app.quit]x[/]", "\u202e", "\x9b31m"])
async def test_what_stands_in_a_cell_is_not_obeyed(text: str) -> None:
    async with Desk().run_test() as pilot:
        pilot.app.query_one(Grid).cells.put((0, 0, 0, 0), text)
        assert all(line.isprintable() for line in drawn(pilot))


def test_a_grid_holds_so_many_cells() -> None:
    assert fits(Cells({(0, 0, 31, 31): "1"}))
    assert not fits(Cells({(0, 0, 31, 32): "1"}))
