"""Guesses at demonstrations, in the log and out of it."""

from pathlib import Path

from engine.learning.admission import check_body
from engine.learning.guesses import commit, guesses, settle
from engine.learning.store import Store
from tests.tui.conftest import Clock


def test_the_last_guess_at_each_demonstration_counts(tmp_path: Path):
    store = Store.open(tmp_path, clock=Clock())
    commit(store, "cliff", "about 1")
    settle(store, "cliff", "about 1", right=False)
    commit(store, "cliff", "about 24,000")
    commit(store, "ball", "none")
    assert guesses(store.entries())["cliff"].right is None
    settle(store, "cliff", "about 24,000", right=True)
    found = guesses(store.entries())
    assert (found["cliff"].choice, found["cliff"].right) == ("about 24,000", True)
    assert (found["ball"].choice, found["ball"].right) == ("none", None)
    for entry in store.entries():
        check_body(entry.kind, entry.body)
    store.close()
