"""The gated recurrent unit: equations, one step, a sequence, its gradient, and both told line by line.

    r = sigmoid(W_r x_t + U_r h_{t-1} + b_r)                      reset gate
    z = sigmoid(W_z x_t + U_z h_{t-1} + b_z)                      update gate
    n = tanh(W_n x_t + U_n (r * h_{t-1}) + b_n)                   candidate, reset "before" the product (Cho et al. 2014)
    n = tanh(W_n x_t + b_n + r * (U_n h_{t-1} + b_hidden_n))      candidate, reset "after" the product (cuDNN)
    h_t = z * h_{t-1} + (1 - z) * n                               z "keeps" the old state (Cho et al. 2014)
    h_t = (1 - z) * h_{t-1} + z * n                               z "takes" the candidate (Chung et al. 2014)

Shapes: `x (..., D)`, `h (..., H)`, `W (..., 3*H, D)`, `U (..., 3*H, H)`, `b, b_hidden (..., 3*H)`, the blocks stacked in the order that
`order` spells: "rzn", "zrn", … A cell of single numbers has one number a gate. Without `b_hidden` there is one bias a gate.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.activations import sigmoid
from solvers.gates import Rows, check_choice, check_order, gate_block, gate_weights, rows_of
from solvers.registry import solver
from solvers.shapes import Array, expect, floats
from solvers.steps import Step, show
from solvers.telling import Line, applied, moments, product, refuse_many, sum_of, times
from solvers.unrolling import check_mask, sequence, states, time_steps
from solvers.weights import affine, measure, stack_gates

@solver("gru.rzn", elements=lambda r, z, n: sum(np.size(block) for block in (r, z, n)))
def rzn(*, r: ArrayLike, z: ArrayLike, n: ArrayLike) -> Array:
    """Stack the three gates' weights (or biases) for `order="rzn"`: `(H, D)` each to `(3*H, D)`, single numbers to `(3,)`.

    Raises `ShapeMismatch` when they differ in shape.
    """
    return stack_gates(*floats(r=r, z=z, n=n))


@solver("gru.step", steps=step_lines)
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
    a = np.empty(sizes.stacked, x.dtype)
    a[...] = affine(cell.W, x) + cell.b
    now = _advance(a, h_prev, cell, _recurrent(cell), rows_of(order, sizes))
    return Trace(x, h_prev, a, *now, h_last=now[-1], cell=cell)


@solver("gru.forward", steps=step_lines)
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

    Where `mask (T, ...)` is False the state is carried on unchanged. Raises `ShapeMismatch`; `ValueError` for an order, a reset or a z
    that is none.
    """
    cell = _cell(W, U, b, order, reset, z, b_hidden)
    x, start, *_ = floats(x=x, h0=h0, W=cell.W)
    x = sequence(x, cell.W, 1)
    sizes = measure(x.shape[1:], cell.W, cell.U, cell.b, 3, {} if h0 is None else {"h0": start})
    T, rows, U_of = len(x), rows_of(order, sizes), _recurrent(cell)
    mask = check_mask(mask, T, sizes.batch, len(sizes.state) - len(sizes.batch))
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
    r, z = sigmoid(a[..., rows["r"]]), sigmoid(a[..., rows["z"]])
    v = h_prev if cell.reset == "before" else recurrent("n", h_prev)
    m = r * v
    a[..., rows["n"]] += recurrent("n", m) if cell.reset == "before" else m
    n = np.tanh(a[..., rows["n"]])
    h = z * h_prev + (1 - z) * n if cell.z == "keeps" else (1 - z) * h_prev + z * n
    return r, z, v, m, n, h


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
