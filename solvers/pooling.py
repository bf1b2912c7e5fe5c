"""Pooling: one number for each window of a map: its mean, sum, largest or smallest cell.

A map is X (..., H, W); leading axes (batch, channels) are pooled each on its own.
`size=[3]` pools the last axis alone, `size=[2, 2, 2]` the last three.
"""

from collections.abc import Callable
from math import prod
from typing import Any, NamedTuple, Unpack

import numpy as np
from numpy.typing import ArrayLike

from solvers.arguments import flag
from solvers.registry import solver
from solvers.shapes import Array, floats
from solvers.steps import Step, show
from solvers.terms import mean, total
from solvers.windows import Axis, Layout, counts, lay, most_numbers, pad, read, taking_part, too_many_to_tell, where

BLOCK = 2**18
"""Cells pooled at a time: a megabyte in float32."""

COUNTING = "do the padding's zeros count among the cells that a mean divides by?"


class Pooled(NamedTuple):
    """A pooled map with the windows it came from."""

    axes: tuple[Axis, ...]
    """How the windows lie."""
    windows: Array
    """What each window reads, (..., H', W', size, size); 0 in the padding."""
    with_padding: bool
    """Whether cells of the padding take part."""
    value: Array
    """The pooled map, (..., H', W'); without its last axes when one window is the whole map."""


def average_trace(X: ArrayLike, *, count_include_pad: bool | None = None, **layout: Unpack[Layout]) -> Pooled:
    """`average` with the windows it came from."""
    value = average(X, count_include_pad=count_include_pad, **layout)
    return _trace(X, value, layout, count_include_pad)


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
    return _fold(X, axes, np.add, 0, _divisor(axes, count_include_pad, X.dtype))


def maximum_trace(X: ArrayLike, **layout: Unpack[Layout]) -> Pooled:
    """`maximum` with the windows it came from."""
    return _trace(X, maximum(X, **layout), layout)


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
    return _trace(X, minimum(X, **layout), layout)


def minimum_steps(trace: Pooled) -> list[Step]:
    """Each window's smallest cell, then the map."""
    return _steps(trace, "smallest", lambda cells: f"min({show(cells)})")


