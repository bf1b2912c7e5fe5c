"""Gradients of pooling: how the slope along each pooled cell is handed back to the cells of its window.

An average hands equal shares to all, a maximum all of it to the largest cell (the first of equals, row by row).
"""

from collections.abc import Callable
from functools import reduce
from math import prod
from typing import Any, NamedTuple, TypeAlias, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.pooling import most_elements, padding_counts, pooled_axes
from solvers.registry import solver
from solvers.shapes import Array, expect, floats
from solvers.steps import Step, show
from solvers.terms import factor
from solvers.windows import Axis, Layout, counts, pad, read, taking_part, too_many_to_tell, unpad, where

Share: TypeAlias = Callable[[tuple[int, ...]], Array]
"""From a cell's place in its window to its share of each window's slope, (..., H', W')."""


class HandedBack(NamedTuple):
    """Slopes along a map, and by what rule they were handed back."""

    axes: tuple[Axis, ...]
    """How the windows lie."""
    received: Array
    """dY, the slope along each pooled cell, (..., H', W')."""
    winners: NDArray[np.int64] | None
    """Which cell of each window is the largest, counted row by row; `None`: all share alike."""
    with_padding: bool
    """Whether cells of the padding share too."""
    value: Array
    """dX, the slope along each cell of the map, (..., H, W)."""


def steps(trace: HandedBack) -> list[Step]:
    """What each window hands back, then what each cell received."""
    whole_map = Step("dX", "each cell adds what its windows hand back", show(trace.value), trace.value)
    if too_many_to_tell(trace.axes, trace.received.size):
        return [whole_map]
    return [*(_window_step(trace, index) for index in np.ndindex(trace.received.shape)), whole_map]


def _window_step(trace: HandedBack, index: tuple[int, ...]) -> Step:
    window, slope = index[len(index) - len(trace.axes) :], trace.received[index]
    if trace.winners is None:
        told = "an equal share for each cell"
        taking = taking_part(trace.axes, window, with_padding=trace.with_padding)
        shares = taking / taking.sum()
    else:
        told = "all to the largest"
        sizes = [axis.size for axis in trace.axes]
        shares = (np.arange(prod(sizes)) == trace.winners[index]).reshape(sizes)
    rule = f"{told} of {where(trace.axes, window)}"
    return Step(f"window ({', '.join(map(str, index))})", rule, f"{factor(slope)} * {show(shares)}", slope * shares)


def average_trace(
    dY: ArrayLike, X: ArrayLike, *, count_include_pad: bool | None = None, **layout: Unpack[Layout]
) -> HandedBack:
    """`average_gradient` with its rule."""
    dY, X = floats(dY=dY, X=X)
    axes = pooled_axes(X, **layout)
    with_padding = padding_counts(axes, count_include_pad)
    divisor = counts(axes, with_padding=with_padding).astype(dY.dtype)

    def share(cell: tuple[int, ...]) -> Array:
        reading = [axis.starts() + at * axis.dilation for axis, at in zip(axes, cell, strict=True)]
        taking = [axis.covers(cells, with_padding=with_padding) for axis, cells in zip(axes, reading, strict=True)]
        return np.asarray(reduce(np.multiply.outer, taking) / divisor)

    return HandedBack(axes, dY, None, with_padding, handed_back(dY, X, axes, share))


@solver("pool.average_gradient", trace=average_trace, steps=steps, elements=lambda dY, X, **o: most_elements(X, **o))
def average_gradient(
    dY: ArrayLike,
    X: ArrayLike,
    *,
    size: ArrayLike,
    stride: ArrayLike,
    padding: ArrayLike = 0,
    count_include_pad: bool | None = None,
    dilation: ArrayLike = 1,
    ceil_mode: bool = False,
) -> Array:
    """The slope along X (..., H, W) when its average pooling received dY (..., H', W'). Raises as `pool.average` does."""
    return average_trace(
        dY,
        X,
        size=size,
        stride=stride,
        padding=padding,
        count_include_pad=count_include_pad,
        dilation=dilation,
        ceil_mode=ceil_mode,
    ).value


def maximum_trace(dY: ArrayLike, X: ArrayLike, **layout: Unpack[Layout]) -> HandedBack:
    """`maximum_gradient` with its rule."""
    dY, X = floats(dY=dY, X=X)
    axes = pooled_axes(X, **layout)
    winners, sizes = largest_cells(X, axes), [axis.size for axis in axes]

    def share(cell: tuple[int, ...]) -> Array:
        return np.asarray(winners == np.ravel_multi_index(cell, sizes), dY.dtype)

    return HandedBack(axes, dY, winners, False, handed_back(dY, X, axes, share))


@solver("pool.maximum_gradient", trace=maximum_trace, steps=steps, elements=lambda dY, X, **o: most_elements(X, **o))
def maximum_gradient(
    dY: ArrayLike,
    X: ArrayLike,
    *,
    size: ArrayLike,
    stride: ArrayLike,
    padding: ArrayLike = 0,
    dilation: ArrayLike = 1,
    ceil_mode: bool = False,
) -> Array:
    """The slope along X (..., H, W) when its max pooling received dY (..., H', W'); of equals the first gets it all.

    Raises as `pool.maximum` does.
    """
    return maximum_trace(dY, X, size=size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode).value


@solver("pool.maximum_places", elements=most_elements)
def maximum_places(
    X: ArrayLike,
    *,
    size: ArrayLike,
    stride: ArrayLike,
    padding: ArrayLike = 0,
    dilation: ArrayLike = 1,
    ceil_mode: bool = False,
) -> NDArray[np.int64]:
    """Where the largest cell of each window stands on its map, counted from 0 row by row: (..., H', W')."""
    (X,) = floats(X=X)
    axes = pooled_axes(X, size=size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    offsets = np.unravel_index(largest_cells(X, axes), [axis.size for axis in axes])
    windows = np.ix_(*(np.arange(axis.outputs) for axis in axes))
    rows = [axis.starts()[at] + axis.dilation * offset for axis, at, offset in zip(axes, windows, offsets, strict=True)]
    return np.asarray(np.ravel_multi_index(rows, [axis.extent for axis in axes]))


def largest_cells(X: Array, axes: tuple[Axis, ...]) -> NDArray[np.int64]:
    """Which cell of each window is the largest, counted row by row within the window; the first of equals."""
    windows = read(X, axes, -np.inf)
    cells: Any = np.moveaxis(windows, range(-len(axes), 0), range(len(axes)))
    winners, largest = np.zeros(windows.shape[: windows.ndim - len(axes)], np.int64), np.asarray(-np.inf, X.dtype)
    for place, cell in enumerate(np.ndindex(cells.shape[: len(axes)])):
        winners[cells[cell] > largest] = place
        largest = np.maximum(largest, cells[cell])
    return winners


def handed_back(dY: Array, X: Array, axes: tuple[Axis, ...], share: Share) -> Array:
    """Hand dY (..., H', W') back to the cells of X (..., H, W). Raises `ShapeMismatch` for a dY of another shape."""
    expect("dY", dY.shape, (*X.shape[: X.ndim - len(axes)], *(axis.outputs for axis in axes)))
    dX = np.zeros_like(pad(X, axes), dtype=dY.dtype)
    taps = [axis.taps() for axis in axes]
    for cell in np.ndindex(*(axis.size for axis in axes)):
        place: Any = (..., *(axis[at] for axis, at in zip(taps, cell, strict=True)))
        dX[place] += dY * share(cell)
    return unpad(dX, axes)
