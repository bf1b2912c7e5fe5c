"""The LSTM for whole batches: what `solvers.lstm` computes, without peepholes, masks or weights with leading axes.

What it gains: one tanh for all gates, since sigmoid(a) = (1 + tanh(a/2)) / 2 with the half folded into the weights; inputs
multiplied for many steps at once; every pass written into memory made once.
"""

from typing import NamedTuple

import numpy as np
from numpy import add, multiply, subtract, tanh

from solvers.fused.products import column_blocks, multiply_into, stretch_length, stretches
from solvers.shapes import Array

BLOCKS = "ifog"
"""The order of blocks inside: the three gates side by side, then the candidate."""


class Run(NamedTuple):
    """What a run leaves for its gradient."""

    x: Array
    """`(T, B, D)`"""
    gates: Array
    """`(T, B, 4*H)`: i, f, o, g; the last stretch alone when nothing was kept."""
    tanh_c: Array
    """`(T, B, H)`; one step alone when nothing was kept."""
    states: Array
    """`(T + 1, B, H)`: hidden states, the initial one first."""
    cells: Array
    """`(T + 1, B, H)`: cell states, the initial one first; the last two alone when nothing was kept."""
    W: Array
    """`(4*H, D)` with the blocks in the order inside."""
    U: Array
    rows: Array
    """`(4*H,)`: where each row inside stands in the caller's weights."""

    @property
    def h(self) -> Array:
        """`(T, B, H)`: the hidden states."""
        return self.states[1:]


class Gradients(NamedTuple):
    """The derivatives of a loss, in the caller's order of blocks."""

    x: Array
    h0: Array
    c0: Array
    W: Array
    U: Array
    b: Array


def forward(
    x: Array,
    W: Array,
    U: Array,
    b: Array,
    *,
    order: str,
    h0: Array | None = None,
    c0: Array | None = None,
    keep: bool = True,
) -> Run:
    """Run `x (T, B, D)` with `W (4*H, D)`, `U (4*H, H)`, `b (4*H,)` of one floating type; nothing is checked.

    `keep=False` keeps the states alone: enough for an answer, too little for `backward`.
    """
    (T, B, _), H, dtype = x.shape, U.shape[1], x.dtype
    rows = np.concatenate([np.arange(H) + order.index(gate) * H for gate in BLOCKS])
    W, U = W[rows], U[rows]
    halves = np.full((4 * H, 1), 0.5, dtype)
    halves[3 * H :] = 1
    inputs, recurrent, bias = (W * halves).T, column_blocks((U * halves).T, B), b[rows] * halves[:, 0]
    at_once, kept = stretch_length(T, B), T if keep else 1
    states, cells = np.empty((T + 1, B, H), dtype), np.empty((T + 1 if keep else 2, B, H), dtype)
    states[0], cells[0] = (0 if start is None else start for start in (h0, c0))
    gates, tanh_c = np.empty((T if keep else at_once, B, 4 * H), dtype), np.empty((kept, B, H), dtype)
    product, both = np.empty((B, 4 * H), dtype), np.empty((B, H), dtype)
    for stretch in stretches(T, B):
        now = gates[stretch.start : stretch.stop] if keep else gates[: len(stretch)]
        np.matmul(x[stretch.start : stretch.stop].reshape(-1, x.shape[2]), inputs, out=now.reshape(-1, 4 * H))
        add(now, bias, out=now)
        for t, a in zip(stretch, now, strict=True):
            before, after, place = (t, t + 1, t) if keep else (t & 1, ~t & 1, 0)
            multiply_into(states[t], recurrent, product)
            add(a, product, out=a)
            tanh(a, out=a)
            open_gates, c, squashed = a[:, : 3 * H], cells[after], tanh_c[place]
            multiply(open_gates, 0.5, out=open_gates)
            add(open_gates, 0.5, out=open_gates)
            multiply(a[:, :H], a[:, 3 * H :], out=both)
            multiply(a[:, H : 2 * H], cells[before], out=c)
            add(c, both, out=c)
            tanh(c, out=squashed)
            multiply(a[:, 2 * H : 3 * H], squashed, out=states[t + 1])
    return Run(x, gates, tanh_c, states, cells, W, U, rows)


def backward(run: Run, dh: Array) -> Gradients:
    """The gradients, from the loss's derivative `dh (T, B, H)` by every hidden state, of a run that kept everything."""
    x, gates, tanh_c, states, cells, W, U, rows = run
    T, B, H = dh.shape
    recurrent, dtype = column_blocks(U, B), x.dtype
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros(4 * H, dtype)
    dx, d_h, dc = np.empty_like(x), np.zeros((B, H), dtype), np.zeros((B, H), dtype)
    held, slope, part = (np.empty((B, width), dtype) for width in (H, 3 * H, H))
    das = np.empty((stretch_length(T, B), B, 4 * H), dtype)
    for stretch in reversed(list(stretches(T, B))):
        now = das[: len(stretch)]
        for t, da in zip(reversed(stretch), now[::-1], strict=True):
            s, g, squashed = gates[t, :, : 3 * H], gates[t, :, 3 * H :], tanh_c[t]
            add(d_h, dh[t], out=d_h)
            multiply(squashed, squashed, out=part)
            subtract(1, part, out=part)
            multiply(part, s[:, 2 * H :], out=part)
            multiply(part, d_h, out=part)
            add(dc, part, out=dc)
            subtract(1, s, out=slope)
            multiply(slope, s, out=slope)
            multiply(dc, g, out=da[:, :H])
            multiply(dc, cells[t], out=da[:, H : 2 * H])
            multiply(d_h, squashed, out=da[:, 2 * H : 3 * H])
            multiply(da[:, : 3 * H], slope, out=da[:, : 3 * H])
            multiply(g, g, out=held)
            subtract(1, held, out=held)
            multiply(held, s[:, :H], out=held)
            multiply(held, dc, out=da[:, 3 * H :])
            multiply(dc, s[:, H : 2 * H], out=dc)
            multiply_into(da, recurrent, d_h)
        span, flat = slice(stretch.start, stretch.stop), now.reshape(-1, 4 * H)
        np.matmul(flat, W, out=dx[span].reshape(-1, x.shape[2]))
        dW += flat.T @ x[span].reshape(-1, x.shape[2])
        dU += flat.T @ states[span].reshape(-1, H)
        db += flat.sum(0)
    outside = np.argsort(rows)
    return Gradients(dx, d_h, dc, dW[outside], dU[outside], db[outside])
