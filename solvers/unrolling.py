"""Time: where the states of a sequence are kept, in which order its steps run, and which of them count."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.shapes import Array, ShapeMismatch, describe, expect, floats


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


def check_time(x: Array, weights: Array, single: int) -> None:
    """Check that `x (T, ..., D)` has a time axis; `single` is the rank of weights that are numbers, `x` then `(T, ...)`.

    Raises `ShapeMismatch`.
    """
    pattern = ("T",) if weights.ndim == single else ("T", "D")
    if x.ndim < len(pattern):
        expect("x", x.shape, pattern)


def check_mask(mask: ArrayLike | None, steps: int, batch: tuple[int, ...], trailing: int) -> NDArray[np.bool_] | None:
    """Read a mask `(T, ...)` (True: this step counts) and give it the axes of a state.

    Raises `ShapeMismatch`.
    """
    if mask is None:
        return None
    found = np.asarray(mask).astype(bool)
    fits = 1 <= found.ndim <= 1 + len(batch) and found.shape[0] == steps
    fits = fits and all(size in (1, whole) for size, whole in zip(found.shape[:0:-1], batch[::-1], strict=False))
    if not fits:
        raise ShapeMismatch(f"mask has shape {describe(found.shape)}, expected {describe((steps, *batch))}")
    return found.reshape(steps, *(1,) * (len(batch) + 1 - found.ndim), *found.shape[1:], *(1,) * trailing)


UNTIMED = frozenset(("h_last", "c_last", "cell", "mask", "reverse"))
"""Fields of a cell's trace that belong to the whole sequence."""


def is_step(trace: Any) -> bool:
    """Whether a cell's trace is that of a single step."""
    return np.ndim(trace.h) == np.ndim(trace.h_last)


def at(trace: Any, t: int) -> Any:
    """The trace of one step of a sequence."""
    return _each(trace, lambda field: np.asarray(field[t]))


def as_sequence(trace: Any) -> Any:
    """The trace of a single step as that of a sequence of one."""
    return _each(trace, lambda field: field[None])


def _each(trace: Any, change: Callable[[Array], Array]) -> Any:
    changed = {name: change(getattr(trace, name)) for name in trace._fields if name not in UNTIMED}
    return trace._replace(**changed)


def loss_slopes(dh: ArrayLike | None, trace: Any, name: str = "dh") -> Array:
    """Read the loss's derivative with respect to every state: the shape of `h`, or zeros for `None`.

    Raises `ShapeMismatch`.
    """
    if dh is None:
        return np.zeros_like(trace.h)
    read = floats(**{name: dh, "h": trace.h})[0]
    expect(name, read.shape, trace.h.shape)
    return read


def last_slope(dh: ArrayLike | None, last: Array, name: str) -> Array:
    """Read the loss's derivative with respect to the final state: the shape of that state, or zeros for `None`.

    Raises `ShapeMismatch`.
    """
    if dh is None:
        return np.zeros_like(last)
    read = floats(**{name: dh, "h": last})[0]
    expect(name, read.shape, last.shape)
    return read


def chunk_borders(steps: int, truncate: int | None) -> frozenset[int]:
    """How many computed steps may remain unseen when the gradient is cut: chunks of `truncate`, counted from the end.

    Raises `ValueError` for a chunk that is no whole number from 1.
    """
    if truncate is None:
        return frozenset()
    if truncate != int(truncate) or truncate < 1:
        raise ValueError(f"truncate must be a whole number of steps from 1, not {truncate}")
    return frozenset(range(int(truncate), steps, int(truncate)))
