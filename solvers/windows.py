"""How windows lie on the axes of a map: how many there are, where each starts, which cells it reads."""

from functools import lru_cache, reduce
from math import prod
from typing import Any, NamedTuple, Required, TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.arguments import wholes
from solvers.shapes import Array, ShapeMismatch

MOST_CELLS_TOLD = 4096
"""How many cells worked steps go through before they tell the result alone."""


class Layout(TypedDict, total=False):
    """How windows are laid; each is one number, or one for each axis."""

    size: Required[ArrayLike]
    """Cells a window reads; as many axes are windowed as it has numbers, two for a single number."""
    stride: Required[ArrayLike]
    """Cells from one window's start to the next."""
    padding: ArrayLike
    """Cells around the map; a pair an axis is (before, after)."""
    dilation: ArrayLike
    """Cells from one that a window reads to the next; 1: neighbours."""
    ceil_mode: bool
    """Whether a last window may overhang the padded map."""


class Axis(NamedTuple):
    """Windows along one axis; window `i` reads cells `i * stride - before + dilation * (0 … size - 1)`."""

    extent: int
    """Cells of the map, padding not counted."""
    size: int
    """Cells a window reads."""
    stride: int
    """Cells from one window's start to the next."""
    before: int
    """Cells of padding before the first cell of the map."""
    after: int
    """Cells of padding behind the last."""
    dilation: int
    """Cells from one that is read to the next."""
    outputs: int
    """How many windows there are."""

    @property
    def reach(self) -> int:
        """Cells from the first one read to the last, both counted."""
        return self.dilation * (self.size - 1) + 1

    @property
    def padded(self) -> int:
        """Cells that must exist: the map, its padding, and what the last window overhangs."""
        return max(self.before + self.extent + self.after, (self.outputs - 1) * self.stride + self.reach)

    @property
    def stays_on_map(self) -> bool:
        """Whether no window reads beyond the map, which then needs no padding."""
        return self.padded == self.extent

    def taps(self) -> list[slice]:
        """For each cell of a window, where all windows read it on the padded axis."""
        span = (self.outputs - 1) * self.stride + 1
        return [slice(k * self.dilation, k * self.dilation + span, self.stride) for k in range(self.size)]

    def starts(self) -> NDArray[np.int64]:
        """Which cell of the map each window reads first: (outputs,), negative in the padding."""
        return np.asarray(np.arange(self.outputs) * self.stride - self.before)

    def cells(self, window: int) -> NDArray[np.int64]:
        """Which cells of the map a window reads: (size,), negative or past the end in the padding."""
        return np.asarray(window * self.stride - self.before + np.arange(self.size) * self.dilation)

    def covers(self, cells: NDArray[np.int64], *, with_padding: bool) -> NDArray[np.bool_]:
        """Which of some cells are on the map, or else on its padding, but not in an overhang."""
        before, after = (self.before, self.after) if with_padding else (0, 0)
        return np.asarray((cells >= -before) & (cells < self.extent + after))

    def counts(self, *, with_padding: bool) -> NDArray[np.int64]:
        """How many such cells each window reads: (outputs,)."""
        if self.stays_on_map:
            return np.full(self.outputs, self.size)
        before, after = (self.before, self.after) if with_padding else (0, 0)
        first = np.maximum(-((self.starts() + before) // self.dilation), 0)
        behind = np.minimum(-((self.starts() - self.extent - after) // self.dilation), self.size)
        return np.asarray(np.maximum(behind - first, 0))


def output_size(
    extent: int, size: int, stride: int, before: int = 0, after: int = 0, dilation: int = 1, *, ceil_mode: bool = False
) -> int:
    """How many windows fit on one axis: ⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1, rounded up with `ceil_mode`.

    A window that would start in the padding behind the map is left out. Raises `ShapeMismatch` when none fits.
    """
    reach = dilation * (size - 1) + 1
    room = extent + before + after - reach
    if room < 0:
        raise ShapeMismatch(
            f"a window over {reach} cells does not fit on {extent + before + after}, padding counted; "
            "take a smaller window or more padding"
        )
    outputs = (-(-room // stride) if ceil_mode else room // stride) + 1
    starts_behind = ceil_mode and (outputs - 1) * stride >= extent + before
    return outputs - 1 if starts_behind else outputs


def lay(shape: tuple[int, ...], **layout: Unpack[Layout]) -> tuple[Axis, ...]:
    """Lay windows on the trailing axes of a map of `shape`.

    Raises `ValueError` for sizes that are none, `ShapeMismatch` when a window does not fit.
    """
    said = tuple(layout.items())
    try:
        return _laid(shape, said)
    except TypeError:
        # Arrays and lists cannot be remembered by what they hold.
        return _laid.__wrapped__(shape, said)


@lru_cache
def _laid(shape: tuple[int, ...], said: tuple[tuple[str, Any], ...]) -> tuple[Axis, ...]:
    """As `lay`, which a check of a bank asks for the same windows again and again."""
    layout = dict(said)
    sizes = wholes(layout["size"], "size", 1)
    count = sizes.size if sizes.ndim else max(1, min(2, len(shape)))
    if not 0 < count <= len(shape):
        raise ShapeMismatch(f"the map has {len(shape)} axes, the window {count}")
    before, after = _padding(wholes(layout.get("padding", 0), "padding"), count)
    strides = _for_each(wholes(layout["stride"], "stride", 1), count, "stride")
    dilations = _for_each(wholes(layout.get("dilation", 1), "dilation", 1), count, "dilation")
    rows = zip(shape[-count:], _for_each(sizes, count, "size"), strides, before, after, dilations, strict=True)
    ceil_mode = bool(layout.get("ceil_mode", False))
    return tuple(
        Axis(n, k, s, b, a, d, output_size(n, k, s, b, a, d, ceil_mode=ceil_mode)) for n, k, s, b, a, d in rows
    )


def most_numbers(shape: tuple[int, ...], axes: tuple[Axis, ...]) -> int:
    """How many numbers windows on a map of `shape` make at most, padding and results alike."""
    leading = prod(shape[: len(shape) - len(axes)])
    return leading * max(prod(axis.padded for axis in axes), prod(axis.outputs for axis in axes))


def pad(X: Array, axes: tuple[Axis, ...], filling: float = 0) -> Array:
    """The map with its padding; X itself where there is none."""
    if all(axis.stays_on_map for axis in axes):
        return X
    leading = [(0, 0)] * (X.ndim - len(axes))
    widths = [(axis.before, axis.padded - axis.before - axis.extent) for axis in axes]
    return np.pad(X, leading + widths, constant_values=filling)


def unpad(X: Array, axes: tuple[Axis, ...]) -> Array:
    """The map without its padding: the inverse of `pad`."""
    inside: tuple[Any, ...] = tuple(slice(axis.before, axis.before + axis.extent) for axis in axes)
    return X[(..., *inside)]


def read(X: Array, axes: tuple[Axis, ...], filling: float = 0) -> Array:
    """What each window reads, as a view: X (..., H, W) -> (..., H', W', size, size), `filling` in the padding."""
    reaches = tuple(axis.reach for axis in axes)
    slid = np.lib.stride_tricks.sliding_window_view(pad(X, axes, filling), reaches, axis=tuple(range(-len(axes), 0)))
    starts = [slice(0, (axis.outputs - 1) * axis.stride + 1, axis.stride) for axis in axes]
    places: Any = (..., *starts, *(slice(None, None, axis.dilation) for axis in axes))
    return np.asarray(slid[places])


def taking_part(axes: tuple[Axis, ...], window: tuple[int, ...], *, with_padding: bool) -> NDArray[np.bool_]:
    """Which cells of a window are on the map (or its padding), not in an overhang: (size, size)."""
    rows = [axis.covers(axis.cells(index), with_padding=with_padding) for axis, index in zip(axes, window, strict=True)]
    return np.asarray(reduce(np.multiply.outer, rows))


def counts(axes: tuple[Axis, ...], *, with_padding: bool) -> NDArray[np.int64]:
    """How many cells of each window take part: (H', W')."""
    return np.asarray(reduce(np.multiply.outer, [axis.counts(with_padding=with_padding) for axis in axes]))


def too_many_to_tell(axes: tuple[Axis, ...], windows: int) -> bool:
    """Whether worked steps would go through more cells than anyone reads."""
    return windows * prod(axis.size for axis in axes) > MOST_CELLS_TOLD


def where(axes: tuple[Axis, ...], window: tuple[int, ...]) -> str:
    """Which cells of the map a window reads, in words: `rows 0–1, columns 2–3`."""
    nouns = {1: ("cell",), 2: ("row", "column")}.get(len(axes), ("plane", "row", "column")[-len(axes) :])
    ranges = []
    for noun, axis, index in zip(nouns, axes, window, strict=True):
        cells = [int(cell) for cell in axis.cells(index) if 0 <= cell < axis.extent]
        if not cells:
            return "padding"
        ranges.append(f"{noun}{'s' if len(cells) > 1 else ''} {_range(cells)}")
    return ", ".join(ranges)


def _range(cells: list[int]) -> str:
    neighbours = len(cells) > 1 and cells[-1] - cells[0] == len(cells) - 1
    return f"{cells[0]}–{cells[-1]}" if neighbours else " ".join(map(str, cells))


def _for_each(value: NDArray[np.int64], count: int, name: str) -> list[int]:
    if value.shape not in ((), (count,)):
        raise ValueError(f"{name} needs one number, or one for each of the {count} axes, not {value.tolist()}")
    return value.tolist() if value.ndim else [int(value)] * count


def _padding(value: NDArray[np.int64], count: int) -> tuple[list[int], list[int]]:
    if value.shape == (count, 2):
        return value[:, 0].tolist(), value[:, 1].tolist()
    both = _for_each(value, count, "padding")
    return both, both
