"""Gradients of pooling against hand figures and central differences."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solvers import pooling, pooling_gradients
from solvers.gradcheck import central_differences, disagreement
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable

DECK = [[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 7, 6, 8]]
SLOPES = [[4, 8], [0, -4]]


def test_average_hands_back_equal_shares():
    found = pooling_gradients.average_gradient(SLOPES, DECK, size=2, stride=2)
    assert found.tolist() == [[1, 1, 2, 2], [1, 1, 2, 2], [0, 0, -1, -1], [0, 0, -1, -1]]


def test_maximum_hands_back_to_the_largest():
    found = pooling_gradients.maximum_gradient(SLOPES, DECK, size=2, stride=2)
    assert found.tolist() == [[0, 0, 0, 0], [0, 4, 0, 8], [0, 0, 0, 0], [0, 0, 0, -4]]


def test_of_equals_the_first_gets_it_all():
    assert pooling_gradients.maximum_gradient([[6]], [[5, 5], [5, 5]], size=2, stride=2).tolist() == [[6, 0], [0, 0]]


def test_windows_that_reach_into_the_padding():
    dY = [[1, 2], [3, 4]]
    assert pooling_gradients.maximum_gradient(dY, [[5, 6], [7, 8]], size=2, stride=2, padding=1).tolist() == dY


def test_places_are_counted_row_by_row_on_the_map():
    assert pooling_gradients.maximum_places(DECK, size=2, stride=2).tolist() == [[5, 7], [13, 15]]
    padded = pooling_gradients.maximum_places(DECK, size=3, stride=2, padding=1)
    assert padded.tolist() == [[5, 7], [13, 7]]
    assert pooling_gradients.maximum_places([3, 1, 4, 1, 5], size=2, stride=1, dilation=2).tolist() == [2, 1, 4]


def test_a_partial_window_is_left_out_unless_asked_for():
    X = np.arange(9.0).reshape(3, 3)
    for gradient in (pooling_gradients.average_gradient, pooling_gradients.maximum_gradient):
        assert gradient([[4]], X, size=2, stride=2)[2].tolist() == [0, 0, 0]
        assert gradient([[4, 2], [2, 1]], X, size=2, stride=2, ceil_mode=True)[2, 2] == 1
    assert pooling_gradients.maximum_places(X, size=2, stride=2).tolist() == [[4]]
    assert pooling_gradients.maximum_places(X, size=2, stride=2, ceil_mode=True).tolist() == [[4, 5], [7, 8]]


def test_padding_shares_where_it_counts():
    options = {"size": 2, "stride": 2, "padding": 1}
    found = pooling_gradients.average_gradient([[4]], [[1.0]], **options, count_include_pad=False)
    assert found.tolist() == [[4]]
    trace = pooling_gradients.average_trace([[4]], [[1.0]], **options, count_include_pad=True)
    assert trace.value.tolist() == [[1]]
    assert pooling_gradients.steps(trace)[0].numbers == "4 * [[0.25, 0.25], [0.25, 0.25]]"
    trace = pooling_gradients.average_trace([[4]], [[1.0]], **options, count_include_pad=False)
    assert pooling_gradients.steps(trace)[0].numbers == "4 * [[0, 0], [0, 1]]"
    with pytest.raises(ValueError, match="say count_include_pad"):
        pooling_gradients.average_gradient([[4]], [[1.0]], **options)


def test_padding_beside_dilated_windows():
    X, dY = np.arange(16.0).reshape(4, 4), np.arange(16.0).reshape(4, 4)
    options = {"size": 2, "stride": 1, "padding": 1, "dilation": 2, "count_include_pad": False}
    measured = central_differences(lambda moved: (dY * pooling.average(moved, **options)).sum(), X)
    found = pooling_gradients.average_gradient(dY, X, **options)
    assert disagreement(found, measured, rtol=1e-6, atol=1e-6) is None


def test_large_maps_are_told_by_their_result():
    trace = pooling_gradients.average_trace(np.ones((70, 70)), np.ones((70, 70)), size=1, stride=1)
    (step,) = pooling_gradients.steps(trace)
    assert step.name == "dX"


layouts = st.fixed_dictionaries(
    {
        "size": st.lists(st.integers(1, 3), min_size=2, max_size=2),
        "stride": st.integers(1, 3),
        "dilation": st.integers(1, 2),
        "ceil_mode": st.booleans(),
    }
)


@given(layouts, st.booleans(), st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_gradients_agree_with_differences(options, padded, seed):
    options = options | ({"padding": 1} if padded and min(options["size"]) > 1 and options["dilation"] == 1 else {})
    generator = np.random.default_rng(seed)
    X = generator.permutation(60).reshape(2, 5, 6).astype(float)
    average = options | {"count_include_pad": seed % 2 == 0}
    for forward, backward, settled in (
        (pooling.average, pooling_gradients.average_gradient, average),
        (pooling.maximum, pooling_gradients.maximum_gradient, options),
    ):
        dY = generator.normal(size=forward(X, **settled).shape)
        measured = central_differences(
            lambda moved, forward=forward, settled=settled, dY=dY: (dY * forward(moved, **settled)).sum(), X
        )
        assert disagreement(backward(dY, X, **settled), measured, rtol=1e-6, atol=1e-6) is None


def test_precision_is_kept():
    X = np.ones((2, 2), np.float32)
    assert pooling_gradients.average_gradient(np.ones((1, 1), np.float32), X, size=2, stride=2).dtype == np.float32
    assert pooling_gradients.maximum_gradient(np.ones((1, 1), np.float32), X, size=2, stride=2).dtype == np.float32


def test_steps_can_be_read_again():
    for trace in (
        pooling_gradients.average_trace(SLOPES, DECK, size=2, stride=2),
        pooling_gradients.maximum_trace(SLOPES, DECK, size=2, stride=2),
    ):
        steps = pooling_gradients.steps(trace)
        assert_readable(steps)
        assert steps[-1].value is trace.value
    assert steps[3][:3] == ("window (1, 1)", "all to the largest of rows 2–3, columns 2–3", "(-4) * [[0, 0], [0, 1]]")


def test_a_slope_of_another_shape_is_refused():
    with pytest.raises(ShapeMismatch, match=r"dY has shape \(1, 2\), expected \(2, 2\)"):
        pooling_gradients.average_gradient([[4, 8]], DECK, size=2, stride=2)
