"""The benches of windows, attention and gradient flow by keys and by mouse, against what computes them."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import settle
from tests.tui.screens.in_laboratory import enter, laboratory, notices
from tui.laboratory.attending import attended
from tui.laboratory.flow import curves
from tui.laboratory.scene import AttentionScene, FlowScene, WindowScene
from tui.laboratory.windows import OPERATIONS, windowed
from tui.widgets.heat_map import HeatMap

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


@pytest.mark.parametrize("operation", OPERATIONS)
async def test_windows_slide(drive: Drive, press: Press, shown: Shown, operation: str) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        await press(pilot, "3", *["o"] * OPERATIONS.index(operation), "t", "T", "T")
        found = laboratory(pilot).bench.scene
        assert isinstance(found, WindowScene)
        assert (found.operation, found.stride, found.window) == (operation, 1, 0)
        Y = windowed(found).Y
        for window, value in enumerate(Y.ravel()):
            assert f"window {window + 1} of {Y.size}" in shown(pilot)
            assert f"= {value:.4g}" in shown(pilot)
            await press(pilot, "right")
        await press(pilot, "up")
        assert laboratory(pilot).bench.scene.window == 5


async def test_windows_by_mouse_and_what_does_not_fit(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        await press(pilot, "3")
        (result,) = (found for found in pilot.app.screen.query(HeatMap) if found.id == "result")
        await pilot.click(result, offset=(14, 2))
        await settle(pilot)
        assert laboratory(pilot).bench.scene.window == 3
        await press(pilot, "k", "k", "k")
        assert laboratory(pilot).bench.scene.size == 4
        assert "does not fit" in notices(pilot)
        await press(pilot, "a")
        assert windowed(laboratory(pilot).bench.scene).padded.shape == (6, 6)
        await press(pilot, "f")
        assert not laboratory(pilot).bench.scene.count_include_pad


async def test_attention(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(100, 30)) as pilot:
        await enter(pilot, press)
        await press(pilot, "4", "down", "down")
        found = laboratory(pilot).bench.scene
        assert isinstance(found, AttentionScene)
        assert found.query == 2
        for weight in attended(found).weights.ravel():
            assert f"{weight:.3f}" in shown(pilot)
        assert "what “sat” reads" in shown(pilot)
        await press(pilot, "m", "k")
        masked = laboratory(pilot).bench.scene
        assert (masked.causal, masked.kind) == (True, "dot")
        assert shown(pilot).count("0.000") >= 15
        (weights,) = pilot.app.screen.query("#weights")
        await pilot.click(weights, offset=(12, 6))
        await press(pilot, "r")
        assert laboratory(pilot).bench.scene.query == 5


async def test_gradient_flow(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(100, 36)) as pilot:
        await enter(pilot, press)
        await press(pilot, "2", "right", "down", "right", "right", "down", "left", "down", "right")
        found = laboratory(pilot).bench.scene
        assert found == FlowScene(gain=1.05, forget_bias=2.0, steps=45, limit=0.1)
        for curve in curves(found):
            assert f"{curve.norms[-1]:.1e}" in shown(pilot)
            assert f"{curve.singular[0]:.3f}" in shown(pilot)
        await press(pilot, "r")
        assert laboratory(pilot).bench.scene.seed == 1


async def test_states_outgrown_are_told(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(100, 36)) as pilot:
        await enter(pilot, press)
        laboratory(pilot).bench.show(laboratory(pilot).bench.scene)
        await press(pilot, "2")
        laboratory(pilot).bench.show(FlowScene(gain=8.0, steps=256, units=32))
        await settle(pilot)
        assert "outgrow floating point" in notices(pilot)
