"""Long short-term memory: equations, one step, a sequence, and its gradient.

    i = sigmoid(W_i x_t + U_i h_{t-1} + p_i * c_{t-1} + b_i)      input gate
    f = sigmoid(W_f x_t + U_f h_{t-1} + p_f * c_{t-1} + b_f)      forget gate
    g = tanh(W_g x_t + U_g h_{t-1} + b_g)                         candidate
    c_t = f * c_{t-1} + i * g                                     cell state
    o = sigmoid(W_o x_t + U_o h_{t-1} + p_o * c_t + b_o)          output gate
    h_t = o * tanh(c_t)                                           hidden state

(Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000; peepholes p, absent unless given: Gers & Schmidhuber 2000;
coupled gates: Greff et al. 2017.) Shapes: `x (..., D)`, `h, c, p (..., H)`, `W (..., G*H, D)`, `U (..., G*H, H)`,
`b (..., G*H)`, the blocks stacked in the order that `order` spells: "ifgo", "iofg", … A cell of single numbers has one
number a gate.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from solvers.gates import Rows, opened, rows_like, rows_of
from solvers.lstm_trace import Cell, Gradients, Trace, read_cell, step_lines
from solvers.registry import solver
from solvers.shapes import Array, floats
from solvers.step_gradients import Told, lstm_lines, told
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
from solvers.weights import (
    affine,
    affine_back,
    affine_weights,
    cell_elements,
    measure,
    over_batch,
    stack_gates,
    summed_to,
)


@solver("lstm.ifgo", elements=lambda i, f, g, o: sum(np.size(block) for block in (i, f, g, o)))
def ifgo(*, i: ArrayLike, f: ArrayLike, g: ArrayLike, o: ArrayLike) -> Array:
    """Stack four gates' weights (or biases) for `order="ifgo"`: `(H, D)` each to `(4*H, D)`, single numbers to `(4,)`.

    Raises `ShapeMismatch` when they differ in shape.
    """
    return stack_gates(*floats(i=i, f=f, g=g, o=o))


@solver("lstm.fgo", elements=lambda f, g, o: sum(np.size(block) for block in (f, g, o)))
def fgo(*, f: ArrayLike, g: ArrayLike, o: ArrayLike) -> Array:
    """Stack three gates' weights for `order="fgo"` and `coupled="i = 1 - f"`.

    Raises `ShapeMismatch` when they differ in shape.
    """
    return stack_gates(*floats(f=f, g=g, o=o))


@solver("lstm.step", steps=step_lines, elements=cell_elements)
def step(
    x: ArrayLike,
    h_prev: ArrayLike,
    c_prev: ArrayLike,
    *,
    W: ArrayLike,
    U: ArrayLike,
    b: ArrayLike,
    order: str,
    b_hidden: ArrayLike | None = None,
    coupled: str = "none",
    p_i: ArrayLike | None = None,
    p_f: ArrayLike | None = None,
    p_o: ArrayLike | None = None,
) -> Trace:
    """One step: `x (..., D)`, `h_prev (..., H)`, `c_prev (..., H)`.

    Raises `ShapeMismatch`; `ValueError` for an order or a coupling that is none.
    """
    cell = read_cell(W, U, b, order, b_hidden, coupled, p_i, p_f, p_o)
    x, h_prev, c_prev, W, *_ = floats(x=x, h_prev=h_prev, c_prev=c_prev, W=cell.W)
    sizes = measure(x.shape, cell.W, cell.U, cell.b, len(order), {"h_prev": h_prev, "c_prev": c_prev})
    x, h_prev, c_prev = (over_batch(array, sizes) for array in (x, h_prev, c_prev))
    a = np.empty(sizes.stacked, x.dtype)
    a[...] = affine(cell.W, x) + affine(cell.U, h_prev) + cell.b
    now = _advance(a, c_prev, cell, rows_of(order, sizes))
    return Trace(x, h_prev, c_prev, a, *now, h_last=now[-1], c_last=now[-3], cell=cell)


@solver("lstm.forward", steps=step_lines, elements=cell_elements)
def forward(
    x: ArrayLike,
    *,
    W: ArrayLike,
    U: ArrayLike,
    b: ArrayLike,
    order: str,
    b_hidden: ArrayLike | None = None,
    coupled: str = "none",
    p_i: ArrayLike | None = None,
    p_f: ArrayLike | None = None,
    p_o: ArrayLike | None = None,
    h0: ArrayLike | None = None,
    c0: ArrayLike | None = None,
    mask: ArrayLike | None = None,
    reverse: bool = False,
) -> Trace:
    """A sequence `x (T, ..., D)` from the states `h0, c0 (..., H)` (`None`: zeros), optionally read from its end.

    Where `mask (T, ...)` is False both states are carried on unchanged. Raises `ShapeMismatch`; `ValueError` for an order
    or a coupling that is none.
    """
    cell = read_cell(W, U, b, order, b_hidden, coupled, p_i, p_f, p_o)
    x, h_start, c_start, *_ = floats(x=x, h0=h0, c0=c0, W=cell.W)
    check_time(x, cell.W, 1)
    given = {name: start for name, start, said in (("h0", h_start, h0), ("c0", c_start, c0)) if said is not None}
    sizes = measure(x.shape[1:], cell.W, cell.U, cell.b, len(order), given)
    x, T, rows = over_batch(x, sizes, len(x)), len(x), rows_of(order, sizes)
    mask = check_mask(mask, T, sizes.batch, sizes.trailing)
    h_prev, h, h_last = states(h_start, T, sizes.state, x.dtype, reverse)
    c_prev, c, c_last = states(c_start, T, sizes.state, x.dtype, reverse)
    a = np.empty((T, *sizes.stacked), x.dtype)
    a[...] = affine(cell.W, x) + cell.b
    i, f, g, o, tanh_c = (np.empty((T, *sizes.state), x.dtype) for _ in range(5))
    for t in time_steps(T, reverse):
        a[t] += affine(cell.U, h_prev[t])
        i[t], f[t], g[t], o[t], c[t], tanh_c[t], h[t] = _advance(a[t], c_prev[t], cell, rows)
        if mask is not None:
            h[t] = np.where(mask[t], h[t], h_prev[t])
            c[t] = np.where(mask[t], c[t], c_prev[t])
    return Trace(x, h_prev, c_prev, a, i, f, g, o, c, tanh_c, h, h_last, c_last, cell, mask, reverse)


def _advance(a: Array, c_prev: Array, cell: Cell, rows: Rows) -> tuple[Array, Array, Array, Array, Array, Array, Array]:
    """From pre-activations, to which the peepholes' parts are added, to `i, f, g, o, c, tanh_c, h`."""
    for gate, peephole in (("i", cell.p_i), ("f", cell.p_f)):
        if peephole is not None:
            a[..., rows[gate]] += peephole * c_prev
    open_gates = {gate: opened(a[..., rows[gate]]) for gate in "if" if gate in rows}
    i = open_gates["i"] if "i" in rows else 1 - open_gates["f"]
    f = open_gates["f"] if "f" in rows else 1 - open_gates["i"]
    g = np.tanh(a[..., rows["g"]])
    c = f * c_prev + i * g
    if cell.p_o is not None:
        a[..., rows["o"]] += cell.p_o * c
    o = opened(a[..., rows["o"]])
    tanh_c = np.tanh(c)
    return i, f, g, o, c, tanh_c, o * tanh_c


