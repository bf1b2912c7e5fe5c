"""The app in the learner's colours and with the learner's keys."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.screens.help import HelpScreen
from tui.screens.home import HomeScreen
from tui.screens.question import QuestionScreen
from tui.widgets.key_line import KeyLine

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir(exist_ok=True)
    return tmp_path / "home" / "settings.toml"


def notices(pilot: Pilot[None]) -> list[str]:
    return [str(notification.message) for notification in pilot.app._notifications]


async def test_the_theme_of_the_settings_is_shown(drive: Drive, file: Path) -> None:
    file.write_text('theme = "unrolled-light"\n')
    async with drive() as pilot:
        assert pilot.app.theme == "unrolled-light"


async def test_a_theme_that_is_none_is_passed_over(drive: Drive, file: Path) -> None:
    file.write_text('theme = "pink"\n')
    async with drive() as pilot:
        assert pilot.app.theme == "unrolled-dark"


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light", "textual-dark", "nord", "gruvbox"])
async def test_other_themes_can_be_shown(drive: Drive, press: Press, shown: Shown, file: Path, name: str) -> None:
    file.write_text(f'theme = "{name}"\n')
    async with drive(["capital"]) as pilot:
        assert pilot.app.theme == name
        await press(pilot, "1", "enter")
        assert "Worked solution" in shown(pilot)


async def test_a_key_of_ones_own_takes_the_place_of_the_usual_one(drive: Drive, press: Press, file: Path) -> None:
    file.write_text('[keys]\nhome.sit-drill = "g"\nquestion.home = "f11"\napp.help = "f12"\n')
    async with drive() as pilot:
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, HomeScreen)
        ways = pilot.app.screen.query_one("#ways KeyLine", KeyLine)
        assert "g Drill" in ways.render().plain
        await press(pilot, "g")
        assert isinstance(pilot.app.screen, QuestionScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, QuestionScreen)
        await press(pilot, "f12")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "escape", "f11")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert notices(pilot) == []


async def test_clashes_and_unknown_names_are_told(drive: Drive, press: Press, file: Path) -> None:
    file.write_text('[keys]\nhome.sit-drill = "b"\nhome.sitdrill = "g"\n')
    async with drive() as pilot:
        await press(pilot)
        assert sorted(notices(pilot)) == [
            "keys.home.sit-drill: found b, which is home.open-browse too; take another key for one of them",
            "keys.home.sitdrill: found an unknown name, expected one like question.hint; did you mean home.sit-drill?",
        ]


async def test_a_file_that_cannot_be_read_is_told_and_the_app_works(
    drive: Drive, press: Press, shown: Shown, file: Path
) -> None:
    file.write_text("minutes = 0\n")
    async with drive(["product"]) as pilot:
        assert any("settings.toml" in notice and "minutes" in notice for notice in notices(pilot))
        await press(pilot, "text:12", "enter")
        assert "✓ Correct" in shown(pilot)