@solver("pool.minimum", trace=minimum_trace, steps=minimum_steps, elements=most_elements)
def minimum(
    X: ArrayLike,
    *,
    size: ArrayLike,
    stride: ArrayLike,
    padding: ArrayLike = 0,
    dilation: ArrayLike = 1,
    ceil_mode: bool = False,
) -> Array:
    """The smallest cell of each window: X (..., H, W) -> (..., H', W'); padding never wins.

    Raises `ShapeMismatch` when a window does not fit.
    """
    (X,) = floats(X=X)
    axes = pooled_axes(X, size=size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    return _fold(X, axes, np.minimum, np.inf)


def total_trace(X: ArrayLike, **layout: Unpack[Layout]) -> Pooled:
    """`sum_of_windows` with the windows it came from."""
    return _trace(X, sum_of_windows(X, **layout), layout)


def total_steps(trace: Pooled) -> list[Step]:
    """Each window's sum, then the map."""
    return _steps(trace, "sum", total)


@solver("pool.sum", trace=total_trace, steps=total_steps, elements=most_elements)
def sum_of_windows(
    X: ArrayLike,
    *,
    size: ArrayLike,
    stride: ArrayLike,
    padding: ArrayLike = 0,
    dilation: ArrayLike = 1,
    ceil_mode: bool = False,
) -> Array:
    """The sum of each window: X (..., H, W) -> (..., H', W'). Raises `ShapeMismatch` when a window does not fit."""
    (X,) = floats(X=X)
    axes = pooled_axes(X, size=size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    return _fold(X, axes, np.add, 0)


def pooled_axes(X: Array, **layout: Unpack[Layout]) -> tuple[Axis, ...]:
    """Lay pooling windows on X, each of them with at least one cell of the map in it.

    Raises `ValueError` for padding so wide that a window may hold nothing else.
    """
    axes = lay(X.shape, **layout)
    for axis in axes:
        if not (axis.stays_on_map or axis.counts(with_padding=False).all()):
            raise ValueError(
                f"padding ({axis.before}, {axis.after}) leaves a window of {axis.size} with no cell of the map"
            )
    return axes


def padding_counts(axes: tuple[Axis, ...], count_include_pad: bool | None) -> bool:
    """Whether a mean divides by cells of the padding too.

    Raises `ValueError` when there is padding and nothing is said of it.
    """
    return any(axis.before or axis.after for axis in axes) and flag(count_include_pad, "count_include_pad", COUNTING)


def _fold(X: Array, axes: tuple[Axis, ...], combine: np.ufunc, nothing: float, divisor: Array | None = None) -> Array:
    """Combine the cells of each window and divide the result; `nothing` stands in the padding.

    A few maps at a time, since a map that stays in the processor's cache between rows and columns is pooled twice as fast.
    """
    count = len(axes)
    leading, map_shape = X.shape[: X.ndim - count], X.shape[X.ndim - count :]
    maps = X.reshape(prod(leading), *map_shape)
    pooled = np.empty((len(maps), *(axis.outputs for axis in axes)), X.dtype)
    step = max(BLOCK // max(prod(map_shape), 1), 1)
    for start in range(0, len(maps), step):
        block = pooled[start : start + step]
        _fold_block(pad(maps[start : start + step], axes, nothing), axes, combine, block)
        if divisor is not None:
            block /= divisor
    return pooled.reshape(*leading, *pooled.shape[1:])


def _fold_block(maps: Array, axes: tuple[Axis, ...], combine: np.ufunc, pooled: Array) -> None:
    """Combine rows first, then columns, the last of them straight into `pooled` (n, H', W')."""
    for place, axis in enumerate(axes, start=1):
        behind = (slice(None),) * (len(axes) - place)
        readings: list[Any] = [(..., tap, *behind) for tap in axis.taps()]
        first, *rest = (maps[reading] for reading in readings)
        result = pooled if place == len(axes) else np.empty_like(first)
        combine(first, rest[0], out=result) if rest else np.copyto(result, first)
        for part in rest[1:]:
            combine(result, part, out=result)
        maps = result


def _divisor(axes: tuple[Axis, ...], count_include_pad: bool | None, dtype: np.dtype[Any]) -> Array:
    """How many cells each mean divides by, (H', W'); one number when all windows count alike."""
    each = counts(axes, with_padding=padding_counts(axes, count_include_pad))
    return np.asarray(each.flat[0] if (each == each.flat[0]).all() else each, dtype)


def _trace(X: ArrayLike, value: Array, layout: Layout, count_include_pad: bool | None = False) -> Pooled:
    (X,) = floats(X=X)
    axes = lay(X.shape, **layout)
    return Pooled(axes, read(X, axes), padding_counts(axes, count_include_pad), value)


def _steps(trace: Pooled, what: str, write: Callable[[list[float]], str]) -> list[Step]:
    shape = trace.windows.shape[: trace.windows.ndim - len(trace.axes)]
    whole_map = Step("Y", f"{what} of each window, in its place", show(trace.value), trace.value)
    if too_many_to_tell(trace.axes, prod(shape)):
        return [whole_map]
    steps = [_window_step(trace, index, what, write) for index in np.ndindex(shape)]
    return [*steps, whole_map] if trace.value.ndim else steps


def _window_step(trace: Pooled, index: tuple[int, ...], what: str, write: Callable[[list[float]], str]) -> Step:
    window, place = index[len(index) - len(trace.axes) :], index[: trace.value.ndim]
    counted = taking_part(trace.axes, window, with_padding=trace.with_padding)
    on_map = taking_part(trace.axes, window, with_padding=False)
    rule = f"{what} of {where(trace.axes, window)}{' and padding' if (counted & ~on_map).any() else ''}"
    cells: Any = trace.windows[index][counted]
    name = f"window ({', '.join(map(str, place))})" if place else "Y"
    return Step(name, rule, write(cells.tolist()), trace.value[place])
