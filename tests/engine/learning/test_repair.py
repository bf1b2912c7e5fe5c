"""Damage of every sort: noticed, mended as far as can be, and told."""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from engine.errors import NewerLogError
from engine.learning import database, head, repair
from engine.learning.store import Store
from tests.engine.learning.answers import fill, numbers


def spoil(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x10
    path.write_bytes(content)


def reopened(folder: Path, clock) -> tuple[list[int], str, bool]:
    store = Store.open(folder, clock=clock)
    found = numbers(store)
    fill(store, 1, first=1000)
    assert numbers(store) == [*found, 1000]
    store.close()
    return found, store.notice, store.read_only


def test_a_flipped_bit_in_an_answer_is_noticed_and_the_backup_mends_it(tmp_path: Path, store: Store, clock) -> None:
    fill(store, 30)
    store.back_up()
    fill(store, 30, first=30)
    store.close()
    log = tmp_path / "log.db"
    spoil(log, log.read_bytes().index(b'"number":7,') + 9)
    found, notice, read_only = reopened(tmp_path, clock)
    assert found == list(range(60))
    assert not read_only
    aside = tmp_path / "damaged" / "20260302T090000-1"
    assert notice == (
        f"The log {log} was damaged (its entry 8 is not as it was written). It was rebuilt from its backups and from what could be"
        f" read of it: 60 entries; none is lost. The damaged file is kept in {aside}."
    )
    assert (aside / "log.db").exists()
    assert reopened(tmp_path, clock) == ([*range(60), 1000], "", False)


def test_what_is_in_no_backup_and_damaged_is_lost_and_said_to_be(tmp_path: Path, store: Store, clock) -> None:
    fill(store, 30)
    store.close()
    log = tmp_path / "log.db"
    spoil(log, log.read_bytes().index(b'"number":7,') + 9)
    found, notice, _ = reopened(tmp_path, clock)
    assert found == [number for number in range(30) if number != 7]
    assert "29 entries; 1 could not be read anywhere." in notice


@pytest.mark.parametrize("content", [b"", b"rubbish" * 2000, None])
@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_a_log_that_is_empty_rubbish_or_gone_is_rebuilt(
    tmp_path: Path, store: Store, clock, content: bytes, suffix: str
) -> None:
    fill(store, 10)
    store.back_up()
    fill(store, 5, first=10)
    copy = shutil.copytree(tmp_path, tmp_path / "copy")
    if content is None:
        (copy / f"log.db{suffix}").unlink()
    else:
        (copy / f"log.db{suffix}").write_bytes(content)
    found, notice, _ = reopened(copy, clock)
    assert found[:10] == list(range(10))
    if found != list(range(15)):
        assert f"{15 - len(found)} could not be read anywhere" in notice
    else:
        assert "could not be read" not in notice


def test_a_log_cut_short_is_noticed_by_its_mark(tmp_path: Path, store: Store, clock) -> None:
    fill(store, 5)
    older = shutil.copytree(tmp_path, tmp_path / "older")
    fill(store, 5, first=5)
    store.close()
    shutil.copy(tmp_path / "log.head", older / "log.head")
    found, notice, _ = reopened(older, clock)
    assert found == [0, 1, 2, 3, 4]
    assert "it ends before its entry 10" in notice
    assert "5 could not be read anywhere" in notice
    assert reopened(older, clock)[1] == ""


def test_a_mark_left_behind_by_a_kill_is_no_damage(tmp_path: Path, store: Store, clock) -> None:
    fill(store, 5)
    mark = (tmp_path / "log.head").read_bytes()
    fill(store, 5, first=5)
    store.close()
    (tmp_path / "log.head").write_bytes(mark)
    assert reopened(tmp_path, clock) == (list(range(10)), "", False)


def test_damage_found_while_in_use_is_mended_and_the_entry_written(tmp_path: Path, store: Store) -> None:
    fill(store, 40)
    store.back_up()
    store._file.opened.execute("DROP TRIGGER log_is_never_edited")
    store._file.opened.execute("UPDATE log SET crc = 1 WHERE seq = 9")
    assert numbers(store) == list(range(40))
    assert "its entry 9 is not as it was written" in store.notice
    store._file.opened.execute("DROP TABLE log")
    fill(store, 1, first=40)
    assert numbers(store) == list(range(41))
    assert len(list((tmp_path / "damaged").iterdir())) == 2


def test_entries_go_along_when_another_process_rebuilds_the_log(tmp_path: Path, store: Store, clock) -> None:
    fill(store, 5)
    other = Store.open(tmp_path, clock=clock)
    other._file.opened.execute("DROP TRIGGER log_is_never_edited")
    other._file.opened.execute("UPDATE log SET crc = 1 WHERE seq = 2")
    other.entries()
    assert "damaged" in other.notice
    other.append("attempt", {"number": 5})
    fill(store, 3, first=6)
    other.append("attempt", {"number": 9})
    assert sorted(numbers(store)) == sorted(numbers(other)) == list(range(10))
    other.close()


def test_a_log_removed_while_in_use_is_written_again(tmp_path: Path, store: Store, clock) -> None:
    fill(store, 5)
    for name in ("log.db", "log.db-wal", "log.db-shm", "log.head"):
        (tmp_path / name).unlink()
    fill(store, 2, first=5)
    assert numbers(store) == [0, 1, 2, 3, 4, 5, 6]
    store.close()
    assert reopened(tmp_path, clock)[0] == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("cut", range(1, 7))
def test_a_repair_cut_short_twice_is_taken_up_again(tmp_path: Path, store: Store, clock, monkeypatch, cut: int) -> None:
    fill(store, 30)
    store._file.opened.execute("PRAGMA wal_checkpoint")
    fill(store, 30, first=30)
    folder = shutil.copytree(tmp_path, tmp_path / "killed")
    spoil(folder / "log.db", (folder / "log.db").read_bytes().index(b'"number":7,') + 9)
    replace, moves = os.replace, 0

    def killed(source: Path, target: Path) -> None:
        nonlocal moves
        moves += 1
        if moves == cut:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", killed)
    for _ in range(2):
        moves = 0
        with contextlib.suppress(KeyboardInterrupt):
            Store.open(folder, clock=clock).close()
    monkeypatch.undo()
    found, _, read_only = reopened(folder, clock)
    assert (found, read_only) == ([number for number in range(60) if number != 7], False)
    assert reopened(folder, clock)[1] == ""


def test_a_damaged_log_on_a_full_disk_is_read_and_left_alone(tmp_path: Path, store: Store, clock, monkeypatch) -> None:
    fill(store, 30)
    store.close()
    log = tmp_path / "log.db"
    spoil(log, log.read_bytes().index(b'"number":7,') + 9)
    before = log.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.learning.repair._write", full)
    store = Store.open(tmp_path, clock=clock)
    assert store.read_only
    assert "No space left on device" in store.notice
    assert len(numbers(store)) == 29
    store.close()
    assert log.read_bytes() == before


def test_the_mark_is_written_with_every_entry(tmp_path: Path, store: Store) -> None:
    fill(store, 3)
    last = database.last(store._file.opened)
    assert head.read(tmp_path / "log.head") == (3, last.crc)


def an_error(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("some words")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("error", "damaged"),
    [
        (an_error("SQLITE_CORRUPT_INDEX"), True),
        (an_error("SQLITE_NOTADB"), True),
        (an_error("SQLITE_ERROR"), True),
        (an_error("SQLITE_READONLY"), True),
        (sqlite3.OperationalError("Could not decode to UTF-8 column"), True),
        (UnicodeDecodeError("utf-8", b"\xc5", 0, 1, "invalid start byte"), True),
        (repair.StoreError("its entry 3 is not as it was written"), True),
        (NewerLogError("its format is 2"), False),
        (an_error("SQLITE_FULL"), False),
        (an_error("SQLITE_BUSY_SNAPSHOT"), False),
        (an_error("SQLITE_IOERR_FSYNC"), False),
        (an_error("SQLITE_CANTOPEN"), False),
        (PermissionError(13, "Permission denied"), False),
    ],
    ids=lambda value: str(getattr(value, "sqlite_errorname", type(value).__name__)),
)
def test_only_damage_is_mended(tmp_path: Path, error: Exception, damaged: bool) -> None:
    (tmp_path / "log.db").touch()
    assert repair.damaged(error, tmp_path / "log.db") is damaged


def test_a_refusal_to_write_what_may_not_be_written_is_no_damage(tmp_path: Path) -> None:
    assert not repair.damaged(an_error("SQLITE_READONLY"), tmp_path / "nowhere" / "log.db")
