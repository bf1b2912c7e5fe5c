"""The log on the disk: one file with its mark and copies, checked when opened, rebuilt when damaged.

A start waits for the check of the last rows alone; of a longer log the rest is checked when it is copied, and whatever is read of it as it
is read.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.errors import StoreError
from engine.learning import database, head
from engine.learning.entry import Row
from engine.learning.hold import Holds
from engine.learning.places import Places

if TYPE_CHECKING:
    from engine.learning.repair import Repaired


CHECKED_AT_START: Final = 100
"""How many rows, the last ones, are checked when a log is opened; half a millisecond."""


class LogFile:
    """An open log. Methods raise `StoreError` or `sqlite3.Error` when it fails them; `repair.damaged` says whether to rebuild it."""

    def __init__(self, folder: Path):
        """Nothing is touched until `open`."""
        self.places = Places(folder)
        self.holds = Holds(folder / "held")
        self.connection: sqlite3.Connection | None = None
        self._inode = 0
        self._copied = ""

    def open(self, *, whole: bool = False) -> None:
        """Open the log, making it if there never was one, and check its last rows, or the `whole` of it. Raises `OSError` too."""
        self.close()
        places = self.places
        places.folder.mkdir(parents=True, exist_ok=True)
        empty = not places.log.exists() or places.log.stat().st_size == 0
        if empty and self._was_there():
            raise StoreError("it is missing or empty")
        # Read before the rows: another process may be writing, and then the log only gains on the mark.
        marked = head.read(places.head)
        self.connection = database.connect(places.log)
        try:
            self._inode = os.stat(places.log).st_ino
            self._check(self.connection, marked, whole)
        except database.FAILURES:
            self.close()
            raise

    def _was_there(self) -> bool:
        """Whether there was a log here before."""
        from engine.learning import backups

        return bool(head.read(self.places.head) or backups.copies(self.places.backups)) or self.places.damaged.exists()

    def _check(self, connection: sqlite3.Connection, marked: tuple[int, int] | None, whole: bool) -> None:
        if marked and not database.reaches(connection, *marked):
            raise StoreError(f"it ends before its entry {marked[0]}")
        if whole:
            for _ in database.rows(connection):
                pass
        else:
            database.check_end(connection, CHECKED_AT_START)

    def damage(self) -> Exception | None:
        """What is wrong with any row; every one is checked, through a connection of its own, so that others may go on meanwhile."""
        from engine.learning.repair import damaged

        uri = f"{self.places.log.absolute().as_uri()}?mode=rw"
        try:
            with closing(sqlite3.connect(uri, uri=True, timeout=database.BUSY_SECONDS)) as connection:
                for _ in database.rows(connection):
                    pass
        except database.FAILURES as error:
            return error if damaged(error, self.places.log) else None
        return None

    @property
    def opened(self) -> sqlite3.Connection:
        """The open connection. Raises `StoreError` when there is none."""
        if self.connection is None:
            raise StoreError("the log is closed")
        return self.connection

    def replaced(self) -> bool:
        """Whether the path now leads to another file: another process rebuilt the log, or someone removed it."""
        try:
            return os.stat(self.places.log).st_ino != self._inode
        except FileNotFoundError:
            return True

    def write(self, make: Callable[[str], Row]) -> Row:
        """Add the row that `make` makes, given the highest uid so far; on the disk when this returns. Raises `OSError` too."""
        row = database.add(self.opened, make)
        self._mark(database.last(self.opened))
        return row

    def save(self, rows: list[Row]) -> None:
        """Add the rows that are not there yet; on the disk when this returns. Raises `OSError` too."""
        with database.transaction(self.opened):
            end = database.insert(self.opened, rows)
        self._mark(end)

    def _mark(self, end: Row | None) -> None:
        if end:
            head.write(self.places.head, end)

    def rebuild(self, now: datetime) -> "Repaired | None":
        """Replace a damaged log by what can be read of it and of its copies; `None` if another process just did. Raises `OSError` too."""
        self.close()
        with self.holds.alone("repair"):
            with suppress(*database.FAILURES):
                self.open(whole=True)
                return None
            self.close()
            # Damage is rare, and a start should not wait for what reads raw pages.
            from engine.learning.repair import repair

            result = repair(self.places, now)
            self.open()
            self._mark(database.last(self.opened))
        return result

    def back_up(self, newest: str, now: datetime) -> Path | None:
        """Copy the log, whose highest uid is `newest`; `None` when nothing changed since the last copy, or another process is at it.

        Raises `OSError` too.
        """
        from engine.learning import backups

        self._copied = self._copied or backups.newest(self.places.backups)
        if newest == self._copied or not self.holds.take("backup"):
            return None
        try:
            copy = backups.take(self.places.log, self.places.backups, now)
        finally:
            self.holds.release("backup")
        self._copied = newest
        return copy

    def close(self) -> None:
        """Close the log if it is open."""
        if self.connection:
            self.connection.close()
        self.connection = None
