"""Pooling: one number for each window of a map: its mean, sum, largest or smallest cell.

A map is X (..., H, W); leading axes (batch, channels) are pooled each on its own.
`size=[3]` pools the last axis alone, `size=[2, 2, 2]` the last three.
"""

from collections.abc import Callable
from math import prod
from typing import Any, NamedTuple, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.arguments import flag, whole
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, floats
from solvers.steps import Step, show
from solvers.terms import mean, total
from solvers.windows import Axis, Layout, lay, most_numbers, pad, read, taking_part, where

COUNTING = "do the padding's zeros count among the cells that a mean divides by?"


class Pooled(NamedTuple):
    """A pooled map with the windows it came from."""

    axes: tuple[Axis, ...]
    """How the windows lie."""
    windows: Array
    """What each window reads, (..., H', W', size, size); 0 in the padding."""
    counted: NDArray[np.bool_]
    """Which of these cells take part, (H', W', size, size)."""
    value: Array
    """The pooled map, (..., H', W'); without its last axes when one window is the whole map."""


def average_trace(X: ArrayLike, *, count_include_pad: bool | None = None, **layout: Unpack[Layout]) -> Pooled:
    """`average` with the windows it came from."""
    sums = _trace(X, np.add, 0, layout, count_include_pad)
    return sums._replace(value=_share(sums.value, sums.counted))


def average_steps(trace: Pooled) -> list[Step]:
    """Each window's mean, then the map."""
    return _steps(trace, "mean", mean)


def most_elements(X: ArrayLike, *, count_include_pad: bool | None = None, **layout: Unpack[Layout]) -> int:
    """How many numbers pooling makes at most."""
    return most_numbers(np.shape(X), lay(np.shape(X), **layout))


