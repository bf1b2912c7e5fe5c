"""How near is near enough: every rule just inside and just outside, and the sentence that tells it."""

from math import inf, nan

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.marking.tolerance import DEFAULT, Tolerance

ABSOLUTE = Tolerance(absolute=0.01)
RELATIVE = Tolerance(relative=0.01)
DECIMALS = Tolerance(decimals=2)
SIGNIFICANT = Tolerance(significant=3)
EXACT = Tolerance(exact=True)
RULES = [ABSOLUTE, RELATIVE, DECIMALS, SIGNIFICANT, EXACT, Tolerance(absolute=0.01, saturating=True)]


@pytest.mark.parametrize(
    ("tolerance", "key", "inside", "outside"),
    [
        (ABSOLUTE, 2.5, [2.49, 2.51, 2.5], [2.4899, 2.5101]),
        (ABSOLUTE, -2.5, [-2.49, -2.51], [-2.4899, -2.5101, 2.5]),
        (ABSOLUTE, 0.0, [0.01, -0.01, 0.0, -0.0], [0.0101, -0.0101]),
        (ABSOLUTE, 1000.0, [1000.01, 999.99], [1000.0101, 999.9899]),
        (RELATIVE, 200.0, [198, 202], [197.99, 202.01]),
        (RELATIVE, -200.0, [-198, -202], [-197.99, -202.01, 198]),
        (RELATIVE, 0.0, [0.0, -0.0], [1e-9, -1e-9]),
        (RELATIVE, 8.881784197001252e-16, [8.88e-16, 8.8e-16], [0.0, 5e-13, 8.7e-16]),
        (RELATIVE, 1e-30, [1e-30, 1.01e-30], [0.0, 1.02e-30]),
        (DECIMALS, 0.125, [0.12, 0.13, 0.125], [0.1199, 0.1301]),
        (DECIMALS, 1.006, [1.01, 1.006], [1.0, 1.0111]),
        (DECIMALS, -1.006, [-1.01], [-1.0, 1.01]),
        (DECIMALS, 0.0, [0.0, 0.005], [0.0051]),
        (Tolerance(decimals=0), 2.4, [2.0, 2.9], [1.89, 2.91]),
        (SIGNIFICANT, 1000.0, [1000, 1005, 995], [1005.1, 994.9]),
        (SIGNIFICANT, 999.0, [999, 999.5, 998.5], [999.51, 998.49]),
        (SIGNIFICANT, 999.9999999999, [1000, 1004], [1005.1]),
        (SIGNIFICANT, 0.001, [0.001, 0.001005, 0.000995], [0.0010051, 0.0009949]),
        (SIGNIFICANT, 0.1, [0.1, 0.1005, 0.0995], [0.10051, 0.09949]),
        (SIGNIFICANT, 10.0, [10.05, 9.95], [10.051, 9.949]),
        (SIGNIFICANT, -123.4, [-123, -123.9], [-122.8, -124, 123]),
        (SIGNIFICANT, 0.0, [0.0], [1e-9]),
        (Tolerance(significant=1), 0.76, [0.8, 0.71], [0.7, 0.82]),
        (EXACT, 1 / 3, [1 / 3, 0.3333333333], [0.33333333, 0.3334]),
        (EXACT, 0.1 + 0.2 - 0.3, [0.0], [1e-9]),
        (EXACT, 14.0, [14], [15, 13.99999]),
        (EXACT, 1e12, [1e12], [1e12 + 1100]),
    ],
)
def test_each_rule_just_inside_and_just_outside(
    tolerance: Tolerance, key: float, inside: list[float], outside: list[float]
) -> None:
    assert [tolerance.accepts(answer, key) for answer in inside] == [True] * len(inside)
    assert [tolerance.accepts(answer, key) for answer in outside] == [False] * len(outside)


@pytest.mark.parametrize("tolerance", RULES)
@pytest.mark.parametrize("key", [0.0, 0.5, 1.0, 1e6])
def test_what_is_not_finite_is_never_right(tolerance: Tolerance, key: float) -> None:
    for answer in (nan, inf, -inf):
        assert not tolerance.accepts(answer, key)


