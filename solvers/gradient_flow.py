"""How a gradient fares through time: Jacobians of a step, their products, and the norms of both.

    J_i = dh_i / dh_{i-1} = diag(activation'(a_i)) U          row j: the slopes of unit j of h_i
    dh_t / dh_k = J_t ... J_{k+1}

(Pascanu, Mikolov & Bengio 2013, with derivatives of rows by columns.) Shapes: `h (H,)`, `U (H, H)`; single numbers for a
cell computed by hand.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.activations import derivative
from solvers.registry import solver
from solvers.shapes import Array, expect, floats
from solvers.steps import Step, show
from solvers.telling import Line, product
from solvers.terms import factor


class Product(NamedTuple):
    """Jacobians of successive steps, multiplied."""

    h: Array
    """`(n, H)` the states after each step, the earliest first."""
    U: Array
    activation: str
    slopes: Array
    """`(n, H)` the activation's slope at each unit and step."""
    factors: Array
    """`(n, H, H)` the Jacobian of each step; `(n,)` for single numbers."""
    value: Array
    """`(H, H)` the product, the latest step leftmost."""


@solver("rnn.jacobian", elements=lambda h, *, U, **_: np.size(h) * max(np.shape(U), default=1))
def jacobian(h: ArrayLike, *, U: ArrayLike, activation: str) -> Array:
    """The Jacobian `(H, H)` of the step that led to the state `h (H,)`: slopes at `h`, times `U` row by row.

    Raises `ShapeMismatch`; `ValueError` for an activation whose output does not tell its slope.
    """
    h, U = floats(h=h, U=U)
    if U.ndim:
        expect("U", U.shape, U.shape[-1:] * 2)
        expect("h", h.shape, (..., U.shape[-1]))
    slopes = derivative(h, activation)
    return np.asarray(slopes[..., None] * U if U.ndim else slopes * U)


def product_trace(h: ArrayLike, *, U: ArrayLike, activation: str) -> Product:
    """`jacobian_product` with every factor."""
    h, U = floats(h=h, U=U)
    expect("h", h.shape, ("n", U.shape[-1]) if U.ndim else ("n",))
    factors = jacobian(h, U=U, activation=activation)
    value = np.eye(U.shape[-1], dtype=U.dtype) if U.ndim else np.ones((), U.dtype)
    for J in factors:
        value = J @ value if U.ndim else J * value
    return Product(h, U, activation, derivative(h, activation), factors, np.asarray(value))


def product_steps(trace: Product) -> list[Step]:
    """Each factor, then their product."""
    told = []
    for k, (slope, J) in enumerate(zip(trace.slopes, trace.factors, strict=True), start=1):
        if trace.U.ndim:
            numbers = f"diag({show(slope)}) @ {show(trace.U)}"
            told.append(Step(f"J_{k}", f"diag(slope_{k}) @ U", numbers, J))
        else:
            line = product(Line(f"slope_{k}", slope), Line("U", trace.U))
            told.append(Step(f"J_{k}", line.rule, line.numbers, J))
    names = [f"J_{k}" for k in range(len(told), 0, -1)]
    sign = " @ " if trace.U.ndim else " * "
    numbers = sign.join(factor(J) for J in trace.factors[::-1]) or show(trace.value)
    return [*told, Step("product", sign.join(names) or "1", numbers, trace.value)]


@solver(
    "rnn.jacobian_product",
    trace=product_trace,
    steps=product_steps,
    elements=lambda h, *, U, **_: np.size(h) * max(np.shape(U), default=1),
)
def jacobian_product(h: ArrayLike, *, U: ArrayLike, activation: str) -> Array:
    """How the last of the states `h (n, H)` answers to the state before the first of them: `(H, H)`.

    To get dh_t/dh_k give the t - k states h_{k+1} .. h_t. Raises as `jacobian` does.
    """
    return product_trace(h, U=U, activation=activation).value


@solver("matrix.power")
def power(W: ArrayLike, n: float) -> Array:
    """A square matrix times itself `n` times; the identity for 0. Infinite entries where it outgrows floating point.

    Raises `ShapeMismatch` for a matrix that is not square, `ValueError` for an `n` that is no whole number from 0.
    """
    W = _square(W)
    if n != int(n) or not 0 <= n <= 10_000:
        raise ValueError(f"n must be a whole number from 0 to 10000, not {n}")
    with np.errstate(over="ignore", invalid="ignore"):
        return np.linalg.matrix_power(W, int(n))


@solver("matrix.spectral_radius")
def spectral_radius(W: ArrayLike) -> Array:
    """The size of the largest eigenvalue: what decides growth or decay of powers in the long run.

    Raises `ShapeMismatch` for a matrix that is not square.
    """
    return np.asarray(np.abs(np.linalg.eigvals(_square(W))).max(initial=0))


@solver("matrix.spectral_norm")
def spectral_norm(W: ArrayLike) -> Array:
    """The largest singular value: the most by which a matrix `(m, n)` lengthens a vector.

    Raises `ShapeMismatch`.
    """
    (W,) = floats(W=W)
    expect("W", W.shape, ("m", "n"))
    return np.asarray(np.linalg.svd(W, compute_uv=False).max(initial=0))


@solver("matrix.orthogonality_gap")
def orthogonality_gap(W: ArrayLike) -> Array:
    """The largest entry of |W^T W - I|: 0 for a matrix that preserves lengths.

    Raises `ShapeMismatch`.
    """
    (W,) = floats(W=W)
    expect("W", W.shape, ("m", "n"))
    return np.asarray(np.abs(W.T @ W - np.eye(W.shape[1])).max(initial=0))


@solver("gradient.steps_until")
def steps_until(gamma: float, threshold: float) -> Array:
    """After how many factors `gamma`, between 0 and 1, a gradient of 1 is below `threshold`, also between 0 and 1.

    Raises `ValueError` outside these ranges.
    """
    gamma, threshold = float(gamma), float(threshold)
    if not (0 < gamma < 1 and 0 < threshold < 1):
        raise ValueError(f"gamma and threshold must lie between 0 and 1, not {gamma} and {threshold}")
    steps = int(np.ceil(np.log(threshold) / np.log(gamma)))
    return np.asarray(float(steps if gamma**steps < threshold else steps + 1))


def norms_by_distance(d_last: ArrayLike, d_prev: ArrayLike) -> Array:
    """Gradient norms `(T + 1, ...)` against distance from the end, 0 first.

    `d_last (..., H)` is the loss's slope by the last state, `d_prev (T, ..., H)` the field `h_prev` (or `c_prev`) of the
    gradients of a sequence read from its start.
    """
    d_last, d_prev = floats(d_last=d_last, d_prev=d_prev)
    expect("d_prev", d_prev.shape, ("T", *d_last.shape))
    return np.asarray(np.linalg.norm(np.concatenate([d_last[None], d_prev[::-1]]), axis=-1))


def _square(W: ArrayLike) -> Array:
    (W,) = floats(W=W)
    expect("W", W.shape, W.shape[-1:] * 2 if W.ndim else ("n", "n"))
    return W
