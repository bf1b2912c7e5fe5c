"""From the command to the first picture, beside an empty Textual app in the same run."""

import statistics
import sys
from pathlib import Path

import pytest

from engine.bank.cache import Cache
from engine.bank.load import load
from engine.learning.settings import Settings
from engine.learning.store import Store
from tests.benchmarks.long_log import ATTEMPTS, kept, now, rows
from tests.benchmarks.terminal import UNROLLED, seconds_until
from tests.benchmarks.test_banks import banks
from tui.foresight import deal_ahead

ROUNDS = 15
QUESTIONS = 10_000
GOAL = 1.25

EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("READY")

Empty().run()
"""


def beside_an_empty_app(benchmark, name: str, words: list[str], text: bytes, home: Path) -> None:
    """Print how long the program takes until it has written a text, as a ratio to an empty app in the same run."""
    command, empty = [*UNROLLED, *words], [sys.executable, "-c", EMPTY]
    # The first run of each fills the caches of the file system and of the banks; the rest alternate, so that noise meets both.
    seconds_until(empty, b"READY", home)
    seconds_until(command, text, home)
    baseline, measured = [], []
    for _ in range(1 if benchmark.disabled else ROUNDS):
        baseline.append(seconds_until(empty, b"READY", home))
        measured.append(seconds_until(command, text, home))
    first, second = statistics.median(measured), statistics.median(baseline)
    benchmark.extra_info |= {"ratio": round(first / second, 2), "empty_ms": round(1000 * second)}
    print(f"\n{name} {first:.3f} s, empty app {second:.3f} s: ratio {first / second:.2f}")
    benchmark.pedantic(lambda: None, rounds=1)


@pytest.fixture
def large(benchmark, tmp_path: Path) -> tuple[Path, Path]:
    """A folder of ten thousand questions, and the home of someone who has given 100,000 answers to them and then read on for a while."""
    # Among the tests each of these runs once, to see that it runs.
    folder = banks(tmp_path / "banks", 100 if benchmark.disabled else QUESTIONS)
    home = tmp_path / "home"
    bank = load([folder], Cache(home / "cache")).sound()
    kept(home, rows(200 if benchmark.disabled else ATTEMPTS, list(bank.summaries)))
    store = Store.open(home, clock=now)
    store.ledger.cards(bank.summaries, Settings())
    deal_ahead(bank, store, lambda seconds: False)
    store.close()
    return folder, home


@pytest.mark.benchmark(group=f"start to the first question, beside an empty app: at most {GOAL}")
def test_first_question(benchmark, tmp_path: Path) -> None:
    beside_an_empty_app(benchmark, "first question", ["quiz", "cnn.pool.avg", "--fresh"], b"Subsample", tmp_path)


@pytest.mark.benchmark(group=f"start to the first question, beside an empty app: at most {GOAL}")
def test_first_question_of_ten_thousand_after_100_000_answers(benchmark, large: tuple[Path, Path]) -> None:
    folder, home = large
    words = ["--bank", str(folder), "quiz", "--fresh", "--count", "10"]
    beside_an_empty_app(benchmark, "first of 10,000 questions after 100,000 answers", words, b"number", home)


@pytest.mark.benchmark(group="start to the home screen, beside an empty app")
def test_home_of_ten_thousand_after_100_000_answers(benchmark, large: tuple[Path, Path]) -> None:
    folder, home = large
    name = "home with 10,000 questions after 100,000 answers"
    beside_an_empty_app(benchmark, name, ["--bank", str(folder)], b"Everything", home)
