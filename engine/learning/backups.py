"""Copies of the log: taken while it is in use, read back before they count, thinned with age."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from engine.errors import StoreError
from engine.learning import database
from engine.learning.carving import carve
from engine.learning.entry import Row

RECENT, DAILY, WEEKLY = 12, 7, 4
"""How many copies are kept: the newest, then the newest of each of so many days, then of so many weeks."""
_STAMP = "%Y%m%dT%H%M%S%fZ"


def copies(folder: Path) -> list[Path]:
    """The copies in a folder, newest first."""
    return sorted(folder.glob("log-*.db"), reverse=True)


def take(source: Path, folder: Path, now: datetime) -> Path:
    """Copy the log at `source`, check the copy, thin the older ones; one process at a time, while others may go on writing.

    Raises `StoreError` when the copy does not hold what the log holds; `sqlite3.Error` and `OSError` when it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    unproved = folder / "unproved.db"
    unproved.unlink(missing_ok=True)
    try:
        _copy(source, unproved)
        verify(unproved)
        kept = folder / f"log-{now.astimezone(UTC).strftime(_STAMP)}.db"
        os.replace(unproved, kept)
    finally:
        unproved.unlink(missing_ok=True)
    for old in thinned(copies(folder)):
        old.unlink(missing_ok=True)
    return kept


def _copy(source: Path, target: Path) -> None:
    uri = f"{source.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(uri, uri=True, timeout=database.BUSY_SECONDS)) as origin,
        closing(sqlite3.connect(target)) as copy,
    ):
        origin.backup(copy)
        # One file that needs no other: a copy is moved about and read where nothing can be written.
        copy.execute("PRAGMA journal_mode = DELETE").close()


def verify(path: Path) -> None:
    """Read a copy from end to end. Raises `StoreError` when anything in it is not as it was written."""
    try:
        with closing(_opened(path)) as copy:
            if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise StoreError(f"{path}: the copy is damaged")
            for _ in database.rows(copy):
                pass
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: the copy cannot be read ({error})") from None


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def thinned(newest_first: Iterable[Path]) -> list[Path]:
    """The copies that are no longer needed."""
    dropped = []
    days: set[str] = set()
    weeks: set[tuple[int, int]] = set()
    for place, path in enumerate(newest_first):
        taken = datetime.strptime(path.stem.removeprefix("log-"), _STAMP)
        day, week = path.stem[4:12], taken.isocalendar()[:2]
        starts_day = day not in days and len(days) < DAILY
        starts_week = week not in weeks and len(weeks) < WEEKLY
        if not (place < RECENT or starts_day or starts_week):
            dropped.append(path)
            continue
        days.add(day)
        weeks.add(week)
    return dropped


def newest(folder: Path) -> str:
    """The highest uid in the newest copy; empty when there is no copy that can be read."""
    try:
        with closing(_opened(copies(folder)[0])) as copy:
            return database.newest(copy)
    except (IndexError, *database.FAILURES):
        return ""


def rows(folder: Path) -> dict[str, Row]:
    """Every whole row of the newest sound copy, which holds what older ones hold, and of the damaged copies that are newer, by uid."""
    found: dict[str, Row] = {}
    for path in copies(folder):
        found.update(carve(path))
        with suppress(StoreError):
            verify(path)
            break
    return found
