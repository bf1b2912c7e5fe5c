"""The plain recurrent cell: equations, one step, a sequence, its gradient, and both told line by line.

    a_t = W x_t + U h_{t-1} + b
    h_t = activation(a_t)                                       (Elman 1990)

Shapes: `x (..., D)`, `h (..., H)`, `W (..., H, D)`, `U (..., H, H)`, `b (..., H)`; single numbers make a cell computed by
hand. A second bias, where a convention has one, is added to the first.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.activations import activation_named
from solvers.registry import solver
from solvers.shapes import Array, expect, floats
from solvers.steps import Step
from solvers.telling import Line, applied, moments, refuse_many, sum_of, times
from solvers.unrolling import (
    as_sequence,
    check_mask,
    check_time,
    chunk_borders,
    is_step,
    last_slope,
    loss_slopes,
    states,
    time_steps,
)
from solvers.weights import affine, affine_back, affine_weights, cell_elements, measure, over_batch, summed_to


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
    h_prev: Array
    """`(T, ..., H)`: with respect to the state each step starts from, by way of that step alone and what follows."""


def step_lines(trace: Trace) -> list[Step]:
    """Worked steps of one step or of a sequence."""
    refuse_many(trace.cell.W, 2)
    return [line for one, now, before in moments(trace) for line in _lines(one, now, before)]


def _lines(trace: Trace, now: str, before: str) -> list[Step]:
    x = times(f"x_{now}", trace.x, "W", trace.cell.W)
    h_prev = times(f"h_{before}", trace.h_prev, "U", trace.cell.U)
    a = sum_of(f"a_{now}", trace.a, x, h_prev, Line("b", trace.cell.b))
    return [a, applied(f"h_{now}", trace.h, trace.cell.activation, Line(f"a_{now}", trace.a))]


@solver("rnn.step", steps=step_lines, elements=cell_elements)
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
    expect("b_hidden", extra.shape, () if b_hidden is None else b.shape)
    b = b + extra
    sizes = measure(x.shape, W, U, b, 0, {"h_prev": h_prev})
    x, h_prev = (over_batch(array, sizes) for array in (x, h_prev))
    a = affine(W, x) + affine(U, h_prev) + b
    h = activation_named(activation).call(a)
    return Trace(x, h_prev, a, h, h, Cell(W, U, b, activation))


@solver("rnn.forward", steps=step_lines, elements=cell_elements)
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

    Where `mask (T, ...)` is False the state is carried on unchanged. Raises `ShapeMismatch`; `ValueError` for an unknown
    activation.
    """
    x, W, U, b, extra, start = floats(x=x, W=W, U=U, b=b, b_hidden=b_hidden, h0=h0)
    expect("b_hidden", extra.shape, () if b_hidden is None else b.shape)
    b = b + extra
    check_time(x, W, 0)
    sizes = measure(x.shape[1:], W, U, b, 0, {} if h0 is None else {"h0": start})
    x = over_batch(x, sizes, len(x))
    mask = check_mask(mask, len(x), sizes.batch, sizes.trailing)
    h_prev, h, h_last = states(start, len(x), sizes.state, x.dtype, reverse)
    a = np.empty((len(x), *sizes.stacked), x.dtype)
    a[...] = affine(W, x) + b
    call = activation_named(activation).call
    for t in time_steps(len(x), reverse):
        a[t] += affine(U, h_prev[t])
        h[t] = call(a[t])
        if mask is not None:
            h[t] = np.where(mask[t], h[t], h_prev[t])
    return Trace(x, h_prev, a, h, h_last, Cell(W, U, b, activation), mask, reverse)


@solver("rnn.backward")
def backward(
    trace: Trace, dh: ArrayLike | None = None, *, dh_last: ArrayLike | None = None, truncate: int | None = None
) -> Gradients:
    """Backpropagation through time, from the loss's derivatives by the states, `dh (T, ..., H)` and `dh_last (..., H)`.

    `None` stands for zeros. With `truncate=K` no gradient passes between chunks of K steps, counted from the end. The
    trace of a single step will do. Raises `ShapeMismatch`.
    """
    dh, carried = loss_slopes(dh, trace), last_slope(dh_last, trace.h_last, "dh_last")
    if is_step(trace):
        whole = backward(as_sequence(trace), dh[None], dh_last=dh_last)
        return whole._replace(x=whole.x[0], a=whole.a[0], h_prev=whole.h_prev[0])
    W, U, b, activation = trace.cell
    T, mask = len(trace.h), trace.mask
    slope = activation_named(activation).derivative(trace.a, trace.h)
    da = np.empty_like(trace.a)
    borders, dh_prev = chunk_borders(T, truncate), np.empty_like(trace.h_prev)
    for unseen, t in enumerate(reversed(time_steps(T, trace.reverse))):
        carried = np.zeros_like(carried) if unseen in borders else carried
        arriving = dh[t] + carried
        da[t] = arriving * slope[t] if mask is None else np.where(mask[t], arriving * slope[t], 0)
        carried = affine_back(U, da[t])
        if mask is not None:
            carried = np.where(mask[t], carried, arriving)
        dh_prev[t] = carried
    dW, dU = affine_weights(W, da, trace.x), affine_weights(U, da, trace.h_prev)
    return Gradients(affine_back(W, da), carried, dW, dU, summed_to(da, b.shape), da, dh_prev)
