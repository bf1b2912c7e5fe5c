"""Where the gradient of a recurrent weight comes from."""

import numpy as np
import pytest

from solvers.demos import gradient_shares
from tests.solvers.demos.running import finished


def test_contributions_are_those_of_the_recursion():
    x = (-1.0) ** np.arange(30)
    h = [0.0]
    for value in x:
        h.append(np.tanh(value + 0.8 * h[-1]))
    parts, carried = [], 1.0
    for t in range(30, 0, -1):
        carried *= 1 - h[t] ** 2
        parts.append(carried * h[t - 1])
        carried *= 0.8
    assert gradient_shares.contributions(x) == pytest.approx(parts[::-1], abs=1e-15)


def test_most_comes_from_the_last_steps_and_the_whole_is_not_zero():
    frame = finished(gradient_shares.DEMONSTRATION, 0, 1)
    assert list(frame.table.rows[-1]) == ["30", "0.2404", "93.4 %", "0.436 %"]
    assert frame.right == 0
