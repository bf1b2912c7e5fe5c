"""Encodings against the curriculum's categories and hand figures."""

import math

import numpy as np
import pytest

from solvers import encodings
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable

FOOD = ["apple", "chicken", "broccoli"]


def test_one_hot_rows_count_from_the_first_category():
    assert encodings.one_hot([3, 1], size=3, first=1).tolist() == [[0, 0, 1], [1, 0, 0]]
    assert encodings.one_hot([2, 0], size=3, first=0).tolist() == [[0, 0, 1], [1, 0, 0]]
    assert encodings.one_hot(1, size=2, first=0).tolist() == [0, 1]
    assert encodings.one_hot([], size=4, first=0).shape == (0, 4)
    assert encodings.one_hot([[0, 1]], size=2, first=0).tolist() == [[[1, 0], [0, 1]]]


def test_labels_in_either_order():
    assert encodings.labels([*FOOD, "apple"], first=1, order="seen").tolist() == [1, 2, 3, 1]
    assert encodings.labels(FOOD, first=0, order="alphabetical").tolist() == [0, 2, 1]
    assert encodings.labels([], first=0, order="seen").dtype == np.int64


def test_the_mean_of_labels_and_of_one_hot_rows():
    assert encodings.mean_of_rows([1, 3]) == 2
    assert encodings.mean_of_rows(encodings.one_hot([1, 3], size=3, first=1)).tolist() == [0.5, 0, 0.5]
    np.testing.assert_allclose(
        encodings.mean_of_rows(encodings.one_hot([1, 3, 1], size=3, first=1)), [0.6667, 0, 0.3333], atol=5e-5
    )


def test_distances_see_an_order_in_labels_and_none_in_one_hot_rows():
    assert encodings.distances([1, 2, 3]).tolist() == [[0, 1, 2], [1, 0, 1], [2, 1, 0]]
    apart = encodings.distances(encodings.one_hot([0, 1, 2], size=3, first=0))
    np.testing.assert_allclose(apart, math.sqrt(2) * (1 - np.eye(3)), rtol=1e-15)


def test_columns_of_dummy_features():
    assert encodings.columns([3, 4], drop_first=False) == 7
    assert encodings.columns([3, 4], drop_first=True) == 5
    assert encodings.columns(6, drop_first=True) == 5


def test_steps_can_be_read_again():
    steps = encodings.one_hot_steps(encodings.one_hot_trace([3, 1], size=3, first=1))
    assert steps[0][:3] == ("row 1", "a 1 in column 3, the place of category 3", "[0, 0, 1]")
    assert_readable(steps)
    assert [step.name for step in steps] == ["row 1", "row 2", "rows"]
    (single,) = encodings.one_hot_steps(encodings.one_hot_trace(1, size=1, first=1))
    assert single.numbers == "[1]"
    assert_readable(encodings.mean_steps(encodings.mean_trace([[1, 0, 0], [0, 0, 1], [1, 0, 0]])))
    apart = encodings.distances_steps(encodings.distances_trace([1, 2, 4]))
    assert [step.name for step in apart] == [
        "distance of 1 and 2",
        "distance of 1 and 3",
        "distance of 2 and 3",
        "distances",
    ]
    assert_readable(apart)
    assert_readable(encodings.distances_steps(encodings.distances_trace([[1, 0], [0, 1]])))
    for dropped, rule in (
        (True, "one column less than categories, for each feature"),
        (False, "a column for each category"),
    ):
        (step,) = encodings.columns_steps(encodings.columns_trace([3, 4, 1], drop_first=dropped))
        assert step.rule == rule
        assert_readable([step])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: encodings.one_hot([3], size=3, first=0), ValueError, "no category 3: they run from 0 to 2"),
        (lambda: encodings.one_hot([0], size=3, first=1), ValueError, "no category 0: they run from 1 to 3"),
        (lambda: encodings.one_hot([0.5], size=3, first=0), ValueError, "ids must be a whole number"),
        (lambda: encodings.labels(FOOD, first=1), ValueError, 'say order="seen" or order="alphabetical"'),
        (lambda: encodings.columns([3]), ValueError, "say drop_first=True or drop_first=False"),
        (lambda: encodings.mean_of_rows([]), ShapeMismatch, "at least one row"),
        (lambda: encodings.mean_of_rows(1), ShapeMismatch, "at least one row"),
        (lambda: encodings.distances([[[1]]]), ShapeMismatch, r"expected \(N, d\)"),
    ],
)
def test_what_does_not_fit_is_told(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_sizes_are_known_before_the_call():
    assert SOLVERS["encode.one_hot"].elements([], size=1e6, first=0) == 1_000_000
    assert SOLVERS["encode.one_hot"].elements([1, 2, 3], size=1e6, first=0) == 3_000_000
    assert SOLVERS["encode.distances"].elements(np.zeros((300, 2))) >= 90_000
    assert SOLVERS["encode.one_hot"].elements([0], size=1, first=0) == 1
    assert SOLVERS["encode.distances"].elements([5]) == 1
    assert SOLVERS["encode.distances"].elements(5) == 1
