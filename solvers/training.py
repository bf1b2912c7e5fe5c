"""A small training loop: one recurrent layer, a softmax read from it, cross-entropy, clipping by norm, Adam.

Everything random comes from a generator that is passed in: the same generator gives the same run.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers import readout
from solvers.clipping import global_factor
from solvers.initialisation import recurrent_bound, uniform
from solvers.losses import cross_entropy, cross_entropy_gradient
from solvers.optimisers import adam
from solvers.shapes import Array

Weights = dict[str, Array]
"""`W`, `U`, `b` of the cell and `W_y`, `b_y` of the readout."""

GATES = {"rnn": 1, "lstm": 4, "gru": 3}
"""Gate blocks by the last part of a cell's module name."""


class Model(NamedTuple):
    """A cell and the layer that reads it."""

    cell: ModuleType
    """`solvers.rnn`, `solvers.lstm` or `solvers.gru`."""
    conventions: Mapping[str, Any]
    """What else the cell's `forward` must be told: activation, or order, reset, z."""
    weights: Weights
    reads_every_step: bool
    """Whether there is an output at each step; else at the last one alone."""


class Fitted(NamedTuple):
    """What one update saw."""

    loss: float
    """Before the update."""
    gradient_norm: float
    """Of all gradients together, before clipping."""
    weights: Weights
    """After the update."""


class Update(NamedTuple):
    """What one update of a model saw."""

    loss: float
    """Mean cross-entropy over the outputs of the batch, in nats, before the update."""
    gradient_norm: float
    """Of all gradients together, before clipping."""
    model: Model
    """After the update."""


def model(
    generator: np.random.Generator,
    cell: ModuleType,
    conventions: Mapping[str, Any],
    *,
    inputs: int,
    hidden: int,
    outputs: int,
    reads_every_step: bool,
) -> Model:
    """A model with weights uniform within 1/sqrt(hidden) and zero biases."""
    bound, G = float(recurrent_bound(hidden)), GATES[cell.__name__.rpartition(".")[2]]
    weights = {
        "W": uniform(generator, G * hidden, inputs, bound=bound),
        "U": uniform(generator, G * hidden, hidden, bound=bound),
        "b": np.zeros(G * hidden),
        "W_y": uniform(generator, outputs, hidden, bound=bound),
        "b_y": np.zeros(outputs),
    }
    return Model(cell, conventions, weights, reads_every_step)


def run(model: Model, x: ArrayLike) -> tuple[Any, readout.Trace]:
    """The traces of the cell and of its readout for a batch `x (T, B, D)`."""
    W, U, b, W_y, b_y = (model.weights[name] for name in ("W", "U", "b", "W_y", "b_y"))
    trace = model.cell.forward(x, W=W, U=U, b=b, **model.conventions)
    states = trace.h if model.reads_every_step else trace.h_last
    return trace, readout.read(states, W=W_y, b=b_y, activation="softmax")


def accuracy(model: Model, x: ArrayLike, k: ArrayLike) -> float:
    """The share of outputs whose largest score is the true class `k`, `(T, B)` or `(B,)`."""
    return float((run(model, x)[1].s.argmax(-1) == np.asarray(k)).mean())


def gradients(model: Model, x: ArrayLike, k: NDArray[np.integer], truncate: int | None = None) -> tuple[float, Weights]:
    """The mean cross-entropy of a batch and its derivatives by all weights."""
    trace, told = run(model, x)
    ds = cross_entropy_gradient(told.s, k) / max(k.size, 1)
    read = readout.backward(told, ds)
    seen = {"dh": read.h} if model.reads_every_step else {"dh_last": read.h}
    inner = model.cell.backward(trace, **seen, truncate=truncate)
    found = {"W": inner.W, "U": inner.U, "b": inner.b, "W_y": read.W, "b_y": read.b}
    return float(cross_entropy(told.s, k).mean()), found


def train(
    model: Model,
    batch: Callable[[np.random.Generator], tuple[ArrayLike, NDArray[np.integer]]],
    generator: np.random.Generator,
    *,
    updates: int,
    rate: float,
    clip: float | None,
    truncate: int | None = None,
) -> Iterator[Update]:
    """Update after update by Adam; `batch` draws inputs `(T, B, D)` and classes, `(T, B)` or `(B,)`.

    `clip` bounds the norm of all gradients together (`None`: no bound); `truncate` cuts the gradient into chunks.
    """
    slopes = partial(_drawn_slopes, model, batch, generator, truncate)
    for step in fit(model.weights, slopes, updates=updates, rate=rate, clip=clip):
        yield Update(step.loss, step.gradient_norm, model._replace(weights=step.weights))


def fit(
    weights: Weights,
    slopes: Callable[[Weights], tuple[float, Weights]],
    *,
    updates: int,
    rate: float,
    clip: float | None,
) -> Iterator[Fitted]:
    """Update after update by Adam, of any weights by name; `slopes` gives the loss and its derivatives by all of them.

    `clip` bounds the norm of all gradients together (`None`: no bound).
    """
    moments = {name: (np.zeros_like(value), np.zeros_like(value)) for name, value in weights.items()}
    for t in range(1, updates + 1):
        loss, found = slopes(weights)
        norm = float(np.sqrt(sum(float((g**2).sum()) for g in found.values())))
        factor = 1.0 if clip is None else float(global_factor(*found.values(), limit=clip))
        after = {}
        for name, value in weights.items():
            step = adam(value, found[name] * factor, *moments[name], t=t, rate=rate)
            after[name], moments[name] = step.value, (step.m, step.v)
        weights = after
        yield Fitted(loss, norm, weights)


def _drawn_slopes(
    model: Model,
    batch: Callable[[np.random.Generator], tuple[ArrayLike, NDArray[np.integer]]],
    generator: np.random.Generator,
    truncate: int | None,
    weights: Weights,
) -> tuple[float, Weights]:
    """The loss of a newly drawn batch and its derivatives."""
    return gradients(model._replace(weights=weights), *batch(generator), truncate)
