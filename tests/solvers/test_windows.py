"""How windows lie, against figures placed by hand and by counting."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from solvers import windows
from solvers.shapes import ShapeMismatch
from tests.oracles.pooling import outputs


@given(*[st.integers(1, 9)] * 3, st.integers(0, 3), st.integers(1, 3), st.booleans())
def test_as_many_windows_as_can_be_placed(n, size, stride, padding, dilation, ceil_mode):
    if ceil_mode:
        padding = min(padding, dilation * (size - 1))
    expected = outputs(n, size, stride, padding, dilation, ceil_mode)
    if dilation * (size - 1) + 1 > n + 2 * padding:
        with pytest.raises(ShapeMismatch, match="does not fit"):
            windows.output_size(n, size, stride, padding, padding, dilation, ceil_mode=ceil_mode)
    else:
        found = windows.output_size(n, size, stride, padding, padding, dilation, ceil_mode=ceil_mode)
        assert found == expected


def test_axes_are_counted_from_the_last():
    rows, columns = windows.lay((7, 5, 6), size=[2, 3], stride=[1, 2], padding=[[0, 1], [2, 0]], dilation=1)
    assert rows == (5, 2, 1, 0, 1, 1, 5)
    assert columns == (6, 3, 2, 2, 0, 1, 3)
    assert windows.lay((4,), size=2, stride=2) == ((4, 2, 2, 0, 0, 1, 2),)
    assert [axis.extent for axis in windows.lay((2, 3, 4), size=1, stride=1)] == [3, 4]


def test_a_plain_axis_has_no_padding_and_no_holes():
    assert windows.output_size(5, 2, 1) == 4
    assert windows.output_size(5, 2, 2) == 2
    with pytest.raises(ShapeMismatch, match="a window over 5 cells does not fit on 4, padding counted"):
        windows.output_size(2, 5, 1, before=1, after=1)


def test_padding_that_no_window_reaches_is_padding():
    (axis,) = windows.lay((4,), size=[2], stride=2, padding=[[0, 1]])
    assert (axis.outputs, axis.padded) == (2, 5)


def test_a_window_left_out_behind_the_map_is_not_read():
    axes = windows.lay((2,), size=[1], stride=1, padding=1, ceil_mode=True)
    assert windows.read(np.array([1.0, 2]), axes).tolist() == [[0], [1], [2]]


def test_how_many_cells_are_told():
    (square,) = windows.lay((9,), size=[4], stride=1)
    assert not windows.too_many_to_tell((square,), 1024)
    (long,) = windows.lay((20,), size=[17], stride=1)
    assert windows.too_many_to_tell((long,), 241)


def test_cells_of_each_window():
    (axis,) = windows.lay((5,), size=2, stride=2, padding=1, dilation=2)
    assert axis.starts().tolist() == [-1, 1, 3]
    assert [axis.cells(window).tolist() for window in range(3)] == [[-1, 1], [1, 3], [3, 5]]
    assert axis.covers(axis.cells(0), with_padding=False).tolist() == [False, True]
    assert axis.covers(axis.cells(2), with_padding=False).tolist() == [True, False]
    assert axis.covers(axis.cells(2), with_padding=True).tolist() == [True, True]
    assert (axis.reach, axis.padded) == (3, 7)


def test_an_overhang_is_neither_map_nor_padding():
    (axis,) = windows.lay((4,), size=3, stride=2, ceil_mode=True)
    assert [axis.cells(window).tolist() for window in range(2)] == [[0, 1, 2], [2, 3, 4]]
    assert axis.covers(axis.cells(1), with_padding=True).tolist() == [True, True, False]
    assert axis.padded == 5
    assert windows.counts((axis, axis), with_padding=True).tolist() == [[9, 6], [6, 4]]
    corner = windows.taking_part((axis, axis), (0, 1), with_padding=True)
    assert corner.tolist() == [[True, True, False]] * 3


@given(*[st.integers(1, 6)] * 3, st.integers(0, 3), st.integers(0, 3), st.integers(1, 3), st.booleans())
def test_counts_are_what_is_covered(n, size, stride, before, after, dilation, ceil_mode):
    assume(dilation * (size - 1) + 1 <= n + before + after)
    (axis,) = windows.lay(
        (n,), size=[size], stride=stride, padding=[[before, after]], dilation=dilation, ceil_mode=ceil_mode
    )
    if not ceil_mode:
        assert axis.outputs == len(range(0, n + before + after - axis.reach + 1, stride))
    for with_padding in (False, True):
        low, high = (-before, n + after) if with_padding else (0, n)
        expected = [sum(low <= cell < high for cell in axis.cells(window)) for window in range(axis.outputs)]
        assert axis.counts(with_padding=with_padding).tolist() == expected
        assert axis.starts().tolist() == [axis.cells(window)[0] for window in range(axis.outputs)]


def test_padding_comes_and_goes():
    X = np.arange(6.0).reshape(2, 3)
    axes = windows.lay(X.shape, size=2, stride=1, padding=[[1, 0], [0, 2]])
    padded = windows.pad(X, axes, -1)
    assert padded.tolist() == [[-1, -1, -1, -1, -1], [0, 1, 2, -1, -1], [3, 4, 5, -1, -1]]
    assert windows.unpad(padded, axes).tolist() == X.tolist()
    assert windows.pad(X, axes)[0].tolist() == [0] * 5
    unpadded = windows.lay(X.shape, size=2, stride=1)
    assert windows.pad(X, unpadded) is X


def test_windows_are_read():
    X = np.arange(8.0).reshape(2, 4)
    axes = windows.lay(X.shape, size=2, stride=[1, 2])
    assert windows.read(X, axes).tolist() == [[[[0, 1], [4, 5]], [[2, 3], [6, 7]]]]
    assert windows.read(np.stack([X, X + 8]), axes)[1].tolist() == [[[[8, 9], [12, 13]], [[10, 11], [14, 15]]]]


def test_most_numbers_counts_padding_and_results():
    axes = windows.lay((3, 4, 4), size=3, stride=1, padding=1)
    assert windows.most_numbers((3, 4, 4), axes) == 3 * 6 * 6
    axes = windows.lay((2,), size=[1], stride=1, padding=5)
    assert windows.most_numbers((2,), axes) == 12


@pytest.mark.parametrize(
    ("shape", "layout", "window", "words"),
    [
        ((4, 4), {"size": 2, "stride": 2}, (0, 1), "rows 0–1, columns 2–3"),
        ((4, 4), {"size": 2, "stride": 1, "padding": 1}, (0, 1), "row 0, columns 0–1"),
        ((5, 5), {"size": 2, "stride": 1, "dilation": 3}, (0, 1), "rows 0 3, columns 1 4"),
        ((4,), {"size": 2, "stride": 2}, (1,), "cells 2–3"),
        ((4,), {"size": 3, "stride": 1}, (1,), "cells 1–3"),
        ((5,), {"size": 3, "stride": 1, "dilation": 2}, (0,), "cells 0 2 4"),
        ((3,), {"size": 2, "stride": 1, "padding": 1}, (3,), "cell 2"),
        ((2, 2, 2), {"size": [2, 1, 1], "stride": 1}, (0, 1, 0), "planes 0–1, row 1, column 0"),
        ((1, 1), {"size": 1, "stride": 1, "padding": 1}, (0, 0), "padding"),
    ],
)
def test_windows_in_words(shape, layout, window, words):
    assert windows.where(windows.lay(shape, **layout), window) == words


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        ({"size": [1, 1, 1], "stride": 1}, "the map has 2 axes, the window 3"),
        ({"size": [], "stride": 1}, "the map has 2 axes, the window 0"),
        ({"size": 1, "stride": [1, 1, 1]}, "stride needs one number, or one for each of the 2 axes"),
        ({"size": 1, "stride": 1, "padding": [1, 2, 3]}, "padding needs one number"),
        ({"size": 1, "stride": 1, "dilation": 0}, "dilation must be a whole number of at least 1"),
        ({"size": 1, "stride": 1, "padding": -1}, "padding must be a whole number of at least 0"),
    ],
)
def test_what_lays_no_windows(layout, message):
    with pytest.raises(ValueError, match=message):
        windows.lay((3, 3), **layout)


def test_a_number_has_no_map():
    with pytest.raises(ShapeMismatch, match="the map has 0 axes"):
        windows.lay((), size=1, stride=1)


def test_sizes_in_any_dress_lay_the_same_windows():
    expected = ((5, 2, 2, 0, 0, 1, 2), (6, 2, 2, 0, 0, 1, 3))
    for two in (2, 2.0, [2, 2], (2, 2), np.array([2.0, 2.0]), np.array(2)):
        assert windows.lay((5, 6), size=two, stride=2) == windows.lay((5, 6), size=2, stride=two) == expected
    for _ in range(2):
        with pytest.raises(ValueError, match="size must be a whole number of at least 1, not 0"):
            windows.lay((5, 6), size=0, stride=1)
