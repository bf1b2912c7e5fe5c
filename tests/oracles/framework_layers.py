"""What PyTorch, Keras and ONNX's reference evaluator make of a few random recurrent layers.

`python -m tests.oracles.framework_layers` runs those that are installed and keeps their weights, inputs and outputs in
`framework_layers.json`, so that a plain test run needs none of them.
"""

import json
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

GOLDEN = Path(__file__).with_name("framework_layers.json")
T, B, D, H = 4, 2, 3, 2


def cases() -> list[dict[str, Any]]:
    """The cases kept beside this file."""
    return json.loads(GOLDEN.read_text(encoding="utf-8"))


def pytorch() -> list[dict[str, Any]]:
    """Two layers, read from both ends."""
    import torch

    torch.manual_seed(0)
    found = []
    for cell, bias in product(("RNN", "LSTM", "GRU"), (True, False)):
        layer = getattr(torch.nn, cell)(D, H, num_layers=2, bidirectional=True, bias=bias, dtype=torch.float64)
        x = torch.randn(T, B, D, dtype=torch.float64)
        weights = {name: array.tolist() for name, array in layer.state_dict().items()}
        y = layer(x)[0].detach()
        found.append(
            {"framework": "pytorch", "cell": cell.lower(), "weights": weights, "x": x.tolist(), "y": y.tolist()}
        )
    return found


def keras() -> list[dict[str, Any]]:
    """One layer; GRUs with the reset on either side."""
    import keras

    keras.utils.set_random_seed(0)
    keras.backend.set_floatx("float64")
    layers = [
        ("rnn", keras.layers.SimpleRNN(H, return_sequences=True)),
        ("lstm", keras.layers.LSTM(H, return_sequences=True)),
        ("gru", keras.layers.GRU(H, return_sequences=True, reset_after=True)),
        ("gru", keras.layers.GRU(H, return_sequences=True, reset_after=False)),
    ]
    generator, found = np.random.default_rng(0), []
    for cell, layer in layers:
        x = generator.normal(size=(B, T, D))
        layer.build(x.shape)
        weights = [generator.normal(size=array.shape) for array in layer.get_weights()]
        layer.set_weights(weights)
        y = np.asarray(layer(x))
        kept = [array.tolist() for array in weights]
        found.append({"framework": "keras", "cell": cell, "weights": kept, "x": x.tolist(), "y": y.tolist()})
    return found


def onnx() -> list[dict[str, Any]]:
    """One layer in one direction, by the package's reference evaluator."""
    from onnx import TensorProto, helper
    from onnx.reference import ReferenceEvaluator

    generator, found = np.random.default_rng(0), []
    settings = [
        ("RNN", 1, {}),
        ("LSTM", 4, {}),
        ("GRU", 3, {"linear_before_reset": 1}),
        ("GRU", 3, {"linear_before_reset": 0}),
    ]
    for cell, gates, attributes in settings:
        shapes = {"X": (T, B, D), "W": (1, gates * H, D), "R": (1, gates * H, H), "B": (1, 2 * gates * H)}
        if cell == "LSTM":
            shapes |= {"lens": (B,), "h0": (1, B, H), "c0": (1, B, H), "P": (1, 3 * H)}
        inputs = {name: generator.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
        inputs |= {name: np.zeros(shapes[name], np.float32) for name in ("h0", "c0") if name in shapes}
        if "lens" in inputs:
            inputs["lens"] = np.full(B, T, np.int32)
        node = helper.make_node(cell, list(shapes), ["Y", "Y_h"], hidden_size=H, **attributes)
        described = [
            helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(array.dtype), array.shape)
            for name, array in inputs.items()
        ]
        output = helper.make_tensor_value_info("Y_h", TensorProto.FLOAT, None)
        graph = helper.make_graph([node], "layer", described, [output])
        y = ReferenceEvaluator(helper.make_model(graph)).run(None, inputs)[0]
        weights = {name: inputs[name].tolist() for name in ("W", "R", "B", "P") if name in inputs}
        one = {"framework": "onnx", "cell": cell.lower(), "attributes": attributes, "weights": weights}
        found.append(one | {"x": inputs["X"].tolist(), "y": np.asarray(y).tolist()})
    return found


def main() -> None:
    """Replace the cases of every framework that is installed."""
    kept = cases() if GOLDEN.exists() else []
    for run in (pytorch, keras, onnx):
        if find_spec({"pytorch": "torch"}.get(run.__name__, run.__name__)):
            kept = [case for case in kept if case["framework"] != run.__name__] + run()
    lines = ",\n".join(json.dumps(case) for case in kept)
    GOLDEN.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
