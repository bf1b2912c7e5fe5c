"""The gated recurrent unit: equations, one step, a sequence, and its gradient.

    r = sigmoid(W_r x_t + U_r h_{t-1} + b_r)                      reset gate
    z = sigmoid(W_z x_t + U_z h_{t-1} + b_z)                      update gate
    n = tanh(W_n x_t + U_n (r * h_{t-1}) + b_n)                   candidate, reset "before" the product (Cho et al. 2014)
    n = tanh(W_n x_t + b_n + r * (U_n h_{t-1} + b_hidden_n))      candidate, reset "after" the product (cuDNN)
    h_t = z * h_{t-1} + (1 - z) * n                               z "keeps" the old state (Cho et al. 2014)
    h_t = (1 - z) * h_{t-1} + z * n                               z "takes" the candidate (Chung et al. 2014)

Shapes: `x (..., D)`, `h (..., H)`, `W (..., 3*H, D)`, `U (..., 3*H, H)`, `b, b_hidden (..., 3*H)`, the blocks stacked in
the order that `order` spells: "rzn", "zrn", … A cell of single numbers has one number a gate. Without `b_hidden` there is
one bias a gate.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from solvers.gates import Rows, check_choice, check_order, opened, rows_like, rows_of
from solvers.gru_trace import RESETS, UPDATES, Cell, Gradients, Trace, step_lines
from solvers.registry import solver
from solvers.shapes import Array, expect, floats
from solvers.step_gradients import Told, gru_lines, told
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


@solver("gru.rzn", elements=lambda r, z, n: sum(np.size(block) for block in (r, z, n)))
def rzn(*, r: ArrayLike, z: ArrayLike, n: ArrayLike) -> Array:
    """Stack three gates' weights (or biases) for `order="rzn"`: `(H, D)` each to `(3*H, D)`, single numbers to `(3,)`.

    Raises `ShapeMismatch` when they differ in shape.
    """
    return stack_gates(*floats(r=r, z=z, n=n))


@solver("gru.step", steps=step_lines, elements=cell_elements)
def step(
    x: ArrayLike,
    h_prev: ArrayLike,
    *,
    W: ArrayLike,
    U: ArrayLike,
    b: ArrayLike,
    order: str,
    reset: str,
    z: str,
    b_hidden: ArrayLike | None = None,
) -> Trace:
    """One step: `x (..., D)`, `h_prev (..., H)`.

    Raises `ShapeMismatch`; `ValueError` for an order, a reset or a z that is none.
    """
    cell = _cell(W, U, b, order, reset, z, b_hidden)
    x, h_prev, *_ = floats(x=x, h_prev=h_prev, W=cell.W)
    sizes = measure(x.shape, cell.W, cell.U, cell.b, 3, {"h_prev": h_prev})
    x, h_prev = (over_batch(array, sizes) for array in (x, h_prev))
    a = np.empty(sizes.stacked, x.dtype)
    a[...] = affine(cell.W, x) + cell.b
    now = _advance(a, h_prev, cell, _recurrent(cell), rows_of(order, sizes))
    return Trace(x, h_prev, a, *now, h_last=now[-1], cell=cell)


@solver("gru.forward", steps=step_lines, elements=cell_elements)
def forward(
    x: ArrayLike,
    *,
    W: ArrayLike,
    U: ArrayLike,
    b: ArrayLike,
    order: str,
    reset: str,
    z: str,
    b_hidden: ArrayLike | None = None,
    h0: ArrayLike | None = None,
    mask: ArrayLike | None = None,
    reverse: bool = False,
) -> Trace:
    """A sequence `x (T, ..., D)` from the state `h0 (..., H)` (`None`: zeros), optionally read from its end.

    Where `mask (T, ...)` is False the state is carried on unchanged. Raises `ShapeMismatch`; `ValueError` for an order, a
    reset or a z that is none.
    """
    cell = _cell(W, U, b, order, reset, z, b_hidden)
    x, start, *_ = floats(x=x, h0=h0, W=cell.W)
    check_time(x, cell.W, 1)
    sizes = measure(x.shape[1:], cell.W, cell.U, cell.b, 3, {} if h0 is None else {"h0": start})
    x, T, rows, U_of = over_batch(x, sizes, len(x)), len(x), rows_of(order, sizes), _recurrent(cell)
    mask = check_mask(mask, T, sizes.batch, sizes.trailing)
    h_prev, h, h_last = states(start, T, sizes.state, x.dtype, reverse)
    a = np.empty((T, *sizes.stacked), x.dtype)
    a[...] = affine(cell.W, x) + cell.b
    r, z_gate, v, m, n = (np.empty((T, *sizes.state), x.dtype) for _ in range(5))
    for t in time_steps(T, reverse):
        r[t], z_gate[t], v[t], m[t], n[t], h[t] = _advance(a[t], h_prev[t], cell, U_of, rows)
        if mask is not None:
            h[t] = np.where(mask[t], h[t], h_prev[t])
    return Trace(x, h_prev, a, r, z_gate, v, m, n, h, h_last, cell, mask, reverse)


def _advance(
    a: Array, h_prev: Array, cell: Cell, U_of: dict[str, tuple[Array, Array]], rows: Rows
) -> tuple[Array, Array, Array, Array, Array, Array]:
    """From the inputs' part of the pre-activations, to which the states' part is added, to `r, z, v, m, n, h`."""

    def recurrent(gate: str, state: Array) -> Array:
        U, b_hidden = U_of[gate]
        return affine(U, state) + b_hidden

    for gate in "rz":
        a[..., rows[gate]] += recurrent(gate, h_prev)
    r, z = opened(a[..., rows["r"]]), opened(a[..., rows["z"]])
    v = h_prev if cell.reset == "before" else recurrent("n", h_prev)
    m = r * v
    a[..., rows["n"]] += recurrent("n", m) if cell.reset == "before" else m
    n = np.tanh(a[..., rows["n"]])
    h = z * h_prev + (1 - z) * n if cell.z == "keeps" else (1 - z) * h_prev + z * n
    return r, z, v, m, n, h


def backward_trace(trace: Trace, *slopes: ArrayLike | None, **options: Any) -> Told:
    """`backward` with what it was given."""
    return told(backward(trace, *slopes, **options), trace, *slopes, **options)


@solver("gru.backward", trace=backward_trace, steps=gru_lines)
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
    cell, mask, T = trace.cell, trace.mask, len(trace.h)
    slopes, U_of, rows = _slopes(trace), _recurrent(cell), rows_like(cell.order, trace.h, cell.W.ndim == 1)
    da, du = np.empty_like(trace.a), np.empty_like(trace.a)
    borders, dh_prev = chunk_borders(T, truncate), np.empty_like(trace.h_prev)
    for unseen, t in enumerate(reversed(time_steps(T, trace.reverse))):
        carried = np.zeros_like(carried) if unseen in borders else carried
        arriving = dh[t] + carried
        counted = arriving if mask is None else np.where(mask[t], arriving, 0)
        carried = _retreat(da[t], du[t], counted, {name: slope[t] for name, slope in slopes.items()}, cell, U_of, rows)
        if mask is not None:
            carried = np.where(mask[t], carried, arriving)
        dh_prev[t] = carried
    return _gather(trace, da, du, dh_prev, carried, rows)


def _slopes(trace: Trace) -> dict[str, Array]:
    """How each pre-activation and `h_prev` answer: by `dh` for "z", "n" and "h_prev", by `dm` for "r" and "v"."""
    r, z, n = trace.r, trace.z, trace.n
    keeps = trace.cell.z == "keeps"
    kept, taken = (z, 1 - z) if keeps else (1 - z, z)
    by_z = trace.h_prev - n if keeps else n - trace.h_prev
    return {"z": by_z * z * (1 - z), "n": taken * (1 - n**2), "h_prev": kept, "r": trace.v * r * (1 - r), "v": r}


def _retreat(
    da: Array,
    du: Array,
    dh: Array,
    slope: dict[str, Array],
    cell: Cell,
    U_of: dict[str, tuple[Array, Array]],
    rows: Rows,
) -> Array:
    """Fill one step's `da`, and `du` for what the recurrent products gave; return the derivative by `h_prev`."""
    da_n = dh * slope["n"]
    dm = affine_back(U_of["n"][0], da_n) if cell.reset == "before" else da_n
    dv = dm * slope["v"]
    blocks = {"n": da_n, "z": dh * slope["z"], "r": dm * slope["r"]}
    for gate, block in blocks.items():
        da[..., rows[gate]] = du[..., rows[gate]] = block
    dh_prev = dh * slope["h_prev"] + affine_back(U_of["r"][0], blocks["r"]) + affine_back(U_of["z"][0], blocks["z"])
    if cell.reset == "before":
        return dh_prev + dv
    du[..., rows["n"]] = dv
    return dh_prev + affine_back(U_of["n"][0], dv)


