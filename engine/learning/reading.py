"""Reading of the log: every row is checked before it is handed out."""

import gc
import sqlite3
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from engine.learning import database
from engine.learning.entry import Entry, Mark, Row, happened

Result = TypeVar("Result")


@contextmanager
def without_collection() -> Iterator[None]:
    """Leave Python's search for cycles off: entries have none, and searching a long log for them takes longer than reading it.

    Around a block, or on a function.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Readable(ABC):
    """A log that can be read from any thread."""

    def __init__(self) -> None:
        self._lock = threading.RLock()

    @abstractmethod
    def _query(self, action: Callable[[sqlite3.Connection], Result]) -> Result:
        """What an action reads from the log, which is mended first if need be."""

    def entries(self, kind: str | None = None) -> list[Entry]:
        """All entries, or those of one kind, in the order in which they happened; every row is checked again.

        Takes seconds for a long log: what a start needs is in the `Ledger`.
        """
        with self._lock, without_collection():
            return happened(row for row in self.rows() if kind in (None, row.kind))

    def rows(self) -> list[Row]:
        """All entries as they are kept, in the order written; every one is checked again."""
        with self._lock, without_collection():
            return self._query(lambda connection: list(database.rows(connection)))

    def after(self, mark: Mark) -> list[Row] | None:
        """The rows written after the one at a mark; `None` when the log has no such row in that place."""
        with self._lock:
            return self._query(lambda file: list(database.rows(file, mark)) if database.holds(file, mark) else None)

    def picked(self, seqs: Iterable[int]) -> list[Entry]:
        """The entries with these numbers, in the order in which they happened."""
        numbers = list(seqs)
        with self._lock:
            return happened(self._query(lambda connection: database.picked(connection, numbers)))

    def named(self, uid: str) -> Row | None:
        """The entry with a uid, as it is kept; `None` when there is none."""
        with self._lock:
            return self._query(lambda connection: database.named(connection, uid))
