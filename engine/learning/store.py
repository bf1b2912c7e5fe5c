"""The learner's log as the program uses it: what happened is appended and read, whatever the file or the disk does.

Nothing here stops a quiz. While the file cannot be written, entries are kept in memory, `read_only` is true, and `notice` says so in
a plain sentence; a damaged file is set aside and rebuilt before anything damaged is read from it.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import StoreError
from engine.learning import database, entry
from engine.learning.entry import Entry, Row
from engine.learning.log_file import LogFile
from engine.learning.reading import Readable, Result, without_collection

if TYPE_CHECKING:
    from engine.learning.ledger import Ledger

Clock = Callable[[], datetime]
"""Says the time, with its zone."""


class Store(Readable):
    """An append-only log in a folder; may be called from any thread."""

    notice: str
    """What the learner must know about the log, in a sentence or two; empty when all is well."""
    read_only: bool
    """Whether entries are kept in memory only."""

    def __init__(self, folder: Path, clock: Clock):
        """Use `Store.open`."""
        super().__init__()
        self.notice = ""
        self.read_only = False
        self._clock = clock
        self._file = LogFile(folder)
        self._memory: sqlite3.Connection | None = None
        self._unsaved: list[Row] = []

    @classmethod
    def open(cls, folder: Path, *, clock: Clock) -> "Store":
        """Open the log in a folder, making both if need be, and check its last entries. Never fails: see `notice` and `read_only`."""
        store = cls(Path(folder), clock)
        try:
            store._file.open()
        except database.FAILURES as error:
            store._recover(error)
        return store

    @cached_property
    def ledger(self) -> "Ledger":
        """What the log comes to by now."""
        from engine.learning.ledger import Ledger

        return Ledger(self, self._file.places.snapshot, self._lock)

    def append(self, kind: str, body: Mapping[str, Any]) -> Entry:
        """Write an entry; it is durable when this returns, unless `read_only`.

        Raises `ValueError` for a body that JSON cannot hold, and for a clock without a time zone.
        """
        made: list[Row] = []

        def make(newest: str) -> Row:
            # Made once: written again after a failure, it is the same entry, and an entry is kept once.
            if not made:
                made.append(entry.write(kind, body, self._clock(), newest, os.urandom(8).hex()))
            return made[0]

        with self._lock:
            row = self._do(lambda file: file.write(make), lambda memory: database.add(memory, make))
            if self.read_only:
                self._unsaved.append(row)
                self._return_to_disk()
            return row.entry

    def merge(self, rows: Iterable[Row]) -> int:
        """Add entries that another log wrote and this one has not, after a backup; how many were added.

        `rows`: as `exchange` and `other_log` read them. Raises `StoreError`, and nothing is added, when any of them contradicts what is
        here, or the log cannot be backed up or written.
        """
        from engine.learning import union

        with self._lock, without_collection():
            fresh = union.missing(self.rows(), rows)
            notice = self.notice
            self.back_up()
            if self.read_only or self.notice != notice:
                raise StoreError(f"{self.notice} Nothing was taken in.")
            try:
                self._file.save(fresh)
            except database.FAILURES as error:
                raise StoreError(
                    f"The log {self._file.places.log} cannot be written ({database.told(error)}). Nothing was taken in."
                ) from None
            if self._file.replaced():
                self._follow()
        return len(fresh)

    def keep_draft(self, sitting: str, draft: Mapping[str, Any]) -> None:
        """Keep what a sitting has not yet submitted, in place of what was kept before; durable like an entry."""
        text = json.dumps(draft)
        with self._lock:
            self._query(lambda connection: database.keep_draft(connection, sitting, text))

    def draft(self, sitting: str) -> dict[str, Any]:
        """What a sitting had not yet submitted; empty when there is none."""
        with self._lock:
            text = self._query(lambda connection: database.draft(connection, sitting))
        draft: dict[str, Any] = json.loads(text) if text else {}
        return draft

    def hold(self, sitting: str) -> bool:
        """Take a sitting, so that no other process goes on with it; false when another one is at it. Held until `close`."""
        with self._lock:
            try:
                return self.read_only or self._file.holds.take(sitting)
            except (sqlite3.Error, OSError):
                return True

    def back_up(self) -> Path | None:
        """Copy the log and check all of it; `None` when nothing changed since the last copy, or the log cannot be copied.

        Takes long for a long log, and lets others write meanwhile: call it from a worker at the start of a session and every half hour.
        """
        with self._lock:
            newest = self._query(database.newest)
            if self.read_only:
                return None
        try:
            # A copy is read back from end to end, so that damage in the log shows in it.
            if copy := self._file.back_up(newest, self._clock()):
                return copy
        except database.FAILURES as error:
            self.notice = f"The log {self._file.places.log} could not be backed up ({database.told(error)})."
        damage = self._file.damage()
        with self._lock:
            if damage and self._file.connection:
                self._recover(damage)
        return None

    def close(self) -> None:
        """Close the log and let its sittings go. Entries kept in memory are saved if the disk now takes them."""
        with self._lock:
            if self._memory:
                self._return_to_disk()
            if self._memory is None and "ledger" in vars(self):
                with suppress(*database.FAILURES):
                    self.ledger.keep()
            if self._memory:
                self._memory.close()
            self._memory = None
            self._file.close()
            self._file.holds.release_all()

    def _query(self, action: Callable[[sqlite3.Connection], Result]) -> Result:
        return self._do(lambda file: action(file.opened), action)

    def _do(self, on_disk: Callable[[LogFile], Result], in_memory: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do something to the log; if the file fails, mend or leave it, and do it again, which it must bear."""
        failures = 0
        while self._memory is None:
            if self._file.connection is None:
                raise StoreError("The log is closed.")
            try:
                result = on_disk(self._file)
                if not self._file.replaced():
                    return result
                self._follow()
            except database.FAILURES as error:
                failures += 1
                if failures == 1:
                    self._recover(error)
                else:
                    self._float(error)
        return in_memory(self._memory)

    def _follow(self) -> None:
        """Go over to the file that another process put in place of ours, and take along what ours was given meanwhile."""
        rows = list(database.rows(self._file.opened))
        try:
            self._file.open()
        except database.FAILURES as error:
            self._recover(error)
        if self._memory is None:
            self._file.save(rows)
        else:
            with database.transaction(self._memory):
                database.insert(self._memory, rows)

    def _recover(self, error: Exception) -> None:
        """Rebuild a damaged file; leave one that cannot be written."""
        from engine.learning import repair

        if not repair.damaged(error, self._file.places.log):
            self._float(error)
            return
        try:
            result = self._file.rebuild(self._clock())
        except database.FAILURES as second:
            self._float(second)
            return
        if result:
            self.notice = f"The log {self._file.places.log} was damaged ({database.told(error)}). {result.sentence}"

    def _float(self, error: Exception) -> None:
        """Go on in memory with all that can be read."""
        from engine.learning import repair

        rows = repair.gather(self._file.places)
        self._memory = database.connect(":memory:")
        with database.transaction(self._memory):
            database.insert(self._memory, rows)
        self.read_only = True
        lost = repair.lost(self._file.places, rows) or 0
        damage = f" {lost} of its entries could not be read." if lost else ""
        self.notice = (
            f"The log {self._file.places.log} cannot be written ({database.told(error)}).{damage} Answers are judged and shown, but will be"
            " forgotten when you quit, unless the cause goes away before."
        )

    def _return_to_disk(self) -> None:
        """Save what was kept in memory, if the disk takes it now."""
        try:
            if self._file.connection is None:
                self._file.open()
            self._file.save(self._unsaved)
        except database.FAILURES:
            return
        if self._memory:
            self._memory.close()
        self._memory = None
        self._unsaved = []
        self.read_only, self.notice = False, ""
