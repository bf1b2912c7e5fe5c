"""ONNX files, read by their own package: the arrays of the graph and its recurrent operators."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine import limits
from engine.errors import FormulaError
from tui.weights.stored import Contents, Operator, Stored, package, told

RECURRENT = ("RNN", "LSTM", "GRU")


def contents(path: Path) -> Contents:
    """The arrays and the recurrent operators of an ONNX file; arrays that it keeps in other files are not fetched.

    Raises `FormulaError`.
    """
    onnx = package("onnx", path)
    fault = package("google.protobuf.message", path).DecodeError
    with told(f"{path}: this", "an ONNX file", fault, OSError, ValueError, TypeError, KeyError):
        graph = onnx.load(path, load_external_data=False).graph
        tensors = list(_tensors(graph))
        if len(tensors) > limits.WEIGHT_ARRAYS:
            raise FormulaError(f"{path} holds {len(tensors):,} arrays, expected at most {limits.WEIGHT_ARRAYS:,}")
        arrays = {name: _stored(onnx, name, tensor) for name, tensor in tensors}
        operators = tuple(
            Operator(node.op_type, tuple(node.input), {one.name: _plain(onnx, one) for one in node.attribute})
            for node in graph.node
            if node.op_type in RECURRENT
        )
    if not arrays and not operators:
        raise FormulaError(f"{path}: this ONNX file holds no weights")
    return Contents(arrays, operators)


def _tensors(graph: Any) -> Iterator[tuple[str, Any]]:
    """Every array in a graph, whether a weight or the result of an operator `Constant`."""
    for tensor in graph.initializer:
        yield tensor.name, tensor
    for node in graph.node:
        if node.op_type == "Constant" and node.output:
            yield from ((node.output[0], one.t) for one in node.attribute if one.name == "value")


def _plain(onnx: Any, attribute: Any) -> Any:
    """An attribute's value, words as text."""
    value = onnx.helper.get_attribute_value(attribute)
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return (
        [one.decode(errors="replace") if isinstance(one, bytes) else one for one in value]
        if isinstance(value, list)
        else value
    )


def _stored(onnx: Any, name: str, tensor: Any) -> Stored:
    def read() -> Any:
        if onnx.external_data_helper.uses_external_data(tensor):
            raise FormulaError("its numbers are in another file; save the model with its weights inside")
        with told("its numbers", "those of an ONNX file", ValueError, TypeError):
            return onnx.numpy_helper.to_array(tensor)

    element = str(onnx.helper.tensor_dtype_to_np_dtype(tensor.data_type))
    return Stored(name, tuple(tensor.dims), element, read)
