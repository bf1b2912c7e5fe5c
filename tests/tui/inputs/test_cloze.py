"""Blanks filled by letter."""

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


def letter(pilot: Pilot[None], text: str) -> str:
    return "abcdef"[pilot.app.screen.query_one(AnswerInput).variant.options.index(text)]


async def test_symbols_are_readable_and_fill_the_blanks(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["blanks"]) as pilot:
        assert "fₜ" in shown(pilot)
        await press(pilot, letter(pilot, "f_t"), letter(pilot, "i_t"), "enter")
        assert "✓ Correct" in shown(pilot)


async def test_an_empty_blank_is_not_read(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["blanks"]) as pilot:
        await press(pilot, letter(pilot, "f_t"), "enter")
        assert "? Not read" in shown(pilot)
        assert "Still missing: [2]." in shown(pilot)


async def test_half_a_draft_comes_back(drive: Drive, press: Press) -> None:
    async with drive(["blanks"]) as pilot:
        await press(pilot, "down", letter(pilot, "i_t"))
        before = raw(pilot)
        await press(pilot, "escape", "c")
        assert raw(pilot) == before


async def test_exchanged_symbols_are_named(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["blanks"]) as pilot:
        await press(pilot, letter(pilot, "i_t"), letter(pilot, "f_t"), "enter")
        assert "You exchanged the gates." in shown(pilot)
