"""All that hangs on a log of 100,000 answers, beside a new one; figures are printed."""

import io
import statistics as figures
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from engine.bank.load import load
from engine.learning import entry, exchange
from engine.learning.cards import Cards
from engine.learning.census import census
from engine.learning.settings import Settings
from engine.learning.statistics import statistics
from engine.learning.store import Store
from tests.benchmarks.long_log import ATTEMPTS, NOON, body, kept, now, rows
from tests.benchmarks.terminal import UNROLLED, seconds_until

ROUNDS = 9
SKILL = "gru.params"
"""All its questions draw their numbers, so that the first of them takes as long whatever was met before."""
SEEN = 2**20
BANK = load().sound()
NAMES = list(BANK.summaries)


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest) -> int:
    # Among the tests each of these runs once, to see that it runs.
    return ATTEMPTS if request.config.getoption("benchmark_only") else 200


def on_one_skill(count: int) -> list[entry.Row]:
    """A wrong answer to each question on one skill, yesterday, after so many others: the skill is due."""
    last = [name for name, summary in BANK.summaries.items() if summary.skill == SKILL]
    yesterday = NOON - timedelta(days=1)
    return [
        entry.write(
            "attempt", {**body(0, NAMES), "question": name, "seed": SEEN}, yesterday, "", f"{count + number:016x}"
        )
        for number, name in enumerate(last)
    ]


@pytest.fixture(scope="module")
def long_log(answers: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(tmp_path_factory.mktemp("long"), rows(answers, NAMES), on_one_skill(answers))


@pytest.fixture
def store(long_log: Path) -> Iterator[Store]:
    opened = Store.open(long_log, clock=now)
    yield opened
    opened.close()


@pytest.mark.benchmark(group="all that hangs on the log, anew: at most 5 s")
def test_rebuild_everything(benchmark, store: Store) -> None:
    def rebuild() -> int:
        entries = store.entries()
        census(entries)
        return statistics(entries, BANK.summaries, Settings(), NOON).answers

    assert benchmark.pedantic(rebuild, rounds=3)


@pytest.mark.benchmark(group="what a start needs")
@pytest.mark.parametrize("snapshot", ["without a snapshot", "with one"])
def test_what_a_start_needs(benchmark, long_log: Path, snapshot: str) -> None:
    def look(store: Store) -> None:
        assert store.ledger.met()
        assert store.ledger.cards(BANK.summaries, Settings()).by_skill
        store.close()

    def opened() -> tuple[tuple[Store], dict[str, object]]:
        if snapshot == "without a snapshot":
            (long_log / "log.snapshot").unlink(missing_ok=True)
        return (Store.open(long_log, clock=now),), {}

    look(*opened()[0])
    benchmark.pedantic(look, setup=opened, rounds=3)


@pytest.mark.benchmark(group="a long log")
def test_cards_alone(benchmark, store: Store) -> None:
    entries = store.entries()
    benchmark.pedantic(lambda: Cards.replayed(entries, BANK.summaries, Settings()), rounds=3)


@pytest.mark.benchmark(group="a long log")
def test_take_in_a_whole_log(benchmark, store: Store, tmp_path: Path) -> None:
    text = "".join(exchange.lines(store.rows())).encode()
    folders = iter(range(10))

    def take_in() -> int:
        with closing(Store.open(tmp_path / str(next(folders)), clock=now)) as fresh:
            return fresh.merge(exchange.read(io.BytesIO(text), "export"))

    assert benchmark.pedantic(take_in, rounds=2) == len(store.rows())


@pytest.fixture(scope="module")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of someone who has answered every question once, beside which a drill is looked at: in an empty one nothing is due."""
    return kept(tmp_path_factory.mktemp("first-day"), rows(len(NAMES), NAMES), on_one_skill(len(NAMES)))


@pytest.mark.benchmark(group="start to the first question: at most 1.3 times that of a new log")
@pytest.mark.parametrize(
    ("command", "text"),
    [(("quiz", SKILL, "--seed", "7"), b"GRU"), (("drill", SKILL), b"GRU"), ((), b"recurrent")],
    ids=["quiz", "drill", "home"],
)
def test_start_beside_a_new_log(
    benchmark, answers: int, long_log: Path, first_day: Path, tmp_path: Path, command: tuple[str, ...], text: bytes
) -> None:
    start = [*UNROLLED, *command, *(["--fresh"] if command else [])]
    new_log = first_day if "drill" in command else tmp_path
    found: dict[Path, list[float]] = {new_log: [], long_log: []}
    # The first run of each makes the snapshot and fills the caches; the rest alternate, so that noise meets both.
    for _ in range(1 + (ROUNDS if answers == ATTEMPTS else 1)):
        for home, times in found.items():
            times.append(seconds_until(start, text, home))
    new, long = (figures.median(times[1:]) for times in found.values())
    told = f"{new:.3f} s with a new log, {long:.3f} s with {answers:,} answers: {long / new:.2f} times (goal: 1.3)"
    print(f"\n{' '.join(command[:1]) or 'home'}: {told}")
    benchmark.extra_info |= {"ratio": round(long / new, 2)}
    benchmark.pedantic(lambda: None, rounds=1)
