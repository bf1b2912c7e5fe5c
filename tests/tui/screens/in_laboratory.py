"""How tests of the laboratory get there, wait, and look at what is set up."""

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from tests.tui.conftest import settle, until
from tui.laboratory.scene import CellScene
from tui.screens.asking import Dialog
from tui.screens.laboratory import LaboratoryScreen

Press = Callable[..., Any]


def laboratory(pilot: Pilot[None]) -> LaboratoryScreen:
    screen = pilot.app.screen
    assert isinstance(screen, LaboratoryScreen)
    return screen


async def enter(pilot: Pilot[None], press: Press) -> LaboratoryScreen:
    pilot.app.action_open("laboratory")  # type: ignore[attr-defined]  # the app of the fixture
    await until(pilot, lambda: isinstance(pilot.app.screen, LaboratoryScreen) and pilot.app.screen.furnished)
    await settle(pilot)
    return laboratory(pilot)


async def dialog(pilot: Pilot[None], press: Press, *keys: str) -> None:
    """Press keys that lead to a dialog, and wait for it."""
    await press(pilot, *keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, Dialog) and pilot.app.focused is not None)


def notices(pilot: Pilot[None]) -> str:
    """All that was told in passing."""
    return "\n".join(notice.message for notice in pilot.app._notifications)


def scene(pilot: Pilot[None]) -> CellScene:
    found = laboratory(pilot).bench.scene
    assert isinstance(found, CellScene)
    return found