def backward_trace(trace: Trace, *slopes: ArrayLike | None, **options: Any) -> Told:
    """`backward` with what it was given."""
    return told(backward(trace, *slopes, **options), trace, *slopes, **options)


@solver("lstm.backward", trace=backward_trace, steps=lstm_lines)
def backward(
    trace: Trace,
    dh: ArrayLike | None = None,
    *,
    dh_last: ArrayLike | None = None,
    dc_last: ArrayLike | None = None,
    truncate: int | None = None,
) -> Gradients:
    """Backpropagation through time, from the loss's derivatives by `h (T, ..., H)` and by the final states `(..., H)`.

    `None` stands for zeros. With `truncate=K` no gradient passes between chunks of K steps, counted from the end. The
    trace of a single step will do. Raises `ShapeMismatch`.
    """
    dh = loss_slopes(dh, trace)
    h_carried = last_slope(dh_last, trace.h_last, "dh_last")
    c_carried = last_slope(dc_last, trace.c_last, "dc_last")
    if is_step(trace):
        whole = backward(as_sequence(trace), dh[None], dh_last=dh_last, dc_last=dc_last)
        return whole._replace(x=whole.x[0], a=whole.a[0], h_prev=whole.h_prev[0], c_prev=whole.c_prev[0])
    cell, mask, T = trace.cell, trace.mask, len(trace.h)
    slopes, rows, da = _slopes(trace), rows_like(cell.order, trace.h, cell.W.ndim == 1), np.empty_like(trace.a)
    borders = chunk_borders(T, truncate)
    dh_prev, dc_prev = np.empty_like(trace.h_prev), np.empty_like(trace.c_prev)
    for unseen, t in enumerate(reversed(time_steps(T, trace.reverse))):
        if unseen in borders:
            h_carried, c_carried = np.zeros_like(h_carried), np.zeros_like(c_carried)
        arriving, kept = dh[t] + h_carried, c_carried
        c_carried = _retreat(da[t], arriving, kept, {name: slope[t] for name, slope in slopes.items()}, cell, rows)
        if mask is not None:
            da[t] = np.where(mask[t], da[t], 0)
            c_carried = np.where(mask[t], c_carried, kept)
        h_carried = affine_back(cell.U, da[t])
        if mask is not None:
            h_carried = np.where(mask[t], h_carried, arriving)
        dh_prev[t], dc_prev[t] = h_carried, c_carried
    return _gather(trace, da, dh_prev, dc_prev, (h_carried, c_carried), rows)


