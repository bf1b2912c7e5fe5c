"""Many small cells at once, each with weights of its own: what the plain `forward` gives for weights with a leading axis.

What it gains: the variants lie in the last axis, so every pass runs along an unbroken stretch of them instead of along a
handful of units; U, W and b stand side by side, so one sum of products a step meets [h, x, 1].
Arguments have one floating type, `x (T, V, D)`, and start from zero states; nothing is checked.
"""

import numpy as np
from numpy import add, multiply, subtract, tanh

from solvers.shapes import Array


def rnn(x: Array, W: Array, U: Array, b: Array) -> Array:
    """The states `(T, V, H)` of plain cells with tanh; `W (V, H, D)`, `U (V, H, H)`, `b (V, H)`."""
    H = U.shape[-1]
    matrix, z = _side_by_side(W, U, b), _memory(x, H)
    for now, after in zip(z[:-1], z[1:, :H], strict=True):
        tanh(_sums(matrix, now), out=after)
    return z[1:, :H].swapaxes(1, 2)


def lstm(x: Array, W: Array, U: Array, b: Array, *, order: str) -> tuple[Array, Array]:
    """The states `h, c (T, V, H)` of LSTMs; `W (V, 4*H, D)`, `U (V, 4*H, H)`, `b (V, 4*H)`."""
    (T, V, _), H = x.shape, U.shape[-1]
    matrix, z = _in_order(_side_by_side(W, U, b), "ifog", order, 3), _memory(x, H)
    cells = np.zeros((T + 1, H, V), x.dtype)
    for now, after, c_prev, c in zip(z[:-1], z[1:, :H], cells[:-1], cells[1:], strict=True):
        a = _sums(matrix, now)
        _open(a[: 3 * H], a)
        i, f, o, g = a.reshape(4, H, V)
        multiply(i, g, out=g)
        multiply(f, c_prev, out=c)
        add(c, g, out=c)
        tanh(c, out=g)
        multiply(o, g, out=after)
    return z[1:, :H].swapaxes(1, 2), cells[1:].swapaxes(1, 2)


def gru(x: Array, W: Array, U: Array, b: Array, b_hidden: Array, *, order: str, z: str) -> Array:
    """The states `(T, V, H)` of GRUs that reset after the product; weights as for `lstm` with three blocks a cell."""
    (_, V, D), H = x.shape, U.shape[-1]
    matrix = np.empty((4, H, H + D + 1, V), x.dtype)
    recurrent, inputs, biases = matrix[:, :, :H], matrix[:, :, H:-1], matrix[:, :, -1]
    for k, gate in enumerate("rzn"):
        rows = slice(order.index(gate) * H, (order.index(gate) + 1) * H)
        by_x, scale = 3 if gate == "n" else k, 1 if gate == "n" else 0.5
        if gate == "z" and z == "takes":
            scale = -0.5
        multiply(U[:, rows].transpose(1, 2, 0), scale, out=recurrent[k])
        multiply(W[:, rows].transpose(1, 2, 0), scale, out=inputs[by_x])
        biases[by_x] = b[:, rows].T * scale
        if gate == "n":
            biases[k] = b_hidden[:, rows].T  # x has no part in this block, nor h in the last
        else:
            biases[k] += b_hidden[:, rows].T * scale
    memory, gates, from_h = _memory(x, H), matrix[:2].reshape(2 * H, -1, V), matrix[2, :, :H]
    # The candidate's part of x hangs on no state: it is summed for all steps at once.
    from_x = np.einsum("gkv,tkv->tgv", matrix[3, :, H:], memory[:-1, H:])
    for now, after, n in zip(memory[:-1], memory[1:, :H], from_x, strict=True):
        opened, v = _sums(gates, now), _sums(from_h, now[:H])
        _open(opened, opened)
        add(v, biases[2], out=v)
        multiply(opened[:H], v, out=v)
        add(n, v, out=n)
        tanh(n, out=n)
        subtract(now[:H], n, out=v)
        multiply(opened[H:], v, out=v)
        add(n, v, out=after)
    return memory[1:, :H].swapaxes(1, 2)


def _sums(matrix: Array, z: Array) -> Array:
    """`(G*H, V)`: each variant's matrix `(G*H, H + D + 1)` times its [h, x, 1]."""
    return np.asarray(np.einsum("gkv,kv->gv", matrix, z))


def _open(gates: Array, squashed: Array) -> None:
    """The tanh of all that is squashed, then gates from -1 .. 1 to 0 .. 1."""
    tanh(squashed, out=squashed)
    multiply(gates, 0.5, out=gates)
    add(gates, 0.5, out=gates)


def _side_by_side(W: Array, U: Array, b: Array) -> Array:
    """`(G*H, H + D + 1, V)`."""
    V, rows, D = W.shape
    H = U.shape[-1]
    matrix = np.empty((rows, H + D + 1, V), W.dtype)
    matrix[:, :H] = U.transpose(1, 2, 0)
    matrix[:, H:-1] = W.transpose(1, 2, 0)
    matrix[:, -1] = b.T
    return matrix


def _in_order(matrix: Array, inside: str, order: str, gates: int) -> Array:
    """The blocks as they stand inside, those of the first `gates` halved for sigmoid(a) = (1 + tanh(a/2)) / 2."""
    blocks = matrix.reshape(len(order), -1, *matrix.shape[1:])[[order.index(gate) for gate in inside]]
    blocks[:gates] *= 0.5
    return blocks.reshape(matrix.shape)


def _memory(x: Array, H: int) -> Array:
    """`(T + 1, H + D + 1, V)`: columns [h, x, 1] with the first states zero, the others still to come."""
    T, V, D = x.shape
    z = np.empty((T + 1, H + D + 1, V), x.dtype)
    z[0, :H] = 0
    z[:T, H:-1] = x.swapaxes(1, 2)
    z[:, -1] = 1
    return z
