"""A start, however it is meant, asks the ledger and never reads the whole log."""

from typing import Any

import pytest

from engine.bank.load import Bank
from engine.learning.modes import MODES
from engine.learning.session import Session
from engine.learning.store import Store
from tests.tui.conftest import Drive, settle
from tui.history import History
from tui.unfinished import resumed
from tui.ways import Asked, begun


@pytest.fixture
def practised(bank: Bank, store: Store, clock: Any, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A log with answers right and wrong, one undone and a sitting left, which cannot be read as a whole."""
    session = Session.begin(bank.questions, store, clock=clock, names=["product", "capital", "pool"])
    for raw in ("12", "1"):
        session.submit(raw)
        session.undo()
        session.submit("2")
        session.advance()
    store.ledger.cards(bank.summaries, History(store, bank, clock).settings)
    for whole in ("rows", "entries"):
        monkeypatch.setattr(store, whole, None)
    return store


@pytest.mark.parametrize("mode", MODES)
def test_a_sitting_is_begun_and_taken_up_again(practised: Store, bank: Bank, clock: Any, mode: str) -> None:
    history = History(practised, bank, clock)
    taken_up = resumed(history, "quiz")
    assert taken_up is not None
    assert taken_up.position == 3
    session = begun(mode, Asked(bank), history)
    assert isinstance(session, Session)
    assert session.mode == mode
    assert history.day(session.uid) == history.today


async def test_home_is_filled(practised: Store, drive: Drive, shown: Any) -> None:
    async with drive() as pilot:
        assert "continue at question 3 of 3" in shown(pilot)


async def test_the_questions_are_listed_with_how_they_stand(practised: Store, drive: Drive, shown: Any) -> None:
    async with drive() as pilot:
        await pilot.press("b")
        await settle(pilot)
        assert "✓ A choice" in shown(pilot)
        assert "✗ Product" in shown(pilot)