@pytest.mark.parametrize(
    ("key", "flat"), [(0.99966, 1.0), (-0.9995, -1.0), (0.0003, 0.0), (-0.0003, 0.0), (-0.0003, -0.0), (0.9999999, 1.0)]
)
@pytest.mark.parametrize("tolerance", [Tolerance(absolute=0.001), Tolerance(relative=0.01)])
def test_a_gate_that_comes_close_is_not_open_or_shut(tolerance: Tolerance, key: float, flat: float) -> None:
    assert not tolerance.accepts(flat, key)
    assert tolerance.accepts(key * 0.999999, key)
    assert msgspec.structs.replace(tolerance, saturating=True).accepts(flat, key) is (
        abs(flat - key) <= tolerance.room(key)
    )


@pytest.mark.parametrize(("key", "answer"), [(1.0, 1.0), (0.0, 0.0), (-1.0, -1.0), (1 - 1e-15, 1.0), (5.5e-17, 0.0)])
def test_bounds_that_are_reached_are_right(key: float, answer: float) -> None:
    assert Tolerance(absolute=0.001).accepts(answer, key)


@pytest.mark.parametrize(("key", "answer"), [(2.0004, 2.0), (1.0004, 1.0), (-1.0004, -1.0), (12.9996, 13.0)])
def test_whole_numbers_beyond_the_bounds_are_no_saturation(key: float, answer: float) -> None:
    assert Tolerance(absolute=0.001).accepts(answer, key)


@pytest.mark.parametrize("tolerance", [Tolerance(decimals=3), Tolerance(significant=2)])
def test_rounding_rules_take_what_rounds_to_a_bound(tolerance: Tolerance) -> None:
    assert tolerance.accepts(1.0, 0.9996)


@given(st.sampled_from(RULES), st.lists(st.floats(-1e6, 1e6) | st.sampled_from([0.0, 1e-300])))
def test_several_keys_have_the_room_that_each_has(tolerance: Tolerance, keys: list[float]) -> None:
    assert tolerance.rooms(keys) == [tolerance.room(key) for key in keys]


@pytest.mark.parametrize(
    ("tolerance", "sentence"),
    [
        (DEFAULT, "to within 0.001 (0, 1 and −1 only if exact)"),
        (Tolerance(absolute=0.5, saturating=True), "to within 0.5"),
        (RELATIVE, "to within 1 % (0, 1 and −1 only if exact)"),
        (Tolerance(relative=0.005, saturating=True), "to within 0.5 %"),
        (Tolerance(relative=0.00005, saturating=True), "to within 0.005 %"),
        (Tolerance(decimals=1), "rounded to 1 decimal place"),
        (Tolerance(decimals=0), "rounded to 0 decimal places"),
        (Tolerance(decimals=3), "rounded to 3 decimal places"),
        (Tolerance(significant=1), "rounded to 1 significant figure"),
        (Tolerance(significant=4), "rounded to 4 significant figures"),
        (EXACT, "exactly (fractions such as 3/4 are welcome)"),
    ],
)
def test_the_sentence_tells_the_rule(tolerance: Tolerance, sentence: str) -> None:
    assert tolerance.sentence() == sentence


@pytest.mark.parametrize(
    "fields",
    [{}, {"exact": False}, {"absolute": 0.1, "relative": 0.1}, {"exact": True, "decimals": 2}, {"saturating": True}],
)
def test_a_tolerance_is_exactly_one_rule(fields: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError, match="a tolerance is one of"):
        msgspec.convert(fields, Tolerance)


@pytest.mark.parametrize(
    "fields",
    [
        {"absolute": 0},
        {"absolute": -1},
        {"absolute": 1.1},
        {"absolute": nan},
        {"absolute": inf},
        {"relative": 2},
        {"decimals": -1},
        {"decimals": 13},
        {"significant": 0},
        {"significant": 13},
        {"unknown": 1},
        {"decimals": 1.5},
    ],
)
def test_rules_that_would_take_anything_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(fields, Tolerance)
