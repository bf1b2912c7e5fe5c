"""A whole sitting by keys: right, wrong, not read, again, fresh numbers, skipped, left and taken up."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

import pytest
from textual.pilot import Pilot

from engine.bank.load import Bank
from engine.learning.session import Session
from engine.learning.store import Store
from tui.app import UnrolledApp
from tui.screens.home import HomeScreen
from tui.screens.question import QuestionScreen
from tui.screens.summary import SummaryScreen
from tui.widgets.answer_input import AnswerInput
from tui.widgets.worked import WorkedSteps

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]
Shown = Callable[[Pilot[None]], str]


def session(pilot: Pilot[None]) -> Session:
    assert isinstance(pilot.app.screen, QuestionScreen)
    return pilot.app.screen.session


async def test_pooling_wrong_named_then_right(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        assert "⎡ 1  2  3  4 ⎤" in shown(pilot)
        await press(pilot, "text:6 8\n7 8\n\n")
        text = shown(pilot)
        assert "✗ Wrong" in text
        assert "You kept the largest value of each window." in text
        assert "⎡ 6 ✗  8 ✗ ⎤" in text
        assert "⎡  3.5   5.5 ⎤" in text
        await press(pilot, "t", "f7")
        await press(pilot, "text:[[3.5,5.5],[3.75,5.25]]", "enter")
        assert "✓ Correct" in shown(pilot)
        assert "⎡  3.5 ✓   5.5 ✓ ⎤" in shown(pilot)


async def test_an_answer_that_cannot_be_read_stays_and_costs_nothing(
    drive: Drive, press: Press, shown: Shown, store: Store
) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:hello", "enter")
        assert "? Not read" in shown(pilot)
        assert pilot.app.screen.query_one(AnswerInput).raw == "hello"
        assert session(pilot).tries == 0
        await press(pilot, *["backspace"] * 5, "text:12", "enter")
        assert "✓ Correct" in shown(pilot)
    assert [entry.kind for entry in store.entries()].count("attempt") == 1


async def test_fresh_numbers_are_other_numbers_and_judged_as_such(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:12", "enter", "f")
        variant = session(pilot).variant
        assert variant is not None
        assert variant.seed != 0
        assert pilot.app.screen.query_one(AnswerInput).raw == ""
        await press(pilot, f"text:{variant.given['w'] * variant.given['x']}", "enter")
        assert "✓ Correct" in shown(pilot)


async def test_worked_steps_one_at_a_time_then_all(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:[[3.5,5.5],[3.75,5.25]]", "enter")
        steps = pilot.app.screen.query_one(WorkedSteps)
        total = steps.remaining
        assert total >= 4
        await press(pilot, "space")
        assert steps.remaining == total - 1
        assert "(1 + 2 + 5 + 6) / 4" in shown(pilot)
        await press(pilot, "a")
        assert steps.remaining == 0


async def test_hints_come_one_by_one_and_then_end(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["capital"]) as pilot:
        await press(pilot, "h")
        assert "Look at the index." in shown(pilot)
        await press(pilot, "h")
        assert "It is one less than t." in shown(pilot)
        assert session(pilot).hints_used == 2
        await press(pilot, "h")
        assert "All of it" in shown(pilot)
        await press(pilot, "h")
        assert session(pilot).hints_used == 3


async def test_a_sitting_ends_in_a_summary_that_offers_the_wrong_ones(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product", "pool", "capital"]) as pilot:
        await press(pilot, "text:7", "enter", "enter")
        await press(pilot, "text:[[3.5,5.5],[3.75,5.25]]", "enter", "n")
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, SummaryScreen)
        text = shown(pilot)
        assert "1 of 3 right at the first answer" in text
        assert "You added; the product was asked." in text
        assert "skipped" in text
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, QuestionScreen)
        assert session(pilot).count == 2


async def test_left_for_home_and_continued_with_the_draft(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product", "capital"]) as pilot:
        await press(pilot, "text:3*4", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "continue at question 1 of 2" in shown(pilot)
        await press(pilot, "c")
        assert pilot.app.screen.query_one(AnswerInput).raw == "3*4"
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


async def test_quit_keeps_the_draft_for_the_next_run(
    drive: Drive, press: Press, store: Store, bank: Bank, clock: Callable[[], object]
) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:3*", "ctrl+q")
    resumed = Session.resume(bank.questions, store, clock=clock)
    assert resumed is not None
    app = UnrolledApp(bank, store, start=resumed, clock=clock)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.query_one(AnswerInput).raw == "3*"


async def test_a_judged_question_is_taken_up_as_judged(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product", "capital"]) as pilot:
        await press(pilot, "text:7", "enter", "escape", "c")
        assert "You added; the product was asked." in shown(pilot)
        await press(pilot, "n")
        assert "A choice" in shown(pilot)


async def test_the_draft_is_saved_within_a_second_of_the_last_key(drive: Drive, press: Press) -> None:
    async with drive(["product"]) as pilot:
        await pilot.press("4", "2")
        await pilot.pause(0.9)
        assert session(pilot).draft == "42"


@pytest.mark.parametrize("key", ["t", "space", "a", "enter", "n"])
async def test_keys_of_the_verdict_do_nothing_before_it(drive: Drive, press: Press, key: str) -> None:
    async with drive(["several", "capital"]) as pilot:
        before = session(pilot).position
        if key != "enter":
            await press(pilot, key)
        assert session(pilot).position == before
        assert session(pilot).verdict is None


async def test_flag_and_copy(drive: Drive, press: Press) -> None:
    async with drive(["capital"]) as pilot:
        await press(pilot, "exclamation_mark", "y")
        assert session(pilot).flagged
        assert "Which state does hₜ₋₁ name?" in pilot.app.clipboard
