"""Cutting products and time: nothing is lost, nothing is too large."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers.fused import products


@pytest.mark.parametrize("shape", [(3, 5), (4, 100, 300), (2, 700, 900)])
@pytest.mark.parametrize("rows", [1, 7, 64])
def test_cut_products_are_products(shape: tuple[int, ...], rows: int):
    draw = np.random.default_rng(0).normal
    matrix, x = draw(size=shape), draw(size=(rows, shape[-2]))
    blocks = products.column_blocks(matrix, rows)
    out = np.empty((*shape[:-2], rows, shape[-1]))
    products.multiply_into(x, blocks, out)
    np.testing.assert_allclose(out, x @ matrix, atol=1e-10)
    for block, _ in blocks:
        assert block.flags.c_contiguous
        assert rows * shape[-2] * block.shape[-1] <= products.SMALL_PRODUCT or block.shape[-1] == 16


def test_small_products_are_not_cut():
    assert len(products.column_blocks(np.ones((100, 100)), 100)) == 1
    assert len(products.column_blocks(np.ones((100, 101)), 100)) == 2


def test_blocks_are_never_narrower_than_sixteen_columns():
    assert [cut.start for _, cut in products.column_blocks(np.ones((1000, 40)), 1000)] == [0, 16, 32]
    assert [cut.start for _, cut in products.column_blocks(np.ones((2000, 40)), 1000)] == [0, 16, 32]


def test_stretches_have_256_rows():
    assert [products.stretch_length(700, batch) for batch in (1, 2, 3, 256, 257)] == [256, 128, 85, 1, 1]
    assert products.stretch_length(700, 0) == 256
    assert products.stretch_length(100, 1) == 100


@given(st.integers(0, 700), st.integers(1, 300))
def test_stretches_cover_time_once(steps: int, batch: int):
    found = list(products.stretches(steps, batch))
    assert [t for stretch in found for t in stretch] == list(range(steps))
    longest = products.stretch_length(steps, batch)
    assert all(len(stretch) <= longest for stretch in found)
    assert longest * batch <= max(products.ROWS_AT_ONCE, batch)
