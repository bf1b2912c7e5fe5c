"""Descent off a cliff, with and without clipping."""

import pytest

from solvers.demos import cliff
from tests.solvers.demos.running import finished


def test_the_first_gradient():
    assert cliff.gradient(1.2) == pytest.approx(24176.7, abs=0.05)


def test_the_free_descent_leaves_every_range_in_three_steps():
    free = cliff.path(None)
    assert len(free) == 4
    assert free[1] == pytest.approx(-240.6, abs=0.1)
    assert free[2] == pytest.approx(1.5e92, rel=0.05)
    assert free[3] == float("-inf")


def test_the_clipped_descent_arrives():
    clipped = cliff.path(1.0)
    assert len(clipped) == 61
    assert clipped[-1] == pytest.approx(0.5 ** (1 / 20), abs=1e-5)
    assert finished(cliff.DEMONSTRATION, 0, 1).right == 3
