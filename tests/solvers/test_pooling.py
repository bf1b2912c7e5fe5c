"""Pooling against the decks' figures, hand figures and a loop oracle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers import global_pooling, pooling
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch
from tests.oracles import pooling as oracle
from tests.solvers.worked_lines import assert_readable

DECK = [[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 7, 6, 8]]
SMALL = [[2, 0, 4], [6, 8, 2], [0, 4, 6]]


def test_average_of_the_decks_map():
    assert pooling.average(DECK, size=2, stride=2).tolist() == [[3.5, 5.5], [3.75, 5.25]]


def test_average_with_overlapping_windows():
    assert pooling.average(DECK, size=2, stride=1).tolist() == [[3.5, 4.5, 5.5], [3.5, 4.5, 5.5], [3.75, 4.5, 5.25]]
    assert pooling.average(SMALL, size=2, stride=1).tolist() == [[4, 3.5], [4.5, 5]]


def test_maximum_minimum_and_sum_of_the_decks_map():
    assert pooling.maximum(DECK, size=2, stride=2).tolist() == [[6, 8], [7, 8]]
    assert pooling.minimum(DECK, size=2, stride=2).tolist() == [[1, 3], [1, 3]]
    assert pooling.sum_of_windows(DECK, size=2, stride=2).tolist() == [[14, 22], [15, 21]]


def test_padding_counts_or_not():
    options = {"size": 2, "stride": 2, "padding": 1}
    assert pooling.average(SMALL, **options, count_include_pad=True).tolist() == [[0.5, 1], [1.5, 5]]
    assert pooling.average(SMALL, **options, count_include_pad=False).tolist() == [[2, 2], [3, 5]]


def test_padding_never_wins_a_maximum():
    assert pooling.maximum(-np.ones((2, 2)), size=2, stride=2, padding=1).tolist() == [[-1, -1], [-1, -1]]


def test_a_partial_window_is_left_out_unless_asked_for():
    X = np.arange(9.0).reshape(3, 3)
    assert pooling.average(X, size=2, stride=2).tolist() == [[2]]
    assert pooling.average(X, size=2, stride=2, ceil_mode=True).tolist() == [[2, 3.5], [6.5, 8]]
    assert pooling.maximum(X, size=2, stride=2).tolist() == [[4]]
    assert pooling.maximum(X, size=2, stride=2, ceil_mode=True).tolist() == [[4, 5], [7, 8]]
    assert pooling.minimum(X, size=2, stride=2).tolist() == [[0]]
    assert pooling.minimum(X, size=2, stride=2, ceil_mode=True).tolist() == [[0, 2], [6, 8]]
    assert pooling.sum_of_windows(X, size=2, stride=2).tolist() == [[8]]
    assert pooling.sum_of_windows(X, size=2, stride=2, ceil_mode=True).tolist() == [[8, 7], [13, 8]]


def test_padding_on_one_side():
    before = {"size": 2, "stride": 1, "padding": [[1, 0], [0, 0]]}
    assert pooling.average(SMALL[:1], **before, count_include_pad=False).tolist() == [[1, 2]]
    assert pooling.average(SMALL[:1], **before, count_include_pad=True).tolist() == [[0.5, 1]]
    with pytest.raises(ValueError, match="say count_include_pad"):
        pooling.average(SMALL[:1], **before)
    with pytest.raises(ValueError, match="say count_include_pad"):
        pooling.average(SMALL[:1], size=2, stride=1, padding=[[0, 1], [0, 0]])


def test_many_maps_are_pooled_block_by_block():
    maps = np.random.default_rng(0).normal(size=(9, 300, 302))
    expected = maps.reshape(9, 150, 2, 151, 2).max(axis=(2, 4))
    np.testing.assert_array_equal(pooling.maximum(maps, size=2, stride=2), expected)
    np.testing.assert_array_equal(
        pooling.maximum(maps[:, :1, :2], size=[1, 2], stride=1)[:, 0, 0], maps[:, 0, :2].max(1)
    )
    assert pooling.average(np.zeros((0, 4, 4)), size=2, stride=2).shape == (0, 2, 2)


def test_a_block_is_a_megabyte_of_single_precision():
    assert pooling.BLOCK * np.dtype(np.float32).itemsize == 2**20


def test_large_maps_are_told_by_their_result():
    trace = pooling.average_trace(np.ones((70, 70)), size=10, stride=10)
    (step,) = pooling.average_steps(trace)
    assert step.rule == "mean of each window, in its place"


def test_global_pooling_keeps_channels():
    maps = [[[1, 2], [3, 6]], [[0, 4], [4, 0]]]
    assert global_pooling.global_average(maps).tolist() == [3, 2]
    assert global_pooling.global_maximum(maps).tolist() == [6, 4]
    assert global_pooling.global_average([1, 2, 6], axes=1) == 3


def test_global_pooling_over_other_axes():
    X = np.arange(12.0).reshape(2, 2, 3)
    assert global_pooling.global_maximum(X, axes=1).tolist() == [[2, 5], [8, 11]]
    assert global_pooling.maximum_map_trace(X).value.tolist() == [5, 11]
    assert global_pooling.global_average(X, axes=3) == 5.5


@pytest.mark.parametrize(
    ("shape", "axes", "message"),
    [
        ((3,), 2, r"X has shape \(3,\), expected at least 2 axes with cells on them"),
        ((2, 0), 2, r"X has shape \(2, 0\), expected at least 2 axes with cells on them"),
        ((2, 0, 3), 2, r"X has shape \(2, 0, 3\), expected at least 2 axes with cells on them"),
    ],
)
def test_a_map_without_cells_has_no_whole(shape, axes, message):
    for whole in (global_pooling.global_average, global_pooling.global_maximum):
        with pytest.raises(ShapeMismatch, match=message):
            whole(np.ones(shape), axes=axes)


def test_one_and_three_axes():
    assert pooling.average([1, 3, 5, 7], size=2, stride=2).tolist() == [2, 6]
    assert pooling.maximum(np.arange(8).reshape(2, 2, 2), size=[2, 2, 2], stride=1).tolist() == [[[7]]]
    assert pooling.maximum([[1, 9, 2], [3, 4, 5]], size=[2], stride=1).tolist() == [[9, 9], [4, 5]]


@st.composite
def layouts(draw):
    """A map of digits and a layout whose windows fit it."""
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    X = draw(st.lists(st.lists(st.integers(-9, 9), min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    size, padding = draw(st.integers(1, 4)), draw(st.integers(0, 2))
    dilation = draw(st.integers(1, 2))
    reach = dilation * (size - 1) + 1
    padding = min(padding, (size - 1) // 2 * dilation, reach - 1)
    if reach > min(rows, columns) + 2 * padding:
        size, dilation, padding = 1, 1, 0
    return X, {
        "size": size,
        "stride": draw(st.integers(1, 3)),
        "padding": padding,
        "dilation": dilation,
        "ceil_mode": draw(st.booleans()),
    }


@given(layouts(), st.booleans())
def test_any_layout_agrees_with_the_oracle(layout, zeros_count):
    X, options = layout
    means = oracle.pool(X, lambda cells: sum(cells) / len(cells), **options, zeros_count=zeros_count)
    found = pooling.average(X, **options, count_include_pad=zeros_count)
    np.testing.assert_allclose(found, means, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(pooling.average_trace(X, **options, count_include_pad=zeros_count).value, found, 1e-12)
    largest = oracle.pool(X, max, **options)
    assert pooling.maximum(X, **options).tolist() == largest
    assert pooling.maximum_trace(X, **options).value.tolist() == largest


def test_leading_axes_are_pooled_each_on_its_own():
    maps = np.random.default_rng(0).normal(size=(2, 3, 6, 5))
    found = pooling.average(maps, size=[3, 2], stride=[1, 2])
    one_by_one = [[pooling.average(plane, size=[3, 2], stride=[1, 2]) for plane in batch] for batch in maps]
    np.testing.assert_array_equal(found, one_by_one)


def test_precision_layout_and_input_are_kept():
    X = np.asfortranarray(np.random.default_rng(0).normal(size=(6, 6)).astype(np.float32))[::-1]
    before = X.copy()
    for solve in (pooling.average, pooling.maximum, pooling.minimum):
        found = solve(X, size=1, stride=1)
        assert found.dtype == np.float32
        found[:] = 9
    np.testing.assert_array_equal(X, before)
    np.testing.assert_allclose(pooling.average(X, size=3, stride=3), X.reshape(2, 3, 2, 3).mean((1, 3)), rtol=1e-5)


def test_steps_of_the_decks_map():
    steps = pooling.average_steps(pooling.average_trace(DECK, size=2, stride=2))
    assert [(step.name, step.numbers, np.asarray(step.value).tolist()) for step in steps] == [
        ("window (0, 0)", "(1 + 2 + 5 + 6) / 4", 3.5),
        ("window (0, 1)", "(3 + 4 + 7 + 8) / 4", 5.5),
        ("window (1, 0)", "(1 + 2 + 5 + 7) / 4", 3.75),
        ("window (1, 1)", "(3 + 4 + 6 + 8) / 4", 5.25),
        ("Y", "[[3.5, 5.5], [3.75, 5.25]]", [[3.5, 5.5], [3.75, 5.25]]),
    ]
    assert steps[1].rule == "mean of rows 0–1, columns 2–3"


def test_steps_show_padding_only_where_it_counts():
    trace = pooling.average_trace(SMALL, size=2, stride=2, padding=1, count_include_pad=True)
    assert pooling.average_steps(trace)[0][1:3] == ("mean of row 0, column 0 and padding", "(0 + 0 + 0 + 2) / 4")
    trace = pooling.average_trace(SMALL, size=2, stride=2, padding=1, count_include_pad=False)
    assert pooling.average_steps(trace)[0].numbers == "2 / 1"
    assert pooling.maximum_steps(pooling.maximum_trace(SMALL, size=2, stride=2, padding=1))[1].numbers == "max([0, 4])"


@given(layouts())
def test_every_step_can_be_read_again(layout):
    X, options = layout
    assert_readable(pooling.average_steps(pooling.average_trace(X, **options, count_include_pad=True)))
    assert_readable(pooling.maximum_steps(pooling.maximum_trace(X, **options)))
    assert_readable(pooling.minimum_steps(pooling.minimum_trace(X, **options)))
    assert_readable(pooling.total_steps(pooling.total_trace(X, **options)))


def test_steps_of_a_whole_map_are_its_value():
    (step,) = pooling.average_steps(global_pooling.average_map_trace([[1, 2], [3, 6]]))
    assert step[:3] == ("Y", "mean of rows 0–1, columns 0–1", "(1 + 2 + 3 + 6) / 4")
    assert step.value == 3


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"size": 5, "stride": 1}, ShapeMismatch, "a window over 5 cells does not fit on 3"),
        ({"size": [2, 2, 2], "stride": 1}, ShapeMismatch, "the map has 2 axes, the window 3"),
        ({"size": 2.5, "stride": 1}, ValueError, "size must be a whole number of at least 1, not 2.5"),
        ({"size": 2, "stride": 0}, ValueError, "stride must be a whole number of at least 1, not 0"),
        ({"size": 2, "stride": [1, 2, 3]}, ValueError, "stride needs one number, or one for each of the 2 axes"),
        ({"size": 2, "stride": 2, "padding": 1}, ValueError, "say count_include_pad=True or count_include_pad=False"),
        ({"size": 2, "stride": 2, "padding": 2, "count_include_pad": True}, ValueError, "no cell of the map"),
    ],
)
def test_what_does_not_fit_is_told(options, error, message):
    with pytest.raises(error, match=message):
        pooling.average(SMALL, **options)


def test_whole_numbers_may_come_as_floats():
    assert pooling.average(DECK, size=2.0, stride=2.0).tolist() == [[3.5, 5.5], [3.75, 5.25]]


def test_size_is_known_before_the_call():
    elements = SOLVERS["pool.average"].elements
    assert elements is not None
    assert elements(np.zeros((3, 4, 4)), size=2, stride=1, padding=1, count_include_pad=True) == 3 * 6 * 6
