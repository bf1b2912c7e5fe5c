"""Layers over layers, each read from one end or from both.

A layer of two directions puts both states side by side, `(T, ..., 2*H)`; that is what the next layer reads
(Schuster & Paliwal 1997; Graves 2013).
"""

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.shapes import Array, expect, floats


class Layer(NamedTuple):
    """One layer: a kind of cell and its weights."""

    cell: ModuleType
    """`solvers.rnn`, `solvers.lstm` or `solvers.gru`."""
    onward: Mapping[str, Any]
    """The weights and conventions that the cell's `forward` takes, for reading from the start."""
    back: Mapping[str, Any] | None = None
    """The same for reading from the end; `None`: the layer has one direction."""


class Trace(NamedTuple):
    """A run through all layers."""

    layers: tuple[Layer, ...]
    runs: tuple[tuple[Any, ...], ...]
    """For each layer its cells' traces: one, or one for each direction."""
    h: Array
    """`(T, ..., width)` what the top layer gives."""
    h_last: tuple[Array, ...]
    """The final state of each layer and direction, `(..., H)`, bottom first, onward before back."""


class Gradients(NamedTuple):
    """The derivatives of a loss."""

    x: Array
    layers: tuple[tuple[Any, ...], ...]
    """For each layer its cells' gradients, as `Trace.runs`."""


def forward(x: ArrayLike, layers: Sequence[Layer], *, mask: ArrayLike | None = None) -> Trace:
    """Run a sequence `x (T, ..., D)` through all layers from zero states, or those the layers' arguments name.

    Raises `ShapeMismatch`.
    """
    (h,) = floats(x=x)
    runs = []
    for layer in layers:
        run = [layer.cell.forward(h, **layer.onward, mask=mask)]
        if layer.back is not None:
            run.append(layer.cell.forward(h, **layer.back, mask=mask, reverse=True))
        h = np.concatenate([trace.h for trace in run], axis=-1)
        runs.append(tuple(run))
    return Trace(tuple(layers), tuple(runs), h, tuple(trace.h_last for run in runs for trace in run))


def backward(trace: Trace, dh: ArrayLike) -> Gradients:
    """The gradients of all layers, given the loss's derivative by the top layer's states, `(T, ..., width)`.

    Raises `ShapeMismatch`.
    """
    (d,) = floats(dh=dh)
    expect("dh", d.shape, trace.h.shape)
    told: list[tuple[Any, ...]] = []
    for layer, run in zip(reversed(trace.layers), reversed(trace.runs), strict=True):
        parts = np.split(d, len(run), axis=-1)
        gradients = tuple(layer.cell.backward(one, part) for one, part in zip(run, parts, strict=True))
        d = sum((gradient.x for gradient in gradients[1:]), start=gradients[0].x)
        told.append(gradients)
    return Gradients(d, tuple(reversed(told)))
