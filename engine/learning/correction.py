"""Corrections of history: entries that say an attempt does not count, or counts otherwise; nothing written is ever changed."""

from collections.abc import Iterable, Sequence

from engine.errors import StoreError
from engine.learning.attempt import counted
from engine.learning.entry import Entry
from engine.learning.store import Store


def undo(store: Store, name: str = "") -> Entry:
    """Take an attempt out of history; returns its entry.

    `name`: the uid of the attempt or its beginning; empty for the last one that counts. Raises `StoreError` when no attempt, or more
    than one, is meant.
    """
    found = named(list(counted(store.entries())), name)
    store.append("undo", {"attempt": found.uid})
    return found


def named(attempts: Sequence[Entry], name: str) -> Entry:
    """The one attempt whose uid begins so, the last one for an empty name. Raises `StoreError`."""
    if not attempts:
        raise StoreError("The log holds no answer that counts, so there is nothing to undo.")
    found = [entry for entry in attempts if entry.uid.startswith(name)] if name else [attempts[-1]]
    if len(found) != 1:
        count = f"{len(found)} answers that begin so" if found else "no answer that counts"
        raise StoreError(f"{name}: found {count}, expected one; unrolled log list shows the last ones")
    return found[0]


def last(entries: Iterable[Entry], count: int) -> list[Entry]:
    """The last attempts that count, newest first."""
    return list(counted(entries))[: -count - 1 : -1]
