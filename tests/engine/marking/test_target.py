"""What answers are compared with: cell by cell as the rule judges single numbers, apart from one another, and as it is typed."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formula.values import Numeric
from engine.marking.target import Cells, cells, nested, target
from engine.marking.tolerance import Tolerance

WITHIN = Tolerance(absolute=0.01)
RULES = [
    WITHIN,
    Tolerance(relative=0.01),
    Tolerance(decimals=2),
    Tolerance(significant=3),
    Tolerance(exact=True),
    Tolerance(absolute=0.01, saturating=True),
]
finite = st.floats(-1e9, 1e9)
tolerances = st.sampled_from(RULES)


def test_cells_stand_in_reading_order() -> None:
    assert cells(2.5) == Cells((), [2.5])
    assert cells(np.array([[1.0, 2.0], [3.0, 4.0]]).T) == Cells((2, 2), [1, 3, 2, 4])
    assert nested((2, 1, 2), iter("abcd")) == [[["a", "b"]], [["c", "d"]]]


def test_another_shape_is_neither_right_nor_accepted() -> None:
    for one, other in ((1.0, np.ones(1)), (np.ones(1), 1.0), (np.ones((1, 2)), np.ones(2))):
        assert target(other, WITHIN).right(cells(one)) is None
        assert not target(other, WITHIN).accepts(cells(one))
        assert target(other, WITHIN).is_apart_from(target(one, WITHIN))


@pytest.mark.parametrize("tolerance", RULES)
def test_what_is_not_finite_is_never_right(tolerance: Tolerance) -> None:
    for answer in (nan, inf, -inf):
        assert target(0.5, tolerance).right(cells(answer)) == [False]
        assert not target(0.5, tolerance).accepts(cells(answer))


@given(
    tolerances,
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1),
    st.lists(st.sampled_from([0.0, 1.0, -1.0, 0.9999, -0.9999, 1e-4, 1e-13, 0.5, 1000.0, 1e-300]), min_size=1),
)
def test_arrays_are_judged_as_their_numbers_are(
    tolerance: Tolerance, pairs: list[tuple[float, float]], specials: list[float]
) -> None:
    pairs += [(answer, key) for answer in specials for key in specials]
    answers, keys = (np.array(column) for column in zip(*pairs, strict=True))
    expected = [tolerance.accepts(answer, key) for answer, key in pairs]
    assert target(keys, tolerance).right(cells(answers)) == expected
    assert target(keys, tolerance).accepts(cells(answers)) is all(expected)
    assert target(keys, tolerance).rooms == [tolerance.room(key) for _, key in pairs]


def test_saturation_is_judged_cell_by_cell() -> None:
    keys, flat = np.array([0.9996, -0.9996, 0.0004, 2.0004, 1.0]), cells(np.array([1.0, -1.0, 0.0, 2.0, 1.0]))
    assert target(keys, Tolerance(absolute=0.001)).right(flat) == [False, False, False, True, True]
    assert target(keys, Tolerance(absolute=0.001, saturating=True)).accepts(flat)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (1.0, 1.019, False),
        (1.0, 1.021, True),
        (1.0, np.ones(1), True),
        (np.ones(2), 1.0, True),
        (np.ones(2), np.ones(3), True),
        (np.ones(2), np.array([1, 1.5]), True),
        (np.ones(2), np.array([1, 1.019]), False),
    ],
)
def test_values_are_apart_when_no_number_is_near_both(first: Numeric, second: Numeric, expected: bool) -> None:
    assert target(first, WITHIN).is_apart_from(target(second, WITHIN)) is expected


@given(finite, finite, tolerances)
def test_nothing_between_two_that_are_apart_is_accepted_for_both(first: float, second: float, rule: Tolerance) -> None:
    one, two = target(first, rule), target(second, rule)
    if one.is_apart_from(two):
        for share in np.linspace(0, 1, 21):
            between = cells(float(first + share * (second - first)))
            assert not (one.accepts(between) and two.accepts(between))


@pytest.mark.parametrize(
    ("value", "tolerance", "text"),
    [
        (2 / 3, WITHIN, "0.666667"),
        (2 / 3, Tolerance(exact=True), "0.666666667"),
        (2 / 3, Tolerance(significant=9), "0.666666667"),
        (1234567.89, Tolerance(relative=0.01), "1234570"),
        (1234567.886, WITHIN, "1234567.89"),
        (1234567.0, Tolerance(exact=True), "1234567"),
        (0.99999999, WITHIN, "0.99999999"),
        (0.99999999, Tolerance(absolute=0.01, saturating=True), "1"),
        (27.719999999999995, Tolerance(exact=True), "27.72"),
        (-1e-9 / 3, Tolerance(relative=0.01), "-3.33333e-10"),
        (-0.0, WITHIN, "0"),
        (np.array([[1 / 3, -2], [0.125, 1e-7]]), WITHIN, "[[0.333333, -2], [0.125, 1e-07]]"),
        (np.ones((1, 2, 1)), WITHIN, "[[[1], [1]]]"),
        (np.zeros(1), WITHIN, "[0]"),
    ],
)
def test_as_few_digits_as_the_rule_accepts(value: Numeric, tolerance: Tolerance, text: str) -> None:
    assert target(value, tolerance).text() == text


@given(finite, tolerances)
def test_what_is_written_is_accepted(value: float, tolerance: Tolerance) -> None:
    assert tolerance.accepts(float(target(value, tolerance).text()), value)
