"""The file itself: its settings, its schema, its refusals."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.errors import NewerLogError, StoreError
from engine.learning import database
from engine.learning.entry import Row, write

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def made(number: int) -> Row:
    return write("attempt", {"number": number}, NOON, "", f"{number:016x}")


@pytest.fixture
def log(tmp_path: Path):
    with closing(database.connect(tmp_path / "log.db")) as connection:
        with database.transaction(connection):
            database.insert(connection, [made(number) for number in range(3)])
        yield connection


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
        ("busy_timeout", 2000),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("application_id", 0x556E726C),
        ("user_version", 1),
        ("page_size", 4096),
    ],
)
def test_settings(log: sqlite3.Connection, pragma: str, value: object) -> None:
    assert log.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_rows_come_back_chained(log: sqlite3.Connection) -> None:
    rows = list(database.rows(log))
    assert [row.entry.body for row in rows] == [{"number": 0}, {"number": 1}, {"number": 2}]
    assert [row.before for row in rows] == [0, rows[0].crc, rows[1].crc]


def test_an_entry_is_kept_once(log: sqlite3.Connection) -> None:
    with database.transaction(log):
        database.insert(log, [made(1), made(7), made(7)])
    assert [row.entry.body["number"] for row in database.rows(log)] == [0, 1, 2, 7]


@pytest.mark.parametrize("statement", ["UPDATE log SET body = '{}' WHERE seq = 2", "DELETE FROM log WHERE seq = 2"])
def test_history_cannot_be_edited(log: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        log.execute(statement)


@pytest.mark.parametrize("change", ["UPDATE log SET body = '{}' WHERE seq = 2", "DELETE FROM log WHERE seq = 2"])
def test_a_row_changed_or_taken_out_behind_our_back_is_noticed(log: sqlite3.Connection, change: str) -> None:
    log.execute("DROP TRIGGER log_is_never_edited")
    log.execute("DROP TRIGGER log_is_never_cut")
    log.execute(change)
    with pytest.raises(StoreError, match=r"entry [23] is not as it was written"):
        list(database.rows(log))


def test_what_is_written_in_a_block_that_fails_is_not_kept(log: sqlite3.Connection) -> None:
    def fail() -> None:
        with database.transaction(log):
            database.insert(log, [made(9)])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert len(list(database.rows(log))) == 3


def test_a_draft_is_replaced_and_one_that_was_damaged_is_none(log: sqlite3.Connection) -> None:
    database.keep_draft(log, "a", "tanh(")
    database.keep_draft(log, "a", "tanh(0.5)")
    assert database.draft(log, "a") == "tanh(0.5)"
    log.execute("UPDATE draft SET text = 'tanh(0.6)'")
    assert database.draft(log, "a") == ""


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE log (note)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a log of Unrolled"):
        database.connect(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("log",)]
    assert path.read_bytes() == before


def test_a_later_format_is_refused(log: sqlite3.Connection, tmp_path: Path) -> None:
    log.execute("PRAGMA user_version = 2")
    with pytest.raises(NewerLogError, match=r"format is 2, .* up to 1; update"):
        database.connect(tmp_path / "log.db")
