"""The bench of the cell: what is drawn equals the solvers and the loops, and edits are followed."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from tests.tui.conftest import settle
from tests.tui.laboratory.scenes import CONVENTIONS, random_cell
from tests.tui.laboratory.test_cells import by_loops
from tests.tui.screens.in_laboratory import enter, laboratory, scene
from tui.laboratory.cells import MEANINGS, run
from tui.widgets.number_grid import NumberGrid

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


@pytest.mark.parametrize(("cell", "said"), CONVENTIONS, ids=str)
async def test_every_value_is_drawn_as_loops_compute_it(
    drive: Drive, press: Press, shown: Shown, cell: str, said: dict[str, str]
) -> None:
    set_up = msgspec.structs.replace(random_cell(cell, 7, H=2, T=4, **said), step=0)
    states = by_loops(set_up)
    async with drive(size=(120, 44)) as pilot:
        (await enter(pilot, press)).bench.show(set_up)
        for t in range(4):
            await press(pilot, *(["right"] if t else []))
            strips = shown(pilot)
            rows = [line for line in strips.splitlines() if re.match(r"\s*▸?h\s+1 ", line)]
            assert re.search(rf"(?<![\d-]){re.escape(f'{states[t][0]:.3f}')}(?!\d)", rows[0])
            trace = run(set_up)._asdict()
            for name in MEANINGS[cell]:
                for unit in range(2):
                    assert f"{trace[name][t][unit]:.3f}" in strips


async def test_the_numbers_of_the_step_lead_to_the_state(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(100, 30)) as pilot:
        await enter(pilot, press)
        await press(pilot, "right", "right", "down")
        now, unit = run(scene(pilot)), 1
        text = shown(pilot)
        for gate in "ifgo":
            assert f"→ {now._asdict()[gate][2][unit]:.3f}" in text
        assert f"= {now.c[2][unit]:.3f}" in text
        assert f"= {now.h[2][unit]:.3f}" in text
        assert f"{now.f[2][unit]:.3f} · " in text


async def test_a_changed_weight_is_followed_by_everything(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(120, 44)) as pilot:
        await enter(pilot, press)
        before = scene(pilot)
        await press(pilot, "w")
        assert isinstance(pilot.app.focused, NumberGrid)
        await press(pilot, "down", "text:-2.5", "enter")
        after = scene(pilot)
        changed = [
            (row, column) for row in range(12) for column in range(8) if before.W[row][column] != after.W[row][column]
        ]
        assert changed == [(1, 0)]
        assert after.W[1][0] == -2.5
        trace = run(after)
        assert f"{trace.i[0][1]:.3f}" in shown(pilot)
        assert f"{trace.h[0][1]:.3f}" in shown(pilot)
        await press(pilot, "right_square_bracket")
        assert scene(pilot).W[1][0] == pytest.approx(-2.4)


async def test_time_and_entries_by_keys_and_by_mouse(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        await press(pilot, "end")
        assert scene(pilot).step == 10
        await press(pilot, "right", "left", "home", "left", "full_stop", "full_stop", "comma")
        assert scene(pilot).step == 1
        await press(pilot, "down", "down", "down")
        assert laboratory(pilot).bench.entry == ("f", 0)
        await press(pilot, "up")
        assert laboratory(pilot).bench.entry == ("i", 2)
        lines = shown(pilot).splitlines()
        row = next(y for y, line in enumerate(lines) if re.match(r"\s*g\s+1", line))
        await pilot.click(offset=(20, row))
        await settle(pilot)
        assert laboratory(pilot).bench.entry == ("g", 0)
        assert scene(pilot).step == 2


async def test_cells_conventions_and_seeds(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        seen = []
        for _ in range(3):
            await press(pilot, "c")
            seen.append(scene(pilot).cell)
        assert seen == ["gru", "rnn", "lstm"]
        await press(pilot, "c")
        said = []
        for _ in range(4):
            said.append((scene(pilot).reset, scene(pilot).z))
            await press(pilot, "v")
        assert len(set(said)) == 4
        assert "GRU before/keeps · 3 units" in shown(pilot)
        before = scene(pilot).U
        await press(pilot, "r")
        assert before != scene(pilot).U
        assert scene(pilot).word == "hello world"


async def test_panes_take_turns_in_a_small_window(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        seen = []
        for told in ("W·x", "over time", "h1", "tanh"):
            assert told in shown(pilot)
            seen.append(shown(pilot))
            await press(pilot, "p")
        assert len(set(seen)) == 4
        await press(pilot, "d")
        assert "the same W, U and b at every step" in shown(pilot)


async def test_the_diagram_lights_what_is_looked_at(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(120, 40)) as pilot:
        await enter(pilot, press)
        trace = run(scene(pilot))
        assert f"┃ {trace.i[0][0]:.3f} ┃" in shown(pilot)
        await press(pilot, "down", "down", "down", "right")
        assert f"┃ {trace.f[1][0]:.3f} ┃" in shown(pilot)
