"""ONNX's operators for pooling, convolution, softmax and one-hot rows, told by our solvers; and its own test cases.

`python -m tests.solvers.onnx_layers` (with the onnx package) writes the small cases to `onnx_layers.json`, so that a plain test run
needs no onnx.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from solvers import activations, convolution, encodings, global_pooling, pooling, pooling_gradients

GOLDEN = Path(__file__).with_name("onnx_layers.json")
SMALL = 200
"""How many numbers the inputs and outputs of a case may hold to be kept in the golden file."""

FOUR_DIGITS = "test_averagepool_2d_ceil_last_window_starts_on_pad"
"""The one case whose outputs are stated to four digits only."""


class Case(NamedTuple):
    """One of ONNX's own cases."""

    name: str
    operator: str
    attributes: dict[str, Any]
    inputs: list[np.ndarray]
    outputs: list[np.ndarray]


def layout(shape: tuple[int, ...], attributes: dict[str, Any]) -> dict[str, Any]:
    """Size, stride, padding and dilation in our words; `SAME` padding is worked out from the sizes."""
    size = attributes["kernel_shape"]
    stride = attributes.get("strides", [1] * len(size))
    dilation = attributes.get("dilations", [1] * len(size))
    pads = attributes.get("pads", [0] * 2 * len(size))
    padding = list(zip(pads[: len(size)], pads[len(size) :], strict=True))
    if attributes.get("auto_pad", "NOTSET") != "NOTSET":
        padding = []
        for n, k, s in zip(shape[-len(size) :], size, stride, strict=True):
            total = max((-(-n // s) - 1) * s + k - n, 0)
            fewer, more = total // 2, total - total // 2
            padding.append((fewer, more) if attributes["auto_pad"] == "SAME_UPPER" else (more, fewer))
    return {"size": size, "stride": stride, "padding": padding, "dilation": dilation}


def average_pool(attributes: dict[str, Any], X: np.ndarray) -> list[np.ndarray]:
    """AveragePool."""
    include = bool(attributes.get("count_include_pad", 0))
    ceil_mode = bool(attributes.get("ceil_mode", 0))
    return [pooling.average(X, count_include_pad=include, ceil_mode=ceil_mode, **layout(X.shape, attributes))]


def max_pool(attributes: dict[str, Any], X: np.ndarray) -> list[np.ndarray]:
    """MaxPool, its second output the places on the whole tensor, by rows or (`storage_order`) by columns."""
    options = layout(X.shape, attributes) | {"ceil_mode": bool(attributes.get("ceil_mode", 0))}
    places = pooling_gradients.maximum_places(X, **options)
    rows, columns = X.shape[-2:]
    if attributes.get("storage_order", 0):
        places = places % columns * rows + places // columns
    spatial = X.shape[2:]
    before = np.arange(int(np.prod(X.shape[:2]))).reshape(*X.shape[:2], *(1,) * len(spatial)) * int(np.prod(spatial))
    return [pooling.maximum(X, **options), places + before]


def whole_maps(pool: Callable[..., np.ndarray]) -> Callable[[dict[str, Any], np.ndarray], list[np.ndarray]]:
    """GlobalAveragePool and GlobalMaxPool, which keep axes of length 1."""

    def run(attributes: dict[str, Any], X: np.ndarray) -> list[np.ndarray]:
        pooled = pool(X, axes=X.ndim - 2)
        return [pooled.reshape(*pooled.shape, *(1,) * (X.ndim - 2))]

    return run


def conv(attributes: dict[str, Any], X: np.ndarray, W: np.ndarray, b: np.ndarray | float = 0) -> list[np.ndarray]:
    """Conv, one group."""
    options = layout(X.shape, {"kernel_shape": W.shape[2:]} | attributes)
    options.pop("size")
    return [convolution.forward(X, W, b=b, flip=False, **options)]


def one_hot(attributes: dict[str, Any], ids: np.ndarray, depth: np.ndarray, values: np.ndarray) -> list[np.ndarray]:
    """OneHot: negative ids count from the end, those outside have no 1, and `values` stand for off and on."""
    size, axis = int(depth), attributes.get("axis", -1)
    known = (ids >= -size) & (ids < size)
    rows = encodings.one_hot(np.where(known, ids % size, 0), size=size, first=0) * known[..., None]
    off, on = values.astype(np.float64)
    return [np.moveaxis(rows * (on - off) + off, -1, axis)]


OPERATORS: dict[str, Callable[..., list[np.ndarray]]] = {
    "AveragePool": average_pool,
    "MaxPool": max_pool,
    "GlobalAveragePool": whole_maps(global_pooling.global_average),
    "GlobalMaxPool": whole_maps(global_pooling.global_maximum),
    "Conv": conv,
    "Softmax": lambda attributes, z: [activations.softmax(z, axis=attributes.get("axis", -1))],
    "LogSoftmax": lambda attributes, z: [activations.log_softmax(z, axis=attributes.get("axis", -1))],
    "OneHot": one_hot,
}


def check(case: Case) -> None:
    """Run a case by our solvers and compare every output that it states."""
    found = OPERATORS[case.operator](case.attributes, *case.inputs)
    rtol = 1e-3 if case.name == FOUR_DIGITS else 1e-5
    for ours, expected in zip(found, case.outputs, strict=False):
        assert ours.shape == expected.shape, case.name
        np.testing.assert_allclose(ours, expected.astype(np.float64), rtol=rtol, atol=1e-6, err_msg=case.name)


def golden_cases() -> list[Case]:
    """The cases kept beside this file."""
    return [
        Case(
            case["name"],
            case["operator"],
            case["attributes"],
            *(list(map(_read, case[s])) for s in ("inputs", "outputs")),
        )
        for case in json.loads(GOLDEN.read_text(encoding="utf-8"))
    ]


def onnx_cases() -> Iterator[Case]:
    """Every case of these operators that the installed onnx package brings."""
    from onnx import helper
    from onnx.backend.test.case.node import collect_testcases

    for case in collect_testcases(None):
        (node, *others) = case.model.graph.node
        if not others and node.op_type in OPERATORS:
            attributes = {one.name: helper.get_attribute_value(one) for one in node.attribute}
            plain = {name: value.decode() if isinstance(value, bytes) else value for name, value in attributes.items()}
            inputs, outputs = case.data_sets[0]
            yield Case(case.name, node.op_type, plain, list(map(np.asarray, inputs)), list(map(np.asarray, outputs)))


def _read(stored: dict[str, Any]) -> np.ndarray:
    return np.array(stored["values"], dtype=stored["type"]).reshape(stored["shape"])


def _write(array: np.ndarray) -> dict[str, Any]:
    plain = array.astype(np.float64) if array.dtype.kind not in "iuf" else array
    return {"type": str(plain.dtype), "shape": plain.shape, "values": plain.ravel().tolist()}


def main() -> None:
    """Write the golden file."""
    small = [case for case in onnx_cases() if sum(array.size for array in case.inputs + case.outputs) <= SMALL]
    stored = [
        case._replace(inputs=list(map(_write, case.inputs)), outputs=list(map(_write, case.outputs))) for case in small
    ]
    lines = ",\n".join(json.dumps(case._asdict()) for case in stored)
    GOLDEN.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
