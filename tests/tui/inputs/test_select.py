"""Options ticked by digit, space and mouse."""

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


async def test_ticks_by_digit_and_space(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["several"]) as pilot:
        options = pilot.app.screen.query_one(AnswerInput).variant.options
        right = [place for place, text in enumerate(options) if text in ("forget", "input")]
        await press(pilot, str(right[0] + 1))
        await press(pilot, *["home", *["down"] * right[1], "space"])
        assert raw(pilot) == " ".join(str(place + 1) for place in right)
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


async def test_one_of_two_is_partly_right(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["several"]) as pilot:
        options = pilot.app.screen.query_one(AnswerInput).variant.options
        await press(pilot, str(options.index("forget") + 1), "enter")
        assert "◐ Partial  50%" in shown(pilot)
        assert "◂ right one" in shown(pilot)


async def test_a_tick_can_be_taken_back_and_none_is_an_answer(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["several"]) as pilot:
        await press(pilot, "1", "1")
        assert raw(pilot) == "none"
        await press(pilot, "enter")
        assert "✗ Wrong" in shown(pilot)


async def test_nothing_ticked_yet_is_no_answer(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["several"]) as pilot:
        await press(pilot, "enter")
        assert "? Not read" in shown(pilot)
        assert "There is no answer yet." in shown(pilot)
