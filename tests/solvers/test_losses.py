"""Losses of classification against hand figures, definitions in loops, and two other roads to their gradients."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers import losses
from solvers.gradcheck import central_differences, complex_step, disagreement
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable

scores = st.lists(st.floats(-5, 5), min_size=1, max_size=5)


def test_cross_entropy_of_three_scores():
    trace = losses.cross_entropy_trace([2, 1, 0], 0)
    np.testing.assert_allclose(trace.p, [0.6652, 0.2447, 0.09], atol=5e-5)
    np.testing.assert_allclose(trace.value, 0.4076, atol=5e-5)


@given(scores, st.data())
def test_cross_entropy_is_minus_the_logarithm_of_a_share(z, data):
    k = data.draw(st.integers(0, len(z) - 1))
    expected = -math.log(math.exp(z[k]) / sum(math.exp(score) for score in z))
    np.testing.assert_allclose(losses.cross_entropy(z, k), expected, rtol=1e-12, atol=1e-12)


def test_cross_entropy_is_stable_and_shift_invariant():
    assert losses.cross_entropy([1000, -1000], 1) == 2000
    np.testing.assert_allclose(losses.cross_entropy([1002, 1001, 1000], 0), 0.4076059644443804, rtol=1e-12)
    assert losses.cross_entropy(np.array([2, 1], np.float32), 0).dtype == np.float32


def test_a_batch_is_each_row_on_its_own():
    z, k = np.random.default_rng(0).normal(size=(2, 3, 4)), np.array([[0, 1, 2], [3, 0, 1]])
    found = losses.cross_entropy(z, k)
    each = [[losses.cross_entropy(row, at) for row, at in zip(*pair, strict=True)] for pair in zip(z, k, strict=True)]
    np.testing.assert_allclose(found, each, rtol=1e-14)


def test_gradient_of_three_scores():
    np.testing.assert_allclose(losses.cross_entropy_gradient([2, 1, 0], 1), [0.6652, -0.7553, 0.09], atol=5e-5)


@given(scores, st.data())
def test_gradient_agrees_with_differences_and_complex_steps(z, data):
    k = data.draw(st.integers(0, len(z) - 1))
    found = losses.cross_entropy_gradient(z, k)
    measured = central_differences(lambda moved: losses.cross_entropy(moved, k), z)
    assert disagreement(found, measured, rtol=1e-6, atol=1e-7) is None
    exact = complex_step(lambda moved: losses.cross_entropy(moved, k), z)
    assert disagreement(found, exact, rtol=1e-10, atol=1e-12) is None
    np.testing.assert_allclose(found.sum(), 0, atol=1e-12)


def test_binary_cross_entropy():
    np.testing.assert_allclose(losses.binary_cross_entropy(0.8, 1), 0.2231, atol=5e-5)
    np.testing.assert_allclose(losses.binary_cross_entropy([0.8, 0.5], [0, 1]), [1.6094, 0.6931], atol=5e-5)


def test_one_loss_for_a_sequence():
    assert losses.sequence([0.2, 0.5, 0.3], reduction="sum") == 1
    np.testing.assert_allclose(losses.sequence([0.2, 0.5, 0.3], reduction="mean"), 0.3333, atol=5e-5)


def test_masked_steps_never_count():
    table, mask = [[0.2, 0.4, 9], [0.3, 0.5, 0.6]], [[1, 1, 0], [1, 1, 1]]
    np.testing.assert_allclose(losses.sequence(table, reduction="mean", mask=mask), 0.4, rtol=1e-12)
    np.testing.assert_allclose(losses.sequence(table, reduction="sum", mask=mask), 2, rtol=1e-12)
    assert losses.sequence([np.inf, 1], reduction="sum", mask=[0, 1]) == 1


def test_steps_can_be_read_again():
    assert_readable(losses.cross_entropy_steps(losses.cross_entropy_trace([2, 1, 0], 0)))
    assert_readable(losses.cross_entropy_steps(losses.cross_entropy_trace([[900, 1], [0, 3]], [1, 0])))
    assert_readable(losses.cross_entropy_gradient_steps(losses.cross_entropy_gradient_trace([2, 1, 0], 1)))
    assert_readable(losses.binary_cross_entropy_steps(losses.binary_cross_entropy_trace([0.8, 0.5], [0, 1])))
    steps = losses.sequence_steps(losses.sequence_trace([0.2, 0.5, 9], reduction="mean", mask=[1, 1, 0]))
    assert_readable(steps)
    assert [step.numbers for step in steps] == ["0.2 + 0.5", "0.7 / 2"]
    (summed,) = losses.sequence_steps(losses.sequence_trace([0.2, 0.5], reduction="sum"))
    assert (summed.numbers, summed.value) == ("0.2 + 0.5", 0.7)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: losses.cross_entropy([2, 1], 2), ValueError, "k names class 2, but z has classes 0 to 1"),
        (lambda: losses.cross_entropy([2, 1], 0.5), ValueError, "k must be a whole number"),
        (lambda: losses.cross_entropy([2, 1], [0, 1]), ShapeMismatch, "one class a row of z"),
        (lambda: losses.cross_entropy(2, 0), ShapeMismatch, "one class a row of z"),
        (lambda: losses.binary_cross_entropy(1, 1), ValueError, "p must lie between 0 and 1"),
        (lambda: losses.binary_cross_entropy(0, 1), ValueError, "p must lie between 0 and 1"),
        (lambda: losses.binary_cross_entropy(0.5, 2), ValueError, "y must be 0 or 1"),
        (lambda: losses.binary_cross_entropy(0.5, -0.1), ValueError, "y must be 0 or 1"),
        (lambda: losses.binary_cross_entropy([0.5], 1), ShapeMismatch, r"p has shape \(1,\), expected \(\) as y"),
        (lambda: losses.sequence([1, 2]), ValueError, 'say reduction="sum" or reduction="mean"'),
        (lambda: losses.sequence([1, 2], reduction="max"), ValueError, "not 'max'"),
        (lambda: losses.sequence([1, 2], reduction="sum", mask=[1]), ShapeMismatch, "mask has shape"),
        (lambda: losses.sequence([1, 2], reduction="mean", mask=[0, 0]), ValueError, "at least one loss that counts"),
    ],
)
def test_what_does_not_fit_is_told(call, error, message):
    with pytest.raises(error, match=message):
        call()
