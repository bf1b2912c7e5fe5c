"""Rows looked up: after a mark, by number, by uid."""

from engine.learning.entry import BEGINNING, Mark
from engine.learning.store import Store
from tests.engine.learning.answers import fill


def test_rows_after_a_mark(store: Store) -> None:
    assert store.after(BEGINNING) == []
    fill(store, 4)
    rows = store.rows()
    assert store.after(BEGINNING) == rows
    assert [store.after(row.mark) for row in rows] == [rows[1:], rows[2:], rows[3:], []]


def test_a_mark_of_another_log_has_nothing_after_it(store: Store) -> None:
    fill(store, 4)
    second = store.rows()[1].mark
    others = [Mark(9, second.uid, second.crc), second._replace(crc=second.crc ^ 1), second._replace(uid="0" * 32)]
    assert [store.after(mark) for mark in others] == [None, None, None]


def test_rows_by_number_and_by_uid(store: Store) -> None:
    fill(store, 4)
    rows = store.rows()
    assert store.picked([3, 1]) == [rows[0].entry, rows[2].entry]
    assert [store.named(row.uid) for row in rows] == rows
    assert store.named("0" * 32) is None
