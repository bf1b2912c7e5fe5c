"""Manners of the app: text is selected and copied, every page is usable in a small window, a smaller one says so."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.messages import PageRequested
from tui.pages import PAGES, is_there

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]

OURS = [name for name in ("home", "browse", "statistics", "settings") if is_there(PAGES[name])]


async def test_a_prompt_is_selected_with_the_mouse_and_copied(drive: Drive, press: Press) -> None:
    async with drive(["product"]) as pilot:
        await pilot.mouse_down("Paragraphs", offset=(2, 0))
        await pilot.hover("Paragraphs", offset=(13, 0))
        await pilot.mouse_up("Paragraphs", offset=(13, 0))
        await press(pilot, "ctrl+c")
        assert pilot.app.clipboard.startswith("Compute w x")


async def test_what_is_copied_by_key_has_prompt_and_answer(drive: Drive, press: Press) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:3*4", "f6")
        assert "Compute w x for w = 3 and x = 4." in pilot.app.clipboard
        assert "3*4" in pilot.app.clipboard


@pytest.mark.parametrize("name", OURS)
async def test_a_page_made_small_and_large_again_is_as_it_was(
    drive: Drive, press: Press, shown: Shown, name: str
) -> None:
    async with drive() as pilot:
        pilot.app.post_message(PageRequested(name))
        await pilot.pause(0.3)
        await press(pilot)
        before = shown(pilot)
        await pilot.resize_terminal(60, 20)
        await pilot.pause(0.2)
        assert "small window" not in shown(pilot)
        await pilot.resize_terminal(50, 16)
        await pilot.pause(0.2)
        assert "small window: 60×20 reads better" in shown(pilot)
        await pilot.resize_terminal(30, 8)
        await pilot.pause(0.2)
        assert "This window is too small." in shown(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.3)
        assert shown(pilot) == before


@pytest.mark.parametrize("name", OURS)
async def test_no_page_is_left_without_a_way_out(drive: Drive, press: Press, name: str) -> None:
    async with drive() as pilot:
        pilot.app.post_message(PageRequested(name))
        await pilot.pause(0.3)
        await press(pilot)
        actions = {binding.action for _, binding, enabled, _ in pilot.app.screen.active_bindings.values() if enabled}
        assert actions & {"app.quit", "home", "back"}
        assert "help" in actions


@pytest.mark.parametrize("name", OURS)
async def test_a_page_shows_itself_without_colour(
    drive: Drive, press: Press, shown: Shown, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with drive() as pilot:
        assert pilot.app.theme == "ansi-dark"
        pilot.app.post_message(PageRequested(name))
        await pilot.pause(0.3)
        await press(pilot, "down")
        assert len(shown(pilot).split()) > 10
