"""Rows read out of raw bytes: as SQLite reads them while the file is sound, and still when it is not."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.learning import database
from engine.learning.carving import carve
from engine.learning.entry import Row, write

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SIZES = [0, 1, 300, 3900, 4000, 4061, 4062, 8000, 30_000]
"""Characters of bodies: some fit a page of 4,096 bytes, some overflow into one more page or several."""


def fill(path: Path, sizes: list[int]) -> sqlite3.Connection:
    connection = database.connect(path)
    rows = [write("attempt", {"raw": "x" * size}, NOON, "", f"{n:016x}") for n, size in enumerate(sizes)]
    with database.transaction(connection):
        database.insert(connection, rows)
    return connection


def by_uid(connection: sqlite3.Connection) -> dict[str, Row]:
    return {row.uid: row for row in database.rows(connection)}


@pytest.mark.parametrize("closed", [True, False])
def test_all_rows_are_found_in_the_log_and_in_its_write_ahead_file(tmp_path: Path, closed: bool) -> None:
    with closing(fill(tmp_path / "log.db", SIZES * 20)) as connection:
        expected = by_uid(connection)
        assert len(expected) == 180
        if not closed:
            assert (tmp_path / "log.db").stat().st_size < 40_000 < (tmp_path / "log.db-wal").stat().st_size
            assert carve(tmp_path / "log.db") == expected
    assert carve(tmp_path / "log.db") == expected


@settings(max_examples=40, deadline=None)
@given(sizes=st.lists(st.integers(0, 9000), max_size=30))
def test_rows_of_any_size_are_found(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]) -> None:
    path = tmp_path_factory.mktemp("log") / "log.db"
    with closing(fill(path, sizes)) as connection:
        assert carve(path) == by_uid(connection)


def test_rows_are_found_when_header_schema_and_inner_pages_are_gone(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with closing(fill(path, [700] * 300)) as connection:
        expected = by_uid(connection)
    pages = path.read_bytes()
    spoilt = b"".join(
        page if page[:1] == b"\x0d" else b"\xff" * 4096
        for page in (pages[at : at + 4096] for at in range(0, len(pages), 4096))
    )
    assert spoilt[:4096] == b"\xff" * 4096
    path.write_bytes(spoilt)
    assert carve(path) == expected


def test_a_row_whose_bytes_changed_is_not_found_and_its_neighbours_are(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with closing(fill(path, [700] * 30)) as connection:
        expected = by_uid(connection)
    victim = expected.pop(list(expected)[11])
    content = path.read_bytes()
    at = content.index(victim.uid.encode() + b"attempt")
    path.write_bytes(content[: at + 5] + b"!" + content[at + 6 :])
    assert carve(path) == expected


@pytest.mark.parametrize(
    "content", [b"", b"\x0d", b"\x0d" * 5000, b"\xff" * 9000, b"SQLite format 3\0" + b"\x0d\x80\xff" * 4000]
)
def test_rubbish_holds_no_rows(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "log.db").write_bytes(content)
    (tmp_path / "log.db-wal").write_bytes(content)
    assert carve(tmp_path / "log.db") == {}


@pytest.mark.parametrize("seed", range(20))
def test_nothing_but_what_was_written_is_ever_found(tmp_path: Path, seed: int) -> None:
    path, chance = tmp_path / "log.db", random.Random(seed)
    with closing(fill(path, [0, 900, 5000, 12_000, 30])) as connection:
        expected = by_uid(connection)
    content = bytearray(path.read_bytes())
    for _ in range(200):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)
    assert carve(path).items() <= expected.items()


def test_no_file_holds_no_rows(tmp_path: Path) -> None:
    assert carve(tmp_path / "log.db") == {}


@pytest.mark.parametrize("count", [0, 1, 0xFFFF])
def test_rows_are_found_when_the_count_of_rows_is_wrong(tmp_path: Path, count: int) -> None:
    path = tmp_path / "log.db"
    with closing(fill(path, [700] * 30)) as connection:
        expected = by_uid(connection)
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 4096):
        content[at + 3 : at + 5] = count.to_bytes(2, "big")
    path.write_bytes(content)
    assert carve(path) == expected
