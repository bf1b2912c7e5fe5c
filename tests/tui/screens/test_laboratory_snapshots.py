"""Two benches, character for character and colour for colour; renewed on purpose only: pytest --snapshot-update."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeAlias

import pytest
from textual.pilot import Pilot

from engine.bank.load import Bank
from engine.learning.store import Store
from tests.tui.conftest import settle
from tui.app import UnrolledApp
from tui.screens.laboratory import LaboratoryScreen

Press: TypeAlias = Callable[..., Awaitable[None]]
Snapped: TypeAlias = Callable[..., bool]

BENCHES = {
    "lstm": ((120, 40), "unrolled-dark", ("right", "right", "right", "down", "down")),
    "window": ((80, 24), "unrolled-light", ("3", "right", "a", "right")),
}
"""Bench: size, theme, and the keys that lead there."""


@pytest.mark.parametrize("name", BENCHES)
def test_bench(name: str, snap_compare: Snapped, bank: Bank, store: Store, press: Press) -> None:
    size, theme, keys = BENCHES[name]
    app = UnrolledApp(bank, store, clock=lambda: datetime(2025, 3, 1, 12, tzinfo=UTC))

    async def lead(pilot: Pilot[None]) -> None:
        app.theme = theme
        app.action_open("laboratory")
        while not (isinstance(app.screen, LaboratoryScreen) and app.screen.furnished):
            await settle(pilot)
        await press(pilot, *keys)

    assert snap_compare(app, run_before=lead, terminal_size=size)
