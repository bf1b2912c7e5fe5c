"""The log is copied while the app runs, and what it says is told once."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from engine.learning.store import Store
from tui import keeper
from tui.messages import LogWritten

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]


def notices(pilot: Pilot[None]) -> list[str]:
    return [str(notification.message) for notification in pilot.app._notifications]


async def test_the_log_is_copied_soon_after_the_start_and_again_later(
    drive: Drive, press: Press, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copies: list[Path | None] = []
    back_up = store.back_up
    monkeypatch.setattr(store, "back_up", lambda: copies.append(back_up()))
    monkeypatch.setattr(keeper, "SOON", 0.05)
    monkeypatch.setattr(keeper, "HALF_AN_HOUR", 0.5)
    async with drive(["capital"]) as pilot:
        for _ in range(100):
            await pilot.pause(0.05)
            if len(copies) > 1:
                break
        assert copies[0] is not None
        assert copies[0].is_file()
        assert tmp_path in copies[0].parents
        assert copies[1] is None, "nothing changed since the first copy"


async def test_a_notice_of_the_log_is_told_once(drive: Drive, press: Press, store: Store) -> None:
    async with drive(["product"]) as pilot:
        assert notices(pilot) == []
        store.notice = "The log cannot be written [b]now[/b]."
        await press(pilot, "text:7", "enter")
        assert notices(pilot) == ["The log cannot be written [b]now[/b]."]
        pilot.app.post_message(LogWritten())
        await press(pilot, "enter")
        assert notices(pilot).count("The log cannot be written [b]now[/b].") == 1


async def test_a_notice_from_the_opening_is_told_with_the_first_question(drive: Drive, store: Store) -> None:
    store.notice = "The log was damaged and is rebuilt."
    async with drive(["product"]) as pilot:
        assert notices(pilot) == ["The log was damaged and is rebuilt."]


async def test_home_shows_the_notice_in_its_place(
    drive: Drive, store: Store, shown: Callable[[Pilot[None]], str]
) -> None:
    store.notice = "The log was damaged and is rebuilt."
    async with drive() as pilot:
        assert notices(pilot) == []
        assert "The log was damaged and is rebuilt." in shown(pilot)
