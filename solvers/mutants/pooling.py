"""Wrong versions of pooling: each takes what the solver it is mistaken for takes."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from solvers import global_pooling, pooling, pooling_gradients
from solvers.registry import solver
from solvers.shapes import Array, floats
from solvers.windows import counts


@solver("mutants.pool.used_max", elements=pooling.most_elements)
def used_max(X: ArrayLike, *, count_include_pad: bool | None = None, **layout: Any) -> Array:
    """The largest cell of each window where its mean is asked."""
    return pooling.maximum(X, **layout)


@solver("mutants.pool.used_min", elements=pooling.most_elements)
def used_min(X: ArrayLike, *, count_include_pad: bool | None = None, **layout: Any) -> Array:
    """The smallest cell of each window."""
    return pooling.minimum(X, **layout)


@solver("mutants.pool.used_average", elements=pooling.most_elements)
def used_average(X: ArrayLike, **layout: Any) -> Array:
    """The mean of each window where its largest cell is asked."""
    return pooling.average(X, count_include_pad=False, **layout)


@solver("mutants.pool.sum_only", elements=pooling.most_elements)
def sum_only(X: ArrayLike, *, count_include_pad: bool | None = None, **layout: Any) -> Array:
    """The cells of each window are added and not divided."""
    return pooling.sum_of_windows(X, **layout)


@solver("mutants.pool.stride_1", elements=pooling.most_elements)
def stride_1(X: ArrayLike, *, stride: ArrayLike, **layout: Any) -> Array:
    """Windows move by one cell, whatever the stride."""
    return pooling.average(X, stride=1, **layout)


@solver("mutants.pool.stride_is_size", elements=pooling.most_elements)
def stride_is_size(X: ArrayLike, *, size: ArrayLike, stride: ArrayLike, **layout: Any) -> Array:
    """Windows lie side by side, whatever the stride."""
    return pooling.average(X, size=size, stride=size, **layout)


@solver("mutants.pool.whole_map")
def whole_map(X: ArrayLike, **layout: Any) -> Array:
    """One mean for the whole map."""
    return global_pooling.global_average(X)


@solver("mutants.pool.divided_by_map", elements=pooling.most_elements)
def divided_by_map(X: ArrayLike, *, count_include_pad: bool | None = None, **layout: Any) -> Array:
    """The sum of each window is divided by the cells of the map."""
    (X,) = floats(X=X)
    trace = pooling.total_trace(X, **layout)
    return trace.value / np.prod([axis.extent for axis in trace.axes]).astype(X.dtype)


@solver("mutants.pool.other_padding", elements=pooling.most_elements)
def other_padding(X: ArrayLike, *, count_include_pad: bool, **layout: Any) -> Array:
    """The padding's zeros count where they should not, and the other way round."""
    return pooling.average(X, count_include_pad=not count_include_pad, **layout)


@solver("mutants.pool.no_padding", elements=pooling.most_elements)
def no_padding(X: ArrayLike, *, padding: ArrayLike = 0, count_include_pad: bool | None = None, **layout: Any) -> Array:
    """The padding is forgotten."""
    return pooling.average(X, **layout)


@solver("mutants.pool.zeros_may_win", elements=pooling.most_elements)
def zeros_may_win(X: ArrayLike, **layout: Any) -> Array:
    """A maximum over padding of zeros instead of minus infinity."""
    trace = pooling.maximum_trace(X, **layout)
    whole = counts(trace.axes, with_padding=False) == np.prod([axis.size for axis in trace.axes])
    return np.where(whole, trace.value, np.maximum(trace.value, 0))


@solver("mutants.pool.place_in_window", elements=pooling.most_elements)
def place_in_window(X: ArrayLike, **layout: Any) -> Array:
    """Where the largest cell stands in its window, counted row by row from 0, instead of its value."""
    (X,) = floats(X=X)
    return pooling_gradients.largest_cells(X, pooling.pooled_axes(X, **layout)).astype(X.dtype)


@solver("mutants.pool.row_maximum")
def row_maximum(X: ArrayLike, **layout: Any) -> Array:
    """The largest cell of each row instead of each window."""
    (X,) = floats(X=X)
    return np.asarray(X.max(axis=-1))


@solver("mutants.pool.over_channels")
def over_channels(X: ArrayLike, *, axes: int = 2) -> Array:
    """Global pooling over the channels instead of over each map."""
    (X,) = floats(X=X)
    return global_pooling.global_average(np.moveaxis(X, X.ndim - int(axes) - 1, -1), axes=1)


@solver("mutants.pool.one_for_all_channels")
def one_for_all_channels(X: ArrayLike, *, axes: int = 2) -> Array:
    """Global pooling over maps and channels at once."""
    return global_pooling.global_average(X, axes=np.ndim(X))


@solver("mutants.pool.copied_full", elements=lambda dY, X, **o: pooling.most_elements(X, **o))
def copied_full(dY: ArrayLike, X: ArrayLike, *, count_include_pad: bool | None = None, **layout: Any) -> Array:
    """Every cell of a window is handed the whole slope."""
    dY, X = floats(dY=dY, X=X)
    return pooling_gradients.handed_back(dY, X, pooling.pooled_axes(X, **layout), lambda cell: np.ones(()))


@solver("mutants.pool.to_largest", elements=lambda dY, X, **o: pooling.most_elements(X, **o))
def to_largest(dY: ArrayLike, X: ArrayLike, *, count_include_pad: bool | None = None, **layout: Any) -> Array:
    """An average's slope is handed to the largest cell alone."""
    return pooling_gradients.maximum_gradient(dY, X, **layout)


@solver("mutants.pool.spread", elements=lambda dY, X, **o: pooling.most_elements(X, **o))
def spread(dY: ArrayLike, X: ArrayLike, **layout: Any) -> Array:
    """A maximum's slope is spread over the window."""
    return pooling_gradients.average_gradient(dY, X, count_include_pad=False, **layout)


@solver("mutants.pool.to_first_cell", elements=lambda dY, X, **o: pooling.most_elements(X, **o))
def to_first_cell(dY: ArrayLike, X: ArrayLike, **layout: Any) -> Array:
    """A maximum's slope is handed to the first cell of each window."""
    (flat,) = floats(X=X)
    return pooling_gradients.maximum_gradient(dY, np.zeros_like(flat), **layout)


@solver("mutants.pool.still_pooled")
def still_pooled(dY: ArrayLike, X: ArrayLike, **layout: Any) -> Array:
    """The slope is left in the shape of the pooled map."""
    return floats(dY=dY)[0]
