"""ONNX files, made by their own package where it is installed."""

import sys
from importlib.util import find_spec

import numpy as np
import pytest

from engine.errors import FormulaError
from engine.formula.evaluate import evaluate
from engine.formula.python_syntax import parse
from tests.oracles.framework_layers import cases
from tui.weights import onnx as reader
from tui.weights.names import weights_in

WITH_PACKAGE = pytest.mark.skipif(not find_spec("onnx"), reason="onnx is not installed")
CASES = [case for case in cases() if case["framework"] == "onnx"]


def saved(path, case, **attributes):
    import onnx
    from onnx import helper, numpy_helper

    arrays = {name: np.array(array, np.float32) for name, array in case["weights"].items()}
    inputs = ["X", "W", "R", "B", "", "", "", *(["P"] if "P" in arrays else [])]
    units = arrays["R"].shape[2]
    node = helper.make_node(case["cell"].upper(), inputs, ["Y"], hidden_size=units, **case["attributes"], **attributes)
    bias = helper.make_node("Constant", [], ["B"], value=numpy_helper.from_array(arrays.pop("B")))
    kept = [numpy_helper.from_array(array, name) for name, array in arrays.items()]
    graph = helper.make_graph([bias, node], "layer", [], [], initializer=kept)
    onnx.save(helper.make_model(graph), path)
    return path


@WITH_PACKAGE
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["cell"])
def test_an_operator_is_run_by_the_call_that_is_printed_for_it(tmp_path, case):
    activations = {"activations": ["Tanh"]} if case["cell"] == "rnn" else {}
    weights = weights_in(saved(tmp_path / "model.onnx", case, **activations), "onnx")
    (run,) = weights.runs
    assert "?" not in run.formula
    names = {"X": np.array(case["x"]), **weights.values(weights.named.keys())}
    found = evaluate(parse(run.formula), names)
    np.testing.assert_allclose(found[-1], case["y"][0], rtol=1e-5, atol=1e-6)


@WITH_PACKAGE
def test_bare_arrays_and_the_direction(tmp_path):
    path = saved(tmp_path / "model.onnx", CASES[0], direction="reverse")
    assert list(weights_in(path, None).named) == ["W", "R", "B"]
    weights = weights_in(path, "onnx")
    assert list(weights.named) == ["W_reverse", "U_reverse", "b_reverse"]
    assert "reverse=True" in weights.runs[0].formula


@WITH_PACKAGE
@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ({"clip": 1.0}, "clip"),
        ({"activations": ["Affine"]}, "affine"),
        ({"activations": ["Tanh", "Relu", "Tanh"]}, "tanh, relu, tanh"),
    ],
)
def test_a_cell_that_is_not_here_is_refused_when_it_is_used(tmp_path, attributes, words):
    weights = weights_in(saved(tmp_path / "model.onnx", CASES[0], **attributes), "onnx")
    with pytest.raises(FormulaError, match=f"model.onnx: R: RNN with {words} has no counterpart here"):
        weights.values({"W"})


@WITH_PACKAGE
def test_numbers_in_another_file_are_not_fetched(tmp_path):
    import onnx

    path = saved(tmp_path / "model.onnx", CASES[0])
    model = onnx.load(path)
    tensor = model.graph.initializer[0]
    tensor.data_location = onnx.TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="../../etc/passwd")
    tensor.ClearField("raw_data")
    onnx.save(model, path)
    with pytest.raises(FormulaError, match="W: its numbers are in another file"):
        weights_in(path, None).values({"W"})


@WITH_PACKAGE
@pytest.mark.parametrize(
    ("dims", "words"),
    [
        ([2**40], "a dimension may hold"),
        ([1000], "W: its numbers cannot be read"),
        ([-1, -2], "W: its numbers cannot be read"),
    ],
)
def test_lying_dimensions_are_refused_by_name(tmp_path, dims, words):
    import onnx

    path = saved(tmp_path / "model.onnx", CASES[0])
    model = onnx.load(path)
    model.graph.initializer[0].dims[:] = dims
    onnx.save(model, path)
    with pytest.raises(FormulaError, match=words):
        weights_in(path, None).values({"W"})


@WITH_PACKAGE
@pytest.mark.parametrize("data", [b"\xff" * 50, b"not a model", b""])
def test_a_damaged_file_is_told(tmp_path, data):
    (tmp_path / "model.onnx").write_bytes(data)
    with pytest.raises(FormulaError, match=r"cannot be read as an ONNX file|holds no weights"):
        reader.contents(tmp_path / "model.onnx")


def test_the_extra_is_named_where_the_package_is_absent(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(FormulaError, match=r"need the package onnx: pip install 'unrolled\[weights\]'$"):
        reader.contents(tmp_path / "model.onnx")
