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
