"""Starting values of weights, drawn from a generator that is passed in, and the bounds and biases that need no drawing."""

import numpy as np
from numpy.typing import ArrayLike

from solvers.registry import solver
from solvers.shapes import Array, floats


def uniform(generator: np.random.Generator, *shape: int, bound: float) -> Array:
    """Independent entries between `-bound` and `bound`."""
    return generator.uniform(-bound, bound, shape)


def xavier(generator: np.random.Generator, rows: int, columns: int) -> Array:
    """`(rows, columns)` uniform within `xavier_bound` (Glorot & Bengio 2010, equation 16)."""
    return uniform(generator, rows, columns, bound=float(xavier_bound(columns, rows)))


def orthogonal(generator: np.random.Generator, rows: int, columns: int) -> Array:
    """`(rows, columns)` with orthonormal rows or columns, whichever are fewer, evenly spread (Saxe et al. 2014).

    The signs of R's diagonal go into Q; without that, QR does not spread evenly (Mezzadri 2007).
    """
    Q, R = np.linalg.qr(generator.normal(size=(max(rows, columns), min(rows, columns))))
    Q = Q * np.sign(np.diag(R))
    return Q if rows >= columns else Q.T


def scaled_to_radius(W: ArrayLike, radius: float) -> Array:
    """A square matrix scaled so that its largest eigenvalue has size `radius`.

    Raises `ValueError` when all its eigenvalues are 0.
    """
    (W,) = floats(W=W)
    found = np.abs(np.linalg.eigvals(W)).max(initial=0)
    if not found:
        raise ValueError("a matrix whose eigenvalues are all 0 cannot be scaled to a radius")
    return np.asarray(W * (radius / found))


@solver("init.xavier_bound")
def xavier_bound(inputs: float, outputs: float) -> Array:
    """sqrt(6 / (inputs + outputs)), the bound of uniform entries (Glorot & Bengio 2010).

    Raises `ValueError` unless both are positive.
    """
    if inputs <= 0 or outputs <= 0:
        raise ValueError("inputs and outputs must be positive")
    return np.asarray(np.sqrt(6 / (inputs + outputs)))


@solver("init.recurrent_bound")
def recurrent_bound(hidden: float) -> Array:
    """1 / sqrt(hidden), the bound of PyTorch's uniform entries for recurrent layers.

    Raises `ValueError` unless it is positive.
    """
    if hidden <= 0:
        raise ValueError("hidden must be positive")
    return np.asarray(1 / np.sqrt(hidden))


@solver("init.forget_bias")
def forget_bias(steps: float) -> Array:
    """ln(steps - 1): the bias that makes a forget gate 1 - 1/steps, for a memory of about so many steps.

    (Tallec & Ollivier 2018, section 2.) Raises `ValueError` for fewer than 2 steps.
    """
    if steps < 2:
        raise ValueError(f"steps must be at least 2, not {steps}")
    return np.asarray(np.log(steps - 1))


@solver("init.logit")
def logit(p: ArrayLike) -> Array:
    """ln(p / (1 - p)): the pre-activation that opens a gate to `p`.

    Raises `ValueError` unless every `p` lies between 0 and 1.
    """
    (p,) = floats(p=p)
    if not np.all((p > 0) & (p < 1)):
        raise ValueError("p must lie between 0 and 1")
    return np.asarray(np.log(p) - np.log1p(-p))
