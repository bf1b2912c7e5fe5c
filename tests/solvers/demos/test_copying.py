"""Copying through one vector and with attention."""

import numpy as np
import pytest

from solvers.demos import copying
from tests.solvers.demos.running import figures, finished


@pytest.mark.parametrize("attends", [False, True])
def test_slopes_are_central_differences(attends: bool):
    generator = np.random.default_rng(0)
    weights = copying.drawn(generator, 3, attends)
    strings = generator.integers(copying.SYMBOLS, size=(3, 2))
    _, found = copying.slopes(weights, strings)
    assert found.keys() == weights.keys()
    for name, value in weights.items():
        place = np.unravel_index(int(np.abs(found[name]).argmax()), value.shape)
        losses = []
        for change in (1e-5, -1e-5):
            moved = {**weights, name: value.copy()}
            moved[name][place] += change
            losses.append(copying.slopes(moved, strings)[0])
        assert (losses[0] - losses[1]) / 2e-5 == pytest.approx(found[name][place], rel=1e-5), name


def test_one_vector_collapses_with_length_and_attention_does_not(monkeypatch):
    monkeypatch.setattr(copying, "LENGTHS", (4, 16))
    frame = finished(copying.DEMONSTRATION, 0, 2)
    short, long = figures(frame, "one vector, symbols")
    assert short[0] > 0.85
    assert long[1] < 0.35
    assert all(low > 0.97 for low, _ in figures(frame, "attention, symbols"))
    assert all(low > 0.7 for low, _ in figures(frame, "weight on the place"))
    assert frame.right == 1
