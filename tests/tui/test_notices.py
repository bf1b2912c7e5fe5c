"""What is said in a corner, and how it goes away."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.notices import BRIEF, READ

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]


def said(pilot: Pilot[None]) -> list[tuple[str, float]]:
    return [(notice.message, notice.timeout) for notice in pilot.app._notifications]


async def test_what_confirms_is_brief_and_a_warning_is_not(drive: Drive, press: Press) -> None:
    async with drive(["capital"]) as pilot:
        await press(pilot, "y")
        pilot.app.notify("Mind this.", severity="warning")
        pilot.app.notify("For as long as told.", timeout=9)
        await pilot.pause()
        pilot.app.notify("A sentence of sixty characters or more takes longer to be read.")
        await pilot.pause()
        copied, warned, told, long = said(pilot)
        assert copied == ("Copied the question and your answer.", BRIEF)
        assert warned[1] > BRIEF
        assert told[1] == 9
        assert long[1] == len(long[0]) / READ > BRIEF


@pytest.mark.parametrize("key", ["b", "comma", "enter"])
async def test_the_next_page_begins_without_what_was_said_before(
    drive: Drive, press: Press, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.notices.MOMENT", 0.0)
    async with drive() as pilot:
        pilot.app.notify("Mind this.", severity="warning")
        await pilot.pause()
        assert said(pilot)
        await press(pilot, key)
        assert not said(pilot)


async def test_escape_takes_notices_away(drive: Drive, press: Press) -> None:
    async with drive() as pilot:
        pilot.app.notify("Mind this.", severity="warning")
        await pilot.pause()
        await press(pilot, "down")
        assert said(pilot)
        await press(pilot, "escape")
        assert not said(pilot)


async def test_what_is_said_as_a_page_is_left_is_read_on_the_next(drive: Drive, press: Press) -> None:
    async with drive() as pilot:
        pilot.app.notify("The time is up.")
        await press(pilot, "b")
        assert [message for message, _ in said(pilot)] == ["The time is up."]
