"""The last states of hand-sized runs equal those of the plain forms."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solvers import gru, lstm, rnn
from solvers.fused import hand_sized
from tests.solvers.cells import Sizes, inputs, sizes, stacked

dtypes = st.sampled_from([np.float64, np.float32])


def assert_last(found: np.ndarray, expected: np.ndarray, dtype: type) -> None:
    assert found.dtype == dtype
    np.testing.assert_allclose(found, expected, atol=1e-12 if dtype is np.float64 else 1e-4)


@given(sizes, dtypes)
def test_rnn(size: Sizes, dtype: type):
    weights, (x, _) = stacked(size, 1, dtype), inputs(size, dtype=dtype)
    assert_last(hand_sized.rnn(x, **weights), rnn.forward(x, **weights, activation="tanh").h_last, dtype)


@given(sizes, dtypes, st.sampled_from(["ifgo", "iofg", "gofi"]))
def test_lstm(size: Sizes, dtype: type, order: str):
    weights, (x, _) = stacked(size, 4, dtype), inputs(size, dtype=dtype)
    h, c = hand_sized.lstm(x, **weights, order=order)
    trace = lstm.forward(x, **weights, order=order)
    assert_last(h, trace.h_last, dtype)
    assert_last(c, trace.c_last, dtype)


@given(sizes, dtypes, st.sampled_from(["rzn", "zrn", "nzr"]), st.sampled_from(["keeps", "takes"]))
def test_gru(size: Sizes, dtype: type, order: str, z: str):
    weights, (x, _) = stacked(size, 3, dtype), inputs(size, dtype=dtype)
    weights["b_hidden"] = -weights["b"][::-1]
    expected = gru.forward(x, **weights, order=order, reset="after", z=z).h_last
    assert_last(hand_sized.gru(x, **weights, order=order, z=z), expected, dtype)
