"""Who is at a sitting, or at a repair: one process at a time.

The lock is SQLite's, on an empty file of its own: that works alike on every platform and is gone the moment its process is,
however it ended.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import StoreError

PATIENCE_SECONDS = 20.0
"""How long another process may take to rebuild the log."""


class Holds:
    """What this process is at."""

    def __init__(self, folder: Path):
        """`folder`: where the lock files lie; made when first needed."""
        self._folder = folder
        self._held: dict[str, sqlite3.Connection] = {}

    def take(self, what: str) -> bool:
        """Be at something, unless another process is. Raises `OSError` or `sqlite3.Error` when locks cannot be had."""
        if what in self._held:
            return True
        self._folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path(what), timeout=0, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("BEGIN EXCLUSIVE").close()
        except sqlite3.Error as error:
            connection.close()
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                return False
            raise
        self._held[what] = connection
        return True

    def release(self, what: str) -> None:
        """Let something go; nothing happens if it is not held."""
        connection = self._held.pop(what, None)
        if connection:
            connection.close()
            self._path(what).unlink(missing_ok=True)

    def release_all(self) -> None:
        """Let everything go."""
        for what in list(self._held):
            self.release(what)

    @contextmanager
    def alone(self, what: str) -> Iterator[None]:
        """Wait until no other process is at something, then be alone at it.

        Raises `StoreError` when that takes longer than a repair can; `OSError` or `sqlite3.Error` when locks cannot be had.
        """
        end = time.monotonic() + PATIENCE_SECONDS
        while not self.take(what):
            if time.monotonic() > end:
                raise StoreError(f"another process has held {self._path(what)} for {PATIENCE_SECONDS:.0f} seconds")
            time.sleep(0.05)
        try:
            yield
        finally:
            self.release(what)

    def _path(self, what: str) -> Path:
        return self._folder / f"{what}.lock"
