"""The GRU for whole batches: what `solvers.gru` computes with the reset after the product, without masks or leading axes.

What it gains: every gate in memory of its own, `(3, B, H)`, so that passes run over unbroken stretches; one tanh for both
gates, since sigmoid(a) = (1 + tanh(a/2)) / 2 with the half folded into the weights; inputs multiplied for many steps at
once. A z that takes is turned into one that keeps by the sign of its weights.
"""

from typing import NamedTuple

import numpy as np
from numpy import add, matmul, multiply, subtract, tanh

from solvers.fused.products import column_blocks, multiply_into, stretch_length, stretches
from solvers.shapes import Array

INSIDE = "rzn"
"""The order of blocks inside: the two gates side by side, then the candidate."""


class Run(NamedTuple):
    """What a run leaves for its gradient."""

    x: Array
    """`(T, B, D)`"""
    gates: Array
    """`(T, 3, B, H)`: r, the z that keeps, and what the reset gate multiplies; the last one alone when nothing was kept."""
    n: Array
    """`(T, B, H)`: candidates; the last one alone when nothing was kept."""
    states: Array
    """`(T + 1, B, H)`: the initial state first."""
    W: Array
    """`(3, H, D)` in the order inside, for a z that keeps."""
    U: Array
    """`(3, H, H)`, likewise."""
    places: list[int]
    """Where each block inside stands in the caller's weights."""
    signs: Array
    """`(3, 1, 1)`: -1 where the caller's weights were turned round."""

    @property
    def h(self) -> Array:
        """`(T, B, H)`: the states."""
        return self.states[1:]


class Gradients(NamedTuple):
    """The derivatives of a loss, in the caller's order of blocks."""

    x: Array
    h0: Array
    W: Array
    U: Array
    b: Array
    b_hidden: Array


def forward(
    x: Array,
    W: Array,
    U: Array,
    b: Array,
    b_hidden: Array,
    *,
    order: str,
    z: str,
    h0: Array | None = None,
    keep: bool = True,
) -> Run:
    """Run `x (T, B, D)` with `W (3*H, D)`, `U (3*H, H)`, both biases `(3*H,)` of one floating type; nothing is checked.

    `keep=False` keeps the states alone: enough for an answer, too little for `backward`.
    """
    (T, B, D), H, dtype = x.shape, U.shape[1], x.dtype
    places = [order.index(gate) for gate in INSIDE]
    signs = np.array([1, -1 if z == "takes" else 1, 1], dtype).reshape(3, 1, 1)
    halves = np.array([0.5, 0.5, 1], dtype).reshape(3, 1, 1)
    W, U = W.reshape(3, H, D)[places] * signs, U.reshape(3, H, H)[places] * signs
    bias, inside = ((each.reshape(3, 1, H)[places] * signs) * halves for each in (b, b_hidden))
    bias[:2] += inside[:2]
    inputs, recurrent = (W * halves).swapaxes(1, 2), column_blocks((U * halves).swapaxes(1, 2), B)
    gates, ns = np.empty((T if keep else 1, 3, B, H), dtype), np.empty((T if keep else 1, B, H), dtype)
    states = np.empty((T + 1, B, H), dtype)
    states[0] = 0 if h0 is None else h0
    from_x, part = np.empty((3, stretch_length(T, B) * B, H), dtype), np.empty((B, H), dtype)
    for stretch in stretches(T, B):
        read = from_x[:, : len(stretch) * B]
        matmul(x[stretch.start : stretch.stop].reshape(-1, D), inputs, out=read)
        add(read, bias, out=read)
        for t, a_x in zip(stretch, read.reshape(3, -1, B, H).swapaxes(0, 1), strict=True):
            before, a, n = states[t], gates[t if keep else 0], ns[t if keep else 0]
            multiply_into(before, recurrent, a)
            r_z, v = a[:2], a[2]
            add(r_z, a_x[:2], out=r_z)
            tanh(r_z, out=r_z)
            multiply(r_z, 0.5, out=r_z)
            add(r_z, 0.5, out=r_z)
            add(v, inside[2], out=v)
            multiply(a[0], v, out=part)
            add(part, a_x[2], out=part)
            tanh(part, out=n)
            subtract(before, n, out=part)
            multiply(a[1], part, out=part)
            add(n, part, out=states[t + 1])
    return Run(x, gates, ns, states, W, U, places, signs)


def backward(run: Run, dh: Array) -> Gradients:
    """The gradients, from the loss's derivative `dh (T, B, H)` by every state, of a run that kept everything."""
    x, gates, ns, states, W, U, places, signs = run
    (T, B, H), D, dtype = dh.shape, x.shape[2], x.dtype
    recurrent = column_blocks(U, B)
    dW, dU, db, db_hidden = np.zeros_like(W), np.zeros_like(U), np.zeros((3, H), dtype), np.zeros((3, H), dtype)
    dx, (carried, kept) = np.empty_like(x), np.zeros((2, B, H), dtype)
    slope, back = np.empty((2, B, H), dtype), np.empty((3, B, H), dtype)
    das = np.empty((4, stretch_length(T, B), B, H), dtype)
    for stretch in reversed(list(stretches(T, B))):
        now = das[:, : len(stretch)]
        for t in reversed(stretch):
            (r, z, v), n = gates[t], ns[t]
            da_r, da_z, dv, dn = now[:, t - stretch.start]
            add(carried, dh[t], out=carried)
            multiply(carried, z, out=kept)
            multiply(n, n, out=dn)
            subtract(1, dn, out=dn)
            subtract(carried, kept, out=dv)
            multiply(dn, dv, out=dn)
            subtract(1, gates[t, :2], out=slope)
            multiply(slope, gates[t, :2], out=slope)
            multiply(dn, v, out=da_r)
            multiply(da_r, slope[0], out=da_r)
            subtract(states[t], n, out=da_z)
            multiply(da_z, carried, out=da_z)
            multiply(da_z, slope[1], out=da_z)
            multiply(dn, r, out=dv)
            multiply_into(now[:3, t - stretch.start], recurrent, back)
            add.reduce(back, axis=0, out=carried)
            add(carried, kept, out=carried)
        span, flat = slice(stretch.start, stretch.stop), now.reshape(4, -1, H)
        by_input, by_state = flat[[0, 1, 3]], flat[:3]
        dx[span] = (by_input @ W).sum(0).reshape(-1, B, D)
        dW += by_input.swapaxes(1, 2) @ x[span].reshape(-1, D)
        dU += by_state.swapaxes(1, 2) @ states[span].reshape(-1, H)
        db += by_input.sum(1)
        db_hidden += by_state.sum(1)
    outside = np.argsort(places)
    turned = [(gradient * signs)[outside].reshape(-1, gradient.shape[2]) for gradient in (dW, dU)]
    biases = [(gradient * signs[:, 0])[outside].ravel() for gradient in (db, db_hidden)]
    return Gradients(dx, carried, *turned, *biases)
