"""Matrix products cut to the sizes that BLAS does best, and the stretches of time that fit the cache."""

from collections.abc import Iterator
from functools import cache
from time import perf_counter
from typing import Any

import numpy as np

from solvers.shapes import Array

SMALL_PRODUCT = 1_000_000
"""Below this many multiplications OpenBLAS has kernels, for some processors, that skip packing the operands."""

TINY_PRODUCT = 100_000
"""Below this many multiplications the layout does not matter, and none is tried."""

TRIAL = (32, 256, 256)
"""Rows, inner size and columns of the product that is tried both ways."""
TRIALS = 5
"""How often it is tried each way; the best counts."""

ROWS_AT_ONCE = 256
"""Rows of the input product made at a time: enough for BLAS, few enough to be in the cache when the steps read them."""

Blocks = list[tuple[Array, slice]]
"""Contiguous column blocks of a matrix, or of one for each gate, and where each belongs."""


def column_blocks(matrix: Array, rows: int) -> Blocks:
    """Lay out `(..., K, N)` for products with `(rows, K)`: large ones cut, or whole with unbroken columns, as is quicker here."""
    K, N = matrix.shape[-2:]
    if rows * K * N < TINY_PRODUCT:
        return [(np.ascontiguousarray(matrix), slice(0, N))]
    return _cut(matrix, rows) if _is_cutting_quicker(matrix.dtype) else _whole(matrix)


def _cut(matrix: Array, rows: int) -> Blocks:
    """Columns so few that their products stay below `SMALL_PRODUCT`; never under 16 wide."""
    K, N = matrix.shape[-2:]
    width = N if rows * K * N <= SMALL_PRODUCT else max(16, 1 << max(SMALL_PRODUCT // (rows * K), 1).bit_length() - 1)
    cuts = [slice(start, min(start + width, N)) for start in range(0, N, width)]
    return [(np.ascontiguousarray(matrix[..., cut]), cut) for cut in cuts]


def _whole(matrix: Array) -> Blocks:
    """One block whose columns lie unbroken in memory, as BLAS packs them quickest."""
    return [(np.ascontiguousarray(matrix.swapaxes(-1, -2)).swapaxes(-1, -2), slice(0, matrix.shape[-1]))]


@cache
def _is_cutting_quicker(dtype: np.dtype[Any]) -> bool:
    """Whether this processor's BLAS gains by cutting (2.8 times for AVX-512, a loss of a fifth for AVX2): tried once, in 5 ms."""
    rows, K, N = TRIAL
    x, matrix, out = np.ones((rows, K), dtype), np.ones((K, N), dtype), np.empty((rows, N), dtype)
    times = []
    for blocks in (_cut(matrix, rows), _whole(matrix)):
        runs = []
        for _ in range(TRIALS):
            start = perf_counter()
            multiply_into(x, blocks, out)
            runs.append(perf_counter() - start)
        times.append(min(runs))
    return times[0] < times[1]


def multiply_into(x: Array, blocks: Blocks, out: Array) -> None:
    """Write `x (..., rows, K)` times the matrix into `out (..., rows, N)`."""
    for block, cut in blocks:
        np.matmul(x, block, out=out[..., cut])


def stretches(steps: int, batch: int) -> Iterator[range]:
    """Time cut into stretches of about `ROWS_AT_ONCE` rows, from the start."""
    length = stretch_length(steps, batch)
    return (range(start, min(start + length, steps)) for start in range(0, steps, max(length, 1)))


def stretch_length(steps: int, batch: int) -> int:
    """How many steps the longest stretch has."""
    return min(steps, max(1, ROWS_AT_ONCE // max(batch, 1)))
