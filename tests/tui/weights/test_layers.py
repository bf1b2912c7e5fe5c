"""Recurrent layers of stored weights, run by the calls that are printed for them, against PyTorch, Keras and ONNX."""

import numpy as np
import pytest

from engine.errors import FormulaError
from engine.formula.evaluate import evaluate
from engine.formula.python_syntax import parse
from tests.oracles.framework_layers import cases
from tui.weights.names import weights_in

CASES = {name: [case for case in cases() if case["framework"] == name] for name in ("pytorch", "keras", "onnx")}


def run(weights, call, x):
    formula = call.formula.replace("activation=?", 'activation="tanh"')
    return evaluate(parse(formula), {"X": np.asarray(x, dtype=float), **weights.values(weights.named.keys())})


@pytest.mark.parametrize("case", CASES["pytorch"], ids=lambda case: case["cell"])
def test_pytorch(tmp_path, case):
    np.savez(tmp_path / "model.npz", **{f"encoder.{name}": array for name, array in case["weights"].items()}, fc=[1.0])
    weights = weights_in(tmp_path / "model.npz", "pytorch")
    assert weights.named["W_1_reverse"].shape == (len(weights.values({"b_1"})["b_1"]), 4)
    assert list(weights.named)[-1] == "fc"
    h = case["x"]
    for onward, back in (weights.runs[:2], weights.runs[2:]):
        h = np.concatenate([run(weights, onward, h), run(weights, back, h)], axis=-1)
    np.testing.assert_allclose(h, case["y"], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("named", [True, False], ids=["by name", "in order"])
@pytest.mark.parametrize("case", CASES["keras"], ids=lambda case: case["cell"])
def test_keras(tmp_path, case, named):
    names = [f"encoder/cell/{part}:0" for part in ("kernel", "recurrent_kernel", "bias")]
    dense = [np.ones((3, 2)), np.ones(2)]
    if named:
        np.savez(tmp_path / "model.npz", **dict(zip(names, case["weights"], strict=True)))
    else:
        np.savez(tmp_path / "model.npz", np.ones((9, 3)), *map(np.array, case["weights"]), *dense)
    weights = weights_in(tmp_path / "model.npz", "keras")
    (call,) = weights.runs
    found = run(weights, call, np.array(case["x"]).transpose(1, 0, 2)).transpose(1, 0, 2)
    np.testing.assert_allclose(found, case["y"], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("case", CASES["onnx"], ids=lambda case: case["cell"])
def test_onnx_arrays_without_their_graph(tmp_path, case):
    np.savez(tmp_path / "model.npz", **{f"node.{name}": array for name, array in case["weights"].items()})
    weights = weights_in(tmp_path / "model.npz", "onnx")
    (call,) = weights.runs
    reset = "after" if case["attributes"].get("linear_before_reset") else "before"
    found = run(weights, call._replace(formula=call.formula.replace("reset=?", f'reset="{reset}"')), case["x"])
    np.testing.assert_allclose(found[-1], case["y"][0], rtol=1e-5, atol=1e-6)


def test_two_models_in_one_file_are_numbered_in_its_order(tmp_path):
    def layer(prefix, depth, rows, units, inputs):
        weights = {"weight_ih": np.ones((rows, inputs)), "weight_hh": np.full((rows, units), depth + 0.5)}
        return {f"{prefix}{part}_l{depth}": array for part, array in weights.items()}

    stored = layer("encoder.", 10, 4, 1, 1) | layer("encoder.", 2, 4, 1, 2) | layer("decoder.", 0, 6, 2, 3)
    stored |= {"cell.weight_ih": np.ones((3, 7)), "cell.weight_hh": np.ones((3, 3))}
    np.savez(tmp_path / "model.npz", **stored)
    weights = weights_in(tmp_path / "model.npz", "pytorch")
    assert [weights.named[f"W_{number}"].shape for number in range(4)] == [(4, 2), (4, 1), (6, 3), (3, 7)]
    assert weights.values({"U_0"})["U_0"].tolist() == [[2.5]] * 4
    assert [one.formula.partition(".")[0] for one in weights.runs] == ["lstm", "lstm", "gru", "rnn"]
    assert weights.runs[1].note == "encoder.weight_hh_l10"


def test_what_is_no_recurrent_layer_is_left_as_it_is(tmp_path):
    stored = {"fc.weight_ih": np.ones((5, 2)), "fc.weight_hh": np.ones((5, 2)), "weight_ih_l0": np.ones((4, 2))}
    np.savez(tmp_path / "model.npz", **stored)
    with pytest.raises(
        FormulaError, match="no recurrent layer is stored here in the layout of pytorch; expected weight_ih_l0"
    ):
        weights_in(tmp_path / "model.npz", "pytorch")
    np.savez(tmp_path / "model.npz", **stored, weight_hh_l0=np.ones((4, 1)))
    assert list(weights_in(tmp_path / "model.npz", "pytorch").named) == ["W", "U", "b", "fc_weight_ih", "fc_weight_hh"]


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ({"weight_hr_l0": np.ones((1, 1))}, "weight_hh_l0: an LSTM with a projection of its state has no counterpart"),
        ({"bias_ih_l0": np.ones(1), "bias_hh_l0": np.array([np.inf] * 4)}, "bias_hh_l0: .*finite"),
        ({"bias_ih_l0": np.array(["a"] * 4)}, "bias_ih_l0 holds str32"),
        ({"bias_ih_l0": np.ones(3)}, r"weight_hh_l0: b has shape \(3,\), expected \(4,\)"),
        ({"bias_hh_l0": np.ones((9, 1, 1))}, r"weight_hh_l0: b_hidden has shape \(9, 1, 1\), expected \(4,\)"),
    ],
)
def test_a_layer_that_cannot_be_converted_is_refused_when_it_is_used(tmp_path, extra, words):
    np.savez(tmp_path / "model.npz", weight_ih_l0=np.ones((4, 2)), weight_hh_l0=np.ones((4, 1)), **extra)
    weights = weights_in(tmp_path / "model.npz", "pytorch")
    assert weights.values({"other"}) == {}
    with pytest.raises(FormulaError, match=f"model.npz: {words}"):
        weights.values({"U"})
