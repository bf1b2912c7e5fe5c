"""The census of a log counted by hand."""

from engine.learning.census import Census, census
from engine.learning.correction import undo
from engine.learning.store import Store
from tests.engine.learning.histories import practise


def test_a_log_counted_by_hand(store: Store, questions, clock) -> None:
    practise(store, questions, clock, ["sigmoid", "what?", "tanh"])
    practise(store, questions, clock, ["relu"])
    undo(store)
    entries = store.entries()
    assert census(entries) == Census(
        entries=12,
        kinds={"advance": 3, "attempt": 3, "hint": 1, "invalid": 1, "sitting": 2, "skip": 1, "undo": 1},
        sittings=2,
        unfinished=2,
        attempts=2,
        undone=1,
        regraded=0,
        questions=2,
        seconds=7200.0,
        first=entries[0].uid,
        last=entries[-1].uid,
    )


def test_a_new_log() -> None:
    found = census([])
    assert (found.entries, found.first, found.last, found.seconds) == (0, "", "", 0.0)
