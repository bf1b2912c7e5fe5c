"""Numbers and arrays against their keys: right, shaped otherwise, known by name, partly right, close."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formula.evaluate import Numeric
from engine.marking.numeric import Known, NumericKey, mark, understood
from engine.marking.target import target
from engine.marking.tolerance import Tolerance

WITHIN = Tolerance(absolute=0.01)
AVERAGES = np.array([[3.5, 5.5], [3.75, 5.25]])
MAXIMA = np.array([[6.0, 8.0], [7.0, 8.0]])
EXACT = Tolerance(exact=True)
POOLING = NumericKey(
    target=target(AVERAGES, EXACT),
    mistakes=(Known("took-the-maximum", target(MAXIMA, EXACT), "You kept the largest value."),),
    conventions=(Known("padding of one", target(np.zeros((3, 3)), EXACT)),),
)


def test_the_right_array_is_correct_cell_by_cell() -> None:
    verdict = mark(AVERAGES.copy(), POOLING)
    assert (verdict.outcome, verdict.score, verdict.message) == ("correct", 1.0, "Correct.")
    assert verdict.cells == [[True, True], [True, True]]
    assert verdict.expected == [[3.5, 5.5], [3.75, 5.25]]
    assert verdict.understood == "2×2 matrix"


def test_a_known_mistake_is_named() -> None:
    verdict = mark(MAXIMA.copy(), POOLING)
    assert (verdict.outcome, verdict.score, verdict.mistake) == ("wrong", 0.0, "took-the-maximum")
    assert verdict.message == "You kept the largest value."
    assert verdict.convention is None
    assert verdict.cells == [[False, False], [False, False]]


def test_another_convention_is_named_and_no_mistake() -> None:
    verdict = mark(np.zeros((3, 3)), POOLING)
    assert (verdict.outcome, verdict.mistake, verdict.convention) == ("wrong", None, "padding of one")
    assert verdict.score == 0
    assert "Right under another convention: padding of one." in verdict.message
    assert verdict.cells is None


def test_a_mistake_comes_before_a_convention_and_the_first_before_the_second() -> None:
    same = target(2.0, WITHIN)
    known = (Known("first", same, "One."), Known("second", same, "Two."))
    key = NumericKey(target=target(5.0, WITHIN), mistakes=known, conventions=(Known("other", same),))
    verdict = mark(2.0, key)
    assert (verdict.mistake, verdict.message, verdict.convention) == ("first", "One.", None)


def test_shape_is_compared_before_values() -> None:
    verdict = mark(AVERAGES.ravel(), POOLING)
    assert (verdict.outcome, verdict.score, verdict.cells) == ("wrong", 0.0, None)
    assert (verdict.understood, verdict.expected) == ("vector of 4", [[3.5, 5.5], [3.75, 5.25]])
    assert verdict.message == (
        "Expected a 2×2 matrix, found a vector of 4: the 4 values are there, but not in rows; end each row with ; or a new line."
    )


def test_three_of_four_cells_are_partly_right() -> None:
    answer = AVERAGES.copy()
    answer[0, 1] = 9
    verdict = mark(answer, POOLING)
    assert (verdict.outcome, verdict.score) == ("partial", 0.75)
    assert verdict.message == "3 of 4 values are right. Only one value is wrong: row 1, column 2."
    assert verdict.cells == [[True, False], [True, True]]


def test_a_mistake_that_shares_cells_with_the_key_is_still_a_mistake() -> None:
    half = AVERAGES.copy()
    half[0] = 0
    key = NumericKey(target=target(AVERAGES, WITHIN), mistakes=(Known("half", target(half, WITHIN), "Half."),))
    assert mark(half, key).outcome == "wrong"
    assert mark(half, key).mistake == "half"


def test_a_single_number_has_no_cells() -> None:
    key = NumericKey(target=target(0.7615941559557649, WITHIN))
    assert mark(0.76, key).outcome == "correct"
    assert mark(0.76, key).cells is None
    assert mark(0.76, key).understood == "0.76"
    verdict = mark(3.0, key)
    assert (verdict.outcome, verdict.score, verdict.message) == ("wrong", 0.0, "Not the right value.")
    assert verdict.cells is None
    assert verdict.expected == 0.761594155956


def test_rounding_on_the_way_is_told() -> None:
    key = NumericKey(target=target(0.748, Tolerance(absolute=0.001)), rounded=lambda: ((2, 0.75), (1, 0.8)))
    assert mark(0.75, key).message == "Right as far as it goes: give more digits than 2 decimal places."
    key = NumericKey(target=target(0.748, Tolerance(absolute=0.001)), rounded=lambda: ((3, 0.748), (2, 0.7623)))
    assert mark(0.7623, key).message == (
        "It seems that you rounded on the way, to 2 decimal places; keep more digits until the end."
    )


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (0.5, "0.5"),
        (np.array(0.5), "0.5"),
        (np.ones(3), "vector of 3"),
        (np.ones((2, 3)), "2×3 matrix"),
        (np.ones((2, 3, 4)), "2×3×4 array"),
    ],
)
def test_what_an_answer_was_read_as(answer: Numeric, words: str) -> None:
    assert understood(answer) == words


finite = st.floats(-1e9, 1e9)
tolerances = st.sampled_from(
    [WITHIN, Tolerance(relative=0.01), Tolerance(decimals=2), Tolerance(significant=3), Tolerance(exact=True)]
)


@given(finite, tolerances)
def test_the_key_itself_is_always_correct(value: float, tolerance: Tolerance) -> None:
    key = NumericKey(target=target(value, tolerance), mistakes=(Known("m", target(value, tolerance), "Never said."),))
    verdict = mark(value, key)
    assert (verdict.outcome, verdict.message, verdict.mistake) == ("correct", "Correct.", None)


@given(st.lists(st.lists(finite, min_size=2, max_size=2), min_size=1, max_size=4), finite, tolerances)
def test_any_array_gets_a_verdict_whose_score_is_its_share(
    rows: list[list[float]], other: float, tolerance: Tolerance
) -> None:
    value = np.array(rows)
    answer = value.copy()
    answer[0, 0] = other
    verdict = mark(answer, NumericKey(target=target(value, tolerance)))
    share = float(np.mean(verdict.cells))
    assert verdict.score == share
    assert verdict.outcome == ("correct" if share == 1 else "partial" if share else "wrong")
    assert verdict.message
