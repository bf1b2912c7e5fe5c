"""Options chosen by digit, arrows and mouse."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from textual.pilot import Pilot

from tui.widgets.answer_input import AnswerInput
from tui.widgets.options import Option
from tui.widgets.question_body import QuestionBody

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


def raw(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(AnswerInput).raw


def place(pilot: Pilot[None], text: str) -> str:
    """The digit of the option that holds a text."""
    options = pilot.app.screen.query_one(AnswerInput).variant.options
    return str(next(number for number, option in enumerate(options, start=1) if text in option))


async def test_right_by_digit_and_enter(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["capital"]) as pilot:
        await press(pilot, place(pilot, "previous"), "enter")
        assert "✓ Correct" in shown(pilot)
        assert "✓ right" in shown(pilot)


async def test_the_same_digit_again_answers(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["capital"]) as pilot:
        digit = place(pilot, "next")
        await press(pilot, digit, digit)
        assert "✗ Wrong" in shown(pilot)
        assert "One less than t comes before t." in shown(pilot)
        assert "✗ wrong" in shown(pilot)
        assert "◂ right one" in shown(pilot)


async def test_arrows_move_the_choice(drive: Drive, press: Press) -> None:
    async with drive(["capital"]) as pilot:
        await press(pilot, "down", "down", "down")
        assert raw(pilot) == "3"
        await press(pilot, "k")
        assert raw(pilot) == "2"


async def test_a_click_chooses_and_a_second_one_answers(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["capital"]) as pilot:
        option = list(pilot.app.screen.query(Option))[1]
        await pilot.click(option)
        assert raw(pilot) == "2"
        await pilot.click(option)
        await press(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Worked solution" in shown(pilot)


async def test_trying_again_takes_the_marks_away(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["capital"]) as pilot:
        await press(pilot, place(pilot, "next"), "enter", "t")
        assert "✗" not in shown(pilot).splitlines()[5]
        await press(pilot, place(pilot, "previous"), "enter")
        assert "✓ Correct" in shown(pilot)


async def test_enter_without_a_choice_chooses_the_line_under_the_cursor_and_answers_with_it_only_then(
    drive: Drive, press: Press, shown: Shown
) -> None:
    async with drive(["capital"]) as pilot:
        assert "●" not in shown(pilot).partition("Which state")[2]
        await press(pilot, "enter")
        assert raw(pilot) == "1"
        assert "● 1" in shown(pilot)
        assert "Worked solution" not in shown(pilot)
        await press(pilot, "enter")
        assert "Worked solution" in shown(pilot)


async def test_no_text_is_wrapped_anew_by_the_verdict(drive: Drive, press: Press) -> None:
    def widths(pilot: Pilot[None]) -> set[int]:
        return {option.query_one(".text").size.width for option in pilot.app.screen.query(Option)}

    async with drive(["capital"], (60, 20)) as pilot:
        before = widths(pilot)
        await press(pilot, place(pilot, "next"), "enter", "a")
        assert pilot.app.screen.query_one(QuestionBody).show_vertical_scrollbar
        assert widths(pilot) == before
