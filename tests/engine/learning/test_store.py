"""The store: entries, drafts, other processes, other clocks, a full disk, folders that cannot be written."""

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
from engine.learning import database
from engine.learning.store import Store
from tests.engine.learning.answers import fill, numbers

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
    assert "cannot be written (Not a directory)" in store.notice
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


@pytest.mark.parametrize("hours", [0, 26])
def test_the_folder_holds_what_the_documentation_says(tmp_path: Path, store: Store, clock, hours: int) -> None:
    clock.pass_(hours=hours)
    fill(store, 1)
    store.hold("a")
    store.back_up()
    store.close()
    assert {path.name for path in tmp_path.iterdir()} == {"log.db", "log.head", "backups", "held"}
    assert timedelta(hours=hours) == clock.now - datetime(2026, 3, 2, 9, tzinfo=UTC)
