"""Benches saved in files and set up from them."""

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.laboratory.scenes import random_cell
from tests.tui.screens.in_laboratory import dialog, enter, laboratory, notices, scene
from tui.laboratory.saved import load, save
from tui.laboratory.starts import first_attention, first_flow, first_windows

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]

SCENES = {
    0: random_cell("gru", 3, second=True, reset="after"),
    1: msgspec.structs.replace(first_flow(), gain=0.7),
    2: msgspec.structs.replace(first_windows(), operation="convolution", window=1),
    3: msgspec.structs.replace(first_attention(), query=4),
}


@pytest.mark.parametrize("place", SCENES)
async def test_save_and_load(drive: Drive, press: Press, shown: Shown, tmp_path: Path, place: int) -> None:
    path = tmp_path / "state.json"
    async with drive() as pilot:
        await enter(pilot, press)
        await press(pilot, str(place + 1))
        laboratory(pilot).bench.show(SCENES[place])
        await dialog(pilot, press, "s")
        pilot.app.screen.query_one(Input).value = str(path)
        await press(pilot, "enter")
        assert load(path) == SCENES[place]
        await dialog(pilot, press, "1" if place else "4", "l")
        pilot.app.screen.query_one(Input).value = str(path)
        await press(pilot, "enter")
        assert laboratory(pilot).bench.scene == SCENES[place]


async def test_the_usual_place_needs_no_folder_made_before(drive: Drive, press: Press) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        await dialog(pilot, press, "s")
        path = Path(pilot.app.screen.query_one(Input).value)
        await press(pilot, "enter")
        assert load(path) == scene(pilot)


async def test_a_bad_file_is_told_and_nothing_changes(drive: Drive, press: Press, shown: Shown, tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    save(random_cell("rnn", 0), path)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"U": [[1.0]]}))
    async with drive(size=(120, 40)) as pilot:
        await enter(pilot, press)
        before = scene(pilot)
        await dialog(pilot, press, "l")
        pilot.app.screen.query_one(Input).value = str(path)
        await press(pilot, "enter")
        assert f"{path}: This cell cannot be run: W has shape (3, 2), expected (..., 1, D)" in notices(pilot)
        assert scene(pilot) == before
