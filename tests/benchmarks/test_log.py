"""The log of someone who has answered 100,000 questions, beside a new one."""

import json
import sqlite3
import statistics as figures
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.learning import attempt, database, entry
from engine.learning.store import Store
from engine.marking.verdict import Verdict

ATTEMPTS = 100_000
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BODY = attempt.write(
    attempt.Attempt(
        sitting="0" * 32,
        position=3,
        question="pool-average-2x2",
        digest="cafe" * 8,
        seed=4,
        given={"C": [[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 7, 6, 8]], "size": 2, "stride": 2},
        raw="[[3.5,5.5],[3.75,5.25]]",
        verdict=Verdict(outcome="correct", score=1.0, message="Correct.", expected=[[3.5, 5.5], [3.75, 5.25]]),
        hints=0,
        tries=1,
        seconds=31.4,
    )
)


def now() -> datetime:
    return NOON


@pytest.fixture(scope="module")
def long_log(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    # Among the tests each of these runs once, to see that it runs.
    attempts = ATTEMPTS if request.config.getoption("benchmark_only") else 100
    rows = [entry.write("attempt", BODY, NOON, "", f"{number:016x}") for number in range(attempts)]
    with closing(database.connect(folder / "log.db")) as connection, database.transaction(connection):
        database.insert(connection, rows)
    return folder


@pytest.fixture(params=["new", "long"])
def store(request: pytest.FixtureRequest, long_log: Path, tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(long_log if request.param == "long" else tmp_path, clock=now)
    yield opened
    opened.close()


@pytest.mark.benchmark(group="record an attempt, on the disk when it returns")
def test_record_beside_a_bare_insert(benchmark, store: Store, tmp_path: Path) -> None:
    """The disk's own time is in both; they alternate, so that noise meets both."""
    recorded, bare = [], []
    with closing(sqlite3.connect(tmp_path / "bare.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("PRAGMA synchronous = FULL")
        other.execute("CREATE TABLE log (body TEXT)")
        for _ in range(1 if benchmark.disabled else 300):
            start = time.perf_counter()
            store.append("attempt", BODY)
            middle = time.perf_counter()
            other.execute("INSERT INTO log VALUES (?)", (json.dumps(BODY),))
            recorded.append(middle - start)
            bare.append(time.perf_counter() - middle)
    ours, plain = (1000 * figures.median(times) for times in (recorded, bare))
    told = f"{ours:.2f} ms (goal: 5), a bare insert {plain:.2f} ms: {ours / plain:.2f} times"
    print(f"\nrecord an attempt: {told}")
    benchmark.extra_info |= {"ratio": round(ours / plain, 2), "ms": round(ours, 2)}
    benchmark.pedantic(lambda: None, rounds=1)


@pytest.mark.benchmark(group="open, and check the last entries")
def test_open(benchmark, store: Store) -> None:
    folder = store._file.places.folder
    benchmark.pedantic(lambda: Store.open(folder, clock=now).close(), rounds=5)


@pytest.mark.benchmark(group="check every entry")
def test_check(benchmark, store: Store) -> None:
    benchmark.pedantic(store._file.damage, rounds=3)


@pytest.mark.benchmark(group="back up, and check the copy")
def test_back_up(benchmark, store: Store) -> None:
    benchmark.pedantic(store.back_up, setup=lambda: store.append("attempt", BODY) and None, rounds=3)
    assert store.notice == ""
