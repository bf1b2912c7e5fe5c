"""Activations against tabled values, their derivatives against differences, and inputs of any size."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from solvers import activations
from solvers.activations import ACTIVATIONS
from solvers.gradcheck import complex_step

FINITE = arrays.arrays(
    np.float64, arrays.array_shapes(max_dims=2, max_side=4), elements=st.floats(allow_nan=False, allow_infinity=False)
)


def test_table():
    at = [0, 0.5, 1, 1.5, 2, 3]
    np.testing.assert_allclose(activations.sigmoid(at), [0.5, 0.6225, 0.7311, 0.8176, 0.8808, 0.9526], atol=5e-5)
    np.testing.assert_allclose(
        activations.tanh([0.25, 0.5, 1, 1.5, 2]), [0.2449, 0.4621, 0.7616, 0.9051, 0.964], atol=5e-5
    )
    assert activations.sigmoid(-40) == pytest.approx(np.exp(-40), rel=1e-12)


def test_piecewise_functions():
    at = [-2, -0.5, 0, 0.5, 3]
    np.testing.assert_array_equal(activations.relu(at), [0, 0, 0, 0.5, 3])
    np.testing.assert_allclose(activations.leaky_relu(at, 0.1), [-0.2, -0.05, 0, 0.5, 3])
    np.testing.assert_allclose(activations.elu(at), [-0.8647, -0.3935, 0, 0.5, 3], atol=5e-5)
    np.testing.assert_allclose(activations.softplus(at), np.log(1 + np.exp(at)))
    np.testing.assert_allclose(activations.softsign(at), [-2 / 3, -1 / 3, 0, 1 / 3, 0.75])
    np.testing.assert_allclose(activations.hard_sigmoid([-3, -1, 0, 1, 3]), [0, 0.3, 0.5, 0.7, 1])
    np.testing.assert_array_equal(activations.heaviside(at), [0, 0, 1, 1, 1])
    np.testing.assert_array_equal(activations.linear(at), at)


def test_softmax():
    np.testing.assert_allclose(activations.softmax([1, 2, 2]), [0.1554, 0.4223, 0.4223], atol=5e-5)
    np.testing.assert_allclose(activations.softmax([1000, 1001, 1002]), [0.0900, 0.2447, 0.6652], atol=5e-5)
    np.testing.assert_allclose(activations.softmax([[1, 5], [1, 5]], axis=0), 0.5)
    np.testing.assert_allclose(activations.log_softmax([0, 1e4]), [-1e4, 0])
    quarters = np.log([[1 / 4, 3 / 4], [1 / 2, 1 / 2]])
    np.testing.assert_allclose(activations.log_softmax([[0, np.log(3)], [7, 7]]), quarters)
    np.testing.assert_allclose(activations.log_softmax([[0, 7], [np.log(3), 7]], axis=0), quarters.T)
    with pytest.raises(ValueError, match="softmax needs a vector of scores, not one number"):
        activations.softmax(1)


@given(FINITE)
def test_any_size_without_overflow(a: np.ndarray):
    for name, activation in ACTIVATIONS.items():
        y = activation.call(a)
        assert np.isfinite(y).all(), name
        if name != "softsign":
            assert np.isfinite(activation.derivative(a, y)).all(), name
    assert np.allclose(activations.softmax(np.clip(a, -1e300, 1e300)).sum(-1), 1)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_derivatives(name: str):
    at = np.array([-3.1, -1.2, -0.3, 0.4, 1.7, 2.9])
    activation = ACTIVATIONS[name]
    measured = complex_step(lambda a: activation.call(a).sum(), at)
    np.testing.assert_allclose(activation.derivative(at, activation.call(at)), measured, atol=1e-12)


def test_slopes_told_by_the_output():
    assert activations.derivative(0.6, "tanh") == pytest.approx(0.64)
    assert activations.derivative(0.8, "sigmoid") == pytest.approx(0.16)
    assert activations.derivative(3, "relu") == 1
    assert activations.derivative(0, "relu") == 0
    assert activations.derivative(7, "linear") == 1
    with pytest.raises(ValueError, match="the slope of 'elu' cannot be told from its output; expected tanh, sigmoid"):
        activations.derivative(1, "elu")


def test_names():
    with pytest.raises(ValueError, match="no activation is called 'tan'; expected one of tanh, sigmoid"):
        activations.activation_named("tan")
    for name in ("tanh", "sigmoid", "relu", "linear", "leaky_relu", "elu", "softplus", "softsign", "hard_sigmoid"):
        assert activations.activation_named(name).call is getattr(activations, name)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_types_are_kept(name: str):
    call = ACTIVATIONS[name].call
    assert call(np.ones(2, np.float32)).dtype == np.float32
    assert call(np.ones(2, int)).dtype == np.float64
    with pytest.raises(ValueError, match="a must be made of numbers"):
        call("one")
