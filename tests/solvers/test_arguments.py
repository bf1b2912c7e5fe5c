"""Arguments as formulas hand them over: read, or refused in a sentence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers import arguments


@given(st.integers(0, arguments.LARGEST_WHOLE))
def test_whole_numbers_in_any_dress(number):
    for value in (number, float(number), np.float64(number), np.int32(number % 2**31), np.array(number)):
        assert arguments.whole(value, "n") == int(value)


def test_the_greatest_that_may_be():
    assert arguments.whole(arguments.LARGEST_WHOLE, "n") == arguments.LARGEST_WHOLE
    assert arguments.whole(7, "n", 0, 7) == 7
    assert arguments.whole(0, "n") == 0
    with pytest.raises(ValueError, match="n may be at most 7, not 8"):
        arguments.whole(8, "n", 0, 7)


def test_wholes_keep_their_shape():
    found = arguments.wholes([[1.0, 2], [3, 4]], "n")
    assert found.tolist() == [[1, 2], [3, 4]]
    assert found.dtype == np.int64
    assert arguments.wholes([0, 1], "n").tolist() == [0, 1]
    assert arguments.wholes([], "n").shape == (0,)


@pytest.mark.parametrize(
    ("value", "least", "message"),
    [
        (2.5, 0, "n must be a whole number of at least 0, not 2.5"),
        (-1, 0, "n must be a whole number of at least 0, not -1"),
        (0, 1, "n must be a whole number of at least 1, not 0"),
        (arguments.LARGEST_WHOLE + 1, 0, r"not 1e\+09"),
        (np.nan, 0, "not nan"),
        (np.inf, 0, "not inf"),
        ("two", 0, "n must be made of numbers, not 'two'"),
        ([2], 0, r"n must be one whole number, not \[2\]"),
    ],
)
def test_what_is_no_whole_number(value, least, message):
    with pytest.raises(ValueError, match=message):
        arguments.whole(value, "n", least)


def test_flags():
    assert arguments.flag(True, "wide", "is it wide?") is True
    assert arguments.flag(np.False_, "wide", "is it wide?") is False
    for value in (None, 1, "yes"):
        with pytest.raises(ValueError, match="say wide=True or wide=False: is it wide\\?"):
            arguments.flag(value, "wide", "is it wide?")


def test_words():
    assert arguments.word("a", "letter", ("a", "b")) == "a"
    with pytest.raises(ValueError, match=r'^say letter="a" or letter="b"$'):
        arguments.word(None, "letter", ("a", "b"))
    with pytest.raises(ValueError, match=r"""^say letter="a" or letter="b", not 'c'$"""):
        arguments.word("c", "letter", ("a", "b"))
    with pytest.raises(ValueError, match=r"not \['a'\]"):
        arguments.word(["a"], "letter", ("a", "b"))
