"""The LSTM for whole batches: what `solvers.lstm` computes, without peepholes, masks or weights with leading axes.

What it gains: every gate in memory of its own, `(4, B, H)`, so that passes run over unbroken stretches; one tanh for all of
them, since sigmoid(a) = (1 + tanh(a/2)) / 2 with the half folded into the weights; inputs multiplied for many steps at once;
every pass written into memory made once.
"""

from typing import NamedTuple

import numpy as np
from numpy import add, matmul, multiply, subtract, tanh

from solvers.fused.products import column_blocks, multiply_into, stretch_length, stretches
from solvers.shapes import Array

INSIDE = "ifog"
"""The order of blocks inside: the three gates side by side, then the candidate."""


class Run(NamedTuple):
    """What a run leaves for its gradient."""

    x: Array
    """`(T, B, D)`"""
    gates: Array
    """`(T, 4, B, H)`: i, f, o, g; the last one alone when nothing was kept."""
    tanh_c: Array
    """`(T, B, H)`; the last one alone when nothing was kept."""
    states: Array
    """`(T + 1, B, H)`: hidden states, the initial one first."""
    cells: Array
    """`(T + 1, B, H)`: cell states, the initial one first; two alone when nothing was kept."""
    W: Array
    """`(4, H, D)` in the order inside."""
    U: Array
    """`(4, H, H)` in the order inside."""
    places: list[int]
    """Where each block inside stands in the caller's weights."""

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
    (T, B, D), H, dtype = x.shape, U.shape[1], x.dtype
    places = [order.index(gate) for gate in INSIDE]
    W, U, b = W.reshape(4, H, D)[places], U.reshape(4, H, H)[places], b.reshape(4, 1, H)[places]
    halves = np.array([0.5, 0.5, 0.5, 1], dtype).reshape(4, 1, 1)
    inputs, recurrent, bias = (W * halves).swapaxes(1, 2), column_blocks((U * halves).swapaxes(1, 2), B), b * halves
    states, cells = np.empty((T + 1, B, H), dtype), np.empty((T + 1 if keep else 2, B, H), dtype)
    states[0], cells[0] = (0 if start is None else start for start in (h0, c0))
    gates, tanh_c = np.empty((T if keep else 1, 4, B, H), dtype), np.empty((T if keep else 1, B, H), dtype)
    from_x, part = np.empty((4, stretch_length(T, B) * B, H), dtype), np.empty((B, H), dtype)
    for stretch in stretches(T, B):
        read = from_x[:, : len(stretch) * B]
        matmul(x[stretch.start : stretch.stop].reshape(-1, D), inputs, out=read)
        add(read, bias, out=read)
        for t, a_x in zip(stretch, read.reshape(4, -1, B, H).swapaxes(0, 1), strict=True):
            before, after, place = (t, t + 1, t) if keep else (t & 1, ~t & 1, 0)
            a, c, squashed = gates[place], cells[after], tanh_c[place]
            multiply_into(states[t], recurrent, a)
            add(a, a_x, out=a)
            tanh(a, out=a)
            multiply(a[:3], 0.5, out=a[:3])
            add(a[:3], 0.5, out=a[:3])
            multiply(a[0], a[3], out=part)
            multiply(a[1], cells[before], out=c)
            add(c, part, out=c)
            tanh(c, out=squashed)
            multiply(a[2], squashed, out=states[t + 1])
    return Run(x, gates, tanh_c, states, cells, W, U, places)


def backward(run: Run, dh: Array) -> Gradients:
    """The gradients, from the loss's derivative `dh (T, B, H)` by every hidden state, of a run that kept everything."""
    x, gates, tanh_c, states, cells, W, U, places = run
    (T, B, H), D, dtype = dh.shape, x.shape[2], x.dtype
    recurrent = column_blocks(U, B)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros((4, H), dtype)
    dx, (d_h, dc, part) = np.empty_like(x), np.zeros((3, B, H), dtype)
    slope, back = np.empty((3, B, H), dtype), np.empty((4, B, H), dtype)
    das = np.empty((4, stretch_length(T, B), B, H), dtype)
    for stretch in reversed(list(stretches(T, B))):
        now = das[:, : len(stretch)]
        for t in reversed(stretch):
            (i, f, o, g), squashed, da = gates[t], tanh_c[t], now[:, t - stretch.start]
            add(d_h, dh[t], out=d_h)
            multiply(squashed, squashed, out=part)
            subtract(1, part, out=part)
            multiply(part, o, out=part)
            multiply(part, d_h, out=part)
            add(dc, part, out=dc)
            subtract(1, gates[t, :3], out=slope)
            multiply(slope, gates[t, :3], out=slope)
            multiply(dc, g, out=da[0])
            multiply(dc, cells[t], out=da[1])
            multiply(d_h, squashed, out=da[2])
            multiply(da[:3], slope, out=da[:3])
            multiply(g, g, out=part)
            subtract(1, part, out=part)
            multiply(part, i, out=part)
            multiply(part, dc, out=da[3])
            multiply(dc, f, out=dc)
            multiply_into(da, recurrent, back)
            add.reduce(back, axis=0, out=d_h)
        span, flat = slice(stretch.start, stretch.stop), now.reshape(4, -1, H)
        dx[span] = (flat @ W).sum(0).reshape(-1, B, D)
        upright = flat.swapaxes(1, 2)
        dW += upright @ x[span].reshape(-1, D)
        dU += upright @ states[span].reshape(-1, H)
        db += flat.sum(1)
    outside = np.argsort(places)
    return Gradients(dx, d_h, dc, dW[outside].reshape(-1, D), dU[outside].reshape(-1, H), db[outside].ravel())
