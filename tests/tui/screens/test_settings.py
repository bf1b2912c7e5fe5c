"""Settings by keys: what is changed is in the file and in force, what cannot be is told."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from engine.learning.settings import Settings, read
from tui.messages import PageRequested
from tui.screens.home import HomeScreen
from tui.screens.key_catcher import KeyCatcher
from tui.screens.question import QuestionScreen
from tui.screens.settings import SettingsScreen
from tui.widgets.setting_list import CHOICES, SettingList, stepped, typed

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


async def settings(pilot: Pilot[None], press: Press, line: str = "") -> None:
    """Open the page, with the cursor on a line."""
    pilot.app.post_message(PageRequested("settings"))
    await pilot.pause()
    await press(pilot)
    assert isinstance(pilot.app.screen, SettingsScreen)
    listed = pilot.app.screen.query_one(SettingList)
    if line:
        listed.highlighted = [choice.name for choice in listed.choices].index(line)
        await press(pilot)


def test_every_setting_can_be_chosen() -> None:
    assert {choice.name for choice in CHOICES} | {"theme", "keys"} == set(Settings.__struct_fields__)


async def test_the_arrows_change_a_value_in_the_file(drive: Drive, press: Press, shown: Shown, home: Path) -> None:
    async with drive() as pilot:
        await settings(pilot, press)
        assert str(home)[-20:] in shown(pilot).replace("\n", "")
        await press(pilot, "right", "right", "down", "left")
        assert (read(home).new_per_day, read(home).due_per_day) == (7, 35)
        assert "◂         7" in shown(pilot)
        assert "# How many skills" in (home / "settings.toml").read_text()


async def test_a_value_is_typed(drive: Drive, press: Press, home: Path) -> None:
    async with drive() as pilot:
        await settings(pilot, press, "minutes")
        await press(pilot, "enter", "ctrl+a", "ctrl+k")
        pilot.app.screen.query_one("#typed", Input).value = "45"
        await press(pilot, "enter")
        assert read(home).minutes == 45
        assert pilot.app.screen.query_one(SettingList).has_focus


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("minutes", "0", "found 0, expected a whole number from 1 to 600"),
        ("minutes", "soon", "found 'soon', expected a whole number from 1 to 600"),
        ("retention", "0.99", "found 0.99, expected a share from 0.7 to 0.97"),
        ("retention", "7", "found 7, expected a share from 0.7 to 0.97"),
        ("order", "random", "found random, expected oldest or weakest"),
        ("confidence", "perhaps", "found 'perhaps', expected true or false"),
        ("theme", "pink", "found 'pink', expected one of unrolled-dark"),
    ],
)
async def test_what_cannot_be_is_told_and_stays_to_be_mended(
    drive: Drive, press: Press, shown: Shown, home: Path, name: str, raw: str, told: str
) -> None:
    async with drive() as pilot:
        await settings(pilot, press, name)
        await press(pilot, "enter")
        pilot.app.screen.query_one("#typed", Input).value = raw
        await press(pilot, "enter")
        assert told in shown(pilot)
        assert pilot.app.screen.query_one("#typed", Input).has_focus
        assert read(home) == Settings()
        await press(pilot, "escape")
        assert told not in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_step_too_far_is_told(drive: Drive, press: Press, shown: Shown, home: Path) -> None:
    async with drive() as pilot:
        await settings(pilot, press, "day_begins")
        await press(pilot, *["left"] * 5)
        assert read(home).day_begins == 0
        assert "found -1, expected a whole number from 0 to 23" in shown(pilot)


async def test_colours_are_shown_as_they_are_chosen(drive: Drive, press: Press, home: Path) -> None:
    async with drive() as pilot:
        await settings(pilot, press, "theme")
        await press(pilot, "right")
        assert pilot.app.theme == read(home).theme == "unrolled-light"
        await press(pilot, "right", "right", "left")
        assert pilot.app.theme == "ansi-dark"


async def test_a_key_is_caught_and_works_at_once(drive: Drive, press: Press, shown: Shown, home: Path) -> None:
    async with drive() as pilot:
        await settings(pilot, press, "keys.home.sit-drill")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, KeyCatcher)
        assert "Press a key for home.sit-drill." in shown(pilot)
        await press(pilot, "g")
        assert read(home).keys == {"home": {"sit-drill": "g"}}
        await press(pilot, "escape", "d")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "g")
        assert isinstance(pilot.app.screen, QuestionScreen)


async def test_keys_are_shown_as_they_are_printed_and_those_of_lists_are_told(
    drive: Drive, press: Press, shown: Shown
) -> None:
    async with drive() as pilot:
        await settings(pilot, press, "keys.home.sit-drill")
        assert "?  f1 " in shown(pilot)
        assert "question_mark" not in shown(pilot)
        await press(pilot, "enter", "enter")
        (notice,) = pilot.app._notifications
        assert (
            notice.message == "keys.home.sit-drill: found enter, which moves, chooses or types there; take another key"
        )


async def test_the_line_of_keys_says_how_to_stop_typing(drive: Drive, press: Press, shown: Shown, home: Path) -> None:
    async with drive() as pilot:
        await settings(pilot, press, "minutes")
        await press(pilot, "enter")
        assert "⏎ Take it  esc Cancel  f1 Help" in shown(pilot)
        await press(pilot, "5", "escape")
        assert "esc Home" in shown(pilot)
        assert not (home / "settings.toml").exists()


async def test_a_key_goes_back_to_the_usual_one(drive: Drive, press: Press, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text('[keys]\nhome.sit-drill = "g"\n')
    async with drive() as pilot:
        await settings(pilot, press, "keys.home.sit-drill")
        await press(pilot, "enter", "escape")
        assert read(home).keys == {"home": {"sit-drill": "g"}}
        await press(pilot, "enter", "backspace")
        assert read(home).keys == {}
        await press(pilot, "escape", "d")
        assert isinstance(pilot.app.screen, QuestionScreen)


async def test_a_file_that_cannot_be_read_is_told(drive: Drive, press: Press, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text("minutes = 0\n")
    async with drive(size=(120, 40)) as pilot:
        await settings(pilot, press)
        fault = pilot.app.screen.query_one("#fault", Static)
        assert "mend the line, or take it out for what is usual" in str(fault.content)
        assert "line 1: found minutes = 0, expected a whole number from 1 to 600" in str(fault.content)
        await press(pilot, "right")
        assert (home / "settings.toml").read_text() == "minutes = 0\n"
        assert "line 1: found minutes = 0" in str(fault.content)
        await press(pilot, "down", "down", "down", "left")
        assert read(home).minutes == 15
        assert not str(fault.content)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_it_fits_every_window(drive: Drive, press: Press, shown: Shown, size: tuple[int, int]) -> None:
    async with drive(size=size) as pilot:
        await settings(pilot, press)
        assert "Colours" in shown(pilot)
        assert pilot.app.screen.query_one(SettingList).max_scroll_x == 0


def test_values_in_order() -> None:
    by_name = {choice.name: choice for choice in CHOICES}
    assert stepped(by_name["retention"], 0.9, 1) == 0.91
    assert stepped(by_name["due_per_day"], 40, -1) == 35
    assert stepped(by_name["order"], "weakest", 1) == "oldest"
    assert stepped(by_name["confidence"], False, -1) is True
    assert typed(True, " No ") is False
    assert typed(3, "7") == 7
    assert typed(0.9, "0.8") == 0.8
