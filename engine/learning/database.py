"""The SQLite file that holds the log: its schema, how it is opened, and the only ways to read and write its rows."""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import NewerLogError, StoreError
from engine.learning.entry import BEGINNING, Mark, Row, seal

APPLICATION_ID = 0x556E726C
"""Written in the file's header, so that another program's file (or an empty one) is never taken for a log."""
SCHEMA_VERSION = 1
PAGE_BYTES = 4096
BUSY_SECONDS = 2.0
"""How long to wait for another process that is writing."""
SYNCHRONOUS = "FULL"
"""What is committed survives a power cut; NORMAL would lose the last commits of a WAL."""
CHECKPOINT_PAGES = 1000
"""How long the write-ahead file may grow before it is moved into the log."""

FAILURES = (StoreError, sqlite3.Error, OSError, UnicodeDecodeError)
"""All that reading and writing a log can raise. SQLite quotes damaged texts in its messages, and Python cannot decode them."""

_COLUMNS = "seq, uid, kind, at, body, before, crc"
_SCHEMA = (
    "CREATE TABLE log (seq INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, at TEXT NOT NULL,"
    " body TEXT NOT NULL, before INTEGER NOT NULL, crc INTEGER NOT NULL)",
    "CREATE TABLE draft (sitting TEXT PRIMARY KEY, text TEXT NOT NULL, crc INTEGER NOT NULL)",
    "CREATE TRIGGER log_is_never_edited BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER log_is_never_cut BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)


def told(error: Exception) -> str:
    """A failure in words, without the system's number for it."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def connect(path: Path | str) -> sqlite3.Connection:
    """Open the log at a path, making it if the file is new or empty; `:memory:` for one that is forgotten.

    Raises `sqlite3.Error`, and `StoreError` when the file is not a log of this version.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for setting in _settings():
            connection.execute(f"PRAGMA {setting}").close()
        _prepare(connection)
        connection.execute("PRAGMA journal_mode = WAL").close()
    except FAILURES:
        connection.close()
        raise
    return connection


def _settings() -> tuple[str, ...]:
    return (
        "cell_size_check = ON",
        "trusted_schema = OFF",
        "mmap_size = 0",
        f"page_size = {PAGE_BYTES}",
        f"synchronous = {SYNCHRONOUS}",
        f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
        "fullfsync = ON",
        "checkpoint_fullfsync = ON",
    )


def _prepare(connection: sqlite3.Connection) -> None:
    if _number(connection, "user_version") == 0:
        with transaction(connection):
            if _number(connection, "user_version") == 0 and not _tables(connection):
                for statement in _SCHEMA:
                    connection.execute(statement)
    version, application = _number(connection, "user_version"), _number(connection, "application_id")
    if application != APPLICATION_ID:
        raise StoreError("it is not a log of Unrolled")
    if version > SCHEMA_VERSION:
        raise NewerLogError(
            f"its format is {version}, this program knows formats up to {SCHEMA_VERSION}; update the program"
        )


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _tables(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside is kept, or nothing; durable when the block is left.

    The write lock is taken at once: a transaction that reads first and writes later fails under two writers instead of waiting.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def last(connection: sqlite3.Connection) -> Row | None:
    """The row written last; `None` in a new log."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    return Row(*found) if found else None


def newest(connection: sqlite3.Connection) -> str:
    """The highest uid; empty in a new log."""
    return connection.execute("SELECT max(uid) FROM log").fetchone()[0] or ""


def insert(connection: sqlite3.Connection, rows: Iterable[Row]) -> Row | None:
    """Seal rows and add those whose uid is not there yet; call inside `transaction`. Returns the last row of the file."""
    end = last(connection)
    for row in rows:
        if connection.execute("SELECT 1 FROM log WHERE uid = ?", (row.uid,)).fetchone() is None:
            end = seal(row, end)
            connection.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)", end)
    return end


def add(connection: sqlite3.Connection, make: Callable[[str], Row]) -> Row:
    """Add the row that `make` makes, given the highest uid so far; nothing is added if its uid is there."""
    with transaction(connection):
        row = make(newest(connection))
        insert(connection, [row])
    return row


def rows(connection: sqlite3.Connection, after: Mark = BEGINNING) -> Iterator[Row]:
    """Every row in the order written, or those after a mark, each checked before it is handed out.

    Raises `StoreError` at the first row that is not as it was written or does not follow on the one before, and `sqlite3.Error`.
    """
    before = after.crc
    with_chain = connection.execute(f"SELECT {_COLUMNS} FROM log WHERE seq > ? ORDER BY seq", (after.seq,))
    for columns in with_chain:
        row = _whole(Row(*columns))
        if row.before != before:
            raise _broken(row)
        before = row.crc
        yield row


def _whole(row: Row) -> Row:
    if not row.whole:
        raise _broken(row)
    return row


def _broken(row: Row) -> StoreError:
    return StoreError(f"its entry {row.seq} is not as it was written")


def picked(connection: sqlite3.Connection, seqs: Iterable[int]) -> list[Row]:
    """The rows with these numbers, each checked. Raises `StoreError` when one is missing or not as it was written."""
    found = []
    for seq in seqs:
        columns = connection.execute(f"SELECT {_COLUMNS} FROM log WHERE seq = ?", (seq,)).fetchone()
        if columns is None:
            raise StoreError(f"its entry {seq} is missing")
        found.append(_whole(Row(*columns)))
    return found


def named(connection: sqlite3.Connection, uid: str) -> Row | None:
    """The row with a uid, checked; `None` when there is none. Raises `StoreError` when it is not as it was written."""
    columns = connection.execute(f"SELECT {_COLUMNS} FROM log WHERE uid = ?", (uid,)).fetchone()
    return _whole(Row(*columns)) if columns else None


def holds(connection: sqlite3.Connection, mark: Mark) -> bool:
    """Whether the log has the row of a mark in its place."""
    if mark == BEGINNING:
        return True
    found = connection.execute(f"SELECT {_COLUMNS} FROM log WHERE seq = ?", (mark.seq,)).fetchone()
    return found is not None and Row(*found).mark == mark


def reaches(connection: sqlite3.Connection, seq: int, crc: int) -> bool:
    """Whether the log has a row of this number and checksum."""
    return bool(connection.execute("SELECT crc FROM log WHERE seq = ?", (seq,)).fetchone() == (crc,))


def check_end(connection: sqlite3.Connection, count: int) -> None:
    """Check the last rows, `count` of them, and that they follow on the one before; of a shorter log, every row.

    Raises `StoreError` when one is not as it was written, and `sqlite3.Error`.
    """
    end = last(connection)
    if end is None or end.seq <= count:
        start = BEGINNING
    else:
        (first,) = picked(connection, [end.seq - count])
        start = first.mark
    for _ in rows(connection, start):
        pass


def keep_draft(connection: sqlite3.Connection, sitting: str, text: str) -> None:
    """Keep what is typed and not yet submitted, in place of what was kept before."""
    with transaction(connection):
        connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (sitting, text, _draft_crc(sitting, text)))


def draft(connection: sqlite3.Connection, sitting: str) -> str:
    """What was typed and not submitted; empty when nothing was, or when it is no longer as it was kept."""
    found = connection.execute("SELECT text, crc FROM draft WHERE sitting = ?", (sitting,)).fetchone()
    return found[0] if found and found[1] == _draft_crc(sitting, found[0]) else ""


def _draft_crc(sitting: str, text: str) -> int:
    return zlib.crc32(f"{sitting}\n{text}".encode("utf-8", "surrogatepass"))
