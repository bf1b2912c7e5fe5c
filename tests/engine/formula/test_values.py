"""Values on their way in and out: numbers insisted on, what is not finite refused, what is shown tidied."""

from math import inf, nan

import numpy as np
import pytest

from engine.errors import FormulaError
from engine.formula.values import finite, number, tidy


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (0.5, 0.5),
        (3, 3.0),
        (True, 1.0),
        (np.float32(0.5), 0.5),
        (np.int64(7), 7.0),
        (np.bool_(True), 1.0),
        (np.array(2), 2.0),
    ],
)
def test_numbers(value: object, found: float) -> None:
    assert number(value, None) == found
    assert type(number(value, None)) is float


def test_arrays_become_floats() -> None:
    for array in (np.array([1, 2]), np.array([True, False]), np.array([0.5], dtype=np.float32)):
        found = number(array, None)
        assert isinstance(found, np.ndarray)
        assert found.dtype == np.float64
        assert found.tolist() == array.tolist()


@pytest.mark.parametrize("value", ["a", None, ["a"], {}, np.array(["a"]), 1j])
def test_what_is_no_number(value: object) -> None:
    with pytest.raises(FormulaError, match="expected a number or an array, found") as caught:
        number(value, (1, 2))
    assert caught.value.at == (1, 2)


@pytest.mark.parametrize(
    "value", [nan, inf, -inf, np.array([1, nan]), np.array([[inf]]), np.float64(nan), np.array([*range(99), inf])]
)
def test_what_is_not_finite(value: object) -> None:
    with pytest.raises(FormulaError, match="this does not come to a finite number"):
        finite(value, None)


def test_what_is_too_large_to_hold() -> None:
    with pytest.raises(FormulaError, match="an array may have 4 dimensions"):
        finite(np.ones((1, 1, 1, 1, 1)), None)
    assert np.shape(finite(np.ones((1024, 64)), None)) == (1024, 64)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (27.719999999999995, 27.72),
        (0.1 + 0.2, 0.3),
        (1 / 3, 0.333333333333),
        (-0.0, 0),
        (3.0, 3),
        (8.881784197001252e-16, 8.881784197e-16),
        (np.array([[0.1 + 0.2, -0.0], [2.0, 1e-300]]), [[0.3, 0], [2, 1e-300]]),
    ],
)
def test_what_is_shown(value: float, shown: object) -> None:
    assert tidy(value) == shown
    assert str(tidy(value)) == str(shown)
