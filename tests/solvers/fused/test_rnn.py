"""The fused plain cell equals the plain one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers import rnn as plain
from solvers.fused import rnn
from tests.solvers.cells import Sizes, sizes
from tests.solvers.fused.against_plain import assert_same


@given(sizes, st.sampled_from([np.float64, np.float32]))
def test_any_small_size(size: Sizes, dtype: type):
    assert_same(rnn, plain, size, 1, {"activation": "tanh"}, dtype)


@given(sizes)
def test_relu(size: Sizes):
    assert_same(rnn, plain, size, 1, {"activation": "relu"}, np.float64)


@pytest.mark.parametrize("size", [Sizes(300, 3, 2, 4, 0), Sizes(3, 40, 8, 200, 1), Sizes(2, 300, 1, 3, 2)])
def test_sizes_that_are_cut(size: Sizes):
    assert_same(rnn, plain, size, 1, {"activation": "tanh"}, np.float64)


def test_states_start_at_zero():
    """h_1 = tanh(x_1), h_2 = tanh(x_2 + h_1 / 2)."""
    cell = {"W": np.ones((1, 1)), "U": np.full((1, 1), 0.5), "b": np.zeros(1)}
    run = rnn.forward(np.array([[[1.0]], [[0.0]]]), **cell, activation="tanh")
    np.testing.assert_allclose(run.h.ravel(), [0.7616, 0.3634], atol=5e-5)
