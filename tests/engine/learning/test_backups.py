"""Copies: taken under writing, proved, thinned."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.learning import backups
from engine.learning.store import Store

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_copy_is_one_file_that_holds_everything(tmp_path: Path, store: Store) -> None:
    uids = {store.append("attempt", {"number": number}).uid for number in range(20)}
    copy = store.back_up()
    assert copy == tmp_path / "backups" / "log-20260302T090000000000Z.db"
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [copy.name]
    assert backups.rows(tmp_path / "backups").keys() == uids
    assert backups.newest(tmp_path / "backups") == max(uids)


def test_nothing_is_copied_twice(store: Store, tmp_path: Path, clock) -> None:
    assert store.back_up() is None
    store.append("attempt", {})
    assert store.back_up()
    assert store.back_up() is None
    again = Store.open(tmp_path, clock=clock)
    assert again.back_up() is None
    clock.pass_(minutes=30)
    again.append("attempt", {})
    assert again.back_up()
    again.close()
    assert len(backups.copies(tmp_path / "backups")) == 2


def test_a_copy_that_does_not_hold_what_the_log_holds_is_not_kept(tmp_path: Path, store: Store, monkeypatch) -> None:
    for number in range(50):
        store.append("attempt", {"raw": "x" * 300, "number": number})

    def spoil(source: Path, target: Path) -> None:
        copied(source, target)
        content = target.read_bytes()
        target.write_bytes(content.replace(b"xxx", b"xyx", 1))

    copied = backups._copy
    monkeypatch.setattr(backups, "_copy", spoil)
    assert store.back_up() is None
    assert "could not be backed up (its entry" in store.notice
    assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"rubbish" * 1000])
def test_a_file_that_is_no_log_is_not_sound(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "log-20260302T090000000000Z.db").write_bytes(content)
    with pytest.raises(StoreError, match="cannot be read"):
        backups.verify(tmp_path / "log-20260302T090000000000Z.db")
    assert backups.newest(tmp_path) == ""
    assert backups.rows(tmp_path) == {}


def test_a_log_that_is_gone_cannot_be_copied(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.Error):
        backups.take(tmp_path / "log.db", tmp_path / "backups", NOON)
    assert list((tmp_path / "backups").iterdir()) == []


def test_twelve_recent_then_seven_days_then_four_weeks_are_kept() -> None:
    # A copy every half hour for ten weeks, newest first: Monday 2 March 2026, 12:00 is the last.
    times = [NOON - timedelta(minutes=30 * n) for n in range(48 * 70)]
    paths = [Path(f"log-{time.strftime(backups._STAMP)}.db") for time in times]
    dropped = set(backups.thinned(paths))
    kept = [time for time, path in zip(times, paths, strict=True) if path not in dropped]
    recent, others = kept[:12], kept[12:]
    assert recent == times[:12]
    # 12 half hours reach back to 06:30 today. Then the last of each day: with today, seven days.
    days = [(time.month, time.day, time.hour, time.minute) for time in others[:6]]
    assert days == [(3, 1, 23, 30), *((2, day, 23, 30) for day in (28, 27, 26, 25, 24))]
    # Then the last of each week, Sunday night: this week's and last week's are among the above.
    assert [(time.month, time.day) for time in others[6:]] == [(2, 22), (2, 15)]


def test_thinning_what_was_thinned_drops_nothing() -> None:
    paths = [Path(f"log-{(NOON - timedelta(hours=7 * n)).strftime(backups._STAMP)}.db") for n in range(300)]
    dropped = backups.thinned(paths)
    assert backups.thinned([path for path in paths if path not in dropped]) == []
