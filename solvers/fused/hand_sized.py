"""The last state of a run so small that calling NumPy costs more than the numbers.

What it gains: one product a step, of [h, x, 1] with one matrix that holds U, W and b side by side; memory made once and cut
into its views before the steps run; one tanh for all gates, the half of sigmoid(a) = (1 + tanh(a/2)) / 2 folded into the
matrix. Arguments are arrays of one floating type, `x (T, B, D)`; nothing is checked.
"""

from functools import lru_cache

import numpy as np
from numpy import add, matmul, multiply, subtract, tanh
from numpy.typing import NDArray

from solvers.shapes import Array


def rnn(x: Array, W: Array, U: Array, b: Array) -> Array:
    """The last state `(B, H)` of a plain cell with tanh, from a zero state; `W (H, D)`, `U (H, H)`, `b (H,)`."""
    H = U.shape[1]
    matrix = _side_by_side(W, U, b)
    z = _memory(x, H)
    h: Array = z[:, :, :H]
    for now, after in zip(z[:-1], h[1:], strict=True):
        matmul(now, matrix, out=after)
        tanh(after, out=after)
    return np.asarray(h[-1])


def lstm(x: Array, W: Array, U: Array, b: Array, *, order: str) -> tuple[Array, Array]:
    """The last states `h, c (B, H)` of an LSTM, from zero states; `W (4*H, D)`, `U (4*H, H)`, `b (4*H,)`."""
    B, H = x.shape[1], U.shape[1]
    rows, halves = _places("ifog", order, H, 3)
    matrix = _side_by_side(W, U, b)[:, rows]
    matrix *= halves
    z, gates = _memory(x, H), np.empty((B, 5 * H), x.dtype)
    i_f, g_c, a, c = gates[:, : 2 * H], gates[:, 3 * H :], gates[:, : 4 * H], gates[:, 4 * H :]
    open_gates, o, g = gates[:, : 3 * H], gates[:, 2 * H : 3 * H], np.empty((B, 2 * H), x.dtype)
    written, held = g[:, :H], g[:, H:]
    c[...] = 0
    for now, after in zip(z[:-1], z[1:, :, :H], strict=True):
        matmul(now, matrix, out=a)
        tanh(a, out=a)
        multiply(open_gates, 0.5, out=open_gates)
        add(open_gates, 0.5, out=open_gates)
        multiply(i_f, g_c, out=g)
        add(written, held, out=c)
        tanh(c, out=written)
        multiply(o, written, out=after)
    return z[-1, :, :H], c


def gru(x: Array, W: Array, U: Array, b: Array, b_hidden: Array, *, order: str, z: str) -> Array:
    """The last state `(B, H)` of a GRU that resets after the product, from a zero state; `W (3*H, D)`, both biases `(3*H,)`."""
    (_, B, D), H = x.shape, U.shape[1]
    rows, halves = _places("rzn", order, H, 2)
    matrix = np.zeros((H + D + 1, 4 * H), x.dtype)
    both = _side_by_side(W, U, b)[:, rows]
    both[-1] += b_hidden[rows]
    multiply(both, halves, out=matrix[:, : 3 * H])
    inside = rows[2 * H :]
    matrix[H:-1, 3 * H :], matrix[H:-1, 2 * H : 3 * H] = matrix[H:-1, 2 * H : 3 * H], 0
    matrix[-1, 2 * H : 3 * H], matrix[-1, 3 * H :] = b_hidden[inside], b[inside]
    if z == "takes":
        matrix[:, H : 2 * H] *= -1
    memory, gates = _memory(x, H), np.empty((B, 4 * H), x.dtype)
    r_z, r, kept = gates[:, : 2 * H], gates[:, :H], gates[:, H : 2 * H]
    v, n = gates[:, 2 * H : 3 * H], gates[:, 3 * H :]
    h: Array = memory[:, :, :H]
    for now, before, after in zip(memory[:-1], h[:-1], h[1:], strict=True):
        matmul(now, matrix, out=gates)
        tanh(r_z, out=r_z)
        multiply(r_z, 0.5, out=r_z)
        add(r_z, 0.5, out=r_z)
        multiply(r, v, out=v)
        add(n, v, out=n)
        tanh(n, out=n)
        subtract(before, n, out=v)
        multiply(kept, v, out=v)
        add(n, v, out=after)
    return np.asarray(h[-1])


def _side_by_side(W: Array, U: Array, b: Array) -> Array:
    """`(H + D + 1, G*H)`: what [h, x, 1] is multiplied with."""
    return np.concatenate((U, W, b[:, None]), axis=1).T


def _memory(x: Array, H: int) -> Array:
    """`(T + 1, B, H + D + 1)`: rows [h, x, 1] with the first state zero, the others still to come."""
    T, B, D = x.shape
    z = np.empty((T + 1, B, H + D + 1), x.dtype)
    z[0, :, :H] = 0
    z[:T, :, H:-1] = x
    z[:, :, -1] = 1
    return z


@lru_cache(maxsize=64)
def _places(inside: str, order: str, H: int, gates: int) -> tuple[NDArray[np.intp], Array]:
    """Where each row inside stands in the caller's order, and the halves that the first `gates` blocks are scaled by."""
    rows = np.concatenate([np.arange(H) + order.index(gate) * H for gate in inside])
    halves = np.ones(len(rows))
    halves[: gates * H] = 0.5
    return rows, halves
