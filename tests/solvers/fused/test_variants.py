"""Cells with weights of their own, the variants in the last axis, equal the plain forms."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solvers import gru, lstm, rnn
from solvers.fused import variants
from tests.solvers.cells import Sizes, sizes


def drawn(size: Sizes, gates: int) -> list[np.ndarray]:
    """x `(T, V, D)`, W, U, b and another b of V variants."""
    T, V, D, H, seed = size
    shapes = [(T, V, D), (V, gates * H, D), (V, gates * H, H), (V, gates * H), (V, gates * H)]
    draw = np.random.default_rng(seed).normal
    return [draw(size=shape) for shape in shapes]


@given(sizes)
def test_rnn(size: Sizes):
    x, W, U, b, _ = drawn(size, 1)
    expected = rnn.forward(x, W=W, U=U, b=b, activation="tanh").h
    np.testing.assert_allclose(variants.rnn(x, W, U, b), expected, atol=1e-12)


@given(sizes, st.sampled_from(["ifgo", "iofg", "gofi"]))
def test_lstm(size: Sizes, order: str):
    x, W, U, b, _ = drawn(size, 4)
    trace = lstm.forward(x, W=W, U=U, b=b, order=order)
    h, c = variants.lstm(x, W, U, b, order=order)
    np.testing.assert_allclose(h, trace.h, atol=1e-12)
    np.testing.assert_allclose(c, trace.c, atol=1e-12)


@given(sizes, st.sampled_from(["rzn", "zrn", "nzr"]), st.sampled_from(["keeps", "takes"]))
def test_gru(size: Sizes, order: str, z: str):
    x, W, U, b, b_hidden = drawn(size, 3)
    trace = gru.forward(x, W=W, U=U, b=b, b_hidden=b_hidden, order=order, reset="after", z=z)
    np.testing.assert_allclose(variants.gru(x, W, U, b, b_hidden, order=order, z=z), trace.h, atol=1e-12)
