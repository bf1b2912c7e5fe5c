"""Descent on parabolas: the figures are exact."""

import pytest

from solvers.demos import steepness
from tests.solvers.demos.running import finished


def test_one_step_at_rate_one_and_away_beyond_two():
    frame = finished(steepness.DEMONSTRATION, 0, 1)
    last = {curve.name: curve.y[-1] for curve in frame.curves}
    assert last["a = 1"] == pytest.approx(0.00515, abs=1e-5)
    assert last["a = 10"] == 0
    assert last["a = 19"] == pytest.approx(last["a = 1"])
    assert last["a = 20"] == pytest.approx(1)
    assert last["a = 21"] == pytest.approx(117.4, abs=0.05)
    assert frame.right == 1
