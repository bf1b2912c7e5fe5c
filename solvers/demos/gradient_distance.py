"""How large a gradient still is after so many steps back, for untrained cells of every kind."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from solvers import gru, lstm, rnn
from solvers.experiment import Axes, Curve, Demonstration, Frame, Prediction, Table
from solvers.gradient_flow import norms_by_distance
from solvers.initialisation import orthogonal, recurrent_bound, scaled_to_radius, uniform
from solvers.shapes import Array

T, B, D, H = 100, 8, 4, 32
TOLD: Final = (10, 50, 99)
"""The distances that the table shows."""
Generator = np.random.Generator
Norms = Callable[[Generator], Array]
"""Draws a cell and its inputs; gives the gradient's norm at distances 0 to T - 1."""


def norms_of_rnn(generator: Generator, activation: str, recurrent: Callable[[Generator], Array]) -> Array:
    """The norms of dL/dh in a plain cell."""
    W = uniform(generator, H, D, bound=float(recurrent_bound(H)))
    trace = rnn.forward(_inputs(generator), W=W, U=recurrent(generator), b=np.zeros(H), activation=activation)
    dh = _unit(generator)
    return _whole(dh, rnn.backward(trace, dh_last=dh).h_prev)


def norms_of_lstm(generator: Generator, forget_bias: float) -> Array:
    """The norms of dL/dc in an LSTM."""
    W, U = (uniform(generator, 4 * H, n, bound=float(recurrent_bound(H))) for n in (D, H))
    b = np.repeat([0, forget_bias, 0, 0], H)
    trace = lstm.forward(_inputs(generator), W=W, U=U, b=b, order="ifgo")
    dh = _unit(generator)
    dc = dh * trace.o[-1] * (1 - trace.tanh_c[-1] ** 2)
    return _whole(dc, lstm.backward(trace, dh_last=dh).c_prev)


def norms_of_gru(generator: Generator, keep_bias: float) -> Array:
    """The norms of dL/dh in a GRU whose z keeps the old state."""
    W, U = (uniform(generator, 3 * H, n, bound=float(recurrent_bound(H))) for n in (D, H))
    b = np.repeat([0, keep_bias, 0], H)
    trace = gru.forward(_inputs(generator), W=W, U=U, b=b, order="rzn", reset="after", z="keeps")
    dh = _unit(generator)
    return _whole(dh, gru.backward(trace, dh_last=dh).h_prev)


def small(generator: Generator) -> Array:
    """Recurrent weights uniform within 1/sqrt(H)."""
    return uniform(generator, H, H, bound=float(recurrent_bound(H)))


def of_radius(radius: float) -> Callable[[Generator], Array]:
    """The same, scaled to a spectral radius."""
    return lambda generator: scaled_to_radius(small(generator), radius)


def identity(_: Generator) -> Array:
    """The identity."""
    return np.eye(H)


def spread_evenly(generator: Generator) -> Array:
    """An orthogonal matrix."""
    return orthogonal(generator, H, H)


CELLS: Final[dict[str, Norms]] = {
    "tanh, uniform": lambda g: norms_of_rnn(g, "tanh", small),
    "tanh, radius 2": lambda g: norms_of_rnn(g, "tanh", of_radius(2)),
    "tanh, radius 4": lambda g: norms_of_rnn(g, "tanh", of_radius(4)),
    "ReLU, uniform": lambda g: norms_of_rnn(g, "relu", small),
    "ReLU, radius 2": lambda g: norms_of_rnn(g, "relu", of_radius(2)),
    "ReLU, identity": lambda g: norms_of_rnn(g, "relu", identity),
    "tanh, identity": lambda g: norms_of_rnn(g, "tanh", identity),
    "linear, orthogonal": lambda g: norms_of_rnn(g, "linear", spread_evenly),
    "tanh, orthogonal": lambda g: norms_of_rnn(g, "tanh", spread_evenly),
    "LSTM, forget bias 0": lambda g: norms_of_lstm(g, 0),
    "LSTM, forget bias 1": lambda g: norms_of_lstm(g, 1),
    "LSTM, forget bias 3": lambda g: norms_of_lstm(g, 3),
    "GRU, keep bias 0": lambda g: norms_of_gru(g, 0),
    "GRU, keep bias 3": lambda g: norms_of_gru(g, 3),
}
"""Every cell that is looked at."""
ASKED: Final = "LSTM, forget bias 0"


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """A curve a cell: the geometric mean over seeds of the norm at each distance, relative to distance 0."""
    curves: list[Curve] = []
    for place, (name, norms) in enumerate(CELLS.items(), start=1):
        found = np.stack([norms(np.random.default_rng(seed + k)) for k in range(seeds)])
        with np.errstate(divide="ignore"):
            relative = np.exp(np.log(found / found[:, :1]).mean(0))
        curves.append(Curve(name, range(T), relative.tolist()))
        rows = [[curve.name, *(f"{curve.y[n]:.1e}" for n in TOLD)] for curve in curves]
        table = Table(["cell", *(f"{n} steps back" for n in TOLD)], rows)
        right = int(next(curve.y[50] for curve in curves if curve.name == ASKED) < 0.01) if _is_known(curves) else None
        yield Frame(place / len(CELLS), name, table, tuple(curves), right)


def _is_known(curves: list[Curve]) -> bool:
    return any(curve.name == ASKED for curve in curves)


def _inputs(generator: Generator) -> Array:
    return generator.normal(size=(T, B, D))


def _unit(generator: Generator) -> Array:
    """A slope of length 1 by the last state of the whole batch."""
    dh = generator.normal(size=(B, H))
    return np.asarray(dh / np.linalg.norm(dh))


def _whole(d_last: Array, d_prev: Array) -> Array:
    """Norms over batch and units together, at distances 0 to T - 1."""
    return norms_by_distance(d_last.ravel(), d_prev.reshape(len(d_prev), -1))[:T]


DEMONSTRATION: Final = Demonstration(
    title="Does the gradient survive the way back?",
    prediction=Prediction(
        "An untrained LSTM whose biases are all 0: is its gradient still there (over 1 % of it) after 50 steps back?",
        ("yes, the cell state carries it", "no, it has vanished"),
    ),
    run=run,
    claim=(
        "The norm changes by about the same factor at every step, so it is exponential in the distance. Whether it shrinks "
        "or grows is decided by gain, activation and start, not by the name of the cell: with forget bias 0 a gate stands "
        "half open and halves the gradient each step, as badly as a plain cell; with bias 3 it survives, and may grow."
    ),
    limits="Untrained cells on random inputs: training moves the gates, so the curves of a trained net look different.",
    axes=Axes("steps back", "norm, relative to the last step", log_y=True),
    seeds=5,
)
