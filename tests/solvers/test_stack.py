"""Layers and directions against runs put together by hand, and against numerical gradients."""

import numpy as np
import pytest

from solvers import gru, lstm, rnn, stack
from solvers.gradcheck import complex_step
from solvers.shapes import ShapeMismatch
from solvers.stack import Layer


def layer(cell, gates: int, D: int, H: int, seed: int, both: bool, **conventions) -> Layer:
    draw = np.random.default_rng(seed).normal

    def weights() -> dict:
        shapes = {"W": (gates * H, D), "U": (gates * H, H), "b": (gates * H,)}
        return {name: draw(size=shape) for name, shape in shapes.items()} | conventions

    return Layer(cell, weights(), weights() if both else None)


LAYERS = [
    layer(lstm, 4, 3, 2, 0, True, order="ifgo"),
    layer(gru, 3, 4, 3, 1, True, order="rzn", reset="after", z="keeps"),
    layer(rnn, 1, 6, 2, 2, False, activation="tanh"),
]
X = np.random.default_rng(5).normal(size=(4, 2, 3))


def test_two_directions_by_hand():
    ones = {"W": [[1]], "U": [[10]], "b": [0], "activation": "linear"}
    trace = stack.forward([[1], [2], [3]], [Layer(rnn, ones, ones)])
    np.testing.assert_array_equal(trace.h, [[1, 321], [12, 32], [123, 3]])
    np.testing.assert_array_equal(trace.h_last, [[123], [321]])


def test_masked_steps_count_in_neither_direction():
    cell = {"W": [[1]], "U": [[10]], "b": [0], "activation": "linear"}
    trace = stack.forward(np.ones((3, 2, 1)), [Layer(rnn, cell, cell)], mask=[[1, 1], [1, 1], [1, 0]])
    np.testing.assert_array_equal(trace.h[:, 0], [[1, 111], [11, 11], [111, 1]])
    np.testing.assert_array_equal(trace.h[:, 1], [[1, 11], [11, 1], [11, 0]])


def test_layers_feed_each_other():
    trace = stack.forward(X, LAYERS)
    first = [lstm.forward(X, **LAYERS[0].onward).h, lstm.forward(X, **LAYERS[0].back, reverse=True).h]
    middle = np.concatenate(first, -1)
    second = [gru.forward(middle, **LAYERS[1].onward).h, gru.forward(middle[::-1], **LAYERS[1].back).h[::-1]]
    np.testing.assert_allclose(trace.h, rnn.forward(np.concatenate(second, -1), **LAYERS[2].onward).h)
    assert [state.shape for state in trace.h_last] == [(2, 2), (2, 2), (2, 3), (2, 3), (2, 2)]


def test_shapes_of_two_bidirectional_layers():
    layers = [layer(lstm, 4, 3, 4, 0, True, order="ifgo"), layer(lstm, 4, 8, 4, 1, True, order="ifgo")]
    assert stack.forward(np.ones((5, 2, 3)), layers).h.shape == (5, 2, 8)


@pytest.mark.parametrize("mask", [None, [[1, 1], [1, 1], [1, 0], [1, 0]]])
def test_gradients(mask: list | None):
    trace = stack.forward(X, LAYERS, mask=mask)
    dh = np.random.default_rng(6).normal(size=trace.h.shape)
    gradients = stack.backward(trace, dh)
    found = complex_step(lambda x: (stack.forward(x, LAYERS, mask=mask).h * dh).sum(), X)
    np.testing.assert_allclose(gradients.x, found, atol=1e-11)

    def by_weights(W):
        changed = [LAYERS[0]._replace(back=LAYERS[0].back | {"U": W}), *LAYERS[1:]]
        return (stack.forward(X, changed, mask=mask).h * dh).sum()

    np.testing.assert_allclose(gradients.layers[0][1].U, complex_step(by_weights, LAYERS[0].back["U"]), atol=1e-11)


def test_no_layers_change_nothing():
    trace = stack.forward(X, [])
    np.testing.assert_array_equal(trace.h, X)
    np.testing.assert_array_equal(stack.backward(trace, X).x, X)


def test_wrong_shapes_are_named():
    with pytest.raises(ShapeMismatch, match=r"x has shape \(2, 4\), expected \(\.\.\., 3\)"):
        stack.forward(np.ones((4, 2, 4)), LAYERS)
    with pytest.raises(ShapeMismatch, match=r"dh has shape \(1,\), expected \(4, 2, 2\)"):
        stack.backward(stack.forward(X, LAYERS), [1])
    with pytest.raises(ShapeMismatch, match=r"dh has shape \(4, 2, 8\), expected \(4, 2, 6\)"):
        stack.backward(stack.forward(X, LAYERS[:2]), np.ones((4, 2, 8)))
