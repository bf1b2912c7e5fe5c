"""Gradient flow as its bench shows it: the norm of ∂L/∂h_k against the distance T − k for several cells, and Jacobians of a step."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from engine.errors import UnrolledError
from solvers import clipping, lstm
from solvers.gradient_flow import norms_by_distance
from solvers.initialisation import orthogonal, xavier
from solvers.shapes import Array
from solvers.unrolling import at
from tui.laboratory.cells import SOLVERS
from tui.laboratory.scene import FlowScene

TITLES: Final = {
    "tanh": "tanh RNN",
    "relu": "ReLU RNN",
    "identity": "ReLU RNN, identity start",
    "lstm": "LSTM",
    "gru": "GRU",
}
"""The cells that are compared."""
INPUTS: Final = 4
SMALL_INPUT: Final = 0.1
"""How large the input weights of the plain cells are, so that it is the recurrent matrix that decides."""


class Curve(NamedTuple):
    """How the gradient of one cell fares."""

    name: str
    norms: Array
    """`(T + 1,)`: ‖∂L/∂h_k‖ at distance 0, 1 … T; the first is 1."""
    singular: Array
    """`(H,)`: the singular values of ∂h_T/∂h_{T-1}, the largest first."""


def curves(scene: FlowScene) -> list[Curve]:
    """Run each cell over the same input, and its gradient all the way back from a slope of length 1 at the last state.

    Raises `UnrolledError` when numbers outgrow floating point.
    """
    generator = np.random.default_rng(scene.seed)
    x = generator.normal(size=(scene.steps, INPUTS))
    slope = generator.normal(size=scene.units)
    slope /= np.linalg.norm(slope)
    found = []
    try:
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            for name, (cell, arguments) in compared(scene).items():
                trace = SOLVERS[cell].forward(x, **arguments)
                found.append(Curve(name, norms(cell, trace, slope, scene.limit), singular_values(cell, trace)))
        finite = all(np.isfinite(curve.norms).all() for curve in found)
    except ValueError:
        finite = False
    if not finite:
        raise UnrolledError("The states outgrow floating point: take a smaller gain or fewer steps.")
    return found


def norms(cell: str, trace: Any, slope: Array, limit: float) -> Array:
    """The norm of the gradient by the hidden state at each distance, `(T + 1,)`.

    `slope`: the loss's derivative by the last state. `limit`: the norm that no gradient may exceed on its way from one step to the
    one before; 0: there is none.
    """
    if not limit:
        return norms_by_distance(slope, SOLVERS[cell].backward(trace, dh_last=slope).h_prev)
    carried, also, found = clipped(slope, limit), None, []
    found.append(carried)
    for t in reversed(range(len(trace.h))):
        carried, also = _back(cell, at(trace, t), carried, also)
        carried = clipped(carried, limit)
        also = None if also is None else clipped(also, limit)
        found.append(carried)
    return np.asarray(np.linalg.norm(np.array(found), axis=-1))


def clipped(gradient: Array, limit: float) -> Array:
    """A gradient cut to a norm."""
    return clipping.by_norm(gradient, limit)


def _back(cell: str, step: Any, slope: Array, cell_slope: Array | None) -> tuple[Array, Array | None]:
    """The slopes by the states a step starts from; an LSTM has two of them."""
    # The trace of a step that was cut out of a sequence still has that sequence's last states.
    step = step._replace(h_last=step.h)
    if cell == "lstm":
        told = lstm.backward(step._replace(c_last=step.c), dh_last=slope, dc_last=cell_slope)
        return told.h0, told.c0
    return SOLVERS[cell].backward(step, dh_last=slope).h0, None


def jacobian(cell: str, step: Any) -> Array:
    """∂h_t/∂h_{t-1} `(H, H)` of one step of any cell, by its gradients; of an LSTM with the cell state held fixed."""
    return np.array([_back(cell, step, unit, None)[0] for unit in np.eye(len(step.h))])


def singular_values(cell: str, trace: Any) -> Array:
    """The factors by which the last step stretches a gradient, the largest first."""
    return np.asarray(np.linalg.svd(jacobian(cell, at(trace, len(trace.h) - 1)), compute_uv=False))


def compared(scene: FlowScene) -> Mapping[str, tuple[str, dict[str, Any]]]:
    """Each cell compared, with the arguments of its `forward`."""
    generator, H = np.random.default_rng(scene.seed + 1), scene.units
    W, U, zeros = xavier(generator, H, INPUTS) * SMALL_INPUT, orthogonal(generator, H, H), np.zeros(H)
    plain = {"W": W, "U": scene.gain * U, "b": zeros}
    return {
        "tanh": ("rnn", plain | {"activation": "tanh"}),
        "relu": ("rnn", plain | {"activation": "relu"}),
        "identity": ("rnn", plain | {"U": scene.gain * np.eye(H), "activation": "relu"}),
        "lstm": ("lstm", _gated(generator, H, _lstm_biases(scene)) | {"order": "ifgo"}),
        "gru": ("gru", _gated(generator, H, [zeros] * 3) | {"order": "rzn", "reset": "before", "z": "keeps"}),
    }


def _lstm_biases(scene: FlowScene) -> Sequence[Array]:
    """The biases of i, f, g, o."""
    zeros = np.zeros(scene.units)
    return [zeros, np.full(scene.units, scene.forget_bias), zeros, zeros]


def _gated(generator: np.random.Generator, H: int, biases: Sequence[Array]) -> dict[str, Any]:
    W = np.concatenate([xavier(generator, H, INPUTS) for _ in biases])
    U = np.concatenate([xavier(generator, H, H) for _ in biases])
    return {"W": W, "U": U, "b": np.concatenate(biases)}
