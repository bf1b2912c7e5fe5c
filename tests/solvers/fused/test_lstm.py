"""The fused LSTM equals the plain one."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers import lstm as plain
from solvers.fused import lstm
from tests.solvers.cells import Sizes, sizes
from tests.solvers.fused.against_plain import assert_same

orders = st.sampled_from(["".join(order) for order in permutations("ifgo")])


@given(sizes, orders, st.sampled_from([np.float64, np.float32]))
def test_any_small_size_and_order(size: Sizes, order: str, dtype: type):
    assert_same(lstm, plain, size, 4, {"order": order}, dtype)


@pytest.mark.parametrize("size", [Sizes(300, 3, 2, 4, 0), Sizes(3, 40, 8, 200, 1), Sizes(2, 300, 1, 3, 2)])
def test_sizes_that_are_cut(size: Sizes):
    assert_same(lstm, plain, size, 4, {"order": "iofg"}, np.float64)


def test_states_start_at_zero():
    """Open gates count: c = 1, 2, 3 and h = tanh(c)."""
    cell = {"W": np.zeros((4, 1)), "U": np.zeros((4, 1)), "b": np.full(4, 100.0), "order": "ifgo"}
    for keep in (True, False):
        run = lstm.forward(np.zeros((3, 1, 1)), **cell, keep=keep)
        np.testing.assert_allclose(run.h.ravel(), [0.7616, 0.9640, 0.9951], atol=5e-5)


def test_what_is_kept():
    cell = {"W": np.zeros((8, 3)), "U": np.zeros((8, 2)), "b": np.zeros(8), "order": "ifgo"}
    full, light = (lstm.forward(np.zeros((5, 7, 3)), **cell, keep=keep) for keep in (True, False))
    assert (full.gates.shape, full.tanh_c.shape, full.cells.shape) == ((5, 4, 7, 2), (5, 7, 2), (6, 7, 2))
    assert (light.gates.shape, light.tanh_c.shape, light.cells.shape) == ((1, 4, 7, 2), (1, 7, 2), (2, 7, 2))
    assert full.h.shape == light.h.shape == (5, 7, 2)
