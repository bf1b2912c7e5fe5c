"""The store under everything that goes wrong: damage, a full disk, folders that cannot be written, other processes, other clocks."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.learning import database, head
from engine.learning.store import Store

WRITER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from engine.learning.store import Store
store = Store.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
for number in range(int(sys.argv[3])):
    store.append("attempt", {"writer": sys.argv[2], "number": number})
assert not store.notice, store.notice
store.close()
"""


def numbers(store: Store) -> list[int]:
    return [entry.body["number"] for entry in store.entries("attempt")]


def fill(store: Store, count: int, first: int = 0) -> None:
    for number in range(first, first + count):
        store.append("attempt", {"number": number, "raw": "x" * 500})


def test_entries_come_back_in_order_with_their_time(tmp_path: Path, store: Store, clock) -> None:
    made = [store.append("sitting", {"mode": "quiz"})]
    clock.pass_(seconds=90)
    made.append(store.append("attempt", {"number": 1}))
    assert store.entries() == made
    assert store.entries("attempt") == made[1:]
    assert [entry.at.isoformat() for entry in made] == ["2026-03-02T09:00:00+00:00", "2026-03-02T09:01:30+00:00"]
    store.close()
    again = Store.open(tmp_path, clock=clock)
    assert (again.entries(), again.notice, again.read_only) == (made, "", False)
    again.close()


def test_the_clock_may_be_set_back(store: Store, clock) -> None:
    for number, jump in enumerate((0, -3650, 3650 * 2, -3650 * 2, 0)):
        clock.pass_(days=jump)
        store.append("attempt", {"number": number})
    assert numbers(store) == [0, 1, 2, 3, 4]
    assert store.entries()[1].at == datetime(2016, 3, 4, 9, tzinfo=UTC)


def test_a_draft_is_kept_for_each_sitting(tmp_path: Path, store: Store, clock) -> None:
    store.keep_draft("a", {"text": "tanh(\ud800"})
    store.keep_draft("b", {"text": "3/4"})
    store.keep_draft("a", {"text": "tanh(1)"})
    store.close()
    again = Store.open(tmp_path, clock=clock)
    assert [again.draft(name) for name in "abc"] == [{"text": "tanh(1)"}, {"text": "3/4"}, {}]
    again.close()


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.append("attempt", {})


def test_what_json_cannot_hold_is_refused_and_nothing_is_written(store: Store) -> None:
    with pytest.raises(ValueError, match="JSON"):
        store.append("attempt", {"seconds": float("inf")})
    assert store.entries() == []
    assert not store.notice


# Other threads, other processes


