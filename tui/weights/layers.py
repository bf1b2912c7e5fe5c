"""The recurrent layers of a file of weights, for each way of storing them."""

from collections.abc import Callable, Iterator, Mapping

from engine.errors import FormulaError
from tui.weights import keras_layers, onnx_layers, pytorch_layers
from tui.weights.recurrent import Recurrent
from tui.weights.stored import Contents

LAYOUTS: Mapping[str, Callable[[Contents], Iterator[Recurrent]]] = {
    "pytorch": pytorch_layers.found,
    "keras": keras_layers.found,
    "onnx": onnx_layers.found,
}

EXPECTED = {
    "pytorch": "weight_ih_l0 and weight_hh_l0",
    "keras": "kernel and recurrent_kernel, or arr_0, arr_1 … as get_weights() lists them",
    "onnx": "an operator RNN, LSTM or GRU, or arrays W and R of three dimensions",
}
"""What each layout would show."""


def recurrent_layers(contents: Contents, layout: str) -> list[Recurrent]:
    """The layers of a file, bottom first.

    `layout`: whose way of storing them it is. Raises `FormulaError` when there are none.
    """
    found = list(LAYOUTS[layout](contents))
    if not found:
        raise FormulaError(f"no recurrent layer is stored here in the layout of {layout}; expected {EXPECTED[layout]}")
    return found
