"""Answering and queueing beside Anki's collection, in the same run: as many answers in our log as there are cards in theirs, all due."""

import statistics as figures
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.learning import drill
from engine.learning.scheduling import day_of
from engine.learning.settings import Settings
from engine.learning.store import Store
from tests.benchmarks.long_log import body, kept, now, rows
from tests.benchmarks.test_learning import BANK, NAMES, on_one_skill

collection = pytest.importorskip(
    "anki.collection", reason="the peer is not installed; for this comparison: python -m pip install anki==26.9.3"
)

SETTINGS = Settings(due_per_day=10_000)
ANSWERS = 30
ROUNDS = 5
GOOD = 3
"""Anki's number of the rating."""


def seconds(action: Callable[..., object], *given: object) -> float:
    start = time.perf_counter()
    action(*given)
    return time.perf_counter() - start


def anki_with(cards: int, path: Path) -> Any:
    """A collection of so many cards, all of them due, scheduled by FSRS, without a limit for the day."""
    made = collection.Collection(str(path))
    deck, basic = made.decks.id("Default"), made.models.by_name("Basic")
    requests = []
    for number in range(cards):
        note = made.new_note(basic)
        note["Front"], note["Back"] = f"Question {number}", f"Answer {number}"
        requests.append(collection.AddNoteRequest(note=note, deck_id=deck))
    made.add_notes(requests)
    made.set_config("fsrs", True)
    limits = made.decks.config_dict_for_deck_id(deck)
    limits["rev"]["perDay"] = 9999
    made.decks.update_config(limits)
    made.sched.set_due_date(made.find_cards(""), "0")
    return made


class Ours:
    """A log of so many answers, opened as a drill opens it."""

    def __init__(self, folder: Path):
        # A year later all skills are due.
        self.store = Store.open(folder, clock=lambda: now() + timedelta(days=366))
        self.cards = self.store.ledger.cards(BANK.summaries, SETTINGS)
        day = day_of(now() + timedelta(days=366), SETTINGS.day_begins)
        self.queue = drill.planned(self.cards, BANK.summaries, BANK.skills, self.store.ledger.met(), day)

    def answer(self) -> None:
        self.cards.hear(self.store.append("attempt", body(1, NAMES)))


class Anki:
    """Their collection, opened up to the first card of the queue."""

    def __init__(self, path: Path):
        self.collection = collection.Collection(str(path))
        self.queue = self.collection.sched.get_queued_cards(fetch_limit=1).review_count

    def answer(self, card: Any) -> None:
        self.collection.sched.answerCard(card, GOOD)

    def card(self) -> Any:
        card = self.collection.sched.getCard()
        card.start_timer()
        return card


@pytest.fixture(params=[10_000, 100_000])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path, Path]:
    """How large they are, our folder and their file."""
    # Among the tests this runs once on small ones, to see that it runs.
    size = request.param if request.config.getoption("benchmark_only") else request.param // 100
    path = tmp_path / "collection.anki2"
    anki_with(size, path).close()
    (tmp_path / "ours").mkdir()
    return size, kept(tmp_path / "ours", rows(size, NAMES), on_one_skill(size)), path


def told(benchmark, what: str, ours: list[float], anki: list[float]) -> None:
    mine, peer = figures.median(ours) * 1000, figures.median(anki) * 1000
    print(f"\n{what}: {mine:.2f} ms, Anki {peer:.2f} ms: {mine / peer:.2f} times")
    benchmark.extra_info |= {"ratio": round(mine / peer, 2)}
    benchmark.pedantic(lambda: None, rounds=1)


@pytest.mark.benchmark(group="open and queue, beside Anki")
def test_queue(benchmark, both: tuple[int, Path, Path]) -> None:
    size, folder, path = both
    ours, anki = [], []
    # The first round makes our snapshot; the rest alternate, so that noise meets both.
    for _ in range(1 + ROUNDS):
        start = time.perf_counter()
        mine = Ours(folder)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        peer = Anki(path)
        anki.append(time.perf_counter() - start)
        assert mine.queue
        assert peer.queue
        mine.store.close()
        peer.collection.close()
    told(benchmark, f"open and queue at {size:,}", ours[1:], anki[1:])


@pytest.mark.benchmark(group="answer, beside Anki")
def test_answer(benchmark, both: tuple[int, Path, Path]) -> None:
    size, folder, path = both
    mine, peer = Ours(folder), Anki(path)
    ours, anki = [], []
    for _ in range(ANSWERS):
        ours.append(seconds(mine.answer))
        anki.append(seconds(peer.answer, peer.card()))
    mine.store.close()
    peer.collection.close()
    told(benchmark, f"answer at {size:,}", ours, anki)