def test_threads_share_a_store(store: Store) -> None:
    threads = [threading.Thread(target=fill, args=(store, 50, first)) for first in range(0, 200, 50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers(store)) == list(range(200))


def test_processes_share_a_log_from_its_very_first_moment(tmp_path: Path, clock) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path / "new")]
    writers = [subprocess.Popen([*command, str(writer), "100"]) for writer in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    store = Store.open(tmp_path / "new", clock=clock)
    assert store.notice == ""
    found = [(entry.body["writer"], entry.body["number"]) for entry in store.entries()]
    assert sorted(found) == sorted((str(writer), number) for writer in range(4) for number in range(100))
    for writer in range(4):
        assert [number for name, number in found if name == str(writer)] == list(range(100))
    store.close()


def test_a_lock_held_too_long_is_told_and_made_good_when_it_ends(tmp_path: Path, store: Store, monkeypatch) -> None:
    store._file.opened.execute("PRAGMA busy_timeout = 50")
    fill(store, 2)
    with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        fill(store, 2, first=2)
        assert store.read_only
        assert "cannot be written (database is locked)" in store.notice
        assert numbers(store) == [0, 1, 2, 3]
        other.execute("ROLLBACK")
    fill(store, 1, first=4)
    assert (store.read_only, store.notice) == (False, "")
    assert numbers(store) == [0, 1, 2, 3, 4]


# No space, no permission


def test_a_full_disk_is_told_nothing_is_lost_and_all_is_saved_when_there_is_room(
    tmp_path: Path, store: Store, clock
) -> None:
    fill(store, 10)
    pages = store._file.opened.execute("PRAGMA page_count").fetchone()[0]
    store._file.opened.execute(f"PRAGMA max_page_count = {pages}")
    fill(store, 10, first=10)
    assert store.read_only
    assert store.notice == (
        f"The log {tmp_path / 'log.db'} cannot be written (database or disk is full). Answers are judged and shown, but will be"
        " forgotten when you quit, unless the cause goes away before."
    )
    assert numbers(store) == list(range(20))
    assert store.back_up() is None
    on_disk = Store.open(shutil.copytree(tmp_path, tmp_path / "copy"), clock=clock)
    assert 10 <= len(numbers(on_disk)) < 20
    assert numbers(on_disk) == list(range(20))[: len(numbers(on_disk))]
    on_disk.close()
    store._file.opened.execute("PRAGMA max_page_count = 1000000")
    store.append("attempt", {"number": 20})
    assert (store.read_only, store.notice) == (False, "")
    store.close()
    again = Store.open(tmp_path, clock=clock)
    assert numbers(again) == list(range(21))
    again.close()


def test_what_was_kept_in_memory_is_saved_on_closing(tmp_path: Path, store: Store, clock) -> None:
    pages = store._file.opened.execute("PRAGMA page_count").fetchone()[0]
    store._file.opened.execute(f"PRAGMA max_page_count = {pages}")
    fill(store, 20)
    assert store.read_only
    store._file.opened.execute("PRAGMA max_page_count = 1000000")
    store.close()
    again = Store.open(tmp_path, clock=clock)
    assert numbers(again) == list(range(20))
    again.close()


def test_a_folder_that_cannot_be_made_is_told_and_the_quiz_goes_on(tmp_path: Path, clock) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store.open(tmp_path / "file" / "unrolled", clock=clock)
    assert store.read_only
    assert "cannot be written ([Errno 20] Not a directory" in store.notice
    fill(store, 3)
    store.keep_draft("a", {"text": "3/4"})
    assert (numbers(store), store.draft("a"), store.hold("a"), store.back_up()) == (
        [0, 1, 2],
        {"text": "3/4"},
        True,
        None,
    )
    store.close()


def test_a_log_that_may_only_be_read_is_read(tmp_path: Path, store: Store, clock, monkeypatch) -> None:
    fill(store, 5)
    store.close()
    before = (tmp_path / "log.db").read_bytes()

    def read_only(path: Path | str) -> sqlite3.Connection:
        if path == ":memory:":
            return connect(path)
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            connection.execute("INSERT INTO log VALUES (99, 'a', 'b', 'c', 'd', 0, 0)")
        finally:
            connection.close()
        raise AssertionError("a read-only file was written")

    connect = database.connect
    monkeypatch.setattr(database, "connect", read_only)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    store = Store.open(tmp_path, clock=clock)
    assert store.read_only
    assert "attempt to write a readonly database" in store.notice
    fill(store, 1, first=5)
    assert numbers(store) == [0, 1, 2, 3, 4, 5]
    store.close()
    assert (tmp_path / "log.db").read_bytes() == before


def test_a_later_format_is_read_but_not_touched(tmp_path: Path, store: Store, clock) -> None:
    fill(store, 3)
    store._file.opened.execute("PRAGMA user_version = 2")
    store.close()
    before = (tmp_path / "log.db").read_bytes()
    store = Store.open(tmp_path, clock=clock)
    assert store.read_only
    assert "its format is 2" in store.notice
    assert numbers(store) == [0, 1, 2]
    store.close()
    assert (tmp_path / "log.db").read_bytes() == before


# Damage


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
    aside = tmp_path / "damaged" / "20260302T090000000000Z"
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


def test_a_repair_cut_short_is_taken_up_again(tmp_path: Path, store: Store, clock) -> None:
    fill(store, 30)
    store.close()
    log = tmp_path / "log.db"
    spoil(log, log.read_bytes().index(b'"number":7,') + 9)
    aside = tmp_path / "damaged" / "20260301T000000000000Z"
    aside.mkdir(parents=True)
    log.rename(aside / "log.db")
    found, notice, _ = reopened(tmp_path, clock)
    assert len(found) == 29
    assert "it is missing or empty" in notice


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


@pytest.mark.parametrize("hours", [0, 26])
def test_the_folder_holds_what_the_documentation_says(tmp_path: Path, store: Store, clock, hours: int) -> None:
    clock.pass_(hours=hours)
    fill(store, 1)
    store.hold("a")
    store.back_up()
    store.close()
    assert {path.name for path in tmp_path.iterdir()} == {"log.db", "log.head", "backups", "held"}
    assert timedelta(hours=hours) == clock.now - datetime(2026, 3, 2, 9, tzinfo=UTC)
