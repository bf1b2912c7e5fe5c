"""Lines that get their partners by letter."""

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


async def test_letters_fill_line_after_line(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["partners"]) as pilot:
        await press(pilot, letter(pilot, "keeps the old"), letter(pilot, "admits the new"), "enter")
        assert "✓ Correct" in shown(pilot)


async def test_a_wrong_pair_is_named_and_corrected_in_its_place(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["partners"]) as pilot:
        await press(pilot, letter(pilot, "admits the new"), letter(pilot, "keeps the old"), "enter")
        assert "That is the input gate." in shown(pilot)
        assert "✗ admits the new  → keeps the old" in shown(pilot)


async def test_arrows_cycle_and_backspace_empties(drive: Drive, press: Press) -> None:
    async with drive(["partners"]) as pilot:
        await press(pilot, "right")
        assert raw(pilot) == "1A"
        await press(pilot, "left")
        assert raw(pilot) == "1B"
        await press(pilot, "backspace")
        assert raw(pilot) == ""


async def test_half_of_the_pairs_are_no_answer_and_a_draft(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["partners"]) as pilot:
        await press(pilot, "a", "enter")
        assert "Still missing: the partner of line 2." in shown(pilot)
        await press(pilot, "escape", "c")
        assert raw(pilot) == "1A"


async def test_lines_are_numbered_and_a_digit_goes_to_its_line(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["partners"]) as pilot:
        assert "2  input gate" in shown(pilot)
        await press(pilot, "2", "a", "1", "b", "9")
        assert raw(pilot) == "1B 2A"
