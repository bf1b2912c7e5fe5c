"""The elementary functions against values worked by hand, and the sentences with which they refuse."""

import numpy as np
import pytest

from solvers import arithmetic
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("exp", [[0, np.log(2)]], [1, 2]),
        ("log", [[1, np.e]], [0, 1]),
        ("sqrt", [[4, 0]], [2, 0]),
        ("abs", [[-1, 2]], [1, 2]),
        ("sign", [[-3, 0, 2]], [-1, 0, 1]),
        ("floor", [[1.5, -1.5]], [1, -2]),
        ("ceil", [[1.5, -1.5]], [2, -1]),
        ("round", [[1.25, 2.5], 1], [1.2, 2.5]),
        ("round", [1.6], 2),
        ("sum", [[[1, 2], [3, 4]]], 10),
        ("sum", [[[1, 2], [3, 4]], 0], [4, 6]),
        ("mean", [[[1, 2], [3, 4]], 1.0], [1.5, 3.5]),
        ("prod", [[2, 3, 4]], 24),
        ("max", [[1, 5, 3]], 5),
        ("max", [0, [-1, 2]], [0, 2]),
        ("min", [[1, 5], [2, 2], 3], [1, 2]),
        ("min", [[[4, 1], [2, 3]]], 1),
        ("argmax", [[1, 5, 5]], 1),
        ("norm", [[3, -4]], 5),
        ("norm", [[0, 0]], 0),
        ("norm", [[3e200, 4e200]], 5e200),
        ("norm", [[3e-200, 4e-200]], 5e-200),
        ("norm", [[]], 0),
        ("dot", [[1, 2], [3, 4]], 11),
        ("outer", [[0.5, -0.5], [1, 2]], [[0.5, 1], [-0.5, -1]]),
        ("transpose", [[[1, 2, 3]]], [[1], [2], [3]]),
        ("concatenate", [[1, 2], 3], [1, 2, 3]),
        ("zeros", [2], [0, 0]),
        ("ones", [1, 2.0], [[1, 1]]),
        ("zeros", [0], []),
        ("eye", [2.0], [[1, 0], [0, 1]]),
        ("diag", [[1, 2]], [[1, 0], [0, 2]]),
        ("diag", [[[1, 2], [3, 4]]], [1, 4]),
    ],
)
def test_values(name: str, arguments: list, expected: object):
    np.testing.assert_allclose(SOLVERS[name].call(*arguments), expected)


def test_side_by_side():
    np.testing.assert_array_equal(arithmetic.concatenate([[1], [2]], [[3], [4]], axis=1), [[1, 3], [2, 4]])


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("log", [0], "log needs positive numbers"),
        ("sqrt", [-1], "sqrt needs numbers that are not negative"),
        ("mean", [[]], "mean needs at least one number"),
        ("min", [[]], "^min needs at least one number"),
        ("argmax", [[]], "^argmax needs at least one number"),
        ("max", [], "max needs a number or an array"),
        ("sum", [[1, 2], 1], r"axis 1 is none of an array of shape \(2,\)"),
        ("dot", [[1, 2], [1, 2, 3]], r"b has shape \(3,\), expected \(2,\)"),
        ("dot", [[[1, 2]], [1, 2]], r"a has shape \(1, 2\), expected \(n,\)"),
        ("outer", [[1], 1], r"b has shape \(\), expected \(n,\)"),
        ("outer", [[[1]], [1]], r"a has shape \(1, 1\), expected \(m,\)"),
        ("transpose", [[1, 2]], r"a has shape \(2,\), expected \(m, n\)"),
        ("concatenate", [[[1, 2]], [[1]]], r"arrays of shapes \(1, 2\), \(1, 1\) cannot be put together along axis 0"),
        ("concatenate", [1, "x"], "argument 2 must be made of numbers, not 'x'"),
        ("argmax", [[[1, 2]]], r"a has shape \(1, 2\), expected \(n,\)"),
        ("zeros", [-1], "a size must be a whole number, not -1"),
        ("zeros", [1.5], "a size must be a whole number, not 1.5"),
        ("diag", [1], r"a has shape \(\), expected a vector or a matrix"),
        ("abs", ["x"], "a must be made of numbers, not 'x'"),
    ],
)
def test_refusals(name: str, arguments: list, message: str):
    with pytest.raises(ValueError, match=message):
        SOLVERS[name].call(*arguments)


def test_shape_errors_are_one_type():
    with pytest.raises(ShapeMismatch, match="a has rows of unequal length"):
        arithmetic.total([[1], [2, 3]])


def test_sizes_are_told_before_anything_is_made():
    assert SOLVERS["max"].elements([[1], [2], [3]], [4, 5]) == 6
    assert SOLVERS["min"].elements([[1], [2], [3]], [4, 5]) == 6
    assert SOLVERS["outer"].elements([1, 2, 3], [4, 5]) == 6
    assert SOLVERS["eye"].elements(1e6) == 10**12
    assert SOLVERS["zeros"].elements(1e5, 1e5) == 10**10
    assert SOLVERS["ones"].elements(1e5, 1e5) == 10**10
    assert SOLVERS["concatenate"].elements([1, 2], 3) == 3
    assert SOLVERS["diag"].elements([1, 2, 3]) == 9


def test_growth_is_infinite_and_silent():
    assert arithmetic.exp(1e4) == np.inf
    assert arithmetic.product(np.full(400, 10.0)) == np.inf
