"""Wrong versions of backpropagation through time of the plain cell.

Each takes the arguments of `rnn.bptt` and returns its trace; sequences are read from their start, without masks.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from solvers import bptt, rnn
from solvers.activations import activation_named
from solvers.bptt import Trace
from solvers.registry import solver
from solvers.shapes import Array
from solvers.weights import affine_weights, cell_elements, summed_to


def _elements(x: ArrayLike, y: ArrayLike, *, loss: str, **cell: Any) -> int:
    return cell_elements(x, **cell)


def _gathered(trace: Trace, delta: Array) -> Trace:
    """The sums over time of other deltas."""
    run = trace.run
    dW, dU = affine_weights(run.cell.W, delta, run.x), affine_weights(run.cell.U, delta, run.h_prev)
    return trace._replace(delta=delta, W=dW, U=dU, b=summed_to(delta, run.cell.b.shape))


def _with_errors(trace: Trace, e: Array) -> Trace:
    gradients = rnn.backward(trace.run, e)
    return _gathered(trace, gradients.a)._replace(e=e, h0=gradients.h0)


def _with_slopes(trace: Trace, slope: Array, U: Array) -> Trace:
    """The recursion with other slopes or other recurrent weights: a linear cell whose errors and weights carry them."""
    delta, carried = np.empty_like(trace.delta), np.zeros_like(trace.run.h_last)
    for t in reversed(range(len(delta))):
        delta[t] = (trace.e[t] + carried) * slope[t]
        carried = delta[t] @ U if U.ndim else delta[t] * U
    return _gathered(trace, delta)._replace(slope=slope, h0=carried)


def _same(U: Array) -> Array:
    return np.eye(U.shape[-1], dtype=U.dtype) if U.ndim else np.ones((), U.dtype)


@solver("mutants.bptt.last_term_only", elements=_elements)
def last_term_only(x: ArrayLike, y: ArrayLike, **arguments: Any) -> Trace:
    """Only the last use of each weight is counted."""
    trace = bptt.bptt(x, y, **arguments)
    delta = np.zeros_like(trace.delta)
    delta[-1:] = trace.delta[-1:]
    return _gathered(trace, delta)


@solver("mutants.bptt.no_u", elements=_elements)
def no_u(x: ArrayLike, y: ArrayLike, **arguments: Any) -> Trace:
    """Going back a step does not multiply by the recurrent weight."""
    trace = bptt.bptt(x, y, **arguments)
    return _with_slopes(trace, trace.slope, _same(trace.run.cell.U))


@solver("mutants.bptt.no_slope", elements=_elements)
def no_slope(x: ArrayLike, y: ArrayLike, **arguments: Any) -> Trace:
    """The activation's slope is left out."""
    trace = bptt.bptt(x, y, **arguments)
    return _with_slopes(trace, np.ones_like(trace.slope), trace.run.cell.U)


@solver("mutants.bptt.slope_of_a", elements=_elements)
def slope_of_a(x: ArrayLike, y: ArrayLike, **arguments: Any) -> Trace:
    """The pre-activation stands where the slope's formula takes the output: 1 - a**2 for tanh."""
    trace = bptt.bptt(x, y, **arguments)
    a = trace.run.a
    return _with_slopes(trace, activation_named(trace.run.cell.activation).derivative(a, a), trace.run.cell.U)


@solver("mutants.bptt.no_flow_from_future", elements=_elements)
def no_flow_from_future(x: ArrayLike, y: ArrayLike, **arguments: Any) -> Trace:
    """Each delta sees the error of its own step alone."""
    trace = bptt.bptt(x, y, **arguments)
    return _with_slopes(trace, trace.slope, np.zeros_like(trace.run.cell.U))


@solver("mutants.bptt.no_error", elements=_elements)
def no_error(x: ArrayLike, y: ArrayLike, **arguments: Any) -> Trace:
    """The error is left out: the derivative of the state is given for that of the loss."""
    trace = bptt.bptt(x, y, **arguments)
    counted = np.ones_like(trace.e)
    if arguments["loss"] == "last step":
        counted[:-1] = 0
    return _with_errors(trace, counted)


@solver("mutants.bptt.sign", elements=_elements)
def sign(x: ArrayLike, y: ArrayLike, **arguments: Any) -> Trace:
    """The error is taken as target minus state."""
    trace = bptt.bptt(x, y, **arguments)
    return _with_errors(trace, -trace.e)


@solver("mutants.bptt.last_loss_only", elements=_elements)
def last_loss_only(x: ArrayLike, y: ArrayLike, **arguments: Any) -> Trace:
    """The losses of earlier steps are left out."""
    trace = bptt.bptt(x, y, **arguments)
    e = np.zeros_like(trace.e)
    e[-1:] = trace.e[-1:]
    return _with_errors(trace, e)


@solver("mutants.bptt.averaged", elements=_elements)
def averaged(x: ArrayLike, y: ArrayLike, **arguments: Any) -> Trace:
    """The mean over time is differentiated instead of the sum."""
    trace = bptt.bptt(x, y, **arguments)
    return _with_errors(trace, trace.e / max(len(trace.e), 1))


@solver("mutants.bptt.rescaled", elements=_elements)
def rescaled(x: ArrayLike, y: ArrayLike, *, truncate: int, **arguments: Any) -> Trace:
    """A truncated gradient is scaled up by the steps it does not see."""
    trace = bptt.bptt(x, y, truncate=truncate, **arguments)
    return _gathered(trace, trace.delta * (len(trace.e) / truncate))


@solver("mutants.bptt.forward_truncated", elements=_elements)
def forward_truncated(x: ArrayLike, y: ArrayLike, *, truncate: int, **arguments: Any) -> Trace:
    """The forward run, too, starts anew at the last chunk."""
    return bptt.bptt(np.asarray(x)[-int(truncate) :], y, **arguments)


@solver("mutants.bptt.x_h_swapped", elements=_elements)
def x_h_swapped(x: ArrayLike, y: ArrayLike, **arguments: Any) -> Trace:
    """Inputs and old states are paired with the wrong weights (single numbers, or D = H)."""
    trace = bptt.bptt(x, y, **arguments)
    return trace._replace(W=trace.U, U=trace.W)


@solver("mutants.bptt.total_inside", elements=_elements)
def total_inside(x: ArrayLike, y: ArrayLike, **arguments: Any) -> Trace:
    """Inside the sum stands the total derivative of each state by U, so that paths are counted again (single numbers)."""
    trace = bptt.bptt(x, y, **arguments)
    total, summed = np.zeros_like(trace.run.h_last), np.zeros_like(trace.run.h_last)
    for h_prev, slope, delta in zip(trace.run.h_prev, trace.slope, trace.delta, strict=True):
        inside = h_prev + trace.run.cell.U * total
        total, summed = slope * inside, summed + delta * inside
    return trace._replace(U=np.asarray(summed))
