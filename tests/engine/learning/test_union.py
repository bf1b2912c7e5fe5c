"""Logs of several machines joined: any order, twice or once, the same state to the byte; all or nothing."""

import io
from itertools import permutations
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.learning import exchange, other_log
from engine.learning.store import Store
from tests.engine.learning.histories import derived, machines, practise


@pytest.fixture
def three(tmp_path: Path, questions, clock):
    stores = machines(tmp_path, questions, clock)
    yield stores
    for store in stores:
        store.close()


def joined(folder: Path, clock, logs) -> Store:
    store = Store.open(folder, clock=clock)
    for log in logs:
        store.merge(log)
    return store


def test_any_order_and_any_number_of_times_gives_the_same_state(tmp_path: Path, questions, clock, three) -> None:
    logs = [store.rows() for store in three]
    orders = [*permutations(logs), [*logs, *logs], [logs[2], logs[2], logs[0], logs[1], logs[0]]]
    states = set()
    for number, order in enumerate(orders):
        store = joined(tmp_path / str(number), clock, order)
        states.add(derived(store, questions, clock.now))
        store.close()
    assert len(states) == 1
    for store in three:
        store.merge([row for log in logs for row in log])
        states.add(derived(store, questions, clock.now))
    assert len(states) == 1


def test_every_entry_is_there_once(tmp_path: Path, clock, three) -> None:
    logs = [store.rows() for store in three]
    uids = {row.uid for log in logs for row in log}
    store = joined(tmp_path / "all", clock, [*logs, *logs])
    assert [entry.uid for entry in store.entries()] == sorted(uids)
    # Sittings and hints 7, answers 10, steps on from them 10, one undone.
    assert len(store.rows()) == len(uids) == 28
    store.close()


def test_through_lines_of_json_nothing_changes(tmp_path: Path, questions, clock, three) -> None:
    for number, store in enumerate(three):
        text = "".join(exchange.lines(store.rows()))
        again = joined(tmp_path / f"again-{number}", clock, [exchange.read(io.BytesIO(text.encode()), "x")])
        assert derived(again, questions, clock.now) == derived(store, questions, clock.now)
        again.close()


def test_a_merged_log_is_written_on_and_stays_sound(tmp_path: Path, questions, clock, three) -> None:
    for log in three[1:]:
        three[0].merge(log.rows())
    before = [entry.uid for entry in three[0].entries()]
    practise(three[0], questions, clock, ["sigmoid"])
    assert [entry.uid for entry in three[0].entries()][: len(before)] == before
    three[0].close()
    again = Store.open(tmp_path / "first", clock=clock)
    assert again.notice == ""
    again.close()


def test_the_log_is_backed_up_before(tmp_path: Path, three) -> None:
    three[0].merge(three[2].rows())
    copies = list((tmp_path / "first" / "backups").glob("log-*.db"))
    assert len(copies) == 1
    assert len(other_log.read(copies[0])) == len(three[0].rows()) - len(three[2].rows())


def test_another_content_under_one_uid_is_refused_whole(three) -> None:
    here, there = three[0].rows(), three[2].rows()
    changed = here[-1]._replace(at="2026-01-01T00:00:00.000000+00:00")
    with pytest.raises(StoreError, match="another content than it has elsewhere"):
        three[0].merge([*there, changed])
    assert three[0].rows() == here


def test_a_place_beyond_its_sitting_is_refused_whole(questions, clock, store: Store) -> None:
    practise(store, questions, clock, ["sigmoid"])
    store.append("advance", {"sitting": store.entries()[0].uid, "position": 6})
    with pytest.raises(StoreError, match="found the place 6, expected 1 to 5"):
        store.merge([])


def test_a_place_where_none_belongs_is_nothing_to_check(store: Store) -> None:
    store.append("undo", {"attempt": "0" * 32, "position": "third"})
    store.append("finish", {"sitting": "0" * 32, "position": None})
    assert store.merge(store.rows()) == 0


def test_a_log_that_cannot_be_written_takes_nothing_in(store: Store, three, monkeypatch) -> None:
    store._file.opened.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="Nothing was taken in"):
        store.merge(three[2].rows())
    store._file.opened.execute("PRAGMA query_only = OFF")
    assert store.rows() == []
    assert store.merge(three[2].rows()) == len(three[2].rows())
