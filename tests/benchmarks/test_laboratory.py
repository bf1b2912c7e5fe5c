"""From a key to the last repaint that it causes in the laboratory, at H = 16 and T = 50; figures are printed beside the goal."""

import asyncio
import gc
import statistics as figures
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from engine.bank.load import load
from engine.learning.store import Store
from tui.app import UnrolledApp
from tui.laboratory.sequence import read_sequence
from tui.laboratory.starts import cell_scene
from tui.screens.laboratory import LaboratoryScreen

GOAL = 50.0
"""Milliseconds, the median."""
ROUNDS = 30
PATIENCE = 5.0
"""Seconds after which a key counts as one that paints nothing."""
H = 16
SEQUENCE = read_sequence("random 50 8")


class TimedApp(UnrolledApp):
    """An app that knows when it painted last; unlike headless ones it makes the text for the terminal."""

    painted = 0.0

    def _display(self, screen, renderable):
        if renderable is not None and not self._batch_count and hasattr(renderable, "render_segments"):
            renderable.render_segments(self.console)
            self.painted = time.perf_counter()
        super()._display(screen, renderable)


async def milliseconds(pilot: Pilot[None], app: TimedApp, keys: Sequence[str], rounds: int) -> list[float]:
    """For each of a sequence of keys, the time until nothing more is painted."""
    found = []
    for round in range(rounds):
        await pilot.pause(0.02)
        start = time.perf_counter()
        app.simulate_key(keys[round % len(keys)])
        while app.painted < start and time.perf_counter() < start + PATIENCE:
            await asyncio.sleep(0.001)
        assert app.painted > start, "the key changed nothing on the screen"
        await pilot.pause()
        found.append(1000 * (app.painted - start))
    return found


async def measured(
    folder: Path, cell: str, lead: Sequence[str], keys: Sequence[str], size: tuple[int, int], rounds: int
) -> list[float]:
    store = Store.open(folder, clock=lambda: datetime(2026, 3, 2, 12, tzinfo=UTC))
    app = TimedApp(load().sound(), store)
    # As the command line does: the app then lets the collector alone with what is there from the start.
    gc.disable()
    async with app.run_test(size=size) as pilot:
        app.action_open("laboratory")
        while not (isinstance(app.screen, LaboratoryScreen) and app.screen.furnished):
            await pilot.pause()
        app.screen.bench.show(cell_scene(cell, H, SEQUENCE))
        for key in lead:
            await pilot.press(key)
        await pilot.pause(1.5)
        assert gc.isenabled()
        found = await milliseconds(pilot, app, keys, rounds)
    store.close()
    gc.unfreeze()
    gc.enable()
    return found


CASES = {
    "step through time": ([], ["right"]),
    "next unit": ([], ["down", "down", "up", "up"]),
    "edit a weight": (["w"], ["right_square_bracket", "left_square_bracket"]),
}


@pytest.mark.benchmark(group="laboratory")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
@pytest.mark.parametrize("case", CASES)
def test_a_key_is_painted(benchmark, tmp_path, case, cell, size):
    lead, keys = CASES[case]
    found = asyncio.run(measured(tmp_path, cell, lead, keys, size, 2 if benchmark.disabled else ROUNDS))
    median, slowest = figures.median(found), sorted(found)[int(len(found) * 0.95)]
    benchmark.extra_info |= {"median_ms": round(median, 1), "p95_ms": round(slowest, 1), "goal_ms": GOAL}
    print(f"\n{cell} {size[0]}×{size[1]}, {case}: median {median:.1f} ms, 95 % {slowest:.1f} ms; goal {GOAL:.0f} ms")
    benchmark.pedantic(lambda: None, rounds=1)
