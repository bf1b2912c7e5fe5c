"""A line for sizes."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from textual.pilot import Pilot

from tui.widgets.answer_input import AnswerInput

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


def raw(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(AnswerInput).raw


async def test_sizes_are_read_and_judged(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["sizes"]) as pilot:
        await press(pilot, "text:(2, 4)")
        assert "reads as  2×4" in shown(pilot)
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


async def test_turned_sizes_are_named(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["sizes"]) as pilot:
        await press(pilot, "text:4x2", "enter")
        assert "Rows come first." in shown(pilot)


async def test_a_fraction_is_no_size(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["sizes"]) as pilot:
        await press(pilot, "text:2.5", "enter")
        assert "? Not read" in shown(pilot)
