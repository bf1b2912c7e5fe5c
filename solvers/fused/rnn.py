"""The plain cell for whole batches: what `solvers.rnn` computes with tanh or ReLU, without masks or weights with leading axes.

What it gains: inputs multiplied for many steps at once, straight into the memory of the states; every pass written into
memory made once.
"""

from typing import NamedTuple

import numpy as np
from numpy import add, maximum, multiply, subtract, tanh

from solvers.fused.products import column_blocks, multiply_into, stretch_length, stretches
from solvers.shapes import Array


class Run(NamedTuple):
    """What a run leaves for its gradient."""

    x: Array
    """`(T, B, D)`"""
    states: Array
    """`(T + 1, B, H)`: the initial state first."""
    W: Array
    U: Array
    activation: str

    @property
    def h(self) -> Array:
        """`(T, B, H)`: the states."""
        return self.states[1:]


class Gradients(NamedTuple):
    """The derivatives of a loss."""

    x: Array
    h0: Array
    W: Array
    U: Array
    b: Array


def forward(
    x: Array, W: Array, U: Array, b: Array, *, activation: str, h0: Array | None = None, keep: bool = True
) -> Run:
    """Run `x (T, B, D)` with `W (H, D)`, `U (H, H)`, `b (H,)` of one floating type; nothing is checked.

    `activation` is "tanh" or "relu". The states are all there is to keep, whatever `keep` says.
    """
    (T, B, D), H = x.shape, U.shape[0]
    recurrent, inputs = column_blocks(U.T, B), W.T
    states, product = np.empty((T + 1, B, H), x.dtype), np.empty((B, H), x.dtype)
    states[0] = 0 if h0 is None else h0
    for stretch in stretches(T, B):
        now = states[stretch.start + 1 : stretch.stop + 1]
        np.matmul(x[stretch.start : stretch.stop].reshape(-1, D), inputs, out=now.reshape(-1, H))
        add(now, b, out=now)
        for before, h in zip(states[stretch.start :], now, strict=False):
            multiply_into(before, recurrent, product)
            add(h, product, out=h)
            if activation == "tanh":
                tanh(h, out=h)
            else:
                maximum(h, 0, out=h)
    return Run(x, states, W, U, activation)


def backward(run: Run, dh: Array) -> Gradients:
    """The gradients, from the loss's derivative `dh (T, B, H)` by every state."""
    x, states, W, U, activation = run
    (T, B, H), D = dh.shape, x.shape[2]
    recurrent = column_blocks(U, B)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros(H, x.dtype)
    dx, carried = np.empty(x.shape, x.dtype), np.zeros((B, H), x.dtype)
    das = np.empty((stretch_length(T, B), B, H), x.dtype)
    for stretch in reversed(list(stretches(T, B))):
        now = das[: len(stretch)]
        for t, da in zip(reversed(stretch), now[::-1], strict=True):
            h = states[t + 1]
            add(carried, dh[t], out=carried)
            if activation == "tanh":
                multiply(h, h, out=da)
                subtract(1, da, out=da)
                multiply(da, carried, out=da)
            else:
                multiply(carried, h > 0, out=da)
            multiply_into(da, recurrent, carried)
        span, flat = slice(stretch.start, stretch.stop), now.reshape(-1, H)
        np.matmul(flat, W, out=dx[span].reshape(-1, D))
        dW += flat.T @ x[span].reshape(-1, D)
        dU += flat.T @ states[span].reshape(-1, H)
        db += flat.sum(0)
    return Gradients(dx, carried, dW, dU, db)
