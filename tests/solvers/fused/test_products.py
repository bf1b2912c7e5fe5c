"""Cutting products and time: nothing is lost, nothing is too large."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers.fused import products


@pytest.fixture(params=[True, False], ids=["cut", "whole"])
def is_cut(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the processor is taken for one that gains by cutting."""
    monkeypatch.setattr(products, "_is_cutting_quicker", lambda dtype: request.param)
    return bool(request.param)


@pytest.mark.parametrize("shape", [(3, 5), (4, 100, 300), (2, 700, 900)])
@pytest.mark.parametrize("rows", [1, 7, 64])
def test_products_in_blocks_are_products(is_cut: bool, shape: tuple[int, ...], rows: int):
    draw = np.random.default_rng(0).normal
    matrix, x = draw(size=shape), draw(size=(rows, shape[-2]))
    blocks = products.column_blocks(matrix, rows)
    out = np.empty((*shape[:-2], rows, shape[-1]))
    products.multiply_into(x, blocks, out)
    np.testing.assert_allclose(out, x @ matrix, atol=1e-10)
    large = rows * shape[-2] * shape[-1] >= products.TINY_PRODUCT
    for block, _ in blocks:
        if large and not is_cut:
            assert block.swapaxes(-1, -2).flags.c_contiguous
        else:
            assert block.flags.c_contiguous
            assert rows * shape[-2] * block.shape[-1] <= products.SMALL_PRODUCT or block.shape[-1] == 16


def starts(shape: tuple[int, int], rows: int) -> list[int]:
    return [cut.start for _, cut in products.column_blocks(np.ones(shape), rows)]


@pytest.mark.parametrize("is_cut", [True], indirect=True)
def test_where_cutting_gains_only_large_products_are_cut_and_never_under_sixteen_columns(is_cut: bool):
    assert len(starts((100, 100), 100)) == 1
    assert len(starts((100, 101), 100)) == 2
    assert starts((1000, 40), 1000) == starts((2000, 40), 1000) == [0, 16, 32]


@pytest.mark.parametrize("is_cut", [False], indirect=True)
def test_where_cutting_loses_nothing_is_cut(is_cut: bool):
    assert starts((1000, 40), 1000) == [0]


def test_tiny_products_are_tried_no_way(monkeypatch: pytest.MonkeyPatch):
    def fail(dtype: object) -> bool:
        raise AssertionError(dtype)

    monkeypatch.setattr(products, "_is_cutting_quicker", fail)
    assert starts((10, 40), 16) == [0]
    assert products.TINY_PRODUCT == 100_000
    with pytest.raises(AssertionError):
        starts((100, 100), 10)


@pytest.mark.parametrize("cut_takes", [1, 3])
def test_the_quicker_way_is_found_by_trying(monkeypatch: pytest.MonkeyPatch, cut_takes: int):
    seconds = {True: cut_takes, False: 2}
    now = [0.0]

    def multiply_into(x: np.ndarray, blocks: products.Blocks, out: np.ndarray) -> None:
        now[0] += seconds[len(blocks) > 1]

    monkeypatch.setattr(products, "multiply_into", multiply_into)
    monkeypatch.setattr(products, "perf_counter", lambda: now[0])
    products._is_cutting_quicker.cache_clear()
    assert products._is_cutting_quicker(np.dtype(np.float32)) is (cut_takes < 2)
    products._is_cutting_quicker.cache_clear()


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
