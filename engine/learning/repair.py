"""Making a sound log out of a damaged one: gather every whole row there is, set the damaged files aside, write the rows anew."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from engine.errors import NewerLogError, StoreError
from engine.learning import backups, database, head
from engine.learning.carving import carve
from engine.learning.entry import Row
from engine.learning.places import Places

DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_FORMAT", "SQLITE_SCHEMA", "SQLITE_CONSTRAINT")
"""SQLite's names for what it says of files that are not as it wrote them."""

UNFINISHED = "-unfinished"
"""Ends the name of a folder of damaged files until the new log is in its place."""


class Repaired(NamedTuple):
    """What a repair came to."""

    rows: int
    """How many entries the log holds now."""
    lost: int | None
    """How many are known to be lost; `None` when the mark that would say so is gone too."""
    aside: Path
    """Where the damaged files are."""

    @property
    def sentence(self) -> str:
        """What the learner is told."""
        lost = {None: "", 0: "; none is lost"}.get(self.lost, f"; {self.lost} could not be read anywhere")
        return (
            f"It was rebuilt from its backups and from what could be read of it: {self.rows} entries{lost}."
            f" The damaged file is kept in {self.aside}."
        )


def gather(places: Places) -> list[Row]:
    """Every whole row of the log, of its copies and of what repairs cut short have set aside, oldest first."""
    found = carve(places.log) | backups.rows(places.backups)
    for aside in _unfinished(places):
        found.update(carve(aside / places.log.name))
    return [found[uid] for uid in sorted(found)]


def _unfinished(places: Places) -> list[Path]:
    return sorted(places.damaged.glob(f"*{UNFINISHED}"))


def repair(places: Places, now: datetime) -> Repaired:
    """Replace a damaged log by one that holds every row that can still be read; one process at a time.

    A kill at any moment leaves the damaged files or the new log, and the next repair finds the rows of both.
    Raises `OSError`, `sqlite3.Error`, or `StoreError` when the new log cannot be written.
    """
    found = gather(places)
    missing = lost(places, found)
    fresh = places.folder / "rebuilt.db"
    _remove(fresh)
    _write(fresh, found)
    _set_aside(places, now)
    os.replace(fresh, places.log)
    _settle(places.folder)
    for aside in _unfinished(places):
        finished = aside.with_name(aside.name.removesuffix(UNFINISHED))
        os.replace(aside, finished)
    return Repaired(len(found), missing, finished)


def lost(places: Places, found: list[Row]) -> int | None:
    """How many rows the log is known to have had beyond those found; `None` when its mark is gone."""
    marked = head.read(places.head)
    return max(0, marked[0] - len(found)) if marked else None


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


def _set_aside(places: Places, now: datetime) -> None:
    """Move the log's files away. The write-ahead file goes first, since it would be played into the new log; the mark last, since
    while it stands a move cut short is noticed."""
    places.damaged.mkdir(exist_ok=True)
    number = 1 + sum(1 for _ in places.damaged.iterdir())
    aside = places.damaged / f"{now.astimezone(UTC):%Y%m%dT%H%M%S}-{number}{UNFINISHED}"
    aside.mkdir()
    for name in ("log.db-wal", "log.db-shm", "log.db", "log.head"):
        if (places.folder / name).exists():
            os.replace(places.folder / name, aside / name)


def _settle(folder: Path) -> None:
    """Have renamings in a folder reach the disk, where the system lets a folder be synchronised."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def damaged(error: Exception, path: Path) -> bool:
    """Whether an error means that the log at `path` is damaged, rather than that the machine refuses: no space, no permission, busy."""
    if isinstance(error, OSError | NewerLogError):
        return False
    name: str = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_READONLY"):
        # Writable, and yet not: a flipped bit in the header says that the format is too new to be written.
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    # No name: Python itself could not read a text or a number; ERROR: a table is missing; CONSTRAINT: an index contradicts its table.
    return not name or name.startswith(DAMAGE)
