"""Parts of worked lines: letters beside numbers, negative factors in parentheses."""

import numpy as np
import pytest

from solvers import rnn, telling
from solvers.telling import Line


def test_products_with_weights():
    one = telling.times("x", np.array(-2.0), "W", np.array(3.0))
    column = telling.times("x", np.array([1.0]), "W", np.array([[3.0]]))
    rows = telling.times("x", np.array([[1.0]]), "W", np.array([[3.0]]))
    assert (one.rule, one.numbers) == ("W * x", "3 * (-2)")
    assert (column.rule, column.numbers) == ("W @ x", "[[3]] @ [1]")
    assert (rows.rule, rows.numbers) == ("x @ transpose(W)", "[[1]] @ transpose([[3]])")


def test_sums_products_and_functions():
    f, c = Line("f", np.array(0.5)), Line("c", np.array(-2.0))
    both = telling.product(f, c)
    assert both == Line("f * c", "0.5 * (-2)")
    step = telling.sum_of("s", np.array(-2.5), both, c)
    assert step[:3] == ("s", "f * c + c", "0.5 * (-2) + (-2)")
    assert telling.applied("t", np.array(0.0), "tanh", c)[:3] == ("t", "tanh(c)", "tanh(-2)")


def test_names_of_present_and_past():
    cell = {"W": 1, "U": 0.5, "b": 0, "activation": "tanh"}

    def names(trace: rnn.Trace) -> list[tuple[str, str]]:
        return [(now, before) for _, now, before in telling.moments(trace)]

    assert names(rnn.step(1, 0, **cell)) == [("t", "prev")]
    assert names(rnn.forward([1, 2], **cell)) == [("1", "0"), ("2", "1")]
    assert names(rnn.forward([1, 2], **cell, reverse=True)) == [("2", "3"), ("1", "2")]


def test_many_weights_are_not_told():
    with pytest.raises(ValueError, match="worked steps are told for one set of weights at a time"):
        telling.refuse_many(np.zeros((2, 3, 4)), 2)
