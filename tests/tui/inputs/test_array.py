"""Rows of numbers, drawn as they are read."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from textual import events
from textual.pilot import Pilot

from tui.widgets.answer_input import AnswerInput

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


def raw(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(AnswerInput).raw


async def test_rows_are_drawn_while_they_are_typed(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:3.5 5.5\n3.75 5.25")
        assert "⎡  3.5   5.5 ⎤" in shown(pilot)
        assert "2×2" in shown(pilot)


async def test_enter_on_an_empty_row_answers(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:3.5 5.5\n3.75 5.25\n")
        assert "Correct" not in shown(pilot)
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


async def test_control_s_answers_from_anywhere(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:3.5 5.5\n3.75 5.25", "up", "ctrl+s")
        assert "✓ Correct" in shown(pilot)


async def test_a_pasted_print_is_read(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        focused = pilot.app.screen.focused
        assert focused is not None
        focused.post_message(events.Paste("[[3.5  5.5 ]\r\n [3.75 5.25]]"))
        await pilot.pause()
        assert raw(pilot) == "[[3.5  5.5 ]\n [3.75 5.25]]"
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


async def test_another_shape_is_told_before_any_value(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:3.5 5.5 3.75 5.25", "ctrl+s")
        assert "2×2" in shown(pilot)
        assert "✓ Correct" not in shown(pilot)


async def test_too_much_is_refused_and_said(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        focused = pilot.app.screen.focused
        assert focused is not None
        focused.post_message(events.Paste("1 " * 10_000))
        await pilot.pause(0.3)
        assert raw(pilot) == ""
        assert "16,384" in shown(pilot)
