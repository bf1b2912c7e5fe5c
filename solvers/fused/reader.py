"""A recurrent layer with a linear readout at every step, for whole batches: scores, loss and gradients.

Two losses, each the mean over the outputs that are asked for: cross-entropy in nats against classes `(T, B)`, -1 where nothing
is asked; squared error against values `(T, B, O)`, NaN where nothing is asked.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from solvers.activations import log_softmax
from solvers.fused import layer
from solvers.fused.layer import Layer, Weights
from solvers.initialisation import recurrent_bound, uniform
from solvers.shapes import Array

Asked: TypeAlias = Array | NDArray[np.integer]
"""Classes or values."""


class Reader(NamedTuple):
    """A layer, and what its outputs are compared by."""

    layer: Layer
    classifies: bool
    """Whether the loss is cross-entropy; else squared error."""


def drawn(
    generator: np.random.Generator,
    reader: Reader,
    inputs: int,
    hidden: int,
    outputs: int,
    biases: Mapping[str, float] | None = None,
) -> Weights:
    """The layer's weights, and `W_y (O, H)`, `b_y (O,)` of the readout, uniform within 1/sqrt(hidden) and 0."""
    weights = layer.drawn(generator, reader.layer, inputs, hidden, biases)
    readout = uniform(generator, outputs, hidden, bound=float(recurrent_bound(hidden)))
    return weights | {"W_y": readout, "b_y": np.zeros(outputs)}


def scores(reader: Reader, weights: Weights, x: Array) -> Array:
    """The outputs `(T, B, O)` for `x (T, B, D)`, before any softmax."""
    h = layer.run(reader.layer, weights, x, keep=False).h
    return np.asarray(h @ weights["W_y"].T + weights["b_y"])


def accuracy(reader: Reader, weights: Weights, x: Array, asked: NDArray[np.integer]) -> float:
    """The share of classes `asked (T, B)`, where not -1, that have the largest score."""
    counts = asked >= 0
    return float((scores(reader, weights, x).argmax(-1) == asked)[counts].mean())


def slopes(
    reader: Reader, weights: Weights, x: Array, asked: Asked, *, last: int | None = None
) -> tuple[float, Weights]:
    """The loss and its derivatives; they pass through the `last` steps alone where that is given.

    Cutting so starts the last steps from a fixed state `h`, which an LSTM's cell state would not survive: for the others.
    """
    start = None
    if last is not None and last < len(x):
        start = layer.run(reader.layer, weights, x[:-last], keep=False).h[-1]
        x, asked = x[-last:], asked[-last:]
    run = layer.run(reader.layer, weights, x, h0=start)
    loss, ds = _loss(reader, run.h @ weights["W_y"].T + weights["b_y"], asked)
    back = layer.backward(reader.layer, run, np.ascontiguousarray(ds @ weights["W_y"]))
    flat = ds.reshape(-1, ds.shape[-1])
    return loss, back.weights | {"W_y": flat.T @ run.h.reshape(len(flat), -1), "b_y": flat.sum(0)}


def _loss(reader: Reader, s: Array, asked: Any) -> tuple[float, Array]:
    """The mean loss and its derivative by the scores."""
    if not reader.classifies:
        counts = ~np.isnan(asked)
        error = np.where(counts, s - np.where(counts, asked, 0), 0)
        return float((error**2).sum() / counts.sum()), np.asarray(2 * error / counts.sum())
    counts = asked >= 0
    told, classes = log_softmax(s), np.where(counts, asked, 0)[..., None]
    ds = np.exp(told)
    np.put_along_axis(ds, classes, np.take_along_axis(ds, classes, -1) - 1, -1)
    loss = -np.take_along_axis(told, classes, -1)[..., 0][counts].mean()
    return float(loss), np.asarray(ds * (counts[..., None] / counts.sum()))
