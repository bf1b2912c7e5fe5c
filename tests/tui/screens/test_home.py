"""The home screen by keys: the day, the skills, the ways to sit, the pages."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from engine.bank.load import Bank
from engine.learning.session import Session
from engine.learning.store import Store
from tui.screens.browse import BrowseScreen
from tui.screens.home import HomeScreen, sparkline
from tui.screens.question import QuestionScreen
from tui.screens.settings import SettingsScreen
from tui.screens.statistics import StatisticsScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.skill_list import SkillList

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


def practised(bank: Bank, store: Store, clock: Any, **answers: str) -> None:
    """Answer some questions to the end of their sitting."""
    session = Session.begin(bank.questions, store, clock=clock, names=list(answers))
    for raw in answers.values():
        session.submit(raw)
        session.advance()


def ways(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one("#ways KeyLine", KeyLine).render().plain


def pages(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query("KeyLine").last(KeyLine).render().plain


async def test_a_newcomer_is_told_where_to_begin(drive: Drive, shown: Shown) -> None:
    async with drive() as pilot:
        assert "11 questions" in shown(pilot)
        assert "d  drill 4 skills today" in shown(pilot)
        assert ways(pilot) == "⏎ Quiz  d Drill  w Weak  e Exam  i Interview"
        assert "b Browse  s Statistics" in pages(pilot)
        assert ", Settings" in pages(pilot)
        assert pages(pilot).endswith("? Help")


async def test_the_days_after_say_what_is_due_and_for_how_long(
    drive: Drive, shown: Shown, bank: Bank, store: Store, clock: Any
) -> None:
    practised(bank, store, clock, product="7")
    clock.time += timedelta(days=1)
    practised(bank, store, clock, pool="[[6,8],[7,8]]", sizes="2, 4")
    clock.time += timedelta(days=1)
    async with drive(size=(80, 24)) as pilot:
        # Two skills were missed and are due, gates were never met; what was right comes back tomorrow.
        assert "2 due · 1 new · week █▄····· · 2 days in a row" in shown(pilot)
        assert "d  drill 3 skills today" in shown(pilot)
        line = next(line for line in shown(pilot).splitlines() if "Everything" in line)
        assert line.split()[-3:] == ["1", "/", "11"]


async def test_broken_settings_are_told_once_and_progress_is_shown(
    drive: Drive, shown: Shown, bank: Bank, store: Store, clock: Any, tmp_path: Path
) -> None:
    practised(bank, store, clock, product="12")
    (tmp_path / "home" / "settings.toml").write_text("colours = 3\n")
    async with drive() as pilot:
        line = next(line for line in shown(pilot).splitlines() if "Everything" in line)
        assert line.split()[-3:] == ["1", "/", "11"]
        (notice,) = pilot.app._notifications
        assert "line 1: found colours = 3" in notice.message


async def test_when_nothing_is_left_a_quiz_is_offered(
    drive: Drive, shown: Shown, bank: Bank, store: Store, clock: Any
) -> None:
    practised(bank, store, clock, pool="[[3.5,5.5],[3.75,5.25]]", product="12", several="1 2", sizes="2, 4")
    async with drive() as pilot:
        assert "Done for today." in shown(pilot)
        assert "0 due · 0 new" in shown(pilot)


@pytest.mark.parametrize(
    ("keys", "mode"), [(["d"], "drill"), (["e", "enter"], "exam"), (["i"], "interview"), (["enter"], "quiz")]
)
async def test_one_key_for_each_way_to_sit(drive: Drive, press: Press, keys: list[str], mode: str) -> None:
    async with drive() as pilot:
        await press(pilot, *keys)
        assert isinstance(pilot.app.screen, QuestionScreen)
        assert pilot.app.screen.session.mode == mode


async def test_an_exam_is_told_before_its_clock_starts(drive: Drive, press: Press, shown: Shown, store: Store) -> None:
    async with drive() as pilot:
        await press(pilot, "e")
        assert "11 questions in 20 minutes." in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert store.entries() == []
        await press(pilot, "e", "enter", "f3", "escape", "e")
        assert "You left it at question 2 of 11, 20 minutes to go." in shown(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen.session.position == 2


async def test_what_was_wrong_is_asked_again(drive: Drive, press: Press, bank: Bank, store: Store, clock: Any) -> None:
    practised(bank, store, clock, product="7", sizes="2, 4")
    async with drive() as pilot:
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, QuestionScreen)
        assert [place.question for place in pilot.app.screen.session.places] == ["product"]


async def test_a_way_to_sit_keeps_to_the_chosen_line(drive: Drive, press: Press, bank: Bank) -> None:
    async with drive() as pilot:
        await press(pilot, "down")
        skill = pilot.app.screen.query_one(SkillList).skill
        assert skill
        await press(pilot, "e", "enter")
        asked = {bank.summaries[place.question].skill.partition(".")[0] for place in pilot.app.screen.session.places}
        assert asked == {skill}


async def test_an_unfinished_sitting_is_offered_with_its_way(
    drive: Drive, press: Press, shown: Shown, bank: Bank, store: Store, clock: Any
) -> None:
    Session.begin(bank.questions, store, clock=clock, mode="exam", dealings=[("product", 0), ("sizes", 0)], minutes=9)
    async with drive() as pilot:
        assert "c  continue at question 1 of 2 (exam)" in shown(pilot)
        assert "c Continue" in ways(pilot)
        await press(pilot, "c")
        assert pilot.app.screen.session.mode == "exam"


async def test_a_quiz_begun_alike_goes_on_and_another_one_keeps_it(
    drive: Drive, press: Press, shown: Shown, store: Store
) -> None:
    async with drive() as pilot:
        await press(pilot, "enter")
        first = pilot.app.screen.session
        await press(pilot, "f2", "escape")
        assert "c  continue at question 1 of 10" in shown(pilot)
        await press(pilot, "down", "enter")
        assert pilot.app.screen.session.uid != first.uid
        assert "Your unfinished quiz is kept" in shown(pilot)
        await press(pilot, *["f3"] * pilot.app.screen.session.count, "escape")
        assert "c  continue at question 1 of 10" in shown(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen.session.uid == first.uid
        assert "Going on where you stopped." in shown(pilot)
        await press(pilot, "escape", "n")
        assert pilot.app.screen.session.uid != first.uid


async def test_leaving_a_sitting_with_nothing_to_come_back_to_ends_it(
    drive: Drive, press: Press, shown: Shown, bank: Bank, store: Store, clock: Any
) -> None:
    Session.begin(bank.questions, store, clock=clock, names=["capital"])
    async with drive() as pilot:
        await press(pilot, "c", "1", "enter", "escape")
        assert "continue" not in shown(pilot)


@pytest.mark.parametrize(("key", "page"), [("b", BrowseScreen), ("s", StatisticsScreen), ("comma", SettingsScreen)])
async def test_every_page_is_a_key_away_and_a_key_back(drive: Drive, press: Press, key: str, page: type) -> None:
    async with drive() as pilot:
        await press(pilot, key)
        assert isinstance(pilot.app.screen, page)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_page_that_is_not_there_has_no_key(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.navigation.is_there", lambda place: "browse" not in place)
    async with drive() as pilot:
        assert "Browse" not in pages(pilot)
        assert "Statistics" in pages(pilot)


async def test_without_questions_only_what_makes_sense_is_offered(
    drive: Drive, press: Press, shown: Shown, bank: Bank
) -> None:
    async with drive(banks=msgspec.structs.replace(bank, questions={}, summaries={}, asked={})) as pilot:
        assert "Name a bank to begin: unrolled --bank FILE" in shown(pilot)
        assert ways(pilot) == ""
        assert pages(pilot) == "b Browse  s Statistics  l Lab  m Demos  , Settings  ? Help"
        await press(pilot, "enter", "right", "d")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert not pilot.app._notifications
        told = [meaning for _, meaning in pilot.app.screen.key_help()]
        assert "Show the skills of a family" not in told
        assert "The line below" not in told


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_it_fits_every_window(
    drive: Drive, shown: Shown, bank: Bank, store: Store, clock: Any, size: tuple[int, int]
) -> None:
    practised(bank, store, clock, product="7")
    async with drive(size=size) as pilot:
        text = shown(pilot)
        assert "Everything" in text
        assert "known today" in text
        assert ("Week ahead" in text) == (size[0] >= 110)
        assert "i Interview" in text
        assert pilot.app.screen.max_scroll_x == 0


def test_the_forecast_as_one_line() -> None:
    assert sparkline([8, 1, 4, 0]).plain == "█▁▄·"
    assert sparkline([0, 0]).plain == "··"
    assert sparkline([]).plain == ""
