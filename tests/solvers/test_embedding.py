"""Embedding against hand figures and the one-hot product it stands for."""

import numpy as np
import pytest

from solvers import embedding
from solvers.encodings import one_hot
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable

E = [[0.1, 0.2], [0.5, -0.3], [0, 1]]


def test_a_lookup_is_a_row_and_a_one_hot_product():
    assert embedding.lookup(E, 1).tolist() == [0.5, -0.3]
    ids = [[2, 0, 2], [1, 1, 0]]
    np.testing.assert_array_equal(embedding.lookup(E, ids), one_hot(ids, size=3, first=0) @ np.array(E))


def test_repeated_ids_add_up_and_unused_rows_get_nothing():
    found = embedding.gradient([1, 0, 1], [[1, 2], [3, 4], [5, 6]], size=3)
    assert found.tolist() == [[3, 4], [6, 8], [0, 0]]


def test_gradient_is_the_transposed_one_hot_product():
    generator = np.random.default_rng(0)
    ids, dX = generator.integers(0, 5, (3, 4)), generator.normal(size=(3, 4, 2))
    rows = one_hot(ids, size=5, first=0).reshape(-1, 5)
    np.testing.assert_allclose(embedding.gradient(ids, dX, size=5), rows.T @ dX.reshape(-1, 2), rtol=1e-12)


def test_a_single_id_receives_a_single_row():
    assert embedding.gradient(1, [3, 4], size=2).tolist() == [[0, 0], [3, 4]]
    with pytest.raises(ShapeMismatch, match=r"dX has shape \(\), expected \(d,\)"):
        embedding.gradient(1, 3, size=2)


def test_a_table_of_one_row():
    assert embedding.lookup([[7]], [0, 0]).tolist() == [[7], [7]]
    assert embedding.gradient([], np.zeros((0, 2)), size=1).tolist() == [[0, 0]]


def test_precision_is_kept():
    assert embedding.lookup(np.ones((2, 2), np.float32), 1).dtype == np.float32
    assert embedding.gradient([0], np.ones((1, 2), np.float32), size=2).dtype == np.float32


def test_steps_can_be_read_again():
    steps = embedding.lookup_steps(embedding.lookup_trace(E, 1))
    assert steps[0].numbers == "[0, 1, 0] @ [[0.1, 0.2], [0.5, -0.3], [0, 1]]"
    assert_readable(steps)
    assert_readable(embedding.lookup_steps(embedding.lookup_trace(E, [2, 0])))


def test_what_does_not_fit_is_told():
    with pytest.raises(ValueError, match="there is no id 3 in a table of 3: ids run from 0 to 2"):
        embedding.lookup(E, 3)
    with pytest.raises(ShapeMismatch, match=r"E has shape \(2,\), expected \(V, d\)"):
        embedding.lookup([1, 2], 0)
    with pytest.raises(ShapeMismatch, match=r"dX has shape \(2,\), expected \(1, d\)"):
        embedding.gradient([0], [1, 2], size=3)
    with pytest.raises(ValueError, match="there is no id 3"):
        embedding.gradient([3], [[1]], size=3)


def test_sizes_are_known_before_the_call():
    assert SOLVERS["embed.lookup"].elements(E, [0, 1, 2, 1]) == 8
    assert SOLVERS["embed.lookup"].elements(E, 1) == 2
    assert SOLVERS["embed.gradient"].elements([0], [[1, 2]], size=1) == 2
    assert SOLVERS["embed.gradient"].elements([0], [[1, 2]], size=1000) == 2000
    assert SOLVERS["embed.gradient"].elements([0], [1, 2], size=4) == 8
    assert SOLVERS["embed.gradient"].elements(0, 1, size=4) == 4
    assert SOLVERS["embed.lookup"].elements([1, 2, 3], [0]) == 3
    assert SOLVERS["embed.lookup"].elements(1, [0]) == 1