def _slopes(trace: Trace) -> dict[str, Array]:
    """How `c` and each pre-activation answer: by `dh` for "o" and "c", by `dc` for the others, "c_prev" included."""
    i, f, g, o = trace.i, trace.f, trace.g, trace.o
    by_f, by_i = trace.c_prev, g
    if trace.cell.coupled != "none":
        by_f, by_i = by_f - g, g - by_f
    return {
        "o": trace.tanh_c * o * (1 - o),
        "c": o * (1 - trace.tanh_c**2),
        "f": by_f * f * (1 - f),
        "i": by_i * i * (1 - i),
        "g": i * (1 - g**2),
        "c_prev": f,
    }


def _retreat(da: Array, dh: Array, dc: Array, slope: dict[str, Array], cell: Cell, rows: Rows) -> Array:
    """Fill `da` for one step and return the derivative by `c_prev`."""
    da[..., rows["o"]] = dh * slope["o"]
    dc = dc + dh * slope["c"]
    if cell.p_o is not None:
        dc = dc + da[..., rows["o"]] * cell.p_o
    for gate in cell.order.replace("o", ""):
        da[..., rows[gate]] = dc * slope[gate]
    dc_prev = dc * slope["c_prev"]
    for gate, peephole in (("i", cell.p_i), ("f", cell.p_f)):
        if peephole is not None:
            dc_prev = dc_prev + da[..., rows[gate]] * peephole
    return dc_prev


def _gather(
    trace: Trace, da: Array, dh_prev: Array, dc_prev: Array, start: tuple[Array, Array], rows: Rows
) -> Gradients:
    cell = trace.cell
    dp_i, dp_f, dp_o = (
        None if weights is None else summed_to(da[..., rows[gate]] * c, weights.shape)
        for gate, weights, c in (("i", cell.p_i, trace.c_prev), ("f", cell.p_f, trace.c_prev), ("o", cell.p_o, trace.c))
    )
    dW, dU = affine_weights(cell.W, da, trace.x), affine_weights(cell.U, da, trace.h_prev)
    dx, db = affine_back(cell.W, da), summed_to(da, cell.b.shape)
    return Gradients(dx, *start, dW, dU, db, da, dh_prev, dc_prev, dp_i, dp_f, dp_o)
