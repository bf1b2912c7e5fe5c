"""Logs longer than what is checked at a start: what is noticed when, and that nothing damaged is ever handed out."""

from pathlib import Path

import pytest

from engine.learning import log_file
from engine.learning.store import Store
from tests.engine.learning.answers import fill, numbers


@pytest.fixture
def long_log(tmp_path: Path, clock, monkeypatch) -> Path:
    """60 answers, of which a start checks the last 20."""
    monkeypatch.setattr(log_file, "CHECKED_AT_START", 20)
    store = Store.open(tmp_path, clock=clock)
    fill(store, 30)
    store.back_up()
    fill(store, 30, first=30)
    store.close()
    return tmp_path


def spoil(folder: Path, number: int) -> None:
    log = folder / "log.db"
    content = bytearray(log.read_bytes())
    content[content.index(b'"number":%d,' % number) + 9] ^= 0x01
    log.write_bytes(content)


def test_damage_in_the_last_rows_is_noticed_at_the_start(long_log: Path, clock) -> None:
    spoil(long_log, 45)
    store = Store.open(long_log, clock=clock)
    assert "its entry 46 is not as it was written" in store.notice
    assert numbers(store) == [number for number in range(60) if number != 45]
    store.close()


def test_earlier_damage_is_noticed_when_all_is_read(long_log: Path, clock) -> None:
    spoil(long_log, 7)
    store = Store.open(long_log, clock=clock)
    assert store.notice == ""
    assert numbers(store) == list(range(60))
    assert "its entry 8 is not as it was written" in store.notice
    assert "60 entries; none is lost" in store.notice
    store.close()


def test_earlier_damage_is_noticed_when_that_row_is_looked_up(long_log: Path, clock) -> None:
    spoil(long_log, 7)
    store = Store.open(long_log, clock=clock)
    (entry,) = store.picked([8])
    assert entry.body["number"] == 7
    assert "its entry 8 is not as it was written" in store.notice
    store.close()


@pytest.mark.parametrize("changed", [False, True], ids=["as at the last copy", "changed since"])
def test_earlier_damage_is_noticed_when_the_log_is_copied(long_log: Path, clock, changed: bool) -> None:
    store = Store.open(long_log, clock=clock)
    store.back_up()
    fill(store, int(changed), first=60)
    store.close()
    spoil(long_log, 7)
    store = Store.open(long_log, clock=clock)
    store.back_up()
    assert "its entry 8 is not as it was written" in store.notice
    assert "none is lost" in store.notice
    assert numbers(store) == list(range(60 + changed))
    store.close()


def test_answers_go_on_after_the_log_was_mended_under_them(long_log: Path, clock) -> None:
    spoil(long_log, 7)
    store = Store.open(long_log, clock=clock)
    fill(store, 1, first=60)
    store.back_up()
    fill(store, 1, first=61)
    store.close()
    again = Store.open(long_log, clock=clock)
    assert (numbers(again), again.notice) == (list(range(62)), "")
    again.close()
