"""While the learner reads, the next numbers of every question are dealt; leaving waits for none of it."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from time import perf_counter

import pytest
from textual.pilot import Pilot

from engine.bank.load import Bank, load
from engine.learning.session import Session
from engine.learning.store import Store
from tui import foresight
from tui.foresight import deal_ahead

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path))


@pytest.mark.usefixtures("home")
def test_what_comes_next_is_dealt_after_what_was_met(store: Store, clock) -> None:
    bank = load().sound()
    varying = [name for name, question in bank.questions.items() if question.vary]
    assert deal_ahead(bank, store, lambda seconds: False) == len(varying)
    session = Session.begin(bank.questions, store, clock=clock, names=varying[:1], digests=bank.digests, deal=bank.deal)
    session.flag()
    session.fresh_numbers()
    assert session.variant is not None
    assert session.variant.seed == 1
    session.skip()
    # Numbers as printed and the first fresh ones are met by now.
    assert deal_ahead(bank, store, lambda seconds: False) == 1
    assert (bank.digests[varying[0]], 2) in bank.dealings._known()


@pytest.mark.usefixtures("home")
def test_the_rest_is_in_proportion_to_the_work(store: Store) -> None:
    rests: list[float] = []
    began = perf_counter()
    deal_ahead(load().sound(), store, lambda seconds: bool(rests.append(seconds)))
    worked = perf_counter() - began
    assert 0 < sum(rests) <= foresight.REST * worked


async def test_the_app_deals_ahead_soon_after_its_start(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[float] = []
    ends: list[bool] = []

    def deal(_bank: Bank, _store: Store, wait: Callable[[float], bool]) -> None:
        begun.append(perf_counter())
        ends.append(wait(60.0))

    monkeypatch.setattr(foresight, "SOON", 1.0)
    monkeypatch.setattr(foresight, "deal_ahead", deal)
    async with drive(["capital"]) as pilot:
        while not begun:
            await pilot.pause(0.05)
        assert ends == [], "it is under way, and the screen goes on"
    # Leaving ends the wait, on a thread of its own.
    while not ends and perf_counter() - begun[0] < 30:
        await asyncio.sleep(0.01)
    assert ends == [True]
