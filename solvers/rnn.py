"""The plain recurrent cell: equations, one step, a sequence, its gradient, and both told line by line.

    a_t = W x_t + U h_{t-1} + b
    h_t = activation(a_t)                                       (Elman 1990)

Shapes: `x (..., D)`, `h (..., H)`, `W (..., H, D)`, `U (..., H, H)`, `b (..., H)`; single numbers make a cell computed by hand. A second
bias, where a convention has one, is added to the first.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.activations import activation_named
from solvers.registry import solver
from solvers.shapes import Array, floats
from solvers.steps import Step
from solvers.telling import Line, applied, moments, refuse_many, sum_of, times
from solvers.unrolling import check_mask, sequence, states, time_steps
from solvers.weights import affine, measure


class Cell(NamedTuple):
    """The weights and the convention of a cell; the names are those of the arguments of `step`."""

    W: Array
    """`(..., H, D)`"""
    U: Array
    """`(..., H, H)`"""
    b: Array
    """`(..., H)`, the sum of both biases where two were given."""
    activation: str


class Trace(NamedTuple):
    """Every quantity of one step, or, with a leading time axis, of a sequence."""

    x: Array
    """`(..., D)` input."""
    h_prev: Array
    """`(..., H)` the state the step starts from."""
    a: Array
    """`(..., H)` pre-activation."""
    h: Array
    """`(..., H)` the state the step leaves."""
    h_last: Array
    """`(..., H)`, never a time axis: the state after the last step."""
    cell: Cell
    mask: NDArray[np.bool_] | None = None
    """`(T, ..., 1)`: False where a sequence has ended and its state is carried on."""
    reverse: bool = False
    """Whether the sequence was read from its end."""


class Gradients(NamedTuple):
    """The derivatives of a loss."""

    x: Array
    """The shape of the trace's `x`."""
    h0: Array
    """`(..., H)`: with respect to the initial state."""
    W: Array
    U: Array
    b: Array
    a: Array
    """`(T, ..., H)`: with respect to each pre-activation; the terms that `W`, `U` and `b` are summed from."""


def step_lines(trace: Trace) -> list[Step]:
    """Worked steps of one step or of a sequence."""
    refuse_many(trace.cell.W, 2)
    return [line for one, now, before in moments(trace) for line in _lines(one, now, before)]


def _lines(trace: Trace, now: str, before: str) -> list[Step]:
    x = times(f"x_{now}", trace.x, "W", trace.cell.W)
    h_prev = times(f"h_{before}", trace.h_prev, "U", trace.cell.U)
    a = sum_of(f"a_{now}", trace.a, x, h_prev, Line("b", trace.cell.b))
    return [a, applied(f"h_{now}", trace.h, trace.cell.activation, Line(f"a_{now}", trace.a))]


@solver("rnn.step", steps=step_lines)
def step(
    x: ArrayLike,
    h_prev: ArrayLike,
    *,
    W: ArrayLike,
    U: ArrayLike,
    b: ArrayLike,
    activation: str,
    b_hidden: ArrayLike | None = None,
) -> Trace:
    """One step: `x (..., D)`, `h_prev (..., H)`.

    Raises `ShapeMismatch`; `ValueError` for an unknown activation.
    """
    x, h_prev, W, U, b, extra = floats(x=x, h_prev=h_prev, W=W, U=U, b=b, b_hidden=b_hidden)
    b = b + extra
    measure(x.shape, W, U, b, 0, {"h_prev": h_prev})
    a = affine(W, x) + affine(U, h_prev) + b
    h = activation_named(activation).call(a)
    return Trace(x, h_prev, a, h, h, Cell(W, U, b, activation))


@solver("rnn.forward", steps=step_lines)
def forward(
    x: ArrayLike,
    *,
    W: ArrayLike,
    U: ArrayLike,
    b: ArrayLike,
    activation: str,
    b_hidden: ArrayLike | None = None,
    h0: ArrayLike | None = None,
    mask: ArrayLike | None = None,
    reverse: bool = False,
) -> Trace:
    """A sequence `x (T, ..., D)` from the state `h0 (..., H)` (`None`: zeros), optionally read from its end.

    Where `mask (T, ...)` is False the state is carried on unchanged. Raises `ShapeMismatch`; `ValueError` for an unknown activation.
    """
    x, W, U, b, extra, h0_given = floats(x=x, W=W, U=U, b=b, b_hidden=b_hidden, h0=h0)
    b = b + extra
    x = sequence(x, W, 0)
    h0 = np.zeros(U.shape[-1:], x.dtype) if h0 is None else h0_given
    sizes = measure(x.shape[1:], W, U, b, 0, {"h0": h0})
    mask = check_mask(mask, len(x), sizes.batch, len(sizes.state) - len(sizes.batch))
    h_prev, h, h_last = states(h0, len(x), sizes.state, x.dtype, reverse)
    a = np.empty((len(x), *sizes.stacked), x.dtype)
    a[...] = affine(W, x) + b
    call = activation_named(activation).call
    for t in time_steps(len(x), reverse):
        a[t] += affine(U, h_prev[t])
        h[t] = call(a[t])
        if mask is not None:
            h[t] = np.where(mask[t], h[t], h_prev[t])
    return Trace(x, h_prev, a, h, h_last, Cell(W, U, b, activation), mask, reverse)
