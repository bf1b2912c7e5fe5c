"""Questions about what is set up in the laboratory, and the way back."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual.pilot import Pilot

from engine.learning.store import Store
from tests.tui.screens.in_laboratory import dialog, enter, laboratory, notices, until
from tui.laboratory.scene import FlowScene
from tui.messages import AnswerSubmitted
from tui.screens.home import HomeScreen
from tui.screens.laboratory import LaboratoryScreen
from tui.screens.laboratory_question import LaboratoryQuestionScreen

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


async def asked(pilot: Pilot[None]) -> LaboratoryQuestionScreen:
    """The question, once it can be answered."""
    await until(pilot, lambda: isinstance(pilot.app.screen, LaboratoryQuestionScreen) and pilot.app.screen.furnished)
    screen = pilot.app.screen
    assert isinstance(screen, LaboratoryQuestionScreen)
    return screen


QUIZZES = [
    (place, keys, option)
    for place, keys, options in ((0, ["right", "right", "down"], 3), (2, ["right"], 2), (3, ["down"], 2))
    for option in range(options)
    for keys in [keys]
] + [(1, ["right"] * 6, 0)]


@pytest.mark.parametrize(("place", "keys", "option"), QUIZZES, ids=str)
async def test_quiz_me_on_this_and_back(
    drive: Drive, press: Press, store: Store, place: int, keys: list[str], option: int
) -> None:
    """A wrong answer is wrong, the right one right, both are in the log, and the way back leads to the same bench."""
    async with drive(size=(100, 40)) as pilot:
        await enter(pilot, press)
        await press(pilot, str(place + 1), *keys)
        before = laboratory(pilot).bench.scene
        await dialog(pilot, press, "z")
        await press(pilot, *["down"] * option, "enter")
        question = await asked(pilot)
        variant = question.session.variant
        assert variant is not None
        samples = [sample.raw for sample in variant.question.samples(variant) if sample.outcome == "wrong"]
        question.post_message(AnswerSubmitted((samples or ["0.123; 0.123; 0.123; 0.123; 0.123; 0.123"])[0]))
        await until(pilot, lambda: question.phase == "judged")
        await press(pilot, "t")
        await until(pilot, lambda: question.phase == "answering")
        question.post_message(AnswerSubmitted(variant.question.key_text(variant)))
        await until(pilot, lambda: question.phase == "judged")
        attempts = [entry.body for entry in store.entries() if entry.kind == "attempt"]
        assert [attempt["verdict"]["outcome"] for attempt in attempts] == ["wrong", "correct"]
        assert all(attempt["question"] == variant.question.id for attempt in attempts)
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is not question)
        assert laboratory(pilot).bench.scene == before


async def test_a_question_left_leads_back_and_does_not_linger(drive: Drive, press: Press) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        await dialog(pilot, press, "z")
        await press(pilot, "enter")
        question = await asked(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is not question)
        assert isinstance(pilot.app.screen, LaboratoryScreen)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))


async def test_no_question_where_there_is_none(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(100, 30)) as pilot:
        await enter(pilot, press)
        await press(pilot, "2")
        laboratory(pilot).bench.show(FlowScene(steps=1, limit=0.01))
        await press(pilot, "z")
        assert isinstance(pilot.app.screen, LaboratoryScreen)
        assert "too close to call" in notices(pilot)
