"""An editor, then a rubric beside a model answer."""

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


async def test_the_model_answer_comes_after_the_text_and_points_are_suggested(
    drive: Drive, press: Press, shown: Shown
) -> None:
    async with drive(["spoken"]) as pilot:
        assert "nearly unchanged" not in shown(pilot)
        await press(pilot, "text:the state stays", "ctrl+s")
        assert "nearly unchanged" in shown(pilot)
        assert raw(pilot) == "the state stays\npoints: 1"
        await press(pilot, "2", "enter")
        assert "✓ Correct" in shown(pilot)


async def test_nothing_said_is_not_read(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["spoken"]) as pilot:
        await press(pilot, "text:...", "ctrl+s")
        assert "? Not read" in shown(pilot)
        assert "nearly unchanged" not in shown(pilot)


async def test_ticked_points_survive_leaving(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["spoken"]) as pilot:
        await press(pilot, "text:the state stays", "ctrl+s", "2", "escape", "c")
        assert raw(pilot) == "the state stays\npoints: 1 2"
