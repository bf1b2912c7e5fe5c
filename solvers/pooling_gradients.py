"""Gradients of pooling: how the slope along each pooled cell is handed back to the cells of its window.

An average hands equal shares to all, a maximum all of it to the largest cell (the first of equals, row by row).
"""

from typing import Any, NamedTuple, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.pooling import most_elements, padding_counts, pooled_axes
from solvers.registry import solver
from solvers.shapes import Array, expect, floats
from solvers.steps import Step, show
from solvers.terms import factor
from solvers.windows import Axis, Layout, pad, read, taking_part, unpad, where


class HandedBack(NamedTuple):
    """Slopes along a map, with the shares they are made of."""

    axes: tuple[Axis, ...]
    """How the windows lie."""
    received: Array
    """dY, the slope along each pooled cell, (..., H', W')."""
    shares: Array
    """What part each cell of a window gets, (..., H', W', size, size)."""
    rule: str
    """How the parts are told."""
    value: Array
    """The slope along each cell of the map, (..., H, W)."""


def steps(trace: HandedBack) -> list[Step]:
    """What each window hands back, then what each cell received."""
    lines = []
    leading = trace.received.ndim - len(trace.axes)
    for index in np.ndindex(trace.received.shape):
        share: Any = trace.shares[index]
        name = f"window ({', '.join(map(str, index))})"
        rule = f"{trace.rule} of {where(trace.axes, index[leading:])}"
        lines.append(
            Step(name, rule, f"{factor(trace.received[index])} * {show(share)}", trace.received[index] * share)
        )
    return [*lines, Step("dX", "each cell adds what its windows hand back", show(trace.value), trace.value)]


def average_trace(
    dY: ArrayLike, X: ArrayLike, *, count_include_pad: bool | None = None, **layout: Unpack[Layout]
) -> HandedBack:
    """`average_gradient` with the shares."""
    dY, X = floats(dY=dY, X=X)
    axes = pooled_axes(X, **layout)
    counted = taking_part(axes, with_padding=padding_counts(axes, count_include_pad))
    shares = counted / counted.sum(axis=_inside(axes), keepdims=True)
    return handed_back(dY, X, axes, shares.astype(dY.dtype), "an equal share for each cell")


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
    """`maximum_gradient` with the shares."""
    dY, X = floats(dY=dY, X=X)
    axes = pooled_axes(X, **layout)
    winners = largest_cells(X, axes)
    cells = np.arange(int(np.prod([axis.size for axis in axes])))
    shares = (winners[..., None] == cells).reshape(*winners.shape, *(axis.size for axis in axes))
    return handed_back(dY, X, axes, shares.astype(dY.dtype), "all to the largest")


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
    winners = largest_cells(X, axes)
    offsets = np.unravel_index(winners, [axis.size for axis in axes])
    places = np.zeros(winners.shape, np.int64)
    for at, (axis, offset) in enumerate(zip(axes, offsets, strict=True)):
        starts = np.arange(axis.outputs) * axis.stride - axis.before
        row = starts.reshape(-1, *(1,) * (len(axes) - 1 - at)) + offset * axis.dilation
        places = places * axis.extent + row
    return places


def largest_cells(X: Array, axes: tuple[Axis, ...]) -> NDArray[np.int64]:
    """Which cell of each window is the largest, counted row by row within the window; the first of equals."""
    cells = np.where(taking_part(axes, with_padding=False), read(X, axes), -np.inf)
    flat = cells.reshape(*cells.shape[: cells.ndim - len(axes)], -1)
    return np.asarray(flat.argmax(axis=-1))


def handed_back(dY: Array, X: Array, axes: tuple[Axis, ...], shares: Array, rule: str) -> HandedBack:
    """Hand dY (..., H', W') back by shares (..., H', W', size, size). Raises `ShapeMismatch` for a dY of another shape."""
    leading = X.shape[: X.ndim - len(axes)]
    expect("dY", dY.shape, (*leading, *(axis.outputs for axis in axes)))
    shares = np.broadcast_to(shares, (*dY.shape, *(axis.size for axis in axes)))
    dX = np.zeros_like(pad(X, axes), dtype=dY.dtype)
    taps = [axis.taps() for axis in axes]
    for cell in np.ndindex(shares.shape[dY.ndim :]):
        place: Any = (..., *(axis[at] for axis, at in zip(taps, cell, strict=True)))
        dX[place] += dY * shares[(..., *cell)]
    return HandedBack(axes, dY, shares, rule, unpad(dX, axes))


def _inside(axes: tuple[Axis, ...]) -> tuple[int, ...]:
    return tuple(range(-len(axes), 0))
