"""The gradient check itself: it finds right gradients right, and planted faults."""

import numpy as np
import pytest

from solvers import rnn
from solvers.gradcheck import central_difference, central_differences, complex_step, disagreement
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch


def test_figures():
    def loss(w):
        return 0.5 * np.tanh(w) ** 2

    assert central_differences(loss, 1.0, eps=1e-3) == pytest.approx(0.31985, abs=5e-6)
    assert complex_step(loss, 1.0) == pytest.approx(np.tanh(1) * (1 - np.tanh(1) ** 2), rel=1e-15)
    assert SOLVERS["gradient.central_difference"].elements([1, 2], 3, 1e-3) == 2
    assert central_difference(loss(1 + 1e-3), loss(1 - 1e-3), 1e-3) == pytest.approx(0.31985, abs=5e-6)


def test_every_entry_is_moved_alone():
    at = np.array([[1.0, 2], [3, 4]])
    weights = np.array([[1.0, 10], [100, 1000]])
    np.testing.assert_allclose(central_differences(lambda a: (a * weights).sum(), at), weights, rtol=1e-6)
    np.testing.assert_allclose(complex_step(lambda a: (a * weights).sum(), at), weights)
    np.testing.assert_array_equal(at, [[1, 2], [3, 4]])


def test_planted_faults_are_found():
    draw = np.random.default_rng(0).normal
    cell = {"U": draw(size=(2, 2)), "b": draw(size=2), "activation": "tanh"}
    W, x = draw(size=(2, 3)), draw(size=(4, 3))
    trace = rnn.forward(x, W=W, **cell)
    measured = central_differences(lambda W: rnn.forward(x, W=W, **cell).h_last.sum(), W)
    right = rnn.backward(trace, dh_last=[1, 1])
    assert disagreement(right.W, measured, 1e-6, 1e-8) is None
    flipped = right.W.copy()
    flipped[1, 2] *= -1
    worst = disagreement(flipped, measured, 1e-6, 1e-8)
    assert worst is not None
    assert worst.place == (1, 2)
    assert str(worst).startswith(f"at [1, 2] the gradient is {flipped[1, 2]:.10g}, by differences ")
    dropped = right.a[1:].T @ x[1:]
    assert disagreement(dropped, measured, 1e-6, 1e-8) is not None


def test_shapes_must_agree():
    with pytest.raises(ShapeMismatch, match=r"claimed has shape \(2,\), expected \(3,\)"):
        disagreement([1, 2], [1, 2, 3], 1, 1)
    assert disagreement([], [], 0, 0) is None


def test_tolerance_grows_with_the_gradient():
    assert disagreement([1000], [1000.5], 1e-3, 0) is None
    assert disagreement([1000], [1000.5], 1e-4, 0) == ((0,), 1000, 1000.5)
    assert disagreement([0.001], [0.0011], 1e-3, 1e-3) is None
