"""Embedding: a table with a row of numbers for each word, looked up by id; the same as a product with one-hot rows."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.arguments import whole, wholes
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, expect, floats
from solvers.steps import Step
from solvers.terms import line


class Lookup(NamedTuple):
    """Rows looked up in a table."""

    E: Array
    """The table, (V, d): one row a word."""
    ids: NDArray[np.int64]
    """Which rows, (...), counted from 0."""
    value: Array
    """E[ids], (..., d)."""


def lookup_trace(E: ArrayLike, ids: ArrayLike) -> Lookup:
    """`lookup` with its arguments."""
    (E,) = floats(E=E)
    expect("E", E.shape, ("V", "d"))
    rows = _ids(ids, len(E))
    return Lookup(E, rows, E[rows])


def lookup_steps(trace: Lookup) -> list[Step]:
    """One-hot rows times the table."""
    rows = np.arange(len(trace.E)) == trace.ids[..., None]
    return [line("x", "one_hot @ E", trace.value, one_hot=rows, E=trace.E)]


def lookup_elements(E: ArrayLike, ids: ArrayLike) -> int:
    """How many numbers are looked up."""
    return int(np.size(ids) * (np.shape(E) or (1,))[-1])


@solver("embed.lookup", trace=lookup_trace, steps=lookup_steps, elements=lookup_elements)
def lookup(E: ArrayLike, ids: ArrayLike) -> Array:
    """The rows of E (V, d) named by ids (...), counted from 0: (..., d).

    Raises `ShapeMismatch` when E is no table, `ValueError` for an id it does not have.
    """
    return lookup_trace(E, ids).value


@solver("embed.gradient", elements=lambda ids, dX, *, size: int(size) * (np.shape(dX) or (1,))[-1])
def gradient(ids: ArrayLike, dX: ArrayLike, *, size: ArrayLike) -> Array:
    """The slope along a table of `size` rows when its rows `ids` (...) received dX (..., d); repeated ids add up, unused rows get 0.

    Raises `ShapeMismatch` when ids and dX do not fit, `ValueError` for an id the table does not have.
    """
    count = whole(size, "size", 1)
    rows = _ids(ids, count)
    (dX,) = floats(dX=dX)
    if dX.ndim == 0 or dX.shape[:-1] != rows.shape:
        raise ShapeMismatch(
            f"dX has shape {describe(dX.shape)}, expected {describe((*rows.shape, 'd'))}: one row an id"
        )
    dE = np.zeros((count, dX.shape[-1]), dX.dtype)
    np.add.at(dE, rows, dX)
    return dE


def _ids(ids: ArrayLike, size: int) -> NDArray[np.int64]:
    rows = wholes(ids, "ids")
    if rows.size and rows.max() >= size:
        raise ValueError(f"there is no id {rows.max()} in a table of {size}: ids run from 0 to {size - 1}")
    return rows
