"""Weight layouts against what PyTorch, Keras and ONNX themselves compute."""

import numpy as np
import pytest

from solvers import gru, layouts, lstm, rnn, stack
from solvers.shapes import ShapeMismatch
from tests.oracles.framework_layers import cases

CASES = {name: [case for case in cases() if case["framework"] == name] for name in ("pytorch", "keras", "onnx")}


def arrays(weights):
    return {name: np.array(array) for name, array in weights.items()}


def activation(cell):
    return "tanh" if cell == "rnn" else None


@pytest.mark.parametrize("case", CASES["pytorch"], ids=lambda case: case["cell"])
def test_pytorch(case):
    state = {f"encoder.{name}": array for name, array in arrays(case["weights"]).items()}
    layers = layouts.from_pytorch(state, case["cell"], prefix="encoder.", activation=activation(case["cell"]))
    np.testing.assert_allclose(stack.forward(case["x"], layers).h, case["y"], rtol=1e-12, atol=1e-12)
    back = layouts.to_pytorch(layers)
    for name, array in state.items():
        np.testing.assert_array_equal(back[name.removeprefix("encoder.")], array)


@pytest.mark.parametrize("case", CASES["keras"], ids=lambda case: case["cell"])
def test_keras(case):
    weights = [np.array(array) for array in case["weights"]]
    direction = layouts.from_keras(weights, case["cell"], activation=activation(case["cell"]))
    x = np.array(case["x"]).transpose(1, 0, 2)
    found = layouts.CELLS[case["cell"]].forward(x, **direction).h
    np.testing.assert_allclose(found.transpose(1, 0, 2), case["y"], rtol=1e-5, atol=1e-6)
    for ours, theirs in zip(layouts.to_keras(direction, case["cell"]), weights, strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("case", CASES["onnx"], ids=lambda case: case["cell"])
def test_onnx(case):
    weights = arrays(case["weights"])
    after = bool(case["attributes"]["linear_before_reset"]) if case["cell"] == "gru" else None
    directions = layouts.from_onnx(
        case["cell"], **weights, linear_before_reset=after, activation=activation(case["cell"])
    )
    found = layouts.CELLS[case["cell"]].forward(case["x"], **directions[0]).h_last
    np.testing.assert_allclose(found, case["y"][0], rtol=1e-5, atol=1e-6)
    back = layouts.to_onnx(directions, case["cell"])
    assert back.keys() == weights.keys()
    for name, array in weights.items():
        np.testing.assert_array_equal(back[name], array)


def test_from_one_framework_to_another():
    (case,) = (case for case in CASES["pytorch"] if case["cell"] == "lstm" and "bias_ih_l0" in case["weights"])
    layers = layouts.from_pytorch(arrays(case["weights"]), "lstm")
    moved = []
    for layer in layers:
        onward = layouts.from_keras(layouts.to_keras(layer.onward, "lstm"), "lstm")
        (back,) = layouts.from_onnx("lstm", **layouts.to_onnx([layer.back], "lstm"))
        moved.append(stack.Layer(lstm, onward, back))
    np.testing.assert_allclose(stack.forward(case["x"], moved).h, case["y"], rtol=1e-12, atol=1e-12)


def test_a_gate_that_takes_is_told_as_one_that_keeps():
    generator = np.random.default_rng(0)
    shapes = {"W": (6, 3), "U": (6, 2), "b": (6,), "b_hidden": (6,)}
    weights = {name: generator.normal(size=shape) for name, shape in shapes.items()}
    direction = weights | {"order": "rzn", "reset": "after", "z": "takes"}
    x = generator.normal(size=(4, 3))
    expected = gru.forward(x, **direction).h
    for moved in (
        layouts.from_keras(layouts.to_keras(direction, "gru"), "gru"),
        layouts.from_pytorch(layouts.to_pytorch([stack.Layer(gru, direction)]), "gru")[0].onward,
    ):
        assert moved["z"] == "keeps"
        np.testing.assert_allclose(gru.forward(x, **moved).h, expected, rtol=1e-12)


def test_reordering_blocks():
    assert layouts.reorder([1, 2, 3, 4], order="ifgo", to="iofg").tolist() == [1, 4, 2, 3]
    stacked = np.arange(12).reshape(6, 2)
    assert layouts.reorder(stacked, order="rzn", to="zrn")[:, 0].tolist() == [4, 6, 0, 2, 8, 10]
    back = layouts.reorder(layouts.reorder(stacked, order="rzn", to="nrz"), order="nrz", to="rzn")
    np.testing.assert_array_equal(back, stacked)


@pytest.mark.parametrize(
    ("framework", "gate", "expected"),
    [
        ("pytorch", "f", [2, 4]),
        ("keras", "f", [2, 4]),
        ("onnx", "f", [4, 6]),
        ("tensorflow1", "f", [4, 6]),
        ("pytorch", "o", [6, 8]),
        ("onnx", "o", [2, 4]),
    ],
)
def test_rows_of_a_gate(framework, gate, expected):
    assert layouts.rows(framework, "lstm", gate, H=2).tolist() == expected


@pytest.mark.parametrize("framework", ["pytorch", "keras", "onnx", "tensorflow1"])
def test_a_plain_cell_has_one_block(framework):
    found = layouts.rows(framework, "rnn", "h", H=1)
    assert (found.tolist(), found.dtype) == ([0, 1], np.float64)


def test_tensorflow_kept_the_candidate_of_a_gru_apart():
    assert layouts.rows("tensorflow1", "gru", "z", H=3).tolist() == [3, 6]
    with pytest.raises(ValueError, match="not 'n'"):
        layouts.rows("tensorflow1", "gru", "n", H=3)


def test_peepholes_travel_to_onnx():
    direction = {"W": np.ones((4, 1)), "U": np.ones((4, 1)), "b": np.zeros(4), "order": "ifgo"}
    direction |= {"p_i": np.array([1.0]), "p_o": np.array([2.0]), "p_f": np.array([3.0])}
    inputs = layouts.to_onnx([direction], "lstm")
    assert inputs["P"].tolist() == [[1, 2, 3]]
    (back,) = layouts.from_onnx("lstm", **inputs)
    assert (back["p_i"], back["p_o"], back["p_f"]) == (1, 2, 3)


def test_missing_biases_are_zeros():
    weights = [np.ones((1, 3)), np.ones((1, 3))]
    assert layouts.from_keras(weights, "gru", reset="before")["b"].tolist() == [0, 0, 0]
    (direction,) = layouts.from_onnx("rnn", np.ones((1, 2, 1)), np.ones((1, 2, 2)), activation="relu")
    assert direction["b"].tolist() == [0, 0]
    assert rnn.forward([[1]], **direction).h.tolist() == [[1, 1]]


PLAIN = {"W": np.ones((3, 1)), "U": np.ones((3, 1)), "b": np.zeros(3), "order": "rzn", "z": "keeps"}
GATES = {"W": np.ones((4, 1)), "U": np.ones((4, 1)), "b": np.zeros(4), "order": "ifgo"}
PEEPING = GATES | {"p_i": np.ones(1)}
STACKED = {"W": np.ones((1, 4, 2)), "R": np.ones((1, 4, 1))}


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: layouts.from_pytorch({"a": [1]}, "lstm"), ValueError, "there is no weight_ih_l0 among a"),
        (lambda: layouts.from_pytorch({"weight_ih_l0": [[1]]}, "rnn"), ValueError, "weight_hh_l0 is missing"),
        (
            lambda: layouts.from_pytorch({"weight_ih_l0": [[1]], "weight_hh_l0": [[1]], "weight_hr_l0": [[1]]}, "lstm"),
            ValueError,
            "projection",
        ),
        (
            lambda: layouts.from_pytorch({"weight_ih_l0": [[1]], "weight_hh_l0": [[1]]}, "rnn"),
            ValueError,
            'say activation="tanh" or activation="relu"',
        ),
        (lambda: layouts.from_keras([[[1, 1, 1]], [[1, 1, 1]]], "gru"), ValueError, 'say reset="before" or'),
        (lambda: layouts.from_onnx("gru", np.ones((1, 3, 1)), np.ones((1, 3, 1))), ValueError, "say reset="),
        (
            lambda: layouts.from_onnx("lstm", np.ones((1, 3, 1)), np.ones((1, 4, 1))),
            ShapeMismatch,
            r"W has shape \(1, 3, 1\), expected \(1, 4, D\)",
        ),
        (
            lambda: layouts.from_onnx("lstm", np.ones((4, 1)), np.ones((4, 1))),
            ShapeMismatch,
            r"R has shape \(4, 1\), expected \(N, G H, H\)",
        ),
        (
            lambda: layouts.from_onnx("lstm", **STACKED, B=np.ones((1, 4))),
            ShapeMismatch,
            r"B has shape \(1, 4\), expected \(1, 8\)",
        ),
        (
            lambda: layouts.from_onnx("lstm", **STACKED, P=np.ones((1, 4))),
            ShapeMismatch,
            r"P has shape \(1, 4\), expected \(1, 3\)",
        ),
        (
            lambda: layouts.from_keras([np.ones((2, 5)), np.ones((1, 4))], "lstm"),
            ShapeMismatch,
            r"kernel has shape \(2, 5\), expected \(D, 4\)",
        ),
        (lambda: layouts.to_keras(GATES | {"p_f": np.ones(1)}, "lstm"), ValueError, "keras has no LSTM with peepholes"),
        (lambda: layouts.to_keras(GATES | {"p_o": np.ones(1)}, "lstm"), ValueError, "keras has no LSTM with peepholes"),
        (
            lambda: layouts.to_pytorch([stack.Layer(gru, PLAIN | {"reset": "before"})]),
            ValueError,
            'pytorch has no GRU with reset="before"',
        ),
        (lambda: layouts.to_keras(PEEPING, "lstm"), ValueError, "keras has no LSTM with peepholes"),
        (
            lambda: layouts.to_keras({**PLAIN, "order": "fgo", "coupled": "i = 1 - f"}, "lstm"),
            ValueError,
            "keras has no LSTM with coupled gates",
        ),
        (lambda: layouts.reorder([1, 2], order="ab", to="ac"), ValueError, "both orders must spell the same gates"),
        (lambda: layouts.reorder([1, 2, 3], order="ab", to="ba"), ShapeMismatch, "expected 2 blocks of rows"),
        (lambda: layouts.rows("caffe", "lstm", "f", H=2), ValueError, "not 'caffe'"),
        (lambda: layouts.rows("onnx", "lstm", "z", H=2), ValueError, "not 'z'"),
    ],
)
def test_what_has_no_counterpart_is_told(call, error, message):
    with pytest.raises(error, match=message):
        call()
