"""Backpropagation through time against gradients worked by hand, and its worked lines read again."""

import numpy as np
import pytest

from solvers import bptt
from solvers.mutants import bptt as wrong
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable

LINEAR = {"W": 1, "U": 0.2, "b": 0, "activation": "linear", "loss": "last step"}
TANH = {"W": 1, "U": 0.5, "b": 0, "activation": "tanh", "loss": "last step"}
EVERY = {"W": 1, "U": 0.5, "b": 0, "activation": "linear", "loss": "every step"}
MATRIX = {"W": [[1, 0], [0.5, -1]], "U": [[0.5, -1], [1, 0.5]], "b": [0, 0.5], "activation": "tanh"}


def test_linear_cell():
    trace = bptt.bptt([5, 1, 2], 0.4, **LINEAR)
    np.testing.assert_allclose(trace.run.h, [5, 2, 2.4])
    assert pytest.approx(6) == trace.U
    assert trace.loss == pytest.approx(2)


def test_tanh_cell():
    trace = bptt.bptt([1, 0], 0, **TANH)
    np.testing.assert_allclose([trace.W, trace.U, trace.b], [0.0662, 0.2402, 0.3816], atol=5e-5)


def test_a_loss_at_every_step():
    trace = bptt.bptt([2, 0], [1, 0], **EVERY)
    assert trace.W == 3
    assert trace.loss == 1


def test_truncation():
    trace = bptt.bptt([1, 1, 1, 1], 0, **TANH | {"activation": "linear"}, truncate=2)
    assert pytest.approx(2.8125) == trace.W
    assert_readable(bptt.lines(trace))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("last_term_only", 4), ("no_u", 14), ("total_inside", 8), ("no_error", 3), ("sign", -6), ("no_slope", 6)],
)
def test_wrong_gradients_of_a_linear_cell(name: str, expected: float):
    assert pytest.approx(expected) == getattr(wrong, name)([5, 1, 2], 0.4, **LINEAR).U


def test_wrong_gradients_of_a_tanh_cell():
    assert pytest.approx(0.2768, abs=5e-5) == wrong.no_slope([1, 0], 0, **TANH).U
    assert pytest.approx(0.1325, abs=5e-5) == wrong.no_u([1, 0], 0, **TANH).W
    assert wrong.slope_of_a([1, 0], 0, **TANH).slope[1] == pytest.approx(0.855, abs=5e-4)
    assert pytest.approx(0.0662, abs=5e-5) == wrong.x_h_swapped([1, 0], 0, **TANH).U


@pytest.mark.parametrize(("name", "expected"), [("last_loss_only", 1), ("no_flow_from_future", 2), ("averaged", 1.5)])
def test_wrong_gradients_of_all_losses(name: str, expected: float):
    assert expected == getattr(wrong, name)([2, 0], [1, 0], **EVERY).W


def test_wrong_truncations():
    cell = TANH | {"activation": "linear"}
    assert pytest.approx(2.25) == wrong.forward_truncated([1, 1, 1, 1], 0, **cell, truncate=2).W
    assert pytest.approx(5.625) == wrong.rescaled([1, 1, 1, 1], 0, **cell, truncate=2).W


def test_wrong_matrices_keep_their_shapes():
    for name in (
        "last_term_only",
        "no_u",
        "no_slope",
        "slope_of_a",
        "no_flow_from_future",
        "no_error",
        "sign",
        "averaged",
    ):
        trace = getattr(wrong, name)([[1, 2], [0, 1]], [[0, 1], [1, 0]], **MATRIX, loss="every step")
        assert (trace.W.shape, trace.U.shape, trace.b.shape, trace.h0.shape) == ((2, 2), (2, 2), (2,), (2,)), name


@pytest.mark.parametrize(
    "trace",
    [
        bptt.bptt([5, 1, -2], 0.4, **LINEAR),
        bptt.bptt([1, 0], 0, **TANH),
        bptt.bptt([2, 0], [1, 0], **EVERY),
        bptt.bptt([[1, 2], [0, 1]], [[0, 1], [1, 0]], **MATRIX, loss="every step"),
    ],
)
def test_worked_lines_can_be_read_again(trace: bptt.Trace):
    assert_readable(bptt.lines(trace))


def test_worked_lines_of_a_linear_cell():
    told = {step.name: (step.rule, step.numbers) for step in bptt.lines(bptt.bptt([5, 1, 2], 0.4, **LINEAR))}
    assert told["e_3"] == ("h_3 - y_3", "2.4 - 0.4")
    assert told["delta_2"] == ("(e_2 + U * delta_3) * slope_2", "(0 + 0.2 * 2) * 1")
    assert told["dW"][0] == "delta_1 * x_1 + delta_2 * x_2 + delta_3 * x_3"
    assert told["db"] == ("delta_1 + delta_2 + delta_3", "0.08 + 0.4 + 2")
    assert told["dU"] == ("delta_1 * h_0 + delta_2 * h_1 + delta_3 * h_2", "0.08 * 0 + 0.4 * 5 + 2 * 2")


def test_worked_lines_of_a_matrix():
    targets = [[0, 1], [1, 0]]
    told = {
        step.name: step.rule for step in bptt.lines(bptt.bptt([[1, 2], [0, 1]], targets, **MATRIX, loss="every step"))
    }
    assert told["delta_2"] == "(e_2) * slope_2"
    assert told["delta_1"] == "(e_1 + transpose(U) @ delta_2) * slope_1"
    assert told["dU"] == "outer(delta_1, h_0) + outer(delta_2, h_1)"


def test_nothing_is_told_of_no_steps():
    assert bptt.lines(bptt.bptt([], [], **EVERY)) == []


def test_the_type_of_the_run_is_kept():
    cell = {"W": np.float32(1), "U": np.float32(0.5), "b": np.float32(0), "activation": "tanh"}
    trace = bptt.bptt(np.ones(2, np.float32), [0, 1], **cell, loss="every step")
    assert {trace.e.dtype, trace.delta.dtype, trace.W.dtype} == {np.dtype(np.float32)}


def test_many_weights_are_not_told():
    many = {"W": np.ones((3, 1, 1)), "U": np.ones((3, 1, 1)), "b": np.ones((3, 1)), "activation": "tanh"}
    with pytest.raises(ValueError, match="one set of weights at a time"):
        bptt.lines(bptt.bptt(np.ones((2, 3, 1)), np.ones((3, 1)), **many, loss="last step"))


def test_wrong_targets_are_named():
    with pytest.raises(ShapeMismatch, match=r"y has shape \(\), expected \(2,\)"):
        bptt.bptt([2, 0], 1, **EVERY)
    with pytest.raises(ShapeMismatch, match=r"y has shape \(2,\), expected \(\)"):
        bptt.bptt([2, 0], [1, 0], **TANH)
    with pytest.raises(ValueError, match=r'say loss="every step" .* or loss="last step"'):
        bptt.bptt([2, 0], 0, **TANH | {"loss": "last"})
