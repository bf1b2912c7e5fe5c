"""Matrix products cut to the sizes that BLAS does best, and the stretches of time that fit the cache."""

from collections.abc import Iterator

import numpy as np

from solvers.shapes import Array

SMALL_PRODUCT = 1_000_000
"""Below this many multiplications OpenBLAS skips packing its operands, which otherwise costs up to 2.8 times the product."""

ROWS_AT_ONCE = 256
"""Rows of the input product made at a time: enough for BLAS, few enough to be in the cache when the steps read them."""

Blocks = list[tuple[Array, slice]]
"""Contiguous column blocks of a matrix, or of one for each gate, and where each belongs."""


def column_blocks(matrix: Array, rows: int) -> Blocks:
    """Cut `(..., K, N)` into columns so that products with `(rows, K)` stay below `SMALL_PRODUCT`; never under 16 wide."""
    K, N = matrix.shape[-2:]
    width = N
    if rows * K * N > SMALL_PRODUCT:
        width = max(16, 1 << max(SMALL_PRODUCT // (rows * K), 1).bit_length() - 1)
    cuts = [slice(start, min(start + width, N)) for start in range(0, N, width)]
    return [(np.ascontiguousarray(matrix[..., cut]), cut) for cut in cuts]


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
