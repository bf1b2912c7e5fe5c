"""Convolution: a kernel laid on every window of a map, multiplied cell by cell and added.

    Y[o, i, j] = b[o] + Σ_c Σ_a Σ_b K[o, c, a, b] X[c, s i + d a - p, s j + d b - p]

This is what networks compute (mathematics calls it cross-correlation); `flip=True` turns the kernel by 180° first.
One plane: X (H, W), K (k, k). With channels: X (..., C, H, W), K (O, C, k, k) -> Y (..., O, H', W'); one or three
axes likewise.
"""

from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers import windows
from solvers.arguments import flag
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, expect, floats
from solvers.steps import Step, show
from solvers.terms import factor, weighted
from solvers.windows import Axis, most_numbers, pad, read, too_many_to_tell, unpad, where

FLIP = "is the kernel turned by 180° first, as mathematics does and networks do not?"


class Convolved(NamedTuple):
    """A convolved map with the windows it came from."""

    axes: tuple[Axis, ...]
    """How the windows lie."""
    X: Array
    """The map with its channels, (..., C, H, W)."""
    K: Array
    """The kernels as laid on the map, (O, C, k, k)."""
    windows: Array
    """What each window reads, (..., C, H', W', k, k)."""
    b: Array
    """(O,)."""
    planar: bool
    """Whether map and kernel came without channels."""
    value: Array
    """(..., O, H', W'), or (H', W')."""


def forward_trace(
    X: ArrayLike,
    K: ArrayLike,
    *,
    flip: bool | None = None,
    b: ArrayLike = 0.0,
    stride: ArrayLike = 1,
    padding: ArrayLike = 0,
    dilation: ArrayLike = 1,
) -> Convolved:
    """`forward` with the windows it came from."""
    turned = flag(flip, "flip", FLIP)
    X, K, b = floats(X=X, K=K, b=b)
    planar, X, K, b = _with_channels(X, K, b)
    spatial = K.ndim - 2
    if turned:
        K = np.flip(K, axis=tuple(range(2, K.ndim)))
    axes = windows.lay(X.shape, size=K.shape[2:], stride=stride, padding=padding, dilation=dilation)
    cells = read(X, axes)
    value = _multiplied(cells, K, spatial) + b.reshape(-1, *(1,) * spatial)
    return Convolved(axes, X, K, cells, b, planar, value[0] if planar else value)


def forward_steps(trace: Convolved) -> list[Step]:
    """Each window's products, added, then the map; of a batch or a large map the result alone."""
    maps = trace.value[None] if trace.planar else trace.value
    whole_map = Step("Y", "every result in its place", show(trace.value), trace.value)
    if maps.ndim > len(trace.axes) + 1 or too_many_to_tell(trace.axes, maps.size * trace.K.shape[1]):
        return [whole_map]
    steps = []
    for index in np.ndindex(maps.shape):
        window = index[1:]
        cells: Any = trace.windows[(slice(None), *window)]
        name = f"window ({', '.join(map(str, window if trace.planar else index))})"
        bias = float(trace.b[index[0]])
        kernel: Any = trace.K[index[0]]
        numbers = f"sum({show(kernel)} * {show(cells)})"
        if trace.planar:
            numbers = weighted(kernel.ravel(), cells.ravel())
        rule = f"the kernel times {where(trace.axes, window)}, added{', plus b' if bias else ''}"
        steps.append(Step(name, rule, f"{numbers} + {factor(bias)}" if bias else numbers, maps[index]))
    return [*steps, whole_map]


def forward_elements(X: ArrayLike, K: ArrayLike, **options: Any) -> int:
    """How many numbers the windows and the result hold."""
    layout = {name: options[name] for name in ("padding", "dilation") if name in options}
    kernel = np.shape(K)
    size = kernel if len(kernel) < 3 else kernel[2:]
    axes = windows.lay(np.shape(X), size=size, stride=options.get("stride", 1), **layout)
    return most_numbers(np.shape(X), axes) * max(prod(size), kernel[0] if len(kernel) > 2 else 1)


