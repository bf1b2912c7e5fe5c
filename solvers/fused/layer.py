"""A recurrent layer of any cell over whole batches: its weights by name, its run, its gradients.

Gate orders are fixed here: "ifgo" for an LSTM, "rzn" for a GRU that resets after the product and whose z keeps the old state.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from solvers.fused import gru, lstm, rnn
from solvers.initialisation import recurrent_bound, uniform
from solvers.shapes import Array

Weights: TypeAlias = dict[str, Array]
"""`W (G*H, D)`, `U (G*H, H)`, `b (G*H,)`, for a GRU also `b_hidden (3*H,)`."""

GATES = {"rnn": "h", "lstm": "ifgo", "gru": "rzn"}
"""The blocks of each cell's weights, in order."""


class Layer(NamedTuple):
    """Which cell a layer has."""

    cell: str
    """One of `GATES`."""
    activation: str = "tanh"
    """Of a plain cell: "tanh" or "relu"."""


class Gradients(NamedTuple):
    """The derivatives of a loss."""

    weights: Weights
    x: Array
    """`(T, B, D)`"""
    h0: Array
    """`(B, H)`"""


def drawn(
    generator: np.random.Generator, layer: Layer, inputs: int, hidden: int, biases: Mapping[str, float] | None = None
) -> Weights:
    """Weights uniform within 1/sqrt(hidden), biases 0 but for the gates named in `biases`."""
    bound, gates = float(recurrent_bound(hidden)), GATES[layer.cell]
    rows = len(gates) * hidden
    weights = {
        "W": uniform(generator, rows, inputs, bound=bound),
        "U": uniform(generator, rows, hidden, bound=bound),
        "b": np.repeat([(biases or {}).get(gate, 0.0) for gate in gates], hidden),
    }
    return weights | ({"b_hidden": np.zeros(rows)} if layer.cell == "gru" else {})


def run(layer: Layer, weights: Weights, x: Array, *, h0: Array | None = None, keep: bool = True) -> Any:
    """A run over `x (T, B, D)` from `h0 (B, H)` (`None`: zeros), with the states `h (T, B, H)` in its field `h`."""
    W, U, b = weights["W"], weights["U"], weights["b"]
    if layer.cell == "rnn":
        return rnn.forward(x, W, U, b, activation=layer.activation, h0=h0, keep=keep)
    if layer.cell == "lstm":
        return lstm.forward(x, W, U, b, order=GATES["lstm"], h0=h0, keep=keep)
    return gru.forward(x, W, U, b, weights["b_hidden"], order=GATES["gru"], z="keeps", h0=h0, keep=keep)


def backward(layer: Layer, run: Any, dh: Array) -> Gradients:
    """The gradients of a run that kept everything, from the loss's derivative `dh (T, B, H)` by every state."""
    found = {"rnn": rnn, "lstm": lstm, "gru": gru}[layer.cell].backward(run, dh)
    names = ("W", "U", "b", "b_hidden") if layer.cell == "gru" else ("W", "U", "b")
    return Gradients({name: getattr(found, name) for name in names}, found.x, found.h0)
