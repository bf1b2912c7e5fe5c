"""What demonstrations are made of: figures over seeds, frames of a run under way."""

import numpy as np
import pytest

from solvers.experiment import EVERY, Figures, nearest, shares, watched
from solvers.training import fit


def test_figures_show_one_number_or_the_range_of_the_seeds():
    figures = Figures("net", ["a", "b"], ["x", "y"])
    for value in (0.51234, 0.9):
        figures.add("a", "x", value)
    figures.add("a", "y", float("nan"))
    figures.add("b", "y", 1.0)
    figures.add("b", "y", 1.0)
    assert figures.table().columns == ["net", "x", "y"]
    assert figures.table().rows == [["a", "0.512 … 0.9", "–"], ["b", "", "1"]]
    assert figures.of("a", "x") == [0.51234, 0.9]


@pytest.mark.parametrize(("value", "place"), [(0.1, 0), (0.26, 1), (0.6, 1), (7, 2)])
def test_the_nearest_anchor(value: float, place: int):
    assert nearest(value, (0.0, 0.5, 1.0)) == place


def test_shares_cut_a_demonstration_into_equal_parts():
    assert list(shares(2)) == [(0, 0.5), (0.5, 1)]


def test_a_run_under_way_shows_its_loss_and_returns_its_weights():
    target = np.array([3.0, -1.0])

    def slopes(weights):
        error = weights["w"] - target
        return float((error**2).sum()), {"w": 2 * error}

    figures, updates = Figures("net", ["a"], ["x"]), 3 * EVERY
    running = watched(
        fit({"w": np.zeros(2)}, slopes, updates=updates, rate=0.2, clip=None), updates, "a", (0.5, 1), figures
    )
    frames = []
    while True:
        try:
            frames.append(next(running))
        except StopIteration as end:
            weights = end.value
            break
    assert [frame.done for frame in frames] == pytest.approx([0.5 + 0.5 / 3, 0.5 + 1 / 3, 0.999])
    assert [len(frame.curves[0].y) for frame in frames] == [EVERY, 2 * EVERY, 3 * EVERY]
    assert frames[-1].curves[0].y[0] == 10
    assert weights["w"] == pytest.approx(target, abs=0.1)
    assert figures.losses["a"].x == pytest.approx([1, 30.5, 60])
    assert figures.losses["a"].y[0] == pytest.approx(np.mean(frames[-1].curves[0].y[:EVERY]))
