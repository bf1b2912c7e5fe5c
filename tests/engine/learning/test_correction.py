"""Undoing answers: history without them, the log with them."""

import pytest

from engine.errors import StoreError
from engine.learning.attempt import counted
from engine.learning.cards import Cards
from engine.learning.correction import last, undo
from engine.learning.progress import progress
from engine.learning.settings import Settings
from engine.learning.store import Store
from tests.engine.learning.histories import practise


def test_history_is_as_if_it_had_never_been(store: Store, questions, clock) -> None:
    practise(store, questions, clock, ["sigmoid", "tanh"])
    before = [list(counted(store.entries())), progress(store.entries(), questions)]
    cards = Cards.replayed(store.entries(), questions, Settings()).plain()
    clock.pass_(days=1)
    practise(store, questions, clock, ["sigmoid"])
    undone = undo(store)
    assert undone.body["question"] == "reset"
    assert [list(counted(store.entries())), progress(store.entries(), questions)] == before
    assert Cards.replayed(store.entries(), questions, Settings()).plain() == cards


def test_what_was_written_stays(store: Store, questions, clock) -> None:
    practise(store, questions, clock, ["sigmoid", "tanh"])
    rows = store.rows()
    undo(store)
    assert store.rows()[:-1] == rows
    assert store.entries()[-1].body == {"attempt": store.entries("attempt")[-1].uid}


def test_one_after_another_or_by_name(store: Store, questions, clock) -> None:
    practise(store, questions, clock, ["sigmoid", "tanh", "relu", "tanh"])
    named = store.entries("attempt")[1]
    assert undo(store, named.uid[:20]) == named
    assert [undo(store).body["raw"] for _ in range(3)] == ["tanh", "relu", "sigmoid"]
    with pytest.raises(StoreError, match="nothing to undo"):
        undo(store)


@pytest.mark.parametrize(("name", "words"), [("0", "2 answers"), ("f", "no answer"), ("zzz", "no answer")])
def test_a_name_must_mean_one(store: Store, questions, clock, name: str, words: str) -> None:
    practise(store, questions, clock, ["sigmoid", "tanh"])
    with pytest.raises(StoreError, match=f"{name}: found {words}"):
        undo(store, name)


def test_the_last_ones_newest_first(store: Store, questions, clock) -> None:
    practise(store, questions, clock, ["sigmoid", "what?", "tanh", "relu"])
    assert [entry.body["raw"] for entry in last(store.entries(), 2)] == ["relu", "tanh"]
    assert [entry.body["raw"] for entry in last(store.entries(), 9)] == ["relu", "tanh", "sigmoid"]
