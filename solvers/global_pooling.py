"""Global pooling: one number for each whole map, which keeps the channels and drops the place."""

from math import prod

import numpy as np
from numpy.typing import ArrayLike

from solvers.arguments import whole
from solvers.pooling import Pooled, average_steps, average_trace, maximum_steps, maximum_trace
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe
from solvers.windows import Layout


def average_map_trace(X: ArrayLike, *, axes: int = 2) -> Pooled:
    """`global_average` with the maps it came from."""
    return _whole_map(average_trace(X, **_whole(X, axes)))


@solver("pool.global_average", trace=average_map_trace, steps=average_steps)
def global_average(X: ArrayLike, *, axes: int = 2) -> Array:
    """The mean of each map, over its last `axes` axes: X (..., H, W) -> (...).

    Raises `ShapeMismatch` for fewer axes, or none of a cell.
    """
    return average_map_trace(X, axes=axes).value


def maximum_map_trace(X: ArrayLike, *, axes: int = 2) -> Pooled:
    """`global_maximum` with the maps it came from."""
    return _whole_map(maximum_trace(X, **_whole(X, axes)))


@solver("pool.global_maximum", trace=maximum_map_trace, steps=maximum_steps)
def global_maximum(X: ArrayLike, *, axes: int = 2) -> Array:
    """The largest cell of each map, over its last `axes` axes: X (..., H, W) -> (...).

    Raises `ShapeMismatch` for fewer axes, or none of a cell.
    """
    return maximum_map_trace(X, axes=axes).value


def _whole(X: ArrayLike, axes: int) -> Layout:
    """One window over all of a map."""
    shape, count = np.shape(X), whole(axes, "axes", 1)
    if len(shape) < count or not prod(shape[-count:]):
        raise ShapeMismatch(f"X has shape {describe(shape)}, expected at least {count} axes with cells on them")
    return {"size": shape[-count:], "stride": 1}


def _whole_map(trace: Pooled) -> Pooled:
    return trace._replace(value=trace.value.reshape(trace.value.shape[: -len(trace.axes)]))
