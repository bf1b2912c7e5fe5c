"""Optimisers against hand figures and Adam's algorithm written out for one number."""

import math

import numpy as np
import pytest

from solvers import optimisers
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable


def test_one_step_of_descent():
    np.testing.assert_allclose(optimisers.sgd(0.5, 2, rate=0.1), 0.3, rtol=1e-15)
    np.testing.assert_allclose(optimisers.sgd([[0.5, 1]], [[2, -1]], rate=0.1), [[0.3, 1.1]], rtol=1e-15)


def test_momentum_keeps_a_share_of_its_velocity():
    first = optimisers.momentum(1, 2, 0, rate=0.1, decay=0.5)
    second = optimisers.momentum(first.value, 2, first.v, rate=0.1, decay=0.5)
    assert (first.v, second.v) == (2, 3)
    np.testing.assert_allclose([first.value, second.value], [0.8, 0.5], rtol=1e-15)


def test_adam_over_three_steps_of_one_number():
    theta = m = v = 0.0
    ours = optimisers.adam(0, 0, 0, 0, t=1, rate=0.1)._replace(value=np.asarray(0.0))
    for t, g in enumerate([2.0, -1.0, 0.5], start=1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        theta -= 0.1 * (m / (1 - 0.9**t)) / (math.sqrt(v / (1 - 0.999**t)) + 1e-8)
        ours = optimisers.adam(ours.value, g, ours.m, ours.v, t=t, rate=0.1)
        np.testing.assert_allclose(ours.value, theta, rtol=1e-12)
    first = optimisers.adam(0, 123, 0, 0, t=1, rate=0.1)
    np.testing.assert_allclose(first.value, -0.1, rtol=1e-8)


def test_adam_takes_its_own_constants():
    trace = optimisers.adam(1, 2, 0, 0, t=1, rate=0.5, beta1=0.5, beta2=0.75, epsilon=2)
    np.testing.assert_allclose(
        [trace.m, trace.v, trace.m_hat, trace.v_hat, trace.value], [1, 1, 2, 4, 0.75], rtol=1e-15
    )


@pytest.mark.parametrize(("a", "expected"), [(25, -3.375), (10, 0), (1, 0.729)])
def test_descent_on_a_parabola(a, expected):
    trace = optimisers.parabola_trace(a, rate=0.1, start=1, steps=3)
    np.testing.assert_allclose(trace.value, expected, rtol=1e-12, atol=1e-15)
    assert optimisers.parabola(a, rate=0.1, start=1, steps=3) == trace.value
    steps = optimisers.parabola_steps(trace)
    assert [step.name for step in steps] == ["x_1", "x_2", "x_3"]
    assert_readable(steps)


def test_a_parabola_without_steps_stays():
    trace = optimisers.parabola_trace(2, rate=0.1, start=3, steps=0)
    assert trace.value == 3
    assert_readable(optimisers.parabola_steps(trace))


def test_endless_descents_are_refused():
    with pytest.raises(ValueError, match="steps may be at most 10,000, not 10,001"):
        optimisers.parabola(1, rate=0.1, start=1, steps=10_001)
    assert optimisers.parabola_trace(1, rate=0.1, start=1, steps=10_000).xs.shape == (10_001,)


def test_precision_is_kept_and_inputs_stay():
    theta, g = np.ones(2, np.float32), np.ones(2, np.float32)
    assert optimisers.sgd(theta, g, rate=0.1).dtype == np.float32
    assert optimisers.adam(theta, g, g, g, t=1, rate=0.1).value.dtype == np.float32
    assert optimisers.momentum(theta, g, g, rate=0.1, decay=0.9).value.dtype == np.float32
    assert theta.tolist() == [1, 1]


def test_steps_can_be_read_again():
    assert_readable(optimisers.sgd_steps(optimisers.sgd_trace([0.5, 1], [2, -1], rate=0.1)))
    assert_readable(optimisers.momentum_steps(optimisers.momentum([0.5], [2], [-1], rate=0.1, decay=0.9)))
    assert_readable(optimisers.adam_steps(optimisers.adam([0.5, 1], [2, -1], [0.1, 0], [0, 0.3], t=2, rate=0.1)))


def test_what_does_not_fit_is_told():
    with pytest.raises(ShapeMismatch, match=r"g has shape \(1,\), expected \(2,\) as theta"):
        optimisers.sgd([1, 2], [1], rate=0.1)
    with pytest.raises(ShapeMismatch, match="v_prev has shape"):
        optimisers.momentum(1, 1, [1], rate=0.1, decay=0)
    with pytest.raises(ShapeMismatch, match=r"^g has shape"):
        optimisers.momentum(1, [1], 1, rate=0.1, decay=0)
    with pytest.raises(ShapeMismatch, match=r"^g has shape"):
        optimisers.adam(1, [1], 1, 1, t=1, rate=0.1)
    with pytest.raises(ShapeMismatch, match=r"^v_prev has shape"):
        optimisers.adam(1, 1, 1, [1], t=1, rate=0.1)
    with pytest.raises(ShapeMismatch, match="m_prev has shape"):
        optimisers.adam(1, 1, [1], 1, t=1, rate=0.1)
    with pytest.raises(ValueError, match="t must be a whole number of at least 1"):
        optimisers.adam(1, 1, 1, 1, t=0, rate=0.1)
