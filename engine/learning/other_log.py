"""The log of another machine, read from its file without touching it."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from engine import limits
from engine.errors import StoreError
from engine.learning import database, exchange
from engine.learning.entry import Row, read_body
from engine.learning.places import Places


def read(path: Path) -> list[Row]:
    """The entries of another log, as rows not yet sealed.

    `path`: a file of JSON lines, a log or a backup of one, or the folder that a log lies in. Raises `StoreError` when it is none of
    these or not as it was written.
    """
    file = Places(path).log if path.is_dir() else path
    try:
        if file.stat().st_size > limits.LOG_FILE_BYTES:
            raise StoreError(f"{file}: found more than {limits.LOG_FILE_BYTES:,} bytes, expected a log")
        with file.open("rb") as stream:
            if stream.read(16) != b"SQLite format 3\0":
                stream.seek(0)
                return exchange.read(stream, str(file))
        return _copied(file)
    except OSError as error:
        raise StoreError(f"{file}: cannot be read ({error.strerror})") from None


def _copied(file: Path) -> list[Row]:
    """The rows of a database, read from a copy: reading a log writes beside it, and a stick may be write-protected."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, file.name)
        for suffix in ("", "-wal"):
            beside = file.with_name(file.name + suffix)
            if beside.exists():
                shutil.copyfile(beside, copy.with_name(copy.name + suffix))
        try:
            with closing(database.connect(copy)) as connection:
                _check_schema(connection)
                return [_admitted(row) for row in database.rows(connection)]
        except (StoreError, sqlite3.Error, UnicodeDecodeError) as error:
            raise StoreError(f"{file}: this is no sound log: {error}") from None


def _check_schema(connection: sqlite3.Connection) -> None:
    """Refuse a file in which `log` is anything but the table that this program makes: a view may compute for ever."""
    with closing(database.connect(":memory:")) as fresh:
        if _schema(connection) != _schema(fresh):
            raise StoreError("its tables are not those of a log")


def _schema(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def _admitted(row: Row) -> Row:
    try:
        return exchange.admitted({"uid": row.uid, "kind": row.kind, "at": row.at, "body": read_body(row.body)})
    except (ValueError, RecursionError) as error:
        raise StoreError(f"its entry {row.seq} is none: {error}") from None
