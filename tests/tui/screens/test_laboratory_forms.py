"""What is typed into the forms of the laboratory is set up, or refused in words."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.screens.in_laboratory import dialog, enter, laboratory, scene
from tui.laboratory.attending import attended

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


async def test_setting_up_by_the_form(drive: Drive, press: Press, shown: Shown, tmp_path: Path) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        await dialog(pilot, press, "e")
        sequence, units, weights, seed = pilot.app.screen.query(Input)
        sequence.value, units.value, weights.value, seed.value = "1 0; 0 1; 1 1", "2", "identity", "5"
        await press(pilot, "enter")
        assert scene(pilot).x == ((1, 0), (0, 1), (1, 1))
        assert scene(pilot).U[:2] == ((1, 0), (0, 1))
        await dialog(pilot, press, "e")
        pilot.app.screen.query(Input)[1].value = "many"
        await press(pilot, "enter")
        assert "Units: type a whole number, not 'many'" in shown(pilot)
        weights = pilot.app.screen.query(Input)[2]
        pilot.app.screen.query(Input)[1].value = "2"
        weights.value = str(tmp_path / "none.npz")
        await press(pilot, "enter")
        assert "No such file" in " ".join(shown(pilot).split())
        weights.value = "nonsense"
        await press(pilot, "enter")
        assert "Weights are random" in shown(pilot)
        await press(pilot, "escape")
        assert scene(pilot).units == 2


async def test_numbers_typed_into_the_other_benches(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        for place, texts, told in (
            ("2", ["4", "9"], "4 units"),
            ("3", ["1 2 3; 4 5 6; 7 8 9", "1 0; 0 1"], "the map, 3×3"),
            ("4", ["1 0", "1 0; 0 1", "2; 3"], "what “q1” reads"),
        ):
            await dialog(pilot, press, place, "e")
            for line, text in zip(pilot.app.screen.query(Input), texts, strict=True):
                line.value = text
            await press(pilot, "enter")
            assert told in shown(pilot)
        assert attended(laboratory(pilot).bench.scene).contexts[0][0] == pytest.approx(2.3302, abs=1e-4)
        await dialog(pilot, press, "e")
        pilot.app.screen.query(Input)[1].value = "1 0 0"
        await press(pilot, "enter")
        assert "K has shape" in shown(pilot)


async def test_weights_from_a_file(drive: Drive, press: Press, tmp_path: Path) -> None:
    draw = np.random.default_rng(0).normal
    stored = {
        "weight_ih_l0": draw(size=(3, 2)),
        "weight_hh_l0": draw(size=(3, 3)),
        "bias_ih_l0": draw(size=3),
        "bias_hh_l0": draw(size=3),
    }
    np.savez(tmp_path / "rnn.npz", **stored)
    async with drive() as pilot:
        await enter(pilot, press)
        await dialog(pilot, press, "e")
        sequence, _, weights, _ = pilot.app.screen.query(Input)
        sequence.value, weights.value = "1 0; 0 1", str(tmp_path / "rnn.npz")
        await press(pilot, "enter")
        assert scene(pilot).cell == "rnn"
        np.testing.assert_allclose(scene(pilot).W, stored["weight_ih_l0"])