def _gather(trace: Trace, da: Array, du: Array, dh_prev: Array, dh0: Array, rows: Rows) -> Gradients:
    cell = trace.cell
    dU = affine_weights(cell.U, du, trace.h_prev)
    if cell.reset == "before":
        place = rows["n"]
        dU_n = affine_weights(cell.U[place] if cell.U.ndim == 1 else cell.U[..., place, :], da[..., place], trace.m)
        dU[(place,) if cell.U.ndim == 1 else (..., place, slice(None))] = dU_n
    db_hidden = None if cell.b_hidden is None else summed_to(du, cell.b_hidden.shape)
    dx, dW = affine_back(cell.W, da), affine_weights(cell.W, da, trace.x)
    return Gradients(dx, dh0, dW, dU, summed_to(da, cell.b.shape), db_hidden, da, dh_prev)


def _recurrent(cell: Cell) -> dict[str, tuple[Array, Array]]:
    """Each gate's recurrent weights and second bias."""
    b_hidden = np.zeros_like(cell.b) if cell.b_hidden is None else cell.b_hidden
    if cell.U.ndim == 1:
        return {gate: (np.asarray(cell.U[k]), np.asarray(b_hidden[k])) for k, gate in enumerate(cell.order)}
    H = cell.U.shape[-1]
    blocks = {gate: slice(k * H, (k + 1) * H) for k, gate in enumerate(cell.order)}
    return {gate: (cell.U[..., rows, :], b_hidden[..., rows]) for gate, rows in blocks.items()}


def _cell(W: ArrayLike, U: ArrayLike, b: ArrayLike, order: str, reset: str, z: str, b_hidden: ArrayLike | None) -> Cell:
    check_order(order, "rzn")
    check_choice("reset", reset, RESETS)
    check_choice("z", z, UPDATES)
    W, U, b, hidden = floats(W=W, U=U, b=b, b_hidden=b_hidden)
    if b_hidden is not None:
        expect("b_hidden", hidden.shape, (..., *b.shape[-1:]))
    return Cell(W, U, b, None if b_hidden is None else hidden, order, reset, z)
