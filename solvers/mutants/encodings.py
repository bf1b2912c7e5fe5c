"""Wrong versions of encodings and of embedding."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers import embedding, encodings
from solvers.arguments import whole, wholes
from solvers.registry import solver
from solvers.shapes import Array, floats


def _one_hot_elements(ids: ArrayLike, *, size: ArrayLike, first: ArrayLike) -> int:
    return max(int(np.size(ids)), 1) * whole(size, "size", 1)


@solver("mutants.encode.off_by_one", elements=_one_hot_elements)
def off_by_one(ids: ArrayLike, *, size: ArrayLike, first: ArrayLike) -> Array:
    """Each 1 stands one column too far right, the last category's nowhere: the first number is taken for one less."""
    column = wholes(ids, "ids") - whole(first, "first") + 1
    return np.asarray(np.arange(whole(size, "size", 1)) == column[..., None], dtype=np.float64)


@solver("mutants.encode.transposed", elements=_one_hot_elements)
def transposed(ids: ArrayLike, *, size: ArrayLike, first: ArrayLike) -> Array:
    """Items stand in columns instead of rows."""
    return encodings.one_hot(ids, size=size, first=first).T


@solver("mutants.encode.label_in_cell", elements=_one_hot_elements)
def label_in_cell(ids: ArrayLike, *, size: ArrayLike, first: ArrayLike) -> Array:
    """The category's number stands where a 1 belongs."""
    return encodings.one_hot(ids, size=size, first=first) * wholes(ids, "ids")[..., None]


@solver("mutants.encode.sum_of_rows")
def sum_of_rows(rows: ArrayLike) -> Array:
    """Rows are added and not divided by their number."""
    return np.asarray(encodings.mean_trace(rows).rows.sum(axis=0))


@solver("mutants.encode.rounded_mean")
def rounded_mean(rows: ArrayLike) -> Array:
    """The mean is forced to be one category, the middle one."""
    mean = encodings.mean_of_rows(rows)
    return np.asarray(np.arange(mean.size) == mean.size // 2, dtype=np.float64)


@solver("mutants.encode.squared_distances", elements=lambda rows: int(np.size(rows)) * len(np.atleast_1d(rows)))
def squared_distances(rows: ArrayLike) -> Array:
    """Distances without the root."""
    return np.asarray(np.square(encodings.distances(rows)))


@solver("mutants.encode.largest_difference", elements=lambda rows: int(np.size(rows)) * len(np.atleast_1d(rows)))
def largest_difference(rows: ArrayLike) -> Array:
    """Only the largest difference of two rows counts, 1 for one-hot rows."""
    (points,) = floats(rows=rows)
    points = points.reshape(len(points), -1)
    return np.asarray(np.abs(points[:, None] - points[None]).max(axis=-1))


@solver("mutants.encode.crossed_columns")
def crossed_columns(levels: ArrayLike, *, drop_first: bool) -> int:
    """Columns of different features are multiplied."""
    return int(encodings.columns_trace(levels, drop_first=drop_first).levels.prod())


@solver("mutants.encode.dropped_once")
def dropped_once(levels: ArrayLike, *, drop_first: bool) -> int:
    """One column is left out in all, not one a feature."""
    return encodings.columns(levels, drop_first=False) - drop_first


@solver("mutants.encode.label_columns")
def label_columns(levels: ArrayLike, *, drop_first: bool) -> int:
    """One column a feature, as labels take."""
    return int(encodings.columns_trace(levels, drop_first=drop_first).levels.size)


@solver("mutants.encode.counted_from_zero")
def counted_from_zero(items: Sequence[str], *, first: ArrayLike, order: str) -> NDArray[np.int64]:
    """Labels start at 0, whatever the first is said to be."""
    return encodings.labels(items, first=0, order=order)


@solver("mutants.embed.column", elements=lambda E, ids: int(np.size(ids)) * len(np.atleast_1d(E)))
def column(E: ArrayLike, ids: ArrayLike) -> Array:
    """A column of the table is taken for a row."""
    (E,) = floats(E=E)
    return embedding.lookup(E.T, ids)


@solver("mutants.embed.one_based", elements=embedding.lookup_elements)
def one_based(E: ArrayLike, ids: ArrayLike) -> Array:
    """Ids are counted from 1."""
    return embedding.lookup(E, wholes(ids, "ids", 1) - 1)


@solver("mutants.embed.sum_of_rows")
def sum_of_table(E: ArrayLike, ids: ArrayLike) -> Array:
    """All rows are added, as if the one-hot row were full of ones."""
    (E,) = floats(E=E)
    return np.asarray(E.sum(axis=0))


@solver("mutants.embed.last_wins", elements=lambda ids, dX, *, size: int(size) * (np.shape(dX) or (1,))[-1])
def last_wins(ids: ArrayLike, dX: ArrayLike, *, size: ArrayLike) -> Array:
    """Of a repeated id only the last slope is kept."""
    dE = np.zeros_like(embedding.gradient(ids, dX, size=size))
    dE[wholes(ids, "ids")] = floats(dX=dX)[0]
    return dE
