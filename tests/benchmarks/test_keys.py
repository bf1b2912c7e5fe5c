"""From a key to the picture it causes, on pages where much is drawn."""

import statistics
import time
from datetime import UTC, datetime

import pytest
from rich.console import RenderableType
from textual.pilot import Pilot
from textual.screen import Screen

from engine.bank.load import Bank, load
from engine.learning.session import Session
from engine.learning.store import Store
from tests.benchmarks.test_banks import banks
from tests.tui.conftest import settle
from tui.app import UnrolledApp
from tui.screens.browse import REST

TYPED = {
    "pool-average-2x2": (
        "3",
        "full_stop",
        "5",
        "right",
        "5",
        "full_stop",
        "5",
        "down",
        "left",
        "3",
        "full_stop",
        "7",
        "5",
    ),
    "lstm-forget-gate": tuple("sigma"),
    "lstm-step-scalar": ("0", "full_stop", "7", "3", "1", "down", "0", "full_stop", "5"),
    "gradient-grows": ("down", "down", "up", "down"),
}
"""By question, keys of an answer."""


class TimedApp(UnrolledApp):
    """An app that notes when it paints."""

    def __init__(self, bank: Bank, store: Store, start: Session | None = None) -> None:
        super().__init__(bank, store, start=start)
        self.painted: list[float] = []

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        self.painted.append(time.perf_counter())


@pytest.mark.benchmark(group="browse")
async def test_browsing_ten_thousand_questions(benchmark, tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / "home"))
    bank = load([banks(tmp_path / "banks", 10_000)]).sound()
    store = Store.open(tmp_path / "home", clock=lambda: datetime.now(UTC))
    app = TimedApp(bank, store)
    taken = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        taken["open"] = [await painted(pilot, "b")]
        await settle(pilot)
        taken["down"] = [await painted(pilot, "down") for _ in range(2 if benchmark.disabled else 20)]
        taken["a letter of the search"] = [await painted(pilot, key) for key in ("slash", *"average 77")][1:]
        taken["a filter"] = [await painted(pilot, key) for key in ("enter", *"vvvvvv")][1:]
    store.close()
    for name, times in taken.items():
        milliseconds = 1000 * statistics.median(times)
        benchmark.extra_info[name] = round(milliseconds, 1)
        print(f"\nbrowse 10,000 questions: {name} {milliseconds:.1f} ms (goal: at most 50)", end="")
    benchmark.pedantic(lambda: None, rounds=1)


async def painted(pilot: Pilot[None], key: str) -> float:
    """Seconds from a key to the last repaint that it causes before the preview of a question follows it."""
    app = pilot.app
    assert isinstance(app, TimedApp)
    start = time.perf_counter()
    await pilot.press(key)
    return max((moment - start for moment in app.painted if 0 < moment - start < REST), default=REST)


@pytest.mark.benchmark(group="question")
@pytest.mark.parametrize("name", TYPED)
async def test_answering(benchmark, tmp_path, monkeypatch, name):
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / "home"))
    bank = load().sound()
    store = Store.open(tmp_path / "home", clock=lambda: datetime.now(UTC))
    session = Session.begin(bank.questions, store, clock=lambda: datetime.now(UTC), names=[name], digests=bank.digests)
    async with TimedApp(bank, store, session).run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        times = [await painted(pilot, key) for key in TYPED[name][: 3 if benchmark.disabled else None]]
    store.close()
    milliseconds = 1000 * statistics.median(times)
    benchmark.extra_info["milliseconds"] = round(milliseconds, 1)
    print(f"\n{name}: a key is painted in {milliseconds:.1f} ms (goal: at most 50)", end="")
    benchmark.pedantic(lambda: None, rounds=1)
