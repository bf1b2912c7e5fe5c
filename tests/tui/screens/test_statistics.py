"""The statistics page: figures made by hand, empty state, sizes."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from engine.bank.load import Bank
from engine.learning.session import Session
from engine.learning.store import Store
from tui.messages import PageRequested
from tui.screens.browse import BrowseScreen
from tui.screens.home import HomeScreen
from tui.screens.question import QuestionScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.plot import Plot

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]


@pytest.fixture
def history(bank: Bank, store: Store, clock: Any) -> None:
    """Three days: four answers, two and one; three of the seven right; six of them with how sure the learner was."""
    days = [
        [
            ("product", "7", "sure"),
            ("sizes", "2, 4", "sure"),
            ("chain", "5\n6", None),
            ("pool", "[[6,8],[7,8]]", "guess"),
        ],
        [("product", "12", "sure"), ("pool", "[[3.5,5.5],[3.75,5.25]]", "unsure")],
        [("sizes", "4, 2", "sure")],
    ]
    for answers in days:
        for name, raw, sure in answers:
            session = Session.begin(bank.questions, store, clock=clock, dealings=[(name, 0)])
            for _ in range(10):
                clock()
            session.submit(raw, sure)
            session.advance()
        clock.time += timedelta(days=1)


async def statistics(pilot: Pilot[None], press: Press) -> dict[str, str]:
    """The plots by their titles."""
    pilot.app.post_message(PageRequested("statistics"))
    await pilot.pause()
    await press(pilot)
    plots = [plot.render().plain for plot in pilot.app.screen.query(Plot)]
    return {text.partition("  ")[0].partition("\n")[0]: text for text in plots}


async def test_a_newcomer_is_told_what_to_do(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        assert await statistics(pilot, press) == {}
        assert "Nothing is practised yet" in shown(pilot)
        assert pilot.app.screen.query_one(KeyLine).render().plain == "⏎ Quiz  b Browse  esc Home  ? Help"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, QuestionScreen)


async def test_without_questions_no_quiz_is_offered(drive: Drive, press: Press, shown: Shown, bank: Bank) -> None:
    async with drive(banks=msgspec.structs.replace(bank, questions={}, summaries={}, asked={})) as pilot:
        await statistics(pilot, press)
        assert "There is no question here. Name a bank to begin: unrolled --bank FILE" in shown(pilot)
        assert pilot.app.screen.query_one(KeyLine).render().plain == "esc Home  ? Help"
        await press(pilot, "enter")
        assert not pilot.app._notifications


@pytest.mark.usefixtures("history")
async def test_every_figure_is_what_was_done(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(130, 60)) as pilot:
        plots = await statistics(pilot, press)
        assert "7 answers  43% right · 1 minute · 3 days in a row" in shown(pilot)
        assert "21 days, 7 answers" in plots["Answers a day"]
        assert plots["Answers a day"].splitlines()[1].split()[0] == "4"
        assert "2 ×  added: You added; the product was asked." in plots["Misconceptions most met"]
        assert "1 ×  took the maximum: You kept the largest value of" in plots["Misconceptions most met"]
        assert "said ┃ · Brier" in plots["How sure, and how often right"]
        lines = {line.split()[0]: line for line in plots["How sure, and how often right"].splitlines()[1:]}
        assert lines["sure"].endswith("50% of 4")
        assert lines["unsure"].endswith("100% of 1")
        assert lines["guess"].endswith("0% of 1")
        assert "predicted" in plots["Remembered at review"]
        assert "Recurrent cells" in plots["Known today"]
        assert "1/2" in next(line for line in plots["Known today"].splitlines() if "Recurrent" in line)
        assert {line.split()[0] for line in plots["Time for an answer"].splitlines()[1:]} == {
            "number",
            "shape",
            "array",
            "steps",
        }


@pytest.mark.usefixtures("history")
async def test_the_brier_score_by_hand(drive: Drive, press: Press) -> None:
    # sure 0.9: wrong, right, right, wrong; unsure 0.6: right; guess 0.3: wrong
    brier = (0.81 + 0.01 + 0.01 + 0.81 + 0.16 + 0.09) / 6
    async with drive() as pilot:
        plots = await statistics(pilot, press)
        assert f"Brier {brier:.2f}" in plots["How sure, and how often right"]


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_it_fits_every_window(drive: Drive, press: Press, shown: Shown, size: tuple[int, int]) -> None:
    async with drive(size=size) as pilot:
        await statistics(pilot, press)
        body = pilot.app.screen.query_one("#body")
        assert body.max_scroll_x == 0
        assert "Answers a day" in shown(pilot)
        assert ("Skills due" in shown(pilot).splitlines()[3]) == (size[0] >= 110)
        for plot in pilot.app.screen.query(Plot):
            assert plot.region.height == plot.render().plain.count("\n") + 1
        await press(pilot, "end")
        assert body.scroll_y == body.max_scroll_y


@pytest.mark.usefixtures("history")
async def test_keys_lead_on(drive: Drive, press: Press) -> None:
    async with drive() as pilot:
        await statistics(pilot, press)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        await statistics(pilot, press)
        await press(pilot, "b")
        assert isinstance(pilot.app.screen, BrowseScreen)
