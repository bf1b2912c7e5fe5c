"""The common case of a typed array: what is read at once, and what is left to the whole parser."""

from typing import Any

import numpy as np
import pytest

from engine.formula.plain_rows import plain_rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("[1, 2]", [1, 2]),
        ("[[1, 2.5], [-3, 4e0]]", [[1, 2.5], [-3, 4]]),
        (" [[[[1]]]] ", [[[[1]]]]),
        ("1 2 3", [1, 2, 3]),
        ("1, 2, 3", [1, 2, 3]),
        ("1 2; 3 4;", [[1, 2], [3, 4]]),
        ("1,2\n3,4\n", [[1, 2], [3, 4]]),
        ("1\n2", [[1], [2]]),
        ("[[ 1.  -2.5]\n [ 3.   4. ]]", [[1, -2.5], [3, 4]]),
        ("[[1.]]", [[1]]),
        ("[1000000000000000, -1e15]", [1e15, -1e15]),
        ("[" + "1" * 32 + "]", None),
        ("[0." + "1" * 30 + "]", [float("0." + "1" * 30)]),
        ("[0." + "1" * 31 + "]", None),
        ("[1000000000000001]", None),
        ("[-1000000000000001]", None),
        ("[1e400]", None),
        ("[[1, 2], [3]]", None),
        ("[[1], 2]", None),
        ("[1, [2]]", None),
        ("[[[[[1]]]]]", None),
        ("[]", None),
        ("[[]]", None),
        ("5", None),
        ("", None),
        ("1 2\n\n3 4", None),
        ("1 2, 3 4", None),
        ("1,, 2", None),
        ("1 - 2", None),
        ("1-2 3", None),
        ("1.5.5 2", None),
        ("1/2 3", None),
        ("x = [1]", None),
        ("[1, 2", None),
        ("[1 2]", None),
        ("[[1 2] [3]]", None),
        ("[[1. 2.], [3. 4.]]", None),
        ("[" * 5000, None),
        ("[" * 5000 + "]" * 5000, None),
    ],
)
def test_what_is_read_at_once(text: str, rows: Any) -> None:
    assert plain_rows(text) == rows


def test_sizes_at_their_limits() -> None:
    assert np.shape(plain_rows(str([1] * 1024))) == (1024,)
    assert np.shape(plain_rows(str([[1] * 1024]))) == (1, 1024)
    assert plain_rows(str([1] * 1025)) is None
    assert plain_rows(str([[1] * 1025])) is None
    assert plain_rows("1 " * 8193) is None
    assert plain_rows("1 2" + " " * 16381) == [1, 2]
    assert plain_rows("1 2" + " " * 16382) is None
