"""Clipping against hand figures and the properties that define it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers import clipping
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable

gradients = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6)
limits = st.floats(1e-3, 1e6)


def test_by_value():
    assert clipping.by_value([3, -4, 0.5], 1).tolist() == [1, -1, 0.5]


def test_by_norm_below_and_above_the_limit():
    np.testing.assert_allclose(clipping.by_norm([3, -4], 1), [0.6, -0.8], rtol=1e-15)
    assert clipping.by_norm([3, -4], 10).tolist() == [3, -4]
    assert clipping.by_norm([3, -4], 5).tolist() == [3, -4]
    assert clipping.by_norm([0, 0], 1).tolist() == [0, 0]


def test_by_global_norm_has_one_factor_for_all():
    assert clipping.by_global_norm([3], [4], limit=2.5).tolist() == [[1.5], [2]]
    assert clipping.global_factor([3, 0], [4], limit=2.5) == 0.5
    assert clipping.by_global_norm([3, 4], limit=10).tolist() == [3, 4]


def test_clipping_by_value_turns_the_gradient_and_by_norm_does_not():
    g = [3, 0.5]
    np.testing.assert_allclose(clipping.cosine(g, clipping.by_value(g, 1)), 0.9558, atol=5e-5)
    np.testing.assert_allclose(clipping.cosine(g, clipping.by_norm(g, 1)), 1, rtol=1e-15)


@given(gradients, limits)
def test_what_defines_clipping_by_norm(g, limit):
    found, norm = clipping.by_norm(g, limit), math.hypot(*g)
    assert math.hypot(*found) <= limit * (1 + 1e-12)
    if norm <= limit * (1 - 1e-12):
        assert found.tolist() == g
    elif norm > limit:
        np.testing.assert_allclose(found, np.array(g) / norm * limit, rtol=1e-12, atol=1e-300)


@given(gradients, limits)
def test_what_defines_clipping_by_value(g, limit):
    assert clipping.by_value(g, limit).tolist() == [max(-limit, min(element, limit)) for element in g]


def test_huge_gradients_do_not_overflow_and_precision_is_kept():
    np.testing.assert_allclose(clipping.by_norm([3e200, 4e200], 1), [0.6, 0.8], rtol=1e-15)
    np.testing.assert_allclose(clipping.by_norm([3e-200, 4e-200], 1), [3e-200, 4e-200], rtol=1e-15)
    single = np.array([3, 4], np.float32)
    assert clipping.by_norm(single, 1).dtype == np.float32
    assert clipping.by_value(single, 1).dtype == np.float32
    trace = clipping.by_norm_trace(single, 1)
    assert (trace.norm.dtype, trace.factor.dtype) == (np.float32, np.float32)
    assert clipping.global_factor(single, limit=9).dtype == np.float32


def test_norms_so_small_that_their_squares_vanish():
    np.testing.assert_allclose(clipping.by_norm_trace([3e-200, 4e-200], 1).norm, 5e-200, rtol=1e-15)


def test_no_gradient_at_all_has_no_length():
    trace = clipping.by_norm_trace([], 1)
    assert (trace.norm, trace.factor, trace.value.shape) == (0, 1, (0,))
    assert clipping.by_norm_steps(trace)[0].numbers == "sqrt(0)"


def test_steps_can_be_read_again():
    steps = clipping.by_norm_steps(clipping.by_norm_trace([3, -4], 1))
    assert [step.numbers for step in steps] == ["sqrt(3 ** 2 + (-4) ** 2)", "min(1, 1 / 5)", "0.2 * [3, -4]"]
    assert_readable(steps)
    assert [step.name for step in steps] == ["norm", "factor", "g"]
    still = clipping.by_norm_steps(clipping.by_norm_trace([0, 0], 1))
    assert [step.name for step in still] == ["norm", "factor", "g"]
    assert_readable(still)
    several = clipping.by_norm_steps(clipping.by_global_norm_trace([[3]], [[4]], limit=2.5))
    assert [(step.name, step.rule) for step in several[2:]] == [
        ("g_1", "factor * g_1"),
        ("g_2", "factor * g_2"),
        ("g", "all of them"),
    ]
    assert_readable(several)
    assert_readable(clipping.by_value_steps(clipping.by_value_trace([[3, -4, 0.5]], 1)))
    assert_readable(clipping.cosine_steps(clipping.cosine_trace([3, 0.5], [-1, 0.5])))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: clipping.by_norm([1], 0), ValueError, "the limit must be one positive number"),
        (lambda: clipping.by_value([1], -1), ValueError, "the limit must be one positive number"),
        (lambda: clipping.by_value([1], [1, 2]), ValueError, "the limit must be one positive number"),
        (lambda: clipping.by_norm([np.inf], 1), ValueError, "skip the update"),
        (lambda: clipping.by_norm([np.nan], 1), ValueError, "skip the update"),
        (lambda: clipping.by_global_norm(limit=1), ValueError, "there is no gradient to clip"),
        (lambda: clipping.by_global_norm([1], [1, 2], limit=1), ShapeMismatch, r"shapes \(1,\), \(2,\), expected one"),
        (lambda: clipping.cosine([0], [1]), ValueError, "has no direction"),
        (lambda: clipping.cosine([1], [1, 2]), ShapeMismatch, r"b has shape \(2,\), expected \(1,\) as a"),
    ],
)
def test_what_does_not_fit_is_told(call, error, message):
    with pytest.raises(error, match=message):
        call()
