"""Making a sound log out of a damaged one: gather every whole row there is, set the damaged files aside, write the rows anew."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from engine.errors import StoreError
from engine.learning import backups, database, head
from engine.learning.carving import carve
from engine.learning.entry import Row

REFUSALS = tuple(
    f"SQLITE_{name}" for name in ("FULL", "BUSY", "LOCKED", "IOERR", "NOMEM", "READONLY", "CANTOPEN", "PERM", "AUTH")
)


class Places(NamedTuple):
    """Where a log and what belongs to it lie, all in one folder."""

    folder: Path

    @property
    def log(self) -> Path:
        """The log itself; its write-ahead file lies beside it."""
        return self.folder / "log.db"

    @property
    def head(self) -> Path:
        """The mark that says how far the log had come."""
        return self.folder / "log.head"

    @property
    def backups(self) -> Path:
        """The folder of copies."""
        return self.folder / "backups"

    @property
    def damaged(self) -> Path:
        """The folder of what was set aside; nothing in it is ever removed by the program."""
        return self.folder / "damaged"


class Repaired(NamedTuple):
    """What a repair came to."""

    rows: int
    """How many entries the log holds now."""
    lost: int | None
    """How many are known to be lost; `None` when the mark that would say so is gone too."""
    aside: Path
    """Where the damaged files are."""


def gather(places: Places) -> list[Row]:
    """Every whole row of the log, of its copies and of what was set aside before, oldest first."""
    found = carve(places.log) | backups.rows(places.backups)
    for earlier in sorted(places.damaged.glob("*/log.db*")):
        if earlier.name in ("log.db", "log.db-wal"):
            found.update(carve(earlier.with_name("log.db")))
    return [found[uid] for uid in sorted(found)]


def repair(places: Places, now: datetime) -> Repaired:
    """Replace a damaged log by one that holds every row that can still be read.

    A kill at any moment leaves the damaged files or the new log, and the rows of both are found again by the next repair.
    Raises `OSError`, `sqlite3.Error`, or `StoreError` when the new log cannot be written.
    """
    expected = head.read(places.head)
    found = gather(places)
    fresh = places.folder / f"rebuilt-{os.getpid()}.db"
    _remove(fresh)
    _write(fresh, found)
    aside = _set_aside(places, now)
    os.replace(fresh, places.log)
    known = max(expected[0] if expected else 0, len(found))
    return Repaired(len(found), known - len(found) if expected else None, aside)


def _write(path: Path, rows: list[Row]) -> None:
    connection = database.connect(path)
    try:
        with database.transaction(connection):
            database.insert(connection, rows)
        if sum(1 for _ in database.rows(connection)) != len(rows):
            raise StoreError(f"{path}: the rebuilt log does not hold what was written")
        connection.execute("PRAGMA journal_mode = DELETE").close()
    finally:
        connection.close()


def _set_aside(places: Places, now: datetime) -> Path:
    """Move the log's files away. The write-ahead file goes first, since it would be played into the new log; the mark last, since
    while it stands a move cut short is noticed."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    aside = places.damaged / stamp
    while aside.exists():
        aside = aside.with_name(aside.name + "-again")
    aside.mkdir(parents=True)
    for name in ("log.db-wal", "log.db-shm", "log.db", "log.head"):
        if (places.folder / name).exists():
            os.replace(places.folder / name, aside / name)
    return aside


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def refused(error: Exception, path: Path) -> bool:
    """Whether the machine refuses to write, no space, no permission, another writer, rather than the file being damaged."""
    if isinstance(error, OSError):
        return True
    name: str = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_READONLY") and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return False  # a flipped bit in the header claims that the format is too new to be written
    return name.startswith(REFUSALS)
