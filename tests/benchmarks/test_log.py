"""The log of someone who has answered 100,000 questions, beside a new one."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.learning import attempt, database, entry
from engine.learning.progress import progress
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


@pytest.mark.benchmark(group="record an attempt, on the disk when it returns: at most 5 ms")
def test_record(benchmark, store: Store) -> None:
    benchmark.pedantic(store.append, ("attempt", BODY), rounds=300)
    assert benchmark.disabled or benchmark.stats.stats.median <= 0.005


@pytest.mark.benchmark(group="open and check every entry")
def test_open(benchmark, store: Store) -> None:
    folder = store._file.places.folder
    benchmark.pedantic(lambda: Store.open(folder, clock=now).close(), rounds=5)


@pytest.mark.benchmark(group="rebuild progress from the log: at most 5 s")
def test_rebuild(benchmark, store: Store) -> None:
    benchmark.pedantic(lambda: progress(store.entries(), {}), rounds=3)
    assert benchmark.disabled or benchmark.stats.stats.median <= 5


@pytest.mark.benchmark(group="back up, and check the copy")
def test_back_up(benchmark, store: Store) -> None:
    benchmark.pedantic(store.back_up, setup=lambda: store.append("attempt", BODY) and None, rounds=3)
    assert store.notice == ""
