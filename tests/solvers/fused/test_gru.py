"""The fused GRU equals the plain one."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers import gru as plain
from solvers.fused import gru
from tests.solvers.cells import Sizes, sizes
from tests.solvers.fused.against_plain import assert_same

orders = st.sampled_from(["".join(order) for order in permutations("rzn")])


class After:
    """The plain form with the only reset the fused one has."""

    @staticmethod
    def forward(x, **arguments):
        return plain.forward(x, reset="after", **arguments)

    backward = staticmethod(plain.backward)


@given(sizes, orders, st.sampled_from(["keeps", "takes"]), st.sampled_from([np.float64, np.float32]))
def test_any_small_size_and_convention(size: Sizes, order: str, z: str, dtype: type):
    assert_same(gru, After, size, 3, {"order": order, "z": z}, dtype, biases=2)


@pytest.mark.parametrize("size", [Sizes(300, 3, 2, 4, 0), Sizes(3, 40, 8, 200, 1), Sizes(2, 300, 1, 3, 2)])
def test_sizes_that_are_cut(size: Sizes):
    assert_same(gru, After, size, 3, {"order": "zrn", "z": "keeps"}, np.float64, biases=2)


def test_states_start_at_zero():
    """Both gates are 1/2: h = tanh(1) / 2, then h / 2 + tanh(h / 2) / 2."""
    weights = {"W": np.array([[0.0], [0], [1]]), "U": np.array([[0.0], [0], [1]]), "b": np.zeros(3)}
    for keep in (True, False):
        run = gru.forward(
            np.array([[[1.0]], [[0.0]]]), **weights, b_hidden=np.zeros(3), order="rzn", z="keeps", keep=keep
        )
        np.testing.assert_allclose(run.h.ravel(), [0.3808, 0.2845], atol=5e-5)


def test_what_is_kept():
    weights = {"W": np.zeros((6, 3)), "U": np.zeros((6, 2)), "b": np.zeros(6), "b_hidden": np.zeros(6)}
    x = np.zeros((5, 7, 3))
    full, light = (gru.forward(x, **weights, order="rzn", z="keeps", keep=keep) for keep in (True, False))
    assert (full.gates.shape, full.n.shape, full.h.shape) == ((5, 3, 7, 2), (5, 7, 2), (5, 7, 2))
    assert (light.gates.shape, light.n.shape, light.h.shape) == ((1, 3, 7, 2), (1, 7, 2), (5, 7, 2))
