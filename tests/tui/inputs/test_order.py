"""Lines that are moved."""

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


def order(pilot: Pilot[None]) -> list[str]:
    answer = pilot.app.screen.query_one(AnswerInput)
    return [answer.variant.options[int(word) - 1] for word in answer.raw.split()]


async def put(pilot: Pilot[None], press: Press, wanted: list[str]) -> None:
    """Carry each line to its place, from the top."""
    for place, line in enumerate(wanted):
        at = order(pilot).index(line)
        await press(pilot, *["up"] * 9, *["down"] * at, "space", *["up"] * (at - place), "space")


async def test_the_right_order(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["sequence"]) as pilot:
        await put(pilot, press, ["product", "sum", "activation"])
        assert order(pilot) == ["product", "sum", "activation"]
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


async def test_a_wrong_order_is_named_and_the_right_one_printed(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["sequence"]) as pilot:
        await put(pilot, press, ["activation", "product", "sum"])
        await press(pilot, "enter")
        assert "The activation comes last." in shown(pilot)
        assert "3  activation" in shown(pilot)


async def test_a_line_can_be_left_out_and_taken_back(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["sequence"]) as pilot:
        await press(pilot, "x")
        assert len(order(pilot)) == 2
        assert "left out" in shown(pilot)
        await press(pilot, "down", "down", "x")
        assert len(order(pilot)) == 3
