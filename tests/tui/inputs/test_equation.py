"""A line for an equation in any notation."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from engine.bank.load import Bank, load
from engine.learning.session import Session
from engine.learning.store import Store
from tui.app import UnrolledApp
from tui.inputs.equation import if_ended
from tui.widgets.answer_input import AnswerInput

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]
Clock = Callable[[], datetime]


def raw(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(AnswerInput).raw


async def test_an_equation_under_other_names_is_right(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["forget"]) as pilot:
        await press(pilot, "text:f_t = sigmoid(W_f x_t + U_f h_{t-1} + b_f)", "enter")
        assert "✓ Correct" in shown(pilot)


async def test_the_empty_line_begins_with_the_left_side_that_is_asked_for(drive: Drive, shown: Shown) -> None:
    async with drive(["lstm-candidate"], banks=load([]).sound()) as pilot:
        assert "g_t = …" in shown(pilot)


async def test_the_line_is_read_back_in_readable_letters_of_the_learners_own(
    drive: Drive, press: Press, shown: Shown
) -> None:
    async with drive(["forget"]) as pilot:
        await press(pilot, "text:f_t = \\sigma(W_{xf} x_t + U h_{t-1} + b)")
        assert "reads as  fₜ = σ(W_xf xₜ + U hₜ₋₁ + b)" in shown(pilot)


@pytest.mark.parametrize("function", ["sigmoid", "tanh"])
@pytest.mark.parametrize("weight", ["W", "V"])
async def test_what_is_read_back_does_not_tell_right_from_wrong(
    drive: Drive, press: Press, shown: Shown, function: str, weight: str
) -> None:
    async with drive(["forget"]) as pilot:
        await press(pilot, f"text:f_t = {function}({weight} x_t + U h_{{t-1}} + b)")
        sign = {"sigmoid": "σ"}.get(function, function)
        assert f"reads as  fₜ = {sign}({weight} xₜ + U hₜ₋₁ + b) " in shown(pilot)
        assert "→" not in shown(pilot)


async def test_shapes_that_do_not_fit_are_not_told_before_the_answer(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["forget"]) as pilot:
        await press(pilot, "text:f_t = sigmoid(W (x_t + h_{t-1}))")
        assert "reads as  fₜ = sigmoid(W (xₜ + hₜ₋₁))" in shown(pilot)
        await press(pilot, "enter")
        assert "The shapes do not fit" in shown(pilot)


async def test_what_is_half_typed_is_shown_so_far_and_what_is_wrong_is_pointed_at(
    drive: Drive, press: Press, shown: Shown
) -> None:
    async with drive(["forget"]) as pilot:
        await press(pilot, "text:f_t = sigmoid(W x_t + ")
        assert "so far  fₜ = σ(W xₜ) …" in shown(pilot)
        await press(pilot, "text:) U")
        lines = shown(pilot).splitlines()
        caret = next(place for place, line in enumerate(lines) if "^" in line)
        assert lines[caret - 1].strip() == "f_t = sigmoid(W x_t + ) U"
        assert lines[caret - 1][lines[caret].index("^")] in ")+"


async def test_pasted_lines_stay_lines(
    drive: Drive, press: Press, shown: Shown, bank: Bank, store: Store, clock: Clock
) -> None:
    pasted = "i_t = sigmoid(W_i x_t + U_i h_{t-1} + b_i)\r\nf_t = sigmoid(W_f x_t + U_f h_{t-1} + b_f)\n\n"
    text = pasted.strip().replace("\r", "")
    async with drive(["forget"]) as pilot:
        focused = pilot.app.screen.focused
        assert focused is not None
        focused.post_message(events.Paste(pasted))
        await pilot.pause(0.5)
        assert raw(pilot) == text
        assert "reads as  fₜ = σ(W_f xₜ + U_f hₜ₋₁ + b_f)" in shown(pilot)
        await press(pilot, "escape")
    session = Session.resume(bank.questions, store, clock=clock)
    app = UnrolledApp(bank, store, start=session, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "end")
        assert raw(pilot) == text
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


@pytest.mark.parametrize(
    ("typed", "ended"),
    [
        ("f_t = σ(W x_t + ", "f_t = σ(W x_t)"),
        ("f_t = σ(W [h, x", "f_t = σ(W [h, x])"),
        ("h_{t-", "h_{t}"),
        ("h_t = x ", "h_t = x"),
        ("h_t = x", "h_t = x"),
        ("(])", "(])"),
        ("", ""),
    ],
)
def test_an_equation_as_if_it_ended_here(typed: str, ended: str) -> None:
    assert if_ended(typed) == ended


async def test_a_known_mistake_is_named_beside_what_was_read(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["forget"]) as pilot:
        await press(pilot, "text:f_t = tanh(W x_t + U h_{t-1} + b)", "enter")
        assert "A gate needs values between 0 and 1." in shown(pilot)
        assert "Read as" in shown(pilot)
        assert "hₜ₋₁" in shown(pilot)
