"""Encodings: categories told as numbers, by label or by one-hot row, and what arithmetic then makes of them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.arguments import flag, whole, wholes, word
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, floats
from solvers.steps import Step, show
from solvers.terms import line, mean, total

ORDERS = ("seen", "alphabetical")


class OneHot(NamedTuple):
    """Categories as rows with a single 1."""

    ids: NDArray[np.int64]
    """The categories, (...)."""
    first: int
    """The number of the first category."""
    value: Array
    """(..., size)."""


def one_hot_trace(ids: ArrayLike, *, size: ArrayLike, first: ArrayLike) -> OneHot:
    """`one_hot` with its arguments."""
    count, start, codes = whole(size, "size", 1), whole(first, "first"), wholes(ids, "ids")
    outside = codes[(codes < start) | (codes >= start + count)]
    if outside.size:
        raise ValueError(f"there is no category {outside.flat[0]}: they run from {start} to {start + count - 1}")
    return OneHot(codes, start, (np.arange(start, start + count) == codes[..., None]).astype(np.float64))


def one_hot_steps(trace: OneHot) -> list[Step]:
    """Each category's row, then all."""
    rows = [
        Step(f"row {place}", f"a 1 in column {code - trace.first + 1}, the place of category {code}", show(row), row)
        for place, (code, row) in enumerate(
            zip(trace.ids.ravel().tolist(), trace.value.reshape(-1, trace.value.shape[-1]), strict=True), start=1
        )
    ]
    return rows if trace.ids.ndim == 0 else [*rows, Step("rows", "one below the other", show(trace.value), trace.value)]


@solver(
    "encode.one_hot",
    trace=one_hot_trace,
    steps=one_hot_steps,
    elements=lambda ids, *, size, first: max(int(np.size(ids)), 1) * whole(size, "size", 1),
)
def one_hot(ids: ArrayLike, *, size: ArrayLike, first: ArrayLike) -> Array:
    """A row of `size` numbers for each id (...), 1 in its category's column, else 0: (..., size).

    `first`: the number of the first category, 0 or 1. Raises `ValueError` for a category there is not.
    """
    return one_hot_trace(ids, size=size, first=first).value


@solver("encode.labels")
def labels(items: Sequence[str], *, first: ArrayLike, order: str | None = None) -> NDArray[np.int64]:
    """One whole number for each item (N,), counted from `first` in the order seen or alphabetically.

    Raises `ValueError` for an unsaid order.
    """
    codes = {item: code for code, item in enumerate(in_order(items, order), start=whole(first, "first"))}
    return np.array([codes[item] for item in items], dtype=np.int64)


def in_order(items: Sequence[str], order: str | None) -> list[str]:
    """Every item once. Raises `ValueError` for an unsaid order."""
    different = list(dict.fromkeys(items))
    return sorted(different) if word(order, "order", ORDERS) == "alphabetical" else different


class Mean(NamedTuple):
    """The mean of rows."""

    rows: Array
    """(N, d), or N codes (N,)."""
    value: Array
    """(d,), or one number."""


def mean_trace(rows: ArrayLike) -> Mean:
    """`mean_of_rows` with its argument."""
    (rows,) = floats(rows=rows)
    if not rows.ndim or not len(rows):
        raise ShapeMismatch(f"rows has shape {describe(rows.shape)}, expected at least one row")
    return Mean(rows, rows.mean(axis=0))


def mean_steps(trace: Mean) -> list[Step]:
    """Rows added and divided by their number."""
    return [Step("mean", "the sum of the rows over their number", mean(list(trace.rows)), trace.value)]


@solver("encode.mean", trace=mean_trace, steps=mean_steps)
def mean_of_rows(rows: ArrayLike) -> Array:
    """The mean of encoded items: of codes (N,) one number, of rows (N, d) a row. Raises `ShapeMismatch` for no rows."""
    return mean_trace(rows).value


class Distances(NamedTuple):
    """Distances between encoded categories."""

    rows: Array
    """(N, d), or N codes (N,)."""
    value: Array
    """(N, N): Euclidean."""


def distances_trace(rows: ArrayLike) -> Distances:
    """`distances` with its argument."""
    (rows,) = floats(rows=rows)
    if rows.ndim not in (1, 2):
        raise ShapeMismatch(f"rows has shape {describe(rows.shape)}, expected (N, d), or (N,) codes")
    points = rows.reshape(len(rows), -1)
    return Distances(rows, np.sqrt(np.square(points[:, None] - points[None]).sum(axis=-1)))


def distances_steps(trace: Distances) -> list[Step]:
    """Each pair once."""
    steps = []
    for i, j in zip(*np.triu_indices(len(trace.rows), 1), strict=True):
        a, b = trace.rows[i], trace.rows[j]
        value = trace.value[i, j]
        steps.append(line(f"distance of {i + 1} and {j + 1}", "norm(a - b)", value, a=a, b=b))
    return [*steps, Step("distances", "every pair, 0 with itself", show(trace.value), trace.value)]


@solver(
    "encode.distances",
    trace=distances_trace,
    steps=distances_steps,
    elements=lambda rows: max(int(np.size(rows)), 1) * (np.shape(rows) or (1,))[0],
)
def distances(rows: ArrayLike) -> Array:
    """Euclidean distances between encoded categories, rows (N, d) or codes (N,): (N, N). Raises `ShapeMismatch`."""
    return distances_trace(rows).value


class Columns(NamedTuple):
    """How many columns one-hot encoding makes."""

    levels: NDArray[np.int64]
    """How many categories each feature has, (n,)."""
    drop_first: bool
    value: int


def columns_trace(levels: ArrayLike, *, drop_first: bool | None = None) -> Columns:
    """`columns` with its arguments."""
    dropped = flag(
        drop_first, "drop_first", "does each feature leave one column out, as an intercept makes it redundant?"
    )
    counts = np.atleast_1d(wholes(levels, "levels", 1))
    return Columns(counts, dropped, int(counts.sum()) - dropped * counts.size)


def columns_steps(trace: Columns) -> list[Step]:
    """Each feature's columns, added."""
    kept = trace.levels - trace.drop_first
    rule = "one column less than categories, for each feature" if trace.drop_first else "a column for each category"
    return [Step("columns", rule, total(kept.tolist()), trace.value)]


@solver("encode.columns", trace=columns_trace, steps=columns_steps)
def columns(levels: ArrayLike, *, drop_first: bool | None = None) -> int:
    """How many columns features with so many `levels` (n,) take, one fewer each with `drop_first`.

    Raises `ValueError` when `drop_first` is unsaid.
    """
    return columns_trace(levels, drop_first=drop_first).value
