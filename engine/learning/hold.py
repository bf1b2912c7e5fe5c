"""Who is at a sitting: one process at a time.

The lock is SQLite's, on an empty file of its own, since that works alike on every platform and is gone the moment its process is, however it ended.
"""

import sqlite3
from pathlib import Path


class Holds:
    """The sittings that this process is at."""

    def __init__(self, folder: Path):
        """`folder`: where the lock files lie; made when first needed."""
        self._folder = folder
        self._held: dict[str, sqlite3.Connection] = {}

    def take(self, sitting: str) -> bool:
        """Take a sitting unless another process is at it. Raises `OSError` or `sqlite3.Error` when locks cannot be had."""
        if sitting in self._held:
            return True
        self._folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path(sitting), timeout=0, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("BEGIN EXCLUSIVE").close()
        except sqlite3.Error as error:
            connection.close()
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                return False
            raise
        self._held[sitting] = connection
        return True

    def release(self, sitting: str) -> None:
        """Let a sitting go; nothing happens if it is not held."""
        connection = self._held.pop(sitting, None)
        if connection:
            connection.close()
            self._path(sitting).unlink(missing_ok=True)

    def release_all(self) -> None:
        """Let every sitting go."""
        for sitting in list(self._held):
            self.release(sitting)

    def _path(self, sitting: str) -> Path:
        return self._folder / f"{sitting}.lock"
