"""The laboratory as a page: every size, theme and tab."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import settle
from tests.tui.screens.in_laboratory import enter

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]

SIZES = [(80, 24), (120, 40), (60, 20)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["unrolled-dark", "unrolled-light", "ansi-dark"])
async def test_every_bench_at_every_size(
    drive: Drive, press: Press, shown: Shown, size: tuple[int, int], theme: str
) -> None:
    async with drive(size=size) as pilot:
        pilot.app.theme = theme
        await enter(pilot, press)
        for key, told in (("2", "steps back"), ("3", "window 1 of 4"), ("4", "query"), ("1", "t=1")):
            await press(pilot, key)
            assert told in shown(pilot)
        assert "traceback" not in shown(pilot).lower()


async def test_without_colours_strips_have_shades(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        pilot.app.theme = "ansi-dark"
        await enter(pilot, press)
        assert set("░▒▓") & set(shown(pilot))
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert "=" in shown(pilot)


async def test_tabs_by_mouse(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        column = shown(pilot).splitlines()[0].index("Windows")
        await pilot.click(offset=(column, 0))
        await settle(pilot)
        assert "window 1 of 4" in shown(pilot)
