"""A line for each value of a chain."""

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


async def test_enter_goes_on_and_answers_from_the_last_line(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["chain"]) as pilot:
        await press(pilot, "text:6\n7")
        assert raw(pilot) == "a = 6\nh = 7"
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


async def test_a_slip_costs_its_own_step(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["chain"]) as pilot:
        await press(pilot, "text:5\n6\n")
        text = shown(pilot)
        assert "◐ Partial  50%" in text
        assert "You added; the product was asked." in text
        assert next(line for line in text.splitlines() if "a =" in line).rstrip().endswith("✗  → 6")


async def test_arrows_move_and_the_draft_comes_back(drive: Drive, press: Press) -> None:
    async with drive(["chain"]) as pilot:
        await press(pilot, "down", "text:7", "up", "text:6", "escape", "c")
        assert raw(pilot) == "a = 6\nh = 7"


async def test_half_a_chain_is_no_answer_unless_the_rest_is_left_out(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["chain"]) as pilot:
        await press(pilot, "text:6", "ctrl+s")
        assert "? Not read" in shown(pilot)
        assert "Still missing: h." in shown(pilot)
        await press(pilot, "?", "escape", "c")
        assert raw(pilot) == "a = 6\nh = ?"
        await press(pilot, "ctrl+s")
        assert "◐ Partial  50%" in shown(pilot)


async def test_the_keys_are_named_by_what_they_do(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["chain"]) as pilot:
        assert "⏎ Go on" in shown(pilot).splitlines()[-1]
        assert "^s Answer" in shown(pilot).splitlines()[-1]
        await press(pilot, "down")
        assert "⏎ Answer" in shown(pilot).splitlines()[-1]
        assert "Go on" not in shown(pilot)
