"""Browsing by keys: search, filters, preview, practice."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from engine.bank.load import Bank
from engine.kinds import kinds
from engine.learning.session import Session
from engine.learning.store import Store
from tui.messages import PageRequested
from tui.screens.browse import BrowseScreen
from tui.screens.home import HomeScreen
from tui.screens.question import QuestionScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.question_list import QuestionList
from tui.widgets.question_view import QuestionView

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


async def browse(pilot: Pilot[None], press: Press) -> None:
    pilot.app.post_message(PageRequested("browse"))
    await pilot.pause()
    await press(pilot)
    assert isinstance(pilot.app.screen, BrowseScreen)


async def seen(pilot: Pilot[None], text: str) -> bool:
    """Whether a text comes to be in the preview, which waits for keys to rest and deals away from the screen's thread."""
    for _ in range(200):
        view = pilot.app.screen.query_one(QuestionView)
        told = [str(part.content) for part in view.query(Static)]
        if any(text in part for part in told):
            return True
        await pilot.pause(0.02)
    return False


def listed(pilot: Pilot[None]) -> list[str]:
    return list(pilot.app.screen.query_one(QuestionList)._names)


def keys(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyLine).render().plain


async def test_all_questions_with_a_preview_of_the_first(drive: Drive, press: Press, shown: Shown, bank: Bank) -> None:
    async with drive() as pilot:
        await browse(pilot, press)
        assert listed(pilot) == list(bank.summaries)
        assert "11 of 11" in shown(pilot)
        assert await seen(pilot, "Which state does hₜ₋₁ name?")
        assert await seen(pilot, "Recurrent cells · choice · recall · new · capital")
        assert "Answer" not in shown(pilot).partition("Practise")[0]


async def test_words_are_searched_in_prompts_and_escape_takes_them_back(
    drive: Drive, press: Press, shown: Shown
) -> None:
    async with drive() as pilot:
        await browse(pilot, press)
        await press(pilot, "slash", "text:average-pool")
        assert listed(pilot) == ["pool"]
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(QuestionList).has_focus
        await press(pilot, "escape")
        assert len(listed(pilot)) == 11
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_nothing_found_says_what_to_do(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await browse(pilot, press)
        await press(pilot, "slash", "text:zebra")
        assert "No question fits. esc takes the search back." in shown(pilot)
        assert "0 of 11" in shown(pilot)
        assert "Answer" not in keys(pilot)
        await press(pilot, "escape")
        assert "Answer" in keys(pilot)


async def test_no_questions_say_what_to_do(drive: Drive, press: Press, shown: Shown, bank: Bank) -> None:
    async with drive(banks=msgspec.structs.replace(bank, questions={}, summaries={}, asked={})) as pilot:
        await browse(pilot, press)
        assert "There is no question here. Name a bank to begin: unrolled --bank FILE" in shown(pilot)
        assert keys(pilot) == "esc Home  ? Help"


async def test_keys_go_through_filters_and_back_to_none(drive: Drive, press: Press, bank: Bank) -> None:
    async with drive() as pilot:
        await browse(pilot, press)
        line = pilot.app.screen.query_one("#words", Input)
        await press(pilot, "v", "v")
        assert line.value == "level:2"
        assert set(listed(pilot)) == {name for name, one in bank.summaries.items() if one.level == 2}
        await press(pilot, "v", "v", "v")
        assert line.value == "level:5"
        await press(pilot, "v", "t")
        assert line.value.startswith("kind:")
        assert len(listed(pilot)) == 1
        await press(pilot, "escape", "x")
        assert line.value == "skill:cnn.pool"
        await press(pilot, "x")
        assert line.value == ""
        line.value = "level:7 kind:arr"
        await press(pilot, "v", "t")
        assert line.value == f"level:1 kind:{next(iter(kinds()))}"


async def test_where_nothing_fits_the_filters_say_what_they_take(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await browse(pilot, press)
        line = pilot.app.screen.query_one("#words", Input)
        line.value = "level:apply"
        await press(pilot, "down")
        assert "product" in listed(pilot)
        line.value = "level:9 [b]foo:bar"
        await press(pilot, "down")
        assert "level: asks for 1 to 5, recall, apply" in shown(pilot)
        assert "[b]foo: is no filter" in shown(pilot)
        assert "esc takes the search back." in shown(pilot)


async def test_the_log_says_what_is_new_weak_and_flagged(
    drive: Drive, press: Press, bank: Bank, store: Store, clock: Any
) -> None:
    session = Session.begin(bank.questions, store, clock=clock, names=["product", "sizes", "capital"])
    session.submit("7")
    session.flag()
    session.advance()
    session.submit("2, 4")
    async with drive() as pilot:
        await browse(pilot, press)
        await press(pilot, "s")
        assert "product" not in listed(pilot)
        await press(pilot, "s")
        assert listed(pilot) == ["sizes"]
        await press(pilot, "s")
        assert listed(pilot) == []
        await press(pilot, "s")
        assert listed(pilot) == ["product"]
        await press(pilot, "s")
        assert listed(pilot) == ["product"]
        await press(pilot, "s")
        assert len(listed(pilot)) == 11


async def test_the_answer_and_fresh_numbers_are_shown_on_demand(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(120, 40)) as pilot:
        await browse(pilot, press)
        await press(pilot, "slash", "text:product kind:number", "enter")
        assert await seen(pilot, "Compute w x for w = 3 and x = 4.")
        assert "12" not in shown(pilot).replace("120", "")
        await press(pilot, "a")
        assert await seen(pilot, "Answer  12")
        assert await seen(pilot, "Worked solution")
        await press(pilot, "f")
        assert await seen(pilot, "numbers 1")


async def test_enter_practises_the_question(drive: Drive, press: Press) -> None:
    async with drive() as pilot:
        await browse(pilot, press)
        await press(pilot, "down", "down", "enter")
        assert isinstance(pilot.app.screen, QuestionScreen)
        assert [place.question for place in pilot.app.screen.session.places] == ["product"]


@pytest.mark.parametrize("name", ["partners", "blanks", "forget", "pool", "chain", "sequence", "spoken"])
async def test_every_kind_can_be_looked_at(drive: Drive, press: Press, name: str) -> None:
    async with drive(size=(120, 50)) as pilot:
        await browse(pilot, press)
        await press(pilot, "slash", f"text:{name}", "enter", "a")
        assert listed(pilot)[0] == name
        assert await seen(pilot, "Answer  ")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_it_fits_every_window(drive: Drive, press: Press, size: tuple[int, int]) -> None:
    async with drive(size=size) as pilot:
        await browse(pilot, press)
        rows = pilot.app.screen.query_one(QuestionList).region
        view = pilot.app.screen.query_one("QuestionView").region
        assert rows.height >= 6
        assert view.bottom == size[1] - 1
        assert (view.y > rows.y) == (size[0] < 100)
        assert await seen(pilot, "Which state")


async def test_practice_comes_back_to_the_list_with_its_search(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await browse(pilot, press)
        await press(pilot, "slash", "text:product", "enter")
        found, chosen = listed(pilot), pilot.app.screen.query_one(QuestionList).line.id
        await press(pilot, "enter")
        assert pilot.app.screen.session.variant.question.id == chosen
        pilot.app.screen.session.submit("7")
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(QuestionList).line.condition != "new"
        assert listed(pilot) == found
        assert pilot.app.screen.query_one(QuestionList).line.id == chosen
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "continue" not in shown(pilot)
