"""Forecasts of a random walk."""

import numpy as np
import pytest

from solvers.demos import random_walk
from tests.solvers.demos.running import figures, finished


@pytest.fixture(scope="module")
def frame():
    return finished(random_walk.DEMONSTRATION, 0, 3)


def test_the_copy_of_today_has_a_high_r_squared_and_foretells_nothing(frame):
    error, prices, returns, _ = figures(frame, "tomorrow = today")
    assert 0.74 < error[0] <= error[1] < 0.86
    assert prices[0] > 0.97
    assert abs(returns[0]) < 0.02
    assert frame.right == 2


def test_models_do_not_beat_chance(frame):
    for name in ("AR(5)", "GRU on returns"):
        error, _, returns, direction = figures(frame, name)
        assert 0.74 < error[0] <= error[1] < 0.86
        assert returns[1] < 0.02
        assert 0.44 < direction[0] <= direction[1] < 0.56


def test_a_feature_that_looks_ahead_does(frame):
    assert figures(frame, "with a centred average")[3][0] > 0.6


def test_the_centred_average_reads_the_days_to_come():
    prices = np.arange(10.0)
    prices[6] = 100
    assert random_walk.centred(prices)[4] == pytest.approx(4 - (2 + 3 + 4 + 5 + 100) / 5)
