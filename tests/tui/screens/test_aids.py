"""Figures beside questions, and the way to the laboratory and back."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from engine.bank.load import Bank, load
from engine.learning.store import Store
from tests.tui.conftest import settle, until
from tui.messages import AnswerSubmitted
from tui.screens.laboratory import LaboratoryScreen
from tui.screens.question import QuestionScreen
from tui.widgets.diagram import CellDiagram

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]

LARGE = (120, 44)


@pytest.fixture(scope="module")
def shipped() -> Bank:
    return load([]).sound()


def figures(pilot: Pilot[None]) -> int:
    return len(pilot.app.screen.query(CellDiagram))


async def test_a_small_window_shows_a_figure_only_when_it_is_asked_for(
    drive: Drive, press: Press, shown: Shown, shipped: Bank
) -> None:
    async with drive(["lstm-forget-gate"], banks=shipped) as pilot:
        await settle(pilot)
        assert figures(pilot) == 0
        await press(pilot, "f7")
        await until(pilot, lambda: figures(pilot) == 1)
        assert "┃  f σ  ┃" in shown(pilot)
        assert "│  i σ  │" in shown(pilot)
        await press(pilot, "f7")
        await until(pilot, lambda: figures(pilot) == 0)


async def test_a_large_window_shows_it_where_it_gives_nothing_away(
    drive: Drive, press: Press, shown: Shown, shipped: Bank
) -> None:
    async with drive(["lstm-step-scalar"], LARGE, shipped) as pilot:
        await until(pilot, lambda: figures(pilot) == 1)
    async with drive(["lstm-forget-gate"], LARGE, shipped) as pilot:
        await settle(pilot)
        assert figures(pilot) == 0
        await press(pilot, "text:f_t = s(W x_t + U h_{t-1} + b)", "enter")
        await press(pilot, "text:f_t = tanh(W x_t + U h_{t-1} + b)", "enter")
        await until(pilot, lambda: figures(pilot) == 1)
        assert "┃  f σ  ┃" in shown(pilot)


async def test_after_the_verdict_the_values_of_a_chain_stand_in_it(
    drive: Drive, press: Press, shown: Shown, shipped: Bank
) -> None:
    async with drive(["lstm-step-scalar"], (120, 60), shipped) as pilot:
        await until(pilot, lambda: figures(pilot) == 1)
        page = pilot.app.screen
        assert isinstance(page, QuestionScreen)
        variant = page.session.variant
        assert variant is not None
        page.post_message(AnswerSubmitted(variant.question.key_text(variant)))
        await until(pilot, lambda: page.phase == "judged")
        await until(pilot, lambda: f"{variant.key.values['f']:.3g}" in shown(pilot))
        assert figures(pilot) == 1


async def test_other_questions_have_no_figure(drive: Drive, press: Press, shipped: Bank) -> None:
    async with drive(["pool-average-2x2"], LARGE, shipped) as pilot:
        await press(pilot, "f7")
        assert figures(pilot) == 0


async def test_to_the_laboratory_and_back(
    drive: Drive, press: Press, shown: Shown, store: Store, shipped: Bank
) -> None:
    async with drive(["pool-average-2x2"], banks=shipped) as pilot:
        page = pilot.app.screen
        await press(pilot, "text:6", "f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, LaboratoryScreen) and pilot.app.screen.furnished)
        assert "Average pooling" in shown(pilot)
        assert "window 1 of 4" in shown(pilot)
        assert any(entry.kind == "told" for entry in store.entries())
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is page)
        assert isinstance(page, QuestionScreen)
        assert page.body.raw == "6"


async def test_after_the_verdict_it_counts_as_nothing(drive: Drive, press: Press, store: Store, shipped: Bank) -> None:
    async with drive(["rnn-step-scalar"], banks=shipped) as pilot:
        page = pilot.app.screen
        assert isinstance(page, QuestionScreen)
        await press(pilot, "text:0.5", "enter")
        await until(pilot, lambda: page.phase == "judged")
        await press(pilot, "l")
        await until(pilot, lambda: isinstance(pilot.app.screen, LaboratoryScreen) and pilot.app.screen.furnished)
        assert pilot.app.screen.bench.scene.cell == "rnn"
        assert not any(entry.kind == "told" for entry in store.entries())


async def test_a_question_that_no_bench_can_show_says_so(drive: Drive, press: Press, bank: Bank) -> None:
    batch = msgspec.structs.replace(bank.questions["pool"], answer="pool.average([C, C], size=2, stride=2)")
    odd = msgspec.structs.replace(bank, questions={**bank.questions, "pool": batch})
    async with drive(["pool"], banks=odd) as pilot:
        page = pilot.app.screen
        await press(pilot, "f9")
        await until(pilot, lambda: pilot.app._notifications)
        assert pilot.app.screen is page
        assert "No bench of the laboratory" in next(iter(pilot.app._notifications)).message