@solver("conv.forward", trace=forward_trace, steps=forward_steps, elements=forward_elements)
def forward(
    X: ArrayLike,
    K: ArrayLike,
    *,
    flip: bool | None = None,
    b: ArrayLike = 0.0,
    stride: ArrayLike = 1,
    padding: ArrayLike = 0,
    dilation: ArrayLike = 1,
) -> Array:
    """Lay kernels on a map: X (H, W), K (k, k) -> (H', W'); X (..., C, H, W), K (O, C, k, k) -> (..., O, H', W').

    `b`: one number, or one for each kernel. Raises `ShapeMismatch`, `ValueError` when `flip` is unsaid.
    """
    return forward_trace(X, K, flip=flip, b=b, stride=stride, padding=padding, dilation=dilation).value


class Gradients(NamedTuple):
    """The slopes along the arguments of a convolution, each shaped as its argument."""

    X: Array
    K: Array
    b: Array
    """Shape (O,); one number for one plane."""


@solver("conv.gradients", elements=lambda dY, X, K, **options: forward_elements(X, K, **options))
def gradients(
    dY: ArrayLike,
    X: ArrayLike,
    K: ArrayLike,
    *,
    flip: bool | None = None,
    stride: ArrayLike = 1,
    padding: ArrayLike = 0,
    dilation: ArrayLike = 1,
) -> Gradients:
    """The slopes along X, K and b when the result received dY. Raises `ShapeMismatch` when dY is not shaped as it."""
    trace = forward_trace(X, K, flip=flip, stride=stride, padding=padding, dilation=dilation)
    (dY,) = floats(dY=dY)
    expect("dY", dY.shape, trace.value.shape)
    return backward(dY, trace, flip=bool(flip))


def backward(dY: Array, trace: Convolved, *, flip: bool) -> Gradients:
    """`gradients` from a trace of `forward`; `flip` as it was there."""
    spatial = len(trace.axes)
    maps = dY[None] if trace.planar else dY
    places = tuple(range(-spatial, 0))
    batch = tuple(range(maps.ndim - spatial - 1))
    db = maps.sum(axis=batch + places)
    shared = [*batch, *(axis % maps.ndim for axis in places)]
    dK = np.tensordot(maps, trace.windows, axes=(shared, [*batch, *range(len(batch) + 1, len(batch) + 1 + spatial)]))
    dX = unpad(_spread(maps, trace), trace.axes)
    if flip:
        dK = np.flip(dK, axis=tuple(range(2, dK.ndim)))
    return Gradients(dX[0], dK[0, 0], db[0]) if trace.planar else Gradients(dX, dK, db)


def _spread(dY: Array, trace: Convolved) -> Array:
    """dY handed back to the padded cells that each kernel element read."""
    spatial = len(trace.axes)
    dX = np.zeros_like(pad(trace.X, trace.axes))
    channels = np.moveaxis(dY, -1 - spatial, -1)
    taps = [axis.taps() for axis in trace.axes]
    for element in np.ndindex(trace.K.shape[2:]):
        place: Any = (..., *(axis[at] for axis, at in zip(taps, element, strict=True)))
        weights: Any = trace.K[(slice(None), slice(None), *element)]
        dX[place] += np.moveaxis(channels @ weights, -1, -1 - spatial)
    return dX


def _multiplied(cells: Array, K: Array, spatial: int) -> Array:
    """Windows (..., C, H', W', k, k) times kernels (O, C, k, k): (..., O, H', W')."""
    leading = cells.ndim - 2 * spatial - 1
    inner = [leading, *range(cells.ndim - spatial, cells.ndim)]
    return np.moveaxis(np.tensordot(cells, K, axes=(inner, range(1, K.ndim))), -1, leading)


def _with_channels(X: Array, K: Array, b: Array) -> tuple[bool, Array, Array, Array]:
    """Give a single plane its channel; check that channels and biases fit."""
    planar = K.ndim < 3
    if planar:
        if not 1 <= K.ndim == X.ndim:
            raise ShapeMismatch(f"K has shape {describe(K.shape)}, expected as many axes as X {describe(X.shape)}")
        X, K = X[None], K[None, None]
    expect("X", X.shape, (..., K.shape[1], *(f"size {axis}" for axis in range(1, K.ndim - 1))))
    if b.ndim:
        expect("b", b.shape, (len(K),))
    return planar, X, K, np.broadcast_to(b, (len(K),))
