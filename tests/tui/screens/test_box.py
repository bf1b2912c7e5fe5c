"""What stands over a page: one frame for all, and the keys that close what is only read."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import settle
from tui.screens.asking import Chooser, path_form
from tui.screens.box import Box, Sheet
from tui.screens.help import HelpScreen
from tui.screens.home import HomeScreen
from tui.screens.key_catcher import KeyCatcher
from tui.screens.source import SourceScreen

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]

SHEETS: list[tuple[Callable[[], Sheet], str]] = [
    (lambda: HelpScreen([("q", "Leave")]), "question_mark"),
    (lambda: HelpScreen([("q", "Leave")]), "f1"),
    (lambda: SourceScreen(["w * x"], []), "o"),
]


@pytest.mark.parametrize(("made", "own"), SHEETS)
async def test_a_sheet_is_closed_by_the_usual_keys_and_by_its_own(
    drive: Drive, press: Press, made: Callable[[], Sheet], own: str
) -> None:
    async with drive() as pilot:
        for key in ("escape", "enter", "q", own):
            pilot.app.push_screen(made())
            await settle(pilot)
            assert isinstance(pilot.app.screen, Sheet)
            await press(pilot, key)
            assert isinstance(pilot.app.screen, HomeScreen)


async def test_all_boxes_have_one_frame(drive: Drive) -> None:
    boxes: list[Box[Any]] = [
        HelpScreen([]),
        SourceScreen([], []),
        Chooser("Which?", ["this", "that"]),
        path_form("Where?", Path("state.json")),
        KeyCatcher("Help"),
    ]
    frames = set()
    async with drive() as pilot:
        for box in boxes:
            pilot.app.push_screen(box)
            await settle(pilot)
            (frame,) = box.query(".box")
            assert frame.region.x == (80 - frame.region.width) // 2
            frames.add((str(frame.styles.border), frame.styles.background, box.styles.background))
    assert len(frames) == 1
