"""Worked lines as they are written."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.formula.evaluate import evaluate_number
from engine.formula.python_syntax import parse
from solvers import terms

digits = st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=6)


def test_letters_give_way_to_numbers():
    step = terms.line("a", "tanh(W @ x + b) * W_o - x.T", 1.0, W=[[1, -2]], x=[3, 4], b=-0.5, W_o=2)
    assert step.numbers == "tanh([[1, -2]] @ [3, 4] + (-0.5)) * 2 - [3, 4].T"
    assert step.rule == "tanh(W @ x + b) * W_o - x.T"
    assert terms.line("a", "log(log) + unknown", 0.0, log=2).numbers == "log(2) + unknown"
    assert terms.line("a", "a.b + b", 0.0, b=2).numbers == "a.b + 2"


def test_text_is_put_in_as_it_is():
    assert terms.line("a", "x / n", 0.5, x="(1 + 2)", n=6).numbers == "(1 + 2) / 6"


def test_sums_and_means_as_by_hand():
    assert terms.total([1, 2, -5]) == "1 + 2 - 5"
    assert terms.total([-1, 2]) == "-1 + 2"
    assert terms.total([]) == "0"
    assert terms.mean([1, 2, 5, 6]) == "(1 + 2 + 5 + 6) / 4"
    assert terms.mean([3]) == "3 / 1"
    assert terms.weighted([0.5, -2], [1, -3]) == "0.5 * 1 - 2 * (-3)"
    assert terms.weighted([], []) == "0"


@given(digits)
def test_what_is_written_can_be_read(numbers):
    np.testing.assert_allclose(evaluate_number(parse(terms.total(numbers)), {}), sum(numbers))
    np.testing.assert_allclose(evaluate_number(parse(terms.mean(numbers)), {}), np.mean(numbers), atol=1e-12)
    turned = numbers[::-1]
    np.testing.assert_allclose(evaluate_number(parse(terms.weighted(numbers, turned)), {}), np.dot(numbers, turned))
