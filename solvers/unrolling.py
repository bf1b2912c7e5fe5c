"""Time: where the states of a sequence are kept, in which order its steps run, and which of them count."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, expect


class States(NamedTuple):
    """The states of a run, one memory seen twice."""

    before: Array
    """`(T, ..., H)`: the state each step starts from."""
    after: Array
    """`(T, ..., H)`: the state each step leaves."""
    last: Array
    """`(..., H)`: what the run ends with; the initial state when T is 0."""


def states(
    initial: ArrayLike, steps: int, shape: tuple[int, ...], dtype: np.dtype[np.floating], reverse: bool
) -> States:
    """Make room for T states of a shape, the initial one filled in; run backwards, the memory starts at its end."""
    memory = np.empty((steps + 1, *shape), dtype)
    memory[steps if reverse else 0] = initial
    if reverse:
        return States(memory[1:], memory[:-1], memory[0, ...])
    return States(memory[:-1], memory[1:], memory[steps, ...])


def time_steps(steps: int, reverse: bool) -> Sequence[int]:
    """The order in which the steps are computed."""
    return range(steps - 1, -1, -1) if reverse else range(steps)


def sequence(x: Array, weights: Array, single: int) -> Array:
    """Check that `x (T, ..., D)` has a time axis and keep that axis apart from the weights' leading axes.

    `single` is the rank of weights that are single numbers; `x` is then `(T, ...)`. Raises `ShapeMismatch`.
    """
    features = 0 if weights.ndim == single else 1
    if x.ndim < 1 + features:
        expect("x", x.shape, ("T", "D") if features else ("T",))
    missing = max(weights.ndim - 2, 0) - (x.ndim - 1 - features)
    if missing <= 0:
        return x
    return x.reshape(x.shape[0], *(1,) * missing, *x.shape[1:])


def check_mask(mask: ArrayLike | None, steps: int, batch: tuple[int, ...], trailing: int) -> NDArray[np.bool_] | None:
    """Read a mask `(T, ...)` (True: this step counts) and give it the axes of a state.

    Raises `ShapeMismatch`.
    """
    if mask is None:
        return None
    found = np.asarray(mask).astype(bool)
    fits = found.ndim >= 1 and found.shape[0] == steps and found.ndim <= 1 + len(batch)
    if not fits:
        raise ShapeMismatch(f"mask has shape {describe(found.shape)}, expected {describe((steps, *batch))}")
    return found.reshape(steps, *(1,) * (len(batch) + 1 - found.ndim), *found.shape[1:], *(1,) * trailing)


@solver("sequence.mask")
def length_mask(lengths: ArrayLike, steps: int) -> NDArray[np.bool_]:
    """The mask `(T, B)` of sequences of given lengths `(B,)`: True before each one's end."""
    return np.arange(int(steps)).reshape(-1, *(1,) * np.ndim(lengths)) < np.asarray(lengths)
