"""Weights applied and differentiated: every rank of them against sums written out."""

import numpy as np
import pytest

from solvers import weights
from solvers.shapes import ShapeMismatch

draw = np.random.default_rng(0).normal


def test_products_of_every_rank():
    assert weights.affine(np.array(3.0), np.array(2.0)) == 6
    np.testing.assert_array_equal(weights.affine(np.array([1.0, 2]), np.array([3.0, 4])), [[3, 6], [4, 8]])
    np.testing.assert_array_equal(weights.affine(np.array([[1.0, 2], [3, 4]]), np.array([1.0, 10])), [21, 43])
    W, x = draw(size=(5, 3, 2)), draw(size=(4, 5, 2))
    expected = [
        [[sum(W[v, g, d] * x[t, v, d] for d in range(2)) for g in range(3)] for v in range(5)] for t in range(4)
    ]
    np.testing.assert_allclose(weights.affine(W, x), expected)


@pytest.mark.parametrize(
    ("W", "x"),
    [
        (draw(size=()), draw(size=(4, 5))),
        (draw(size=3), draw(size=(4, 5))),
        (draw(size=(3, 2)), draw(size=(4, 5, 2))),
        (draw(size=(5, 3, 2)), draw(size=(4, 5, 2))),
        (draw(size=(5, 1, 3, 2)), draw(size=(4, 5, 6, 2))),
    ],
)
def test_gradients_are_transposes(W: np.ndarray, x: np.ndarray):
    W, x = np.asarray(W), np.asarray(x)
    da = draw(size=weights.affine(W, x).shape)
    other_W, other_x = draw(size=W.shape), draw(size=x.shape)
    by_x = (weights.affine_back(W, da) * other_x).sum()
    assert by_x == pytest.approx((weights.affine(W, other_x) * da).sum())
    by_W = weights.affine_weights(W, da, x)
    assert by_W.shape == W.shape
    assert (by_W * other_W).sum() == pytest.approx((weights.affine(np.asarray(other_W), x) * da).sum())


def test_summing_to_a_shape():
    ones = np.ones((4, 3, 2))
    assert weights.summed_to(ones, ()) == 24
    np.testing.assert_array_equal(weights.summed_to(ones, (2,)), [12, 12])
    np.testing.assert_array_equal(weights.summed_to(ones, (3, 1)), [[8], [8], [8]])
    np.testing.assert_array_equal(weights.summed_to(ones, (4, 3, 2)), ones)


def test_measuring():
    sizes = weights.measure((7, 3), np.ones((8, 3)), np.ones((8, 2)), np.ones(8), 4, {"h": np.ones((7, 2))})
    assert (sizes.batch, sizes.hidden, sizes.gates, sizes.state, sizes.stacked) == ((7,), 2, 4, (7, 2), (7, 8))
    assert [sizes.rows(gate) for gate in (0, 3)] == [slice(0, 2), slice(6, 8)]
    sizes = weights.measure((7,), np.ones(4), np.ones(4), np.ones(4), 4, {})
    assert (sizes.state, sizes.stacked, sizes.rows(2)) == ((7,), (7, 4), 2)
    with pytest.raises(ShapeMismatch, match=r"U has shape \(3,\), expected \(4,\)"):
        weights.measure((7,), np.ones(4), np.ones(3), np.ones(4), 4, {})
    with pytest.raises(ShapeMismatch, match=r"U has shape \(2,\), expected \(\.\.\., G\*H, H\)"):
        weights.measure((3,), np.ones((8, 3)), np.ones(2), np.ones(8), 4, {})
    with pytest.raises(ShapeMismatch, match=r"W has shape \(4, 3\), expected \(\.\.\., 8, D\)"):
        weights.measure((3,), np.ones((4, 3)), np.ones((8, 2)), np.ones(8), 4, {})
    with pytest.raises(ShapeMismatch, match=r"h has shape \(7, 3\), expected \(\.\.\., 2\)"):
        weights.measure((7, 3), np.ones((8, 3)), np.ones((8, 2)), np.ones(8), 4, {"h": np.ones((7, 3))})
    sizes = weights.measure((7, 3), np.ones((8, 3)), np.ones((8, 2)), np.ones(8), 4, {"h": np.ones((6, 1, 2))})
    assert sizes.batch == (6, 7)
    sizes = weights.measure((7,), np.ones(()), np.ones(()), np.ones(()), 0, {})
    assert (sizes.state, sizes.stacked) == ((7,), (7,))


@pytest.mark.parametrize(
    ("shape", "batch", "hidden", "expected"),
    [
        ((5, 3), (), 2, (5, 3)),
        ((5, 3), (7,), 2, (5, 7, 3)),
        ((5, 7, 3), (6, 7), 2, (5, 6, 7, 3)),
        ((5, 1, 3), (7,), 2, (5, 7, 3)),
        ((5,), (7,), None, (5, 7)),
    ],
)
def test_batch_axes_come_after_time(shape: tuple, batch: tuple, hidden: int | None, expected: tuple):
    x = draw(size=shape)
    found = weights.over_batch(x, weights.Sizes(batch, hidden, 1), 5)
    assert found.shape == expected
    np.testing.assert_array_equal(found[3].reshape(-1)[0], x[3].reshape(-1)[0])


def test_stacking_gates():
    blocks = np.ones((2, 3)), np.zeros((2, 3))
    np.testing.assert_array_equal(weights.stack_gates(*blocks), [[1] * 3] * 2 + [[0] * 3] * 2)
    np.testing.assert_array_equal(weights.stack_gates(np.array(1.0), np.array(2.0)), [1, 2])
    with pytest.raises(ShapeMismatch, match=r"have shapes \(2,\), \(3,\), expected equal ones"):
        weights.stack_gates(np.ones(2), np.ones(3))


def test_how_many_pre_activations():
    def count(x, W, U, b, *states, **options) -> int:
        shapes = {"W": np.zeros(W), "U": np.zeros(U), "b": np.zeros(b)}
        return weights.cell_elements(np.zeros(x), *map(np.zeros, states), **shapes, **options)

    assert count((5, 7, 3), (8, 3), (8, 2), (8,)) == 5 * 7 * 8
    assert count((5, 3), (8, 3), (8, 2), (8,), h0=np.zeros((7, 1, 2)), c0=None) == 7 * 5 * 8
    assert count((5, 7, 3), (8, 3), (8, 2), (8,), c0=np.zeros((5, 7, 2))) == 5 * 7 * 8
    assert count((7, 3), (9, 1, 8, 3), (9, 1, 8, 2), (9, 1, 8), (7, 2)) == 9 * 7 * 8
    assert count((5,), (4,), (4,), (4,)) == 20
    assert count((5,), (), (), ()) == 5
    assert count((5, 3), (6, 8, 3), (6, 8, 2), (6, 8)) == 5 * 6 * 6 * 6 * 8