@solver("pool.average", trace=average_trace, steps=average_steps, elements=most_elements)
def average(
    X: ArrayLike,
    *,
    size: ArrayLike,
    stride: ArrayLike,
    padding: ArrayLike = 0,
    count_include_pad: bool | None = None,
    dilation: ArrayLike = 1,
    ceil_mode: bool = False,
) -> Array:
    """The mean of each window: X (..., H, W) -> (..., H', W').

    With `padding`, `count_include_pad` must say whether its zeros count; what a last window overhangs never counts.
    Raises `ShapeMismatch` when a window does not fit, `ValueError` for an unsaid convention.
    """
    (X,) = floats(X=X)
    axes = pooled_axes(X, size=size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    return _share(_fold(X, axes, np.add, 0), counted_cells(axes, count_include_pad))


def maximum_trace(X: ArrayLike, **layout: Unpack[Layout]) -> Pooled:
    """`maximum` with the windows it came from."""
    return _trace(X, np.maximum, -np.inf, layout)


def maximum_steps(trace: Pooled) -> list[Step]:
    """Each window's largest cell, then the map."""
    return _steps(trace, "largest", lambda cells: f"max({show(cells)})")


@solver("pool.maximum", trace=maximum_trace, steps=maximum_steps, elements=most_elements)
def maximum(
    X: ArrayLike,
    *,
    size: ArrayLike,
    stride: ArrayLike,
    padding: ArrayLike = 0,
    dilation: ArrayLike = 1,
    ceil_mode: bool = False,
) -> Array:
    """The largest cell of each window: X (..., H, W) -> (..., H', W'); padding stands for −∞ and never wins.

    Raises `ShapeMismatch` when a window does not fit.
    """
    (X,) = floats(X=X)
    axes = pooled_axes(X, size=size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    return _fold(X, axes, np.maximum, -np.inf)


def minimum_trace(X: ArrayLike, **layout: Unpack[Layout]) -> Pooled:
    """`minimum` with the windows it came from."""
    return _trace(X, np.minimum, np.inf, layout)


def minimum_steps(trace: Pooled) -> list[Step]:
    """Each window's smallest cell, then the map."""
    return _steps(trace, "smallest", lambda cells: f"min({show(cells)})")


@solver("pool.minimum", trace=minimum_trace, steps=minimum_steps, elements=most_elements)
def minimum(X: ArrayLike, *, size: ArrayLike, stride: ArrayLike, padding: ArrayLike = 0) -> Array:
    """The smallest cell of each window: X (..., H, W) -> (..., H', W'); padding never wins.

    Raises `ShapeMismatch` when a window does not fit.
    """
    (X,) = floats(X=X)
    return _fold(X, pooled_axes(X, size=size, stride=stride, padding=padding), np.minimum, np.inf)


def total_trace(X: ArrayLike, **layout: Unpack[Layout]) -> Pooled:
    """`sum_of_windows` with the windows it came from."""
    return _trace(X, np.add, 0, layout)


def total_steps(trace: Pooled) -> list[Step]:
    """Each window's sum, then the map."""
    return _steps(trace, "sum", total)


@solver("pool.sum", trace=total_trace, steps=total_steps, elements=most_elements)
def sum_of_windows(X: ArrayLike, *, size: ArrayLike, stride: ArrayLike, padding: ArrayLike = 0) -> Array:
    """The sum of each window: X (..., H, W) -> (..., H', W'). Raises `ShapeMismatch` when a window does not fit."""
    (X,) = floats(X=X)
    return _fold(X, pooled_axes(X, size=size, stride=stride, padding=padding), np.add, 0)


def global_average_trace(X: ArrayLike, *, axes: int = 2) -> Pooled:
    """`global_average` with the maps it came from."""
    return _whole_map(average_trace(X, size=_extents(X, axes), stride=1))


@solver("pool.global_average", trace=global_average_trace, steps=average_steps)
def global_average(X: ArrayLike, *, axes: int = 2) -> Array:
    """The mean of each map, over its last `axes` axes: X (..., H, W) -> (...).

    Raises `ShapeMismatch` for fewer axes, or none of a cell.
    """
    return global_average_trace(X, axes=axes).value


def global_maximum_trace(X: ArrayLike, *, axes: int = 2) -> Pooled:
    """`global_maximum` with the maps it came from."""
    return _whole_map(maximum_trace(X, size=_extents(X, axes), stride=1))


@solver("pool.global_maximum", trace=global_maximum_trace, steps=maximum_steps)
def global_maximum(X: ArrayLike, *, axes: int = 2) -> Array:
    """The largest cell of each map, over its last `axes` axes: X (..., H, W) -> (...).

    Raises `ShapeMismatch` for fewer axes, or none of a cell.
    """
    return global_maximum_trace(X, axes=axes).value


def pooled_axes(X: Array, **layout: Unpack[Layout]) -> tuple[Axis, ...]:
    """Lay pooling windows on X, each of them with at least one cell of the map in it.

    Raises `ValueError` for padding so wide that a window may hold nothing else.
    """
    axes = lay(X.shape, **layout)
    for axis in axes:
        on_map = (axis.cells() >= 0) & (axis.cells() < axis.extent)
        if not on_map.any(axis=1).all():
            raise ValueError(
                f"padding ({axis.before}, {axis.after}) leaves a window of {axis.size} with no cell of the map"
            )
    return axes


def counted_cells(axes: tuple[Axis, ...], count_include_pad: bool | None) -> NDArray[np.bool_]:
    """Which cells of each window a mean divides by.

    Raises `ValueError` when there is padding and nothing is said of it.
    """
    padded = any(axis.before or axis.after for axis in axes)
    return taking_part(axes, with_padding=padded and flag(count_include_pad, "count_include_pad", COUNTING))


def _fold(X: Array, axes: tuple[Axis, ...], combine: np.ufunc, nothing: float) -> Array:
    """Combine the cells of each window, rows first, then columns; `nothing` stands in the padding."""
    folded = pad(X, axes, nothing)
    for place, axis in enumerate(axes):
        behind = (slice(None),) * (len(axes) - 1 - place)
        readings: list[tuple[Any, ...]] = [(..., tap, *behind) for tap in axis.taps()]
        result = folded[readings[0]].copy()
        for reading in readings[1:]:
            combine(result, folded[reading], out=result)
        folded = result
    return folded


def _share(sums: Array, counted: NDArray[np.bool_]) -> Array:
    """Sums divided by how many cells were added."""
    shares: Array = sums / counted.sum(axis=_inside(counted.ndim // 2)).astype(sums.dtype)
    return shares


def _trace(
    X: ArrayLike, combine: np.ufunc, nothing: float, layout: Layout, count_include_pad: bool | None = False
) -> Pooled:
    (X,) = floats(X=X)
    axes = pooled_axes(X, **layout)
    windows, counted = read(X, axes), counted_cells(axes, count_include_pad)
    value = combine.reduce(windows, axis=_inside(len(axes)), where=counted, initial=nothing)
    return Pooled(axes, windows, counted, np.asarray(value))


def _inside(count: int) -> tuple[int, ...]:
    return tuple(range(-count, 0))


def _extents(X: ArrayLike, axes: int) -> tuple[int, ...]:
    shape, count = np.shape(X), whole(axes, "axes", 1)
    if len(shape) < count or not prod(shape[-count:]):
        raise ShapeMismatch(f"X has shape {describe(shape)}, expected at least {count} axes with cells on them")
    return shape[-count:]


def _whole_map(trace: Pooled) -> Pooled:
    return trace._replace(value=trace.value.reshape(trace.value.shape[: -len(trace.axes)]))


def _steps(trace: Pooled, what: str, write: Callable[[list[float]], str]) -> list[Step]:
    leading = trace.windows.ndim - 2 * len(trace.axes)
    padding = trace.counted & ~taking_part(trace.axes, with_padding=False)
    steps = []
    for index in np.ndindex(trace.windows.shape[: leading + len(trace.axes)]):
        window = index[leading:]
        cells: Any = trace.windows[index][trace.counted[window]]
        place = index[: trace.value.ndim]
        name = f"window ({', '.join(map(str, place))})" if place else "Y"
        rule = f"{what} of {where(trace.axes, window)}{' and padding' if padding[window].any() else ''}"
        steps.append(Step(name, rule, write(cells.tolist()), trace.value[place]))
    whole_map = [Step("Y", "every result in its place", show(trace.value), trace.value)] if trace.value.ndim else []
    return steps + whole_map
