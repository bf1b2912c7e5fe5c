"""The four shapes of use, against runs put together by hand."""

import numpy as np
import pytest

from solvers import gru, lstm, readout, rnn, uses
from solvers.registry import SOLVERS

SENTIMENT = {"W": 1, "U": 0.5, "b": 0, "activation": "tanh"}
DOUBLING = {"W": 2, "U": 0, "b": 0, "activation": "linear"}
SAME = {"W_y": 1, "b_y": 0, "output": "linear"}


def test_many_to_one():
    told = uses.many_to_one([1, 1], cell="rnn", W_y=2, b_y=-1, output="sigmoid", **SENTIMENT)
    assert told.h[-1] == pytest.approx(0.8811, abs=5e-5)
    assert told.y == pytest.approx(0.6818, abs=5e-5)


def test_one_to_one():
    told = uses.one_to_one(1, cell="rnn", W_y=2, b_y=-1, output="sigmoid", **SENTIMENT)
    assert told.y == pytest.approx(0.6279, abs=5e-5)


def test_many_to_many():
    told = uses.many_to_many([1, 1], cell="rnn", W_y=2, b_y=-1, output="sigmoid", **SENTIMENT)
    np.testing.assert_allclose(told.y, [0.6279, 0.6818], atol=5e-5)


def test_one_to_many_feeds_its_outputs_back():
    told = uses.one_to_many(3, steps=4, cell="rnn", **SAME, **DOUBLING)
    np.testing.assert_array_equal(told.y, [6, 12, 24, 48])


def test_one_to_many_carries_its_state():
    told = uses.one_to_many(1, steps=3, cell="rnn", **SAME, **DOUBLING | {"U": 1, "h0": 1})
    np.testing.assert_array_equal(told.h, [3, 9, 27])


def test_encoder_decoder():
    decoder = {"decoder_W": 0, "decoder_U": 3, "decoder_b": 1}
    told = uses.encoder_decoder([1, 2], 0, steps=2, cell="rnn", **SAME, **DOUBLING | {"U": 1}, **decoder)
    np.testing.assert_array_equal(told.y, [19, 58])


@pytest.mark.parametrize(
    ("name", "cell", "gates", "conventions"),
    [("lstm", lstm, 4, {"order": "ifgo"}), ("gru", gru, 3, {"order": "rzn", "reset": "after", "z": "takes"})],
)
def test_gated_decoders(name: str, cell, gates: int, conventions: dict):
    draw = np.random.default_rng(0).normal
    weights = {"W": draw(size=(gates * 3, 2)), "U": draw(size=(gates * 3, 3)), "b": draw(size=gates * 3)} | conventions
    output = {"W_y": draw(size=(2, 3)), "b_y": draw(size=2), "output": "softmax"}
    other = {f"decoder_{letter}": -np.asarray(weights[letter]) for letter in "WUb"}
    x, start = draw(size=(4, 2)), np.array([1.0, 0])
    told = uses.encoder_decoder(x, start, steps=3, cell=name, **output, **weights, **other)
    trace = cell.forward(x, **weights)
    state = [trace.h_last, trace.c_last] if name == "lstm" else [trace.h_last]
    own = {letter: -np.asarray(weights[letter]) for letter in "WUb"} | conventions
    for y in told.y:
        step = cell.step(start, *state, **own)
        state = [step.h, step.c] if name == "lstm" else [step.h]
        start = readout.read(step.h, W=output["W_y"], b=output["b_y"], activation="softmax").y
        np.testing.assert_allclose(y, start)


def test_sizes_are_told_before_anything_is_made():
    """Six states of one number and six outputs; of four units each, read by four more."""
    many = SOLVERS["use.many_to_many"].elements
    assert many(np.ones(6), cell="rnn", **SAME, **SENTIMENT) == 12
    wide = {"W": np.ones((4, 3)), "U": np.ones((4, 4)), "b": np.ones(4), "W_y": np.ones((2, 4))}
    assert many(np.ones((6, 3)), cell="rnn", **wide, b_y=[0, 0]) == 6 * 4 * (1 + 4)


def test_unknown_cells_are_named():
    with pytest.raises(ValueError, match=r"say cell=\"rnn\" .* not 'mlp'"):
        uses.many_to_one([1], cell="mlp", **SAME)
    assert rnn.step(1, 0, **DOUBLING).h == 2
