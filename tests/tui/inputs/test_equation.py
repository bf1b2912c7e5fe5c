"""A line for an equation in any notation."""

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


async def test_an_equation_under_other_names_is_right(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["forget"]) as pilot:
        await press(pilot, "text:f_t = sigmoid(W_f x_t + U_f h_{t-1} + b_f)", "enter")
        assert "✓ Correct" in shown(pilot)


async def test_the_line_is_read_back_in_readable_letters(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["forget"]) as pilot:
        await press(pilot, "text:f_t = \\sigma(W_{xf} x_t + U h_{t-1} + b)")
        read = next(line for line in shown(pilot).splitlines() if "reads as" in line)
        assert "fₜ = σ(" in read
        assert "hₜ₋₁" in read
        assert "W_xf → W" in read


async def test_a_known_mistake_is_named_beside_what_was_read(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["forget"]) as pilot:
        await press(pilot, "text:f_t = tanh(W x_t + U h_{t-1} + b)", "enter")
        assert "A gate needs values between 0 and 1." in shown(pilot)
        assert "Read as" in shown(pilot)
        assert "hₜ₋₁" in shown(pilot)
