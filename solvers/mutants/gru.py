"""Wrong versions of the GRU."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from solvers import gru
from solvers.activations import sigmoid
from solvers.gates import gate_block, gate_weights
from solvers.gru_trace import Trace
from solvers.mutants.marking import wrong_step
from solvers.shapes import Array
from solvers.weights import affine

SWAP_R_Z = str.maketrans("rz", "zr")
OTHER = {"before": "after", "after": "before", "keeps": "takes", "takes": "keeps"}


def _mixed(trace: Trace, **changed: Array) -> Trace:
    """Mix old state and candidate once more, whatever is given taking the place of its equation."""
    z, n = changed.get("z", trace.z), changed.get("n", trace.n)
    kept, taken = (z, 1 - z) if trace.cell.z == "keeps" else (1 - z, z)
    h = changed.get("h", kept * trace.h_prev + taken * n)
    return trace._replace(r=changed.get("r", trace.r), z=z, n=n, h=h, h_last=h)


def _candidate(trace: Trace, gate: Array) -> Array:
    """The candidate's pre-activation with another vector in the reset gate's place."""
    m, a = gate * trace.v, _pre_activation(trace, "n")
    if trace.cell.reset == "after":
        return a - trace.m + m
    return a + affine(_recurrent(trace), m - trace.m)


def _recurrent(trace: Trace) -> Array:
    return gate_weights(trace.cell.U, trace.cell.order, "n", trace.cell.W.ndim == 1)


def _pre_activation(trace: Trace, gate: str) -> Array:
    return gate_block(trace.a, trace.cell.order, gate, trace.cell.W.ndim == 1)


@wrong_step("gru.z_swapped", gru)
def z_swapped(x: ArrayLike, h_prev: ArrayLike, *, z: str, **cell: Any) -> Trace:
    """The update gate works on the other state than the convention says."""
    return gru.step(x, h_prev, z=OTHER.get(z, z), **cell)


@wrong_step("gru.other_reset_side", gru)
def other_reset_side(x: ArrayLike, h_prev: ArrayLike, *, reset: str, **cell: Any) -> Trace:
    """The reset gate works on the other side of the product than the convention says."""
    return gru.step(x, h_prev, reset=OTHER.get(reset, reset), **cell)


@wrong_step("gru.swapped_gates", gru)
def swapped_gates(x: ArrayLike, h_prev: ArrayLike, *, order: str, **cell: Any) -> Trace:
    """Reset and update gate change places."""
    return gru.step(x, h_prev, order=order.translate(SWAP_R_Z), **cell)


@wrong_step("gru.no_bias", gru)
def no_bias(x: ArrayLike, h_prev: ArrayLike, *, b: ArrayLike, b_hidden: ArrayLike | None = None, **cell: Any) -> Trace:
    """The biases are left out."""
    return gru.step(x, h_prev, b=np.zeros_like(b, float), **cell)


@wrong_step("gru.tanh_gates", gru)
def tanh_gates(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> Trace:
    """Both gates are squashed like the candidate."""
    trace = gru.step(x, h_prev, **cell)
    r, z = (np.tanh(_pre_activation(trace, gate)) for gate in "rz")
    return _mixed(trace, r=r, z=z, n=np.tanh(_candidate(trace, r)))


@wrong_step("gru.sigmoid_candidate", gru)
def sigmoid_candidate(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> Trace:
    """The candidate is squashed like a gate."""
    trace = gru.step(x, h_prev, **cell)
    return _mixed(trace, n=sigmoid(_pre_activation(trace, "n")))


@wrong_step("gru.no_reset", gru)
def no_reset(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> Trace:
    """The candidate sees the whole old state."""
    trace = gru.step(x, h_prev, **cell)
    return _mixed(trace, n=np.tanh(_candidate(trace, np.ones_like(trace.r))))


@wrong_step("gru.z_for_r", gru)
def z_for_r(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> Trace:
    """The update gate takes the reset gate's place inside the candidate."""
    trace = gru.step(x, h_prev, **cell)
    return _mixed(trace, n=np.tanh(_candidate(trace, trace.z)))


@wrong_step("gru.reset_on_x", gru)
def reset_on_x(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> Trace:
    """The reset gate multiplies the input's part of the candidate instead of the old state's."""
    trace = gru.step(x, h_prev, **cell)
    W = gate_weights(trace.cell.W, trace.cell.order, "n", trace.cell.W.ndim == 1)
    part = affine(W, trace.x)
    return _mixed(trace, n=np.tanh(_candidate(trace, np.ones_like(trace.r)) - part + trace.r * part))


@wrong_step("gru.no_complement", gru)
def no_complement(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> Trace:
    """The candidate, or the old state, is added whole: the second weight 1 - z is taken as 1."""
    trace = gru.step(x, h_prev, **cell)
    keeps = trace.cell.z == "keeps"
    return _mixed(trace, h=trace.z * trace.h_prev + trace.n if keeps else trace.h_prev + trace.z * trace.n)


@wrong_step("gru.candidate_only", gru)
def candidate_only(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> Trace:
    """The candidate is taken for the new state."""
    trace = gru.step(x, h_prev, **cell)
    return _mixed(trace, h=trace.n)


@wrong_step("gru.squashed_output", gru)
def squashed_output(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> Trace:
    """The mixed state is squashed once more, as an LSTM squashes its cell state."""
    trace = gru.step(x, h_prev, **cell)
    return _mixed(trace, h=np.tanh(trace.h))


@wrong_step("gru.shared_z", gru)
def shared_z(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> Trace:
    """The first unit's update gate serves all units."""
    trace = gru.step(x, h_prev, **cell)
    return _mixed(trace, z=trace.z[..., :1] * np.ones_like(trace.z) if trace.cell.W.ndim > 1 else trace.z)


@wrong_step("gru.plain_cell", gru)
def plain_cell(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> Trace:
    """Neither gate is used: the candidate with the whole old state is the new state."""
    trace = gru.step(x, h_prev, **cell)
    n = np.tanh(_candidate(trace, np.ones_like(trace.r)))
    return _mixed(trace, n=n, h=n)
