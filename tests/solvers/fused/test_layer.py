"""One layer of any cell: the same as the plain cells, in names of its own."""

import numpy as np
import pytest

from solvers import gru, lstm, rnn
from solvers.fused import layer
from solvers.fused.layer import Layer

T, B, D, H = 5, 3, 2, 4
PLAIN = {
    Layer("rnn"): (rnn, {"activation": "tanh"}),
    Layer("rnn", "relu"): (rnn, {"activation": "relu"}),
    Layer("lstm"): (lstm, {"order": "ifgo"}),
    Layer("gru"): (gru, {"order": "rzn", "reset": "after", "z": "keeps"}),
}


def drawn(one: Layer) -> layer.Weights:
    generator = np.random.default_rng(0)
    weights = layer.drawn(generator, one, D, H)
    return {name: value + generator.normal(0, 0.3, value.shape) for name, value in weights.items()}


@pytest.mark.parametrize("one", PLAIN, ids=str)
@pytest.mark.parametrize("keep", [True, False])
def test_states_are_those_of_the_plain_cell(one: Layer, keep: bool):
    module, conventions = PLAIN[one]
    weights, draw = drawn(one), np.random.default_rng(1)
    x, h0 = draw.normal(size=(T, B, D)), draw.normal(size=(B, H))
    trace = module.forward(x, **weights, **conventions, h0=h0)
    np.testing.assert_allclose(layer.run(one, weights, x, h0=h0, keep=keep).h, trace.h, atol=1e-12)
    np.testing.assert_allclose(
        layer.run(one, weights, x, keep=keep).h, module.forward(x, **weights, **conventions).h, atol=1e-12
    )


@pytest.mark.parametrize("one", PLAIN, ids=str)
def test_gradients_are_those_of_the_plain_cell(one: Layer):
    module, conventions = PLAIN[one]
    weights, draw = drawn(one), np.random.default_rng(1)
    x, dh = draw.normal(size=(T, B, D)), draw.normal(size=(T, B, H))
    plain = module.backward(module.forward(x, **weights, **conventions), dh)
    found = layer.backward(one, layer.run(one, weights, x), dh)
    assert found.weights.keys() == weights.keys()
    for name, value in found.weights.items():
        np.testing.assert_allclose(value, getattr(plain, name), atol=1e-12, err_msg=name)
    np.testing.assert_allclose(found.x, plain.x, atol=1e-12)
    np.testing.assert_allclose(found.h0, plain.h0, atol=1e-12)


@pytest.mark.parametrize(("cell", "gates"), [("rnn", 1), ("lstm", 4), ("gru", 3)])
def test_drawn_weights_lie_within_the_bound_and_biases_are_zero(cell: str, gates: int):
    weights = layer.drawn(np.random.default_rng(0), Layer(cell), D, 16)
    assert weights["W"].shape == (gates * 16, D)
    assert weights["U"].shape == (gates * 16, 16)
    for name in ("W", "U"):
        assert 0.2 < np.abs(weights[name]).max() <= 0.25
    assert not weights["b"].any()
    assert weights["b"].shape == (gates * 16,)
    assert ("b_hidden" in weights) == (cell == "gru")


def test_the_bias_of_a_gate_goes_to_its_block():
    biases = layer.drawn(np.random.default_rng(0), Layer("lstm"), D, 2, {"f": 1.5, "o": -1})["b"]
    np.testing.assert_array_equal(biases, [0, 0, 1.5, 1.5, 0, 0, -1, -1])
    biases = layer.drawn(np.random.default_rng(0), Layer("gru"), D, 2, {"z": 3})
    np.testing.assert_array_equal(biases["b"], [0, 0, 3, 3, 0, 0])
    assert not biases["b_hidden"].any()
