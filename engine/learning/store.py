"""The learner's log: opened, appended to and read; what it does when the file or the disk fails it.

Nothing here stops a quiz. While the file cannot be written, entries are kept in memory, `read_only` is true, and `notice` says so in
a plain sentence; a damaged file is set aside and rebuilt before anything is read from it.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from engine.errors import StoreError
from engine.learning import backups, database, entry, head, repair
from engine.learning.entry import Entry, Row

Result = TypeVar("Result")
Clock = Callable[[], datetime]
"""Says the time, with its zone."""


class Store:
    """An append-only log in a folder; may be called from any thread."""

    notice: str
    """What the learner must know about the log, in a sentence or two; empty when all is well."""
    read_only: bool
    """Whether entries are kept in memory only."""

    def __init__(self, folder: Path, clock: Clock):
        """Use `Store.open`."""
        self.notice = ""
        self.read_only = False
        self._places = repair.Places(folder)
        self._clock = clock
        self._lock = threading.RLock()
        self._disk: sqlite3.Connection | None = None
        self._memory: sqlite3.Connection | None = None
        self._unsaved: list[Row] = []
        self._inode = 0
        self._saved_copy = ""

    @classmethod
    def open(cls, folder: Path, *, clock: Clock) -> "Store":
        """Open the log in a folder, making both if need be, and check every entry in it. Never fails: see `notice` and `read_only`."""
        store = cls(Path(folder), clock)
        with store._lock:
            try:
                store._open()
            except (StoreError, sqlite3.Error, OSError) as error:
                store._recover(error)
        return store

    def append(self, kind: str, body: Mapping[str, Any]) -> Entry:
        """Write an entry; it is durable when this returns, unless `read_only`.

        Raises `ValueError` for a body that JSON cannot hold.
        """
        made: list[Row] = []

        def make(newest: str) -> Row:
            # Made once: written again after a failure, it is the same entry, and an entry is kept once.
            if not made:
                made.append(entry.write(kind, body, self._clock(), newest, os.urandom(8).hex()))
            return made[0]

        with self._lock:
            row = self._attempt(lambda connection: self._write(connection, make))
            if self._memory:
                self._unsaved.append(row)
                self._return_to_disk()
            return row.entry

    def entries(self, kind: str | None = None) -> list[Entry]:
        """All entries, or those of one kind, in the order in which they happened; every row is checked again."""
        with self._lock:
            rows = self._attempt(lambda connection: list(database.rows(connection)))
        return [row.entry for row in sorted(rows, key=lambda row: row.uid) if kind in (None, row.kind)]

    def keep_draft(self, sitting: str, draft: Mapping[str, Any]) -> None:
        """Keep what a sitting has not yet submitted, in place of what was kept before; durable like an entry."""
        text = json.dumps(draft)
        with self._lock:
            self._attempt(lambda connection: database.keep_draft(connection, sitting, text))

    def draft(self, sitting: str) -> dict[str, Any]:
        """What a sitting had not yet submitted; empty when there is none."""
        with self._lock:
            text = self._attempt(lambda connection: database.draft(connection, sitting))
        draft: dict[str, Any] = json.loads(text) if text else {}
        return draft

    def back_up(self) -> Path | None:
        """Copy the log and check the copy; `None` when nothing changed since the last one, or the log cannot be copied.

        Waits for the disk and leaves other threads free to write: call it from a worker at the start of a session and every half hour.
        """
        with self._lock:
            if self.read_only:
                return None
            newest = self._attempt(database.newest)
        if not newest or newest == self._saved_copy:
            return None
        try:
            copy = backups.take(self._places.log, self._places.backups, self._clock())
        except (StoreError, sqlite3.Error, OSError) as error:
            self.notice = f"No backup of {self._places.log} could be made: {error}."
            return None
        self._saved_copy = newest
        return copy

    def close(self) -> None:
        """Close the log. Entries kept in memory are saved if the disk now takes them."""
        with self._lock:
            if self._memory:
                self._return_to_disk()
            for connection in (self._disk, self._memory):
                if connection:
                    connection.close()
            self._disk = self._memory = None

    def _open(self) -> None:
        places = self._places
        places.folder.mkdir(parents=True, exist_ok=True)
        empty = not places.log.exists() or places.log.stat().st_size == 0
        if empty and (head.read(places.head) or backups.copies(places.backups) or places.damaged.exists()):
            raise StoreError("it is missing or empty")
        marked = head.read(places.head)
        for row in database.rows(self._connect()):
            if marked and marked[0] == row.seq:
                marked = marked if marked[1] != row.crc else None
        if marked:
            raise StoreError(f"it ends before its entry {marked[0]}")

    def _connect(self) -> sqlite3.Connection:
        self._disk = database.connect(self._places.log)
        self._inode = os.stat(self._places.log).st_ino
        return self._disk

    @property
    def _connected(self) -> sqlite3.Connection:
        connection = self._memory or self._disk
        if connection is None:
            raise StoreError("The log is closed.")
        return connection

    def _attempt(self, action: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do something to the log; if that fails, mend or leave the file, and do it again: `action` must bear that."""
        tries = 0
        while True:
            connection = self._connected
            try:
                result = action(connection)
                if connection is self._memory or not self._moved():
                    return result
                # Another process rebuilt the log meanwhile: what was just written went into the file it set aside.
                connection.close()
                self._connect()
            except (StoreError, sqlite3.Error, OSError) as error:
                if connection is self._memory:
                    raise
                self._recover(error) if tries == 0 else self._float(error)
                tries += 1

    def _moved(self) -> bool:
        try:
            return os.stat(self._places.log).st_ino != self._inode
        except FileNotFoundError:
            return True

    def _write(self, connection: sqlite3.Connection, make: Callable[[str], Row]) -> Row:
        with database.transaction(connection):
            row = make(database.newest(connection))
            end = database.insert(connection, [row])
        if connection is self._disk and end:
            head.write(self._places.head, end)
        return row

    def _recover(self, error: Exception) -> None:
        """Rebuild a damaged file; leave one that cannot be written."""
        found = self._places.log
        if not repair.refused(error, found):
            try:
                self._rebuild(error)
                return
            except (StoreError, sqlite3.Error, OSError) as second:
                error = second
        self._float(error)

    def _rebuild(self, error: Exception) -> None:
        if self._disk:
            self._disk.close()
            self._disk = None
        result = repair.repair(self._places, self._clock())
        end = database.last(self._connect())
        if end:
            head.write(self._places.head, end)
        lost = {None: "", 0: "; none is lost"}.get(result.lost, f"; {result.lost} could not be read anywhere")
        self.notice = (
            f"The log {self._places.log} was damaged ({error}). It was rebuilt from its backups and from what could be read:"
            f" {result.rows} entries{lost}. The damaged file is kept in {result.aside}."
        )

    def _float(self, error: Exception) -> None:
        """Go on in memory with all that can be read."""
        rows = repair.gather(self._places)
        self._memory = database.connect(":memory:")
        with database.transaction(self._memory):
            database.insert(self._memory, rows)
        self.read_only = True
        self.notice = (
            f"The log {self._places.log} cannot be written ({error}). Answers are graded and shown, but will be forgotten when you"
            " quit, unless the cause goes away before."
        )

    def _return_to_disk(self) -> None:
        """Save what was kept in memory, if the disk takes it now."""
        try:
            if self._disk is None:
                self._open()
            self._save(self._unsaved)
        except (StoreError, sqlite3.Error, OSError):
            return
        if self._memory:
            self._memory.close()
        self._memory = None
        self._unsaved = []
        self.read_only, self.notice = False, ""

    def _save(self, rows: list[Row]) -> None:
        if self._disk is None:
            raise StoreError("The log is closed.")
        with database.transaction(self._disk):
            end = database.insert(self._disk, rows)
        if end:
            head.write(self._places.head, end)
