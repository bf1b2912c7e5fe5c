"""Every letter of every page, in both house themes, against its own ground: a contrast of 4.5 to 1 (WCAG 2.1, AA)."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from rich.color import Color as RichColor
from textual.color import Color
from textual.pilot import Pilot

from engine.bank.load import Bank
from engine.learning.session import Session
from engine.learning.store import Store
from tests.tui.test_theme import contrast
from tui.messages import PageRequested
from tui.pages import PAGES, is_there

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]

THEMES = ["unrolled-dark", "unrolled-light"]
OURS = [name for name in ("home", "browse", "statistics", "settings") if is_there(PAGES[name])]


@pytest.fixture(autouse=True)
def _history(bank: Bank, store: Store, clock: Any) -> None:
    """Answers right and wrong, sure and not."""
    for name, raw, sure in [("product", "7", "sure"), ("sizes", "2, 4", "guess"), ("pool", "[[6,8],[7,8]]", None)]:
        session = Session.begin(bank.questions, store, clock=clock, names=[name])
        session.submit(raw, sure)
        session.flag()
        session.advance()


def faint(pilot: Pilot[None], within: str = "") -> dict[str, float]:
    """Words that are too faint, with their contrast; `within`: a widget's part of the screen only."""
    screen = pilot.app.screen
    area = screen.query_one(within).region if within else screen.region
    lines = screen._compositor.render_strips()[area.y : area.bottom]
    found = {}
    for line in lines:
        for text, style, _ in line.crop(area.x, area.right):
            if style is None or not any(sign.isalnum() for sign in text):
                continue
            ink, ground = color(style.color), color(style.bgcolor)
            if style.dim or contrast(ink, ground) < 4.5:
                found[text.strip()] = contrast(ink, ground)
    return found


def color(wanted: RichColor | None) -> Color:
    assert wanted is not None
    return Color.from_rich_color(wanted)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("page", OURS)
async def test_pages_can_be_read(drive: Drive, press: Press, page: str, theme: str) -> None:
    async with drive(size=(120, 50)) as pilot:
        pilot.app.theme = theme
        pilot.app.post_message(PageRequested(page))
        await pilot.pause(0.3)
        await press(pilot, "down")
        assert faint(pilot) == {}
        await press(pilot, "question_mark")
        # The page behind help is dimmed on purpose.
        assert faint(pilot, "HelpScreen > VerticalScroll") == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("capital", ("1", "enter")),
        ("several", ("1", "space", "enter")),
        ("product", ("text:7", "enter")),
        ("product", ("text:3*q",)),
        ("spoken", ("text:states",)),
        ("partners", ("1", "enter")),
        ("sequence", ("space", "down")),
        ("chain", ("text:5", "enter")),
        ("forget", ("text:f_t = tanh(W x)", "enter")),
        ("blanks", ("text:f_t", "enter")),
        ("sizes", ("text:4, 2", "enter")),
        ("pool", ("text:6",)),
    ],
)
async def test_questions_and_verdicts_can_be_read(
    drive: Drive, press: Press, name: str, keys: tuple[str, ...], theme: str
) -> None:
    async with drive([name], size=(100, 50)) as pilot:
        pilot.app.theme = theme
        await press(pilot)
        assert faint(pilot) == {}
        await press(pilot, *keys)
        assert faint(pilot) == {}


@pytest.mark.parametrize("theme", THEMES)
async def test_a_summary_can_be_read(drive: Drive, press: Press, theme: str) -> None:
    async with drive(["product", "capital"], size=(100, 50)) as pilot:
        pilot.app.theme = theme
        await press(pilot, "text:7", "enter", "enter", "s")
        assert faint(pilot) == {}
