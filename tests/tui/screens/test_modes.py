"""An exam and an interview by keys: nothing told before the end, follow-ups in place."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from engine.bank.load import Bank
from engine.learning.session import Session
from engine.learning.store import Store
from tests.tui.conftest import settle
from tui.app import UnrolledApp
from tui.screens.question import QuestionScreen
from tui.screens.summary import SummaryScreen

Press = Callable[..., Awaitable[None]]
Shown = Callable[[Pilot[None]], str]


@pytest.fixture
def app(bank: Bank, store: Store, clock):
    def made(mode: str, *names: str, **more: int) -> UnrolledApp:
        dealings = [(name, 0) for name in names]
        session = Session.begin(bank.questions, store, clock=clock, mode=mode, dealings=dealings, **more)
        return UnrolledApp(bank, store, start=session, clock=clock)

    return made


async def test_an_exam_tells_nothing_before_the_end_and_gives_no_help(app, press: Press, shown: Shown) -> None:
    async with app("exam", "product", "sizes").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, QuestionScreen)
        assert not screen.check_action("hint", ())
        assert not screen.check_action("fresh", ())
        await press(pilot, "text:hello", "enter")
        assert "? Not read" in shown(pilot)
        await press(pilot, *["backspace"] * 5, "text:7", "enter")
        assert screen.session.position == 2
        assert "Wrong" not in shown(pilot)
        assert "✗" not in shown(pilot)
        await press(pilot, "text:2, 4", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "1 of 2 right at the first answer" in shown(pilot)


async def test_an_answer_after_the_time_ends_the_exam(app, press: Press, shown: Shown, clock) -> None:
    async with app("exam", "product", "sizes", minutes=1).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for _ in range(70):
            clock()
        await press(pilot, "text:12", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "0 of 2 right" in shown(pilot)


async def test_an_interview_follows_up_and_the_ladder_of_hints_goes_to_the_end(app, press: Press, shown: Shown) -> None:
    async with app("interview", "product", "sizes").run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "f2", "f2", "f2")
        assert "With numbers: 3 * 4" in shown(pilot)
        assert "All of it" in shown(pilot)
        assert not pilot.app.screen.check_action("hint", ())
        await press(pilot, "text:7", "enter", "enter")
        session = pilot.app.screen.session
        assert (session.variant.question.id, session.because) == (
            "chain",
            "It looks at the same misconception (added) from another side.",
        )
