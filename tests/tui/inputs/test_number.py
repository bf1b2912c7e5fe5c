"""A line for a number, read while it is typed."""

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


async def test_what_is_typed_is_read_back(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:24/2")
        assert "reads as  12" in shown(pilot)
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


async def test_the_place_of_a_problem_is_pointed_at(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:3*q")
        lines = shown(pilot).splitlines()
        echo = next(number for number, line in enumerate(lines) if line.strip() == "3*q")
        assert lines[echo + 1].index("^") == lines[echo].index("q")


async def test_a_wrong_sum_is_named(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:7", "enter")
        assert "You added; the product was asked." in shown(pilot)
        assert "Right answer" in shown(pilot)


async def test_a_line_is_emptied_as_a_whole_wherever_the_cursor_is(drive: Drive, press: Press) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:3*q + 4", "enter")
        await press(pilot, "ctrl+u", "text:12")
        assert raw(pilot) == "12"


async def test_what_cannot_be_read_is_told_once_until_the_text_is_another_one(
    drive: Drive, press: Press, shown: Shown
) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:3*q", "enter")
        assert "? Not read" in shown(pilot)
        assert shown(pilot).count("nothing is called") == shown(pilot).count("^ ") == 1
        await press(pilot, "backspace", "text:4")
        assert "Not read" not in shown(pilot)
        assert "reads as  12" in shown(pilot)
