"""The plain cell against figures worked by hand, a loop oracle and two kinds of numerical gradient."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solvers import rnn
from solvers.shapes import ShapeMismatch
from tests.oracles import cells as oracle
from tests.solvers.cells import Sizes, assert_states, by_gate, inputs, sizes, stacked
from tests.solvers.gradients import assert_gradients
from tests.solvers.worked_lines import assert_readable

HAND = {"W": [[0.5], [-1]], "U": [[0.5, -1], [1, 0.5]], "b": [0, 0.5], "activation": "tanh"}


def test_one_number():
    assert rnn.step(1, 0.5, W=0.5, U=0.8, b=0.1, activation="tanh").h == pytest.approx(0.7616, abs=5e-5)


def test_two_units():
    trace = rnn.step([1], [1, -1], **HAND)
    np.testing.assert_allclose(trace.a, [2, 0], atol=1e-15)
    np.testing.assert_allclose(trace.h, [0.9640, 0], atol=5e-5)


def test_unrolled_numbers():
    trace = rnn.forward([1, 0, -1], W=1, U=0.5, b=0, activation="tanh")
    np.testing.assert_allclose(trace.h, [0.7616, 0.3634, -0.6741], atol=5e-5)
    assert trace.h_last == trace.h[-1]


def test_linear_cell_weighs_inputs_by_their_age():
    assert rnn.forward([1, 0, 3], W=2, U=0.5, b=0, activation="linear").h_last == 6.5


def test_relu_cell():
    np.testing.assert_array_equal(rnn.forward([3, -4, 2], W=1, U=1, b=-1, activation="relu").h, [2, 0, 1])


def test_order_of_inputs_matters():
    ends = [rnn.forward(x, W=1, U=0.5, b=0, activation="linear").h_last for x in ([2, 0], [0, 2])]
    assert ends == [1, 2]


@given(sizes, st.sampled_from(["tanh", "relu", "sigmoid", "linear"]), st.sampled_from([np.float64, np.float32]))
def test_forward_agrees_with_loops(size: Sizes, activation: str, dtype: type):
    weights = stacked(size, 1, dtype)
    x, h0 = inputs(size, dtype=dtype)
    functions = {"tanh": math.tanh, "relu": lambda a: max(0, a), "sigmoid": oracle.logistic, "linear": lambda a: a}
    gate = by_gate(weights, "h")["h"]
    expected = [oracle.rnn(x[:, k].tolist(), h0[k].tolist(), gate, functions[activation]) for k in range(size.B)]
    trace = rnn.forward(x, **weights, activation=activation, h0=h0)
    if activation in ("tanh", "sigmoid") or dtype is np.float64:
        assert_states(trace.h, expected, dtype)


@settings(max_examples=30)
@given(
    sizes, st.sampled_from(["tanh", "sigmoid", "linear", "softplus", "elu", "softsign"]), st.booleans(), st.booleans()
)
def test_gradients(size: Sizes, activation: str, reverse: bool, masked: bool):
    x, h0 = inputs(size)
    mask = np.random.default_rng(size.seed).random((size.T, size.B)) < 0.6 if masked else None
    options = {"activation": activation, "reverse": reverse, "mask": mask}
    assert_gradients(rnn, {"x": x, "h0": h0, **stacked(size, 1)}, options, size.seed)


def test_gradient_of_a_linear_cell_by_hand():
    trace = rnn.forward([5, 1, 2], W=1, U=0.2, b=0, activation="linear")
    np.testing.assert_allclose(trace.h, [5, 2, 2.4])
    assert pytest.approx(6) == rnn.backward(trace, dh_last=trace.h_last - 0.4).U


def test_gradient_of_a_tanh_cell_by_hand():
    trace = rnn.forward([1, 0], W=1, U=0.5, b=0, activation="tanh")
    gradients = rnn.backward(trace, [0, trace.h[1]])
    found = [gradients.W, gradients.U, gradients.b]
    np.testing.assert_allclose(found, [0.0662, 0.2402, 0.3816], atol=5e-5)
    np.testing.assert_allclose(gradients.a, [0.0662, 0.3154], atol=5e-5)


def test_contributions_by_time():
    trace = rnn.forward([1, 1, 1], W=1, U=0.5, b=0, activation="tanh")
    terms = rnn.backward(trace, dh_last=trace.h_last).a * trace.x
    np.testing.assert_allclose(terms, [0.0042, 0.0201, 0.1797], atol=5e-5)


def test_a_loss_at_every_step():
    trace = rnn.forward([2, 0], W=1, U=0.5, b=0, activation="linear")
    assert rnn.backward(trace, trace.h - [1, 0]).W == 3


def test_gradient_of_the_initial_state():
    trace = rnn.forward([0, 0, 0], W=1, U=0.5, b=0, activation="linear")
    assert rnn.backward(trace, dh_last=2).h0 == 0.25


@pytest.mark.parametrize(
    ("truncate", "expected"), [(None, 3.515625), (2, 2.8125), (1, 1.875), (4, 3.515625), (9, 3.515625)]
)
def test_truncated_gradient(truncate: int | None, expected: float):
    trace = rnn.forward([1, 1, 1, 1], W=1, U=0.5, b=0, activation="linear")
    assert trace.h_last == 1.875
    assert pytest.approx(expected) == rnn.backward(trace, dh_last=trace.h_last, truncate=truncate).W


def test_chunks_are_cut_at_their_borders():
    trace = rnn.forward(np.ones(100), W=1, U=1, b=0, activation="linear")
    dh = np.zeros(100)
    dh[94] = 1
    reached = np.flatnonzero(rnn.backward(trace, dh, truncate=20).a) + 1
    assert reached.tolist() == list(range(81, 96))


def test_step_backward_is_a_sequence_of_one():
    trace = rnn.step([1], [1, -1], **HAND)
    gradients = rnn.backward(trace, [1, 2], dh_last=[0.5, 0])
    whole = rnn.backward(rnn.forward([[1]], **HAND, h0=[1, -1]), [[1, 2]], dh_last=[0.5, 0])
    assert gradients.x.shape == (1,)
    assert gradients.a.shape == gradients.h_prev.shape == gradients.h0.shape == (2,)
    assert (trace.mask, trace.reverse) == (None, False)
    for ours, theirs in zip(gradients, whole, strict=True):
        np.testing.assert_allclose(ours, np.reshape(theirs, np.shape(ours)))


def test_step_backward_repeats_states_over_a_batch():
    gradients = rnn.backward(rnn.step([[1], [2]], [1, -1], **HAND), np.ones((2, 2)))
    assert gradients.h0.shape == (2, 2)
    assert gradients.U.shape == (2, 2)


def test_two_biases_add_up():
    biases = {"b": 1, "b_hidden": 2, "activation": "linear"}
    assert rnn.step(1, 1, W=1, U=10, **biases).h == 14
    np.testing.assert_array_equal(rnn.forward([1, 1], W=1, U=10, **biases).h, [4, 44])


def test_many_weights_are_not_told():
    many = {"W": np.ones((2, 3, 1)), "U": np.ones((2, 3, 3)), "b": np.ones((2, 3)), "activation": "tanh"}
    with pytest.raises(ValueError, match="one set of weights at a time"):
        rnn.step_lines(rnn.step([1], [0, 1, 2], **many))


def test_states_are_carried_where_masked():
    trace = rnn.forward([[1, 1], [1, 1], [1, 1]], W=1, U=1, b=0, activation="linear", mask=[[1, 1], [1, 0], [1, 0]])
    np.testing.assert_array_equal(trace.h, [[1, 1], [2, 1], [3, 1]])
    np.testing.assert_array_equal(trace.h_last, [3, 1])


def test_reading_from_the_end():
    trace = rnn.forward([1, 2, 3], W=1, U=10, b=0, activation="linear", reverse=True)
    np.testing.assert_array_equal(trace.h, [321, 32, 3])
    assert trace.h_last == 321
    np.testing.assert_array_equal(trace.h_prev, [32, 3, 0])


def test_variants_with_their_own_weights():
    draw = np.random.default_rng(5).normal
    W, U, b, x = draw(size=(6, 4, 3)), draw(size=(6, 4, 4)), draw(size=(6, 4)), draw(size=(5, 6, 3))
    together = rnn.forward(x, W=W, U=U, b=b, activation="tanh")
    gradients = rnn.backward(together, together.h)
    for k in range(6):
        alone = rnn.forward(x[:, k], W=W[k], U=U[k], b=b[k], activation="tanh")
        np.testing.assert_allclose(together.h[:, k], alone.h, atol=1e-12)
        for ours, theirs in zip(gradients, rnn.backward(alone, alone.h), strict=True):
            axis = 1 if ours.ndim == 3 and len(ours) == 5 else 0
            np.testing.assert_allclose(np.take(ours, k, axis), theirs, atol=1e-12)


def test_variants_share_an_input():
    W = np.array([[[1.0]], [[2.0]]])
    trace = rnn.forward([[1], [2]], W=W, U=np.zeros((2, 1, 1)), b=np.zeros((2, 1)), activation="linear")
    np.testing.assert_array_equal(trace.h[..., 0], [[1, 2], [2, 4]])


def test_no_steps():
    trace = rnn.forward(
        np.zeros((0, 2)), W=np.ones((3, 2)), U=np.eye(3), b=np.zeros(3), activation="tanh", h0=[1, 2, 3]
    )
    assert trace.h.shape == (0, 3)
    np.testing.assert_array_equal(trace.h_last, [1, 2, 3])
    np.testing.assert_array_equal(rnn.backward(trace, dh_last=[1, 1, 1]).h0, [1, 1, 1])


def test_huge_and_tiny_inputs_do_not_overflow():
    for size in (1e300, -1e300, 1e-300):
        for activation in ("tanh", "sigmoid"):
            assert np.isfinite(rnn.forward([size], W=1, U=1, b=0, activation=activation).h).all()


def test_arguments_are_left_alone():
    x, h0 = np.ones((3, 2), int)[:, ::-1], np.array([1.0, 2.0])
    before = x.copy(), h0.copy()
    trace = rnn.forward(x, W=np.eye(2), U=np.eye(2), b=np.zeros(2), activation="tanh", h0=h0)
    rnn.backward(trace, trace.h)
    np.testing.assert_array_equal(x, before[0])
    np.testing.assert_array_equal(h0, before[1])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"W": [[1, 2, 3]]}, r"W has shape \(1, 3\), expected \(\.\.\., 2, D\)"),
        ({"U": [[1, 2, 3], [4, 5, 6]]}, r"U has shape \(2, 3\), expected \(\.\.\., 3, 3\)"),
        ({"b": [1, 2, 3]}, r"b has shape \(3,\), expected \(\.\.\., 2\)"),
        ({"b_hidden": [1]}, r"b_hidden has shape \(1,\), expected \(2,\)"),
        ({"U": 1}, r"U has shape \(\), expected \(\.\.\., H, H\)"),
        ({"W": [[1], [2, 3]]}, "W has rows of unequal length"),
    ],
)
def test_wrong_shapes_are_named(change: dict, message: str):
    with pytest.raises(ShapeMismatch, match=message):
        rnn.step([1], [1, -1], **HAND | change)


def test_wrong_states_and_inputs_are_named():
    with pytest.raises(ShapeMismatch, match=r"^h_prev has shape \(3,\), expected \(\.\.\., 2\)"):
        rnn.step([1], [1, 2, 3], **HAND)
    with pytest.raises(ShapeMismatch, match=r"^h0 has shape \(3,\), expected \(\.\.\., 2\)"):
        rnn.forward([[1]], **HAND, h0=[1, 2, 3])
    with pytest.raises(ShapeMismatch, match=r"^b_hidden has shape \(1,\), expected \(2,\)"):
        rnn.forward([[1]], **HAND, b_hidden=[1])
    with pytest.raises(ShapeMismatch, match=r"x has shape \(2,\), expected \(\.\.\., 1\)"):
        rnn.step([1, 2], [1, 2], **HAND)
    with pytest.raises(ShapeMismatch, match=r"x has shape \(1,\), expected \(T, D\)"):
        rnn.forward([1], **HAND)
    with pytest.raises(ShapeMismatch, match=r"x has shape \(\), expected \(T,\)"):
        rnn.forward(1, W=1, U=1, b=0, activation="tanh")
    with pytest.raises(ShapeMismatch, match=r"mask has shape \(2,\), expected \(1,\)"):
        rnn.forward([[1]], **HAND, mask=[1, 1])
    with pytest.raises(ShapeMismatch, match=r"dh has shape \(3,\), expected \(2,\)"):
        rnn.backward(rnn.step([1], [1, 2], **HAND), [1, 2, 3])


def test_unknown_activation():
    with pytest.raises(ValueError, match="no activation is called 'tan'; expected one of tanh, sigmoid"):
        rnn.step(1, 1, W=1, U=1, b=1, activation="tan")


@pytest.mark.parametrize(
    "trace",
    [
        rnn.step(-1, 0.5, W=0.5, U=-0.8, b=-0.1, activation="tanh"),
        rnn.step([1], [1, -1], **HAND),
        rnn.step([[1], [2]], [[1, -1], [0, 2]], **HAND),
        rnn.forward([[1], [2]], **HAND),
        rnn.forward([1, 2, -1], W=1, U=-0.5, b=0, activation="sigmoid", reverse=True),
    ],
)
def test_worked_lines_can_be_read_again(trace: rnn.Trace):
    assert_readable(rnn.step_lines(trace))


def test_worked_lines_of_one_number():
    first, second = rnn.step_lines(rnn.step(1, 0.5, W=0.5, U=0.8, b=0.1, activation="tanh"))
    assert first[:3] == ("a_t", "W * x_t + U * h_prev + b", "0.5 * 1 + 0.8 * 0.5 + 0.1")
    assert second[:3] == ("h_t", "tanh(a_t)", "tanh(1)")
