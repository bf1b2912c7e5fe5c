"""ONNX's recurrent operators told by our solvers; and its own test cases for them.

`python -m tests.solvers.onnx_cells` (with the onnx package) writes the cases to `onnx_cells.json`, so that a plain test run needs no
onnx.
"""

import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from solvers import gru, lstm, rnn

GOLDEN = Path(__file__).with_name("onnx_cells.json")
INPUTS = ("X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P")


class Case(NamedTuple):
    """One of ONNX's own cases."""

    name: str
    operator: str
    attributes: dict[str, Any]
    inputs: dict[str, np.ndarray]
    outputs: dict[str, np.ndarray]


def plain(attributes: dict[str, Any], direction: int, inputs: dict[str, np.ndarray]) -> Callable[..., Any]:
    """RNN: tanh unless said."""
    names = attributes.get("activations", ["Tanh"] * (direction + 1))
    return lambda x, **state: rnn.forward(x, activation=names[direction].lower(), **state)


def long_short(attributes: dict[str, Any], direction: int, inputs: dict[str, np.ndarray]) -> Callable[..., Any]:
    """LSTM: blocks stacked i, o, f, c and peepholes i, o, f."""
    options: dict[str, Any] = {"order": "iofg"}
    if "initial_c" in inputs:
        options["c0"] = inputs["initial_c"][direction]
    if "P" in inputs:
        options |= dict(zip(("p_i", "p_o", "p_f"), np.split(inputs["P"][direction], 3), strict=True))
    return lambda x, **state: lstm.forward(x, **options, **state)


def gated(attributes: dict[str, Any], direction: int, inputs: dict[str, np.ndarray]) -> Callable[..., Any]:
    """GRU: blocks stacked z, r, h; z keeps the old state; reset before the product unless said."""
    reset = "after" if attributes.get("linear_before_reset", 0) else "before"
    return lambda x, **state: gru.forward(x, order="zrn", reset=reset, z="keeps", **state)


OPERATORS = {"RNN": plain, "LSTM": long_short, "GRU": gated}


def outputs(operator: str, attributes: dict[str, Any], inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What the operator gives: `Y (T, directions, B, H)`, `Y_h` and `Y_c (directions, B, H)`, or batch first."""
    batch_first = attributes.get("layout", 0) == 1
    if batch_first:
        inputs = inputs | {
            name: inputs[name].swapaxes(0, 1) for name in ("X", "initial_h", "initial_c") if name in inputs
        }
    direction = attributes.get("direction", "forward")
    reads = {"forward": [False], "reverse": [True], "bidirectional": [False, True]}[direction]
    runs = [_run(operator, attributes, inputs, place, reverse) for place, reverse in enumerate(reads)]
    Y = np.stack([trace.h for trace in runs], axis=1)
    if "sequence_lens" in inputs:
        beyond = np.arange(len(Y))[:, None] >= inputs["sequence_lens"]
        Y = np.where(beyond[:, None, :, None], 0, Y)
    told = {"Y": Y, "Y_h": np.stack([trace.h_last for trace in runs])}
    if operator == "LSTM":
        told["Y_c"] = np.stack([trace.c_last for trace in runs])
    if batch_first:
        told = {name: np.moveaxis(value, -2, 0) for name, value in told.items()}
    return told


def _run(operator: str, attributes: dict[str, Any], inputs: dict[str, np.ndarray], place: int, reverse: bool) -> Any:
    options: dict[str, Any] = {"W": inputs["W"][place], "U": inputs["R"][place], "reverse": reverse}
    both = inputs["B"][place] if "B" in inputs else np.zeros(2 * len(options["W"]), inputs["W"].dtype)
    options["b"], options["b_hidden"] = np.split(both, 2)
    if "initial_h" in inputs:
        options["h0"] = inputs["initial_h"][place]
    if "sequence_lens" in inputs:
        options["mask"] = np.arange(len(inputs["X"]))[:, None] < inputs["sequence_lens"]
    return OPERATORS[operator](attributes, place, inputs)(inputs["X"], **options)


def check(case: Case) -> None:
    """Compare what we give with what ONNX expects, to the tolerance of its own suite."""
    found = outputs(case.operator, case.attributes, case.inputs)
    assert case.outputs
    for name, expected in case.outputs.items():
        assert found[name].shape == expected.shape, name
        np.testing.assert_allclose(found[name], expected, rtol=1e-5, atol=1e-6, err_msg=f"{case.name} {name}")


def golden_cases() -> list[Case]:
    """The cases kept beside this file."""
    kept = json.loads(GOLDEN.read_text())
    return [Case(*case[:3], *(_arrays(arrays) for arrays in case[3:])) for case in kept]


def _arrays(kept: dict[str, Any]) -> dict[str, np.ndarray]:
    return {name: np.array(value, np.int32 if name == "sequence_lens" else np.float32) for name, value in kept.items()}


def onnx_cases() -> Iterator[Case]:
    """Every case of the installed package for one of our operators."""
    from onnx.backend.test.case.node import collect_testcases
    from onnx.helper import get_attribute_value

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = collect_testcases(None)
    for case in found:
        nodes = case.model.graph.node
        if len(nodes) == 1 and nodes[0].op_type in OPERATORS:
            node = nodes[0]
            values = {attribute.name: get_attribute_value(attribute) for attribute in node.attribute}
            told = {name: value.decode() if isinstance(value, bytes) else value for name, value in values.items()}
            given, expected = case.data_sets[0]
            inputs = dict(
                zip((name for name, used in zip(INPUTS, node.input, strict=False) if used), given, strict=True)
            )
            named = [name for name, used in zip(("Y", "Y_h", "Y_c"), node.output, strict=False) if used]
            yield Case(case.name, node.op_type, told, inputs, dict(zip(named, expected, strict=True)))


def write_golden() -> None:
    """Write every case of the installed package."""
    cases = [
        [*case[:3], *({name: np.asarray(value).tolist() for name, value in arrays.items()} for arrays in case[3:])]
        for case in onnx_cases()
    ]
    GOLDEN.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    write_golden()
