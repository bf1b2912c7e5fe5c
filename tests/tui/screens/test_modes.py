"""An exam and an interview by keys: nothing told before the end, follow-ups in place."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot

from engine.bank.load import Bank
from engine.learning.session import Session
from engine.learning.store import Store
from tests.tui.conftest import settle
from tui.app import UnrolledApp
from tui.messages import SittingRequested
from tui.screens.help import HelpScreen
from tui.screens.question import QuestionScreen
from tui.screens.review import ReviewScreen
from tui.screens.scorecard import ScorecardScreen
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
    async with app("exam", "product", "sizes").run_test(size=(80, 24), notifications=True) as pilot:
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
        assert "▪" in shown(pilot)
        await press(pilot, "text:2, 4", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "1 of 2 right · 2 answered" in shown(pilot)


def awake(pilot: Pilot[None], clock, seconds: int) -> None:
    """Let time pass in which the program runs."""
    (session,) = (screen.session for screen in pilot.app.screen_stack if isinstance(screen, QuestionScreen))
    for _ in range(seconds):
        clock.time += timedelta(seconds=1)
        session.tick()


async def test_an_answer_after_the_time_ends_the_exam(app, press: Press, shown: Shown, clock) -> None:
    async with app("exam", "product", "sizes", minutes=1).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        awake(pilot, clock, seconds=70)
        await press(pilot, "text:12", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        text = shown(pilot)
        assert "0 of 2 right" in text
        assert "– Not answered" in text
        assert "The time is up" in text


async def test_an_interview_follows_up_and_the_ladder_of_hints_goes_to_the_end(app, press: Press, shown: Shown) -> None:
    async with app("interview", "product", "sizes").run_test(size=(80, 40), notifications=True) as pilot:
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


async def test_the_review_goes_through_every_answer_with_its_worked_solution(app, press: Press, shown: Shown) -> None:
    async with app("exam", "pool", "capital", "product").run_test(size=(80, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, *["ctrl+o"] * 3, "text:6 8\n7 8\n\n", "f3", "text:12", "enter")
        text = shown(pilot)
        assert "1 of 3 right · 2 answered" in text
        assert "You were sure of this one." in text
        assert "Rated again (less than half right); next tomorrow." in text
        await press(pilot, "2")
        assert "Rated hard (your choice); next tomorrow." in shown(pilot)
        assert "You kept the largest value of each window." in text
        assert "⎡ 6 ✗  8 ✗ ⎤" in text
        await press(pilot, "space")
        assert "(1 + 2 + 5 + 6) / 4" in shown(pilot)
        await press(pilot, "enter")
        text = shown(pilot)
        assert "– Not answered" in text
        assert "esc Home" in text
        assert "The previous one" in text.partition("Right answer")[2]
        await press(pilot, "right")
        assert "✓ Correct" in shown(pilot)
        assert not pilot.app.screen.check_action("move", (1,))
        await press(pilot, "k", "k")
        assert "1/3" in shown(pilot)
        await press(pilot, "w")
        screen = pilot.app.screen
        assert isinstance(screen, QuestionScreen)
        assert (screen.session.mode, screen.session.count) == ("quiz", 2)


async def test_the_clock_of_an_exam_ends_it_by_itself_with_what_was_typed_too_late(
    app, press: Press, shown: Shown, clock, store: Store
) -> None:
    async with app("exam", "product", "sizes", minutes=1).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "1 minute left" in shown(pilot)
        await press(pilot, "text:12", "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        awake(pilot, clock, seconds=60)
        for _ in range(40):
            if isinstance(pilot.app.screen, ReviewScreen):
                break
            await pilot.pause(0.1)
        await settle(pilot)
        assert "0 of 2 right" in shown(pilot)
    assert [entry.body["raw"] for entry in store.entries("late")] == ["12"]


async def test_the_clock_of_an_exam_does_not_count_a_night_in_which_the_machine_slept(
    app, press: Press, shown: Shown, clock
) -> None:
    async with app("exam", "product", "sizes", minutes=9).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        session = pilot.app.screen.session
        clock.time += timedelta(hours=8)
        for _ in range(40):
            await pilot.pause(0.1)
            if session.seconds_left > 500:
                break
        assert session.seconds_left > 500
        await press(pilot, "text:12", "enter", "text:2, 4", "enter")
        assert "2 of 2 right · 2 answered" in shown(pilot)


async def test_an_interview_ends_in_a_scorecard_that_can_be_written(
    app, press: Press, shown: Shown, tmp_path: Path
) -> None:
    async with app("interview", "product", "spoken").run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "text:7", "enter")
        assert "Rated again" in shown(pilot)
        await press(pilot, "enter")
        assert "Follow-up  It looks at the same misconception" in shown(pilot)
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen, ScorecardScreen)
        text = shown(pilot)
        assert "0%" in text
        assert "Recurrent cells" in text
        assert "added: You added; the product was asked." in text
        await press(pilot, "w")
        assert "Written to" in shown(pilot)
    (file,) = (tmp_path / "home" / "scorecards").glob("*.json")
    assert json.loads(file.read_text())["asked"] == 2
    written = file.with_suffix(".md").read_text()
    assert "| Recurrent cells | 0% | 1 of 2 | 1 |\n" in written
    assert "\n- added: You added; the product was asked.\n" in written


async def test_the_rubric_is_ticked_in_an_interview(app, press: Press, shown: Shown) -> None:
    async with app("interview", "spoken").run_test(size=(80, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "text:They keep the state.", "ctrl+s")
        assert "A model answer" in shown(pilot)
        await press(pilot, "2", "enter")
        assert "✓ Correct" in shown(pilot)
        await press(pilot, "enter")
        assert "100%" in shown(pilot)


@pytest.mark.parametrize(
    ("mode", "finds"),
    [("drill", "drill"), ("quiz", "quiz"), ("exam", "exam"), ("interview", "interview")],
)
async def test_every_way_is_begun_inside_the_app(drive, press: Press, mode: str, finds: str) -> None:
    async with drive() as pilot:
        pilot.app.screen.post_message(SittingRequested(["rnn"], mode=mode, count=2))
        await settle(pilot)
        await settle(pilot)
        if mode == "exam":
            await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, QuestionScreen)
        assert (screen.session.mode, screen.session.count) == (finds, 2)
        assert (screen.session.minutes == 20) == (mode == "exam")


async def test_a_way_with_nothing_to_ask_says_so(drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        pilot.app.screen.post_message(SittingRequested(mode="weak"))
        await settle(pilot)
        await settle(pilot)
        assert "You have answered none of these yet" in shown(pilot)


async def test_weak_asks_again_what_was_wrong_and_ends_with_the_next_dates(
    drive, press: Press, shown: Shown, store: Store
) -> None:
    async with drive(["product", "sizes"]) as pilot:
        await press(pilot, "text:7", "enter", "enter", "text:2, 4", "enter", "enter")
        text = shown(pilot)
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "tomorrow  Recurrent cells" in text
        assert "in 2 days  Convolution" in text
        pilot.app.screen.post_message(SittingRequested(mode="weak"))
        await settle(pilot)
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, QuestionScreen)
        assert [place.question for place in screen.session.places] == ["product"]
        assert screen.session.variant.seed != 0


async def test_the_names_of_what_comes_back_stay_beside_their_day(
    drive, press: Press, shown: Shown, bank: Bank
) -> None:
    title = "A name that is long enough for a line of sixty columns, and goes on"
    skills = bank.skills | {"rnn": msgspec.structs.replace(bank.skills["rnn"], title=title)}
    async with drive(["product"], size=(60, 20), banks=msgspec.structs.replace(bank, skills=skills)) as pilot:
        await press(pilot, "text:7", "enter", "enter")
        lines = [line.rstrip() for line in shown(pilot).splitlines()]
        place = lines.index("  Comes back")
        assert lines[place + 1] == "  tomorrow  A name that is long enough for a line of sixty"
        assert lines[place + 2] == "            columns, and goes on"


async def test_a_question_of_an_exam_is_put_off_and_comes_back_with_what_was_typed(
    app, press: Press, shown: Shown
) -> None:
    async with app("exam", "product", "sizes").run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "text:3*", "ctrl+n")
        assert pilot.app.screen.session.position == 2
        await press(pilot, "text:2, 4", "enter")
        screen = pilot.app.screen
        assert screen.session.position == 1
        assert screen.body.raw == "3*"
        assert not screen.check_action("later", ())
        await press(pilot, "text:4", "enter")
        assert "2 of 2 right" in shown(pilot)


async def test_a_quiz_goes_in_order(drive, press: Press) -> None:
    async with drive(["product", "sizes"]) as pilot:
        await press(pilot, "ctrl+n")
        assert pilot.app.screen.session.position == 1
