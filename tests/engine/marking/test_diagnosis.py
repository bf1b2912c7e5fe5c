"""What is said of a wrong answer that no known mistake explains; nothing of it is ever said of a right one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formula.evaluate import Numeric
from engine.marking.diagnosis import closeness, decimals
from engine.marking.numeric import NumericKey, mark
from engine.marking.target import cells, target
from engine.marking.tolerance import Tolerance

FINE = Tolerance(absolute=0.001)
EXACT = Tolerance(exact=True)
H = 0.7615941559557649
SQUARE = [[1.5, 2.25], [3.0, 4.75]]


def said(
    answer: object, key: object, tolerance: Tolerance = FINE, rounded: tuple[tuple[int, Numeric], ...] = ()
) -> str:
    """The sentence on a wrong answer."""
    a, k = (value if isinstance(value, float) else np.array(value, dtype=float) for value in (answer, key))
    given, key_target = cells(a), target(k, tolerance)
    right = key_target.right(given)
    assert right is not None
    assert not all(right)
    return closeness(given, key_target, right, lambda: rounded)


@pytest.mark.parametrize(
    ("answer", "key", "sentence"),
    [
        (-H, H, "The size is right, the sign is not."),
        (2.5, -2.5, "The size is right, the sign is not."),
        (0.76, H, "Right as far as it goes: give more digits than 2 decimal places."),
        (0.8, H, "Right as far as it goes: give more digits than 1 decimal place."),
        (0.7, H, "The digits are cut off at 1 decimal place: round, and give more of them."),
        (-0.76, -H, "Right as far as it goes: give more digits than 2 decimal places."),
        (12.0, 12.345, "Right as far as it goes: give more digits than whole numbers."),
        (13.0, 12.345, ""),
        (0.0, 0.3, ""),
        (1.0, H, ""),
        (7.616, H, "The digits are right, the decimal point is not."),
        (7.615941559, H, "The digits are right, the decimal point is not."),
        (0.07615941559, H, "The digits are right, the decimal point is not."),
        (761.5941559, H, "The digits are right, the decimal point is not."),
        (2 * H, H, "Too large by a factor of 2."),
        (H / 4, H, "Too small by a factor of 4."),
        (H / 16, H, "Too small by a factor of 16."),
        (0.1905, H, "Too small by a factor of 4."),
        (1.525, H, "Too large by a factor of 2."),
        (9 * H, H, "Too large by a factor of 9."),
        (1 - H, H, "That is one minus the right value."),
        (0.75, 0.25, "That is one minus the right value."),
        (41.0, 40.0, "One too many."),
        (39.0, 40.0, "One too few."),
        (-39.0, -40.0, "One too many."),
        (2.0, 1.0, "Too large by a factor of 2."),
        (41.5, 40.5, ""),
        (42.0, 40.0, ""),
        (1.0, 0.9997, "The right value comes close to 1 without reaching it; give more digits."),
        (-1.0, -0.9997, "The right value comes close to −1 without reaching it; give more digits."),
        (0.0, 0.0004, "The right value comes close to 0 without reaching it; give more digits."),
        (-0.0, 0.0004, "The right value comes close to 0 without reaching it; give more digits."),
        (5.123, H, ""),
        (0.0005, 0.00399, ""),
    ],
)
def test_single_numbers(answer: float, key: float, sentence: str) -> None:
    assert said(answer, key) == sentence


@pytest.mark.parametrize(
    ("answer", "key", "sentence"),
    [
        ([[-1.5, -2.25], [-3, -4.75]], SQUARE, "Every value has the wrong sign."),
        ([[1.5, -2.25], [3, 4.75]], SQUARE, "The sizes are right; look at the signs."),
        ([0.5, -0.25, -0.75], [0.5, 0.25, 0.75], "The sizes are right; look at the signs."),
        ([[1.5, 3], [2.25, 4.75]], SQUARE, "Rows and columns are exchanged."),
        ([[[1, 3], [2, 4]], [[5, 7], [6, 8]]], [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], "Rows and columns are exchanged."),
        ([3, 2, 1], [1, 2, 3], "The order is reversed."),
        ([1, 2, 3], [2, 3, 1], "The right values, but not each in its place."),
        ([[1, 3, 5], [2, 4, 6]], [[1, 2, 3], [4, 5, 6]], "The right values, but not each in its place."),
        ([2, 3, 1], [1, 2, 3], "The right values, but not each in its place."),
        ([[3, 4.75], [1.5, 2.25]], SQUARE, "The right values, but not each in its place."),
        (
            [[1.5, 2.3], [3, 4.8]],
            [[1.5, 2.25], [3.04, 4.751]],
            "Right as far as it goes: give more digits than 1 decimal place.",
        ),
        ([[3, 4.5], [6, 9.5]], SQUARE, "Too large by a factor of 2."),
        ([[0.15, 0.225], [0.3, 0.475]], SQUARE, "The digits are right, the decimal point is not."),
        ([[2.5, 3.25], [4, 5.75]], SQUARE, "Every value is off by the same +1."),
        ([[1, 1.75], [2.5, 4.25]], SQUARE, "Every value is off by the same −0.5."),
        ([[1.5, 2.25], [3, 7.1]], SQUARE, "Only one value is wrong: row 2, column 2."),
        ([[1.5, 2.25], [0.3, 4.75]], SQUARE, "Only one value is wrong: row 2, column 1."),
        ([1, 2, 5.5], [1, 2, 3], "Only one value is wrong: place 3."),
        ([[[1, 2], [3, 9.5]]], [[[1, 2], [3, 4]]], "Only one value is wrong: [1, 2, 2]."),
        ([5.5, 2], [1, 2], ""),
        ([10, 12], [10, 12.4], "Right as far as it goes: give more digits than whole numbers."),
        ([9, 4.2], [1, 2.1], ""),
        ([0.2, 0.7], [0.8, 0.3], "That is one minus the right value."),
        ([1, 0.5], [0.9996, 0.5], "The right value comes close to 1 without reaching it; give more digits."),
        ([1, 0], [0.9996, 0.0003], "The right value comes close to 0 or 1 without reaching it; give more digits."),
        ([1, 0.9], [0.9996, 0.5], ""),
        ([[7.7, 1.1], [2.2, 9.9]], SQUARE, ""),
    ],
)
def test_arrays(answer: object, key: object, sentence: str) -> None:
    assert said(answer, key) == sentence


def test_rounding_on_the_way_is_recognised_in_any_shape() -> None:
    sentence = "It seems that you rounded on the way, to {}; keep more digits until the end."
    assert said(0.7432, 0.7381, FINE, ((3, 0.738), (1, 0.7432))) == sentence.format("1 decimal place")
    key, early = np.array([0.7381, 0.2213]), np.array([0.7432, 0.2247])
    assert said(early, key, FINE, ((2, early),)) == sentence.format("2 decimal places")
    assert said([0.7432, 0.2647], key, FINE, ((2, early),)) == ""


def test_saturation_is_not_told_where_the_rule_takes_bounds() -> None:
    assert said(1.0, 0.98, Tolerance(absolute=0.001, saturating=True)) == ""


def test_digits_that_the_rule_asks_for_are_not_asked_for_again() -> None:
    assert said(0.75, 0.761594, Tolerance(decimals=2)) == ""


def test_a_key_within_the_margin_of_zero_shows_no_sign_or_factor() -> None:
    assert said(0.0065, 0.0015) == ""


values = st.floats(-1000, 1000).map(lambda value: round(value, 4))
tolerances = st.sampled_from([FINE, EXACT, Tolerance(relative=0.01), Tolerance(decimals=2), Tolerance(significant=3)])


@given(st.lists(values, min_size=1, max_size=6), st.lists(values, min_size=6, max_size=6), tolerances)
def test_any_wrong_vector_gets_a_sentence_or_none(key: list[float], answer: list[float], tolerance: Tolerance) -> None:
    given, key_target = cells(np.array(answer[: len(key)])), target(np.array(key), tolerance)
    right = key_target.right(given)
    assert right is not None
    if not all(right):
        sentence = closeness(given, key_target, right)
        assert sentence == "" or sentence.endswith(".")


@given(values, st.sampled_from([-1, 2, 3, 0.5, 10, 0.1]), tolerances)
def test_a_right_answer_is_never_diagnosed(key: float, factor: float, tolerance: Tolerance) -> None:
    for answer in (key, key * factor):
        verdict = mark(answer, NumericKey(target=target(key, tolerance), rounded=lambda: ((1, round(key, 1)),)))
        assert (verdict.outcome == "correct") is (verdict.message == "Correct.")
        assert (verdict.outcome == "correct") is tolerance.accepts(answer, key)


@given(values.filter(lambda value: abs(value) > 1), st.sampled_from([-1.0, 2.0, 3.0, 0.5, 0.25]))
def test_a_sign_or_a_factor_is_always_found(key: float, factor: float) -> None:
    sentence = said(key * factor, key, EXACT)
    assert (
        sentence == "The size is right, the sign is not."
        if factor < 0
        else "factor of" in sentence or "far as" in sentence
    )


@pytest.mark.parametrize("factor", [2, 3, 4, 5, 6, 8, 9, 16])
def test_every_factor_that_slips_leave_behind(factor: int) -> None:
    assert said(0.3137 * factor, 0.3137) == f"Too large by a factor of {factor}."
    assert said(47.1234 / factor, 47.1234) == f"Too small by a factor of {factor}."


@pytest.mark.parametrize("power", [1000, 100, 10])
def test_every_place_of_the_decimal_point(power: int) -> None:
    assert (
        said(0.3137 * power, 0.3137)
        == said(31.3742 / power, 31.3742)
        == "The digits are right, the decimal point is not."
    )


@pytest.mark.parametrize("factor", [7, 10.5, 1.5, 0.15, 15])
def test_other_factors_say_nothing(factor: float) -> None:
    assert said(0.3137 * factor, 0.3137) == ""


@pytest.mark.parametrize(("answer", "key"), [(1.5, -0.5), (-1.2, 2.2), (0.9987, 0.0013)])
def test_only_a_share_has_a_complement(answer: float, key: float) -> None:
    assert "one minus" not in said(answer, key)


@pytest.mark.parametrize(
    ("value", "places"),
    [
        (0.0, 0),
        (100.0, 0),
        (0.25, 2),
        (-0.25, 2),
        (0.1 + 0.2, 1),
        (0.123456789, 9),
        (1 / 3, 10),
        (1e-9, 9),
        (4e-10, 10),
        (2 / 7, 10),
    ],
)
def test_how_many_places_a_number_was_typed_with(value: float, places: int) -> None:
    assert decimals(value) == places
