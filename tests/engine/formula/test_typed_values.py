"""What learners type, read and computed: the quick ways give what the long way gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import FormulaError
from engine.formula.evaluate import evaluate_number
from engine.formula.typed_numbers import parse_array, parse_number
from engine.formula.typed_values import typed_array, typed_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" 0.25 ", 0.25),
        ("-3", -3.0),
        ("1e-3", 0.001),
        ("3/4", 0.75),
        ("h_t = 0.5", 0.5),
        ("tanh(0)", 0.0),
        ("[0.5]", [0.5]),
        ("1 2; 3 4", [[1, 2], [3, 4]]),
        ("[[1, 2], [3, 1/2]]", [[1, 2], [3, 0.5]]),
        ("[[1 2]\n [3 4]]", [[1, 2], [3, 4]]),
        ("[]", None),
    ],
)
def test_texts_and_their_values(text: str, value: object) -> None:
    if value is None:
        with pytest.raises(FormulaError):
            typed_array(text)
        return
    found = typed_array(text)
    assert (found.tolist() if isinstance(found, np.ndarray) else found) == value
    if isinstance(value, float):
        assert typed_number(text) == value


@given(st.text(alphabet="0123456789+-.,;e[] \n/", max_size=24))
def test_quick_and_long_ways_agree(text: str) -> None:
    for quick, slow in ((typed_array, parse_array), (typed_number, parse_number)):
        try:
            expected = evaluate_number(slow(text), {})
        except FormulaError:
            with pytest.raises(FormulaError):
                quick(text)
        else:
            assert np.array_equal(quick(text), expected)
