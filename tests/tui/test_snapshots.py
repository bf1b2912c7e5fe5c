"""A handful of screens, character for character and colour for colour; renewed on purpose only: pytest --snapshot-update."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeAlias

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from engine.bank.load import Bank
from engine.learning.session import Session
from engine.learning.store import Store
from tui.app import UnrolledApp

Press: TypeAlias = Callable[..., Awaitable[None]]
Snapped: TypeAlias = Callable[..., bool]

PREVIEW = 0.3
"""Seconds that the preview of the browser needs at most before it is dealt."""
PROMPTED = ("pool", "product", "capital")
SCREENS = {
    "home": ((), ("down", "right")),
    "question": (PROMPTED, ("text:6 8\n7",)),
    "verdict": (PROMPTED, ("text:6 8\n7 8\n\n", "space")),
    "summary": (PROMPTED, ("text:6 8\n7 8\n\n", "n", "text:12", "enter", "n", "s")),
    "review": (PROMPTED, ("text:6 8\n7 8\n\n", "text:12", "enter", "f3")),
    "scorecard": (PROMPTED, ("text:6 8\n7 8\n\n", "n", "f3", "text:12", "enter", "n")),
    "help": (PROMPTED, ("f1",)),
    "browse": ((), ("b", "down")),
    "statistics": (PROMPTED, ("text:6 8\n7 8\n\n", "n", "text:12", "enter", "n", "escape", "s")),
    "settings": ((), ("comma", "down")),
}
"""Screen: the sitting, and the keys that lead there."""
MODES = {"review": "exam", "scorecard": "interview"}
"""How the sitting is sat, where it is not a quiz."""


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that stands still: how often it is read depends on when a draft happens to be saved."""
    return lambda: datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", SCREENS)
def test_screen(
    name: str,
    snap_compare: Snapped,
    bank: Bank,
    store: Store,
    clock: Callable[[], object],
    press: Press,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A folder that is called the same on every run, for the page that names it; nothing is written there.
    monkeypatch.setenv("UNROLLED_HOME", "home")
    # How long the list of all keys is shows in its scroll bar, and changes with every key of any page.
    monkeypatch.setattr("tui.screens.settings.key_bindings", lambda: iter(()))
    questions, keys = SCREENS[name]
    start = (
        Session.begin(bank.questions, store, clock=clock, names=questions, mode=MODES.get(name, "quiz"))
        if questions
        else None
    )
    app = UnrolledApp(bank, store, start=start, clock=clock)

    async def lead(pilot: Pilot[None]) -> None:
        await press(pilot, *keys)
        await pilot.pause(PREVIEW)
        for screen in pilot.app.screen_stack:
            for cursor in (*screen.query(Input), *screen.query(TextArea)):
                cursor.cursor_blink = False
        await press(pilot)

    assert snap_compare(app, run_before=lead, terminal_size=(80, 24))
