"""Shapes: which fit, what their result would be, and where the bounds lie."""

import pytest

from engine.errors import FormulaError, ShapeError
from engine.formula.sizes import check_conformity, check_size, shown
from engine.formula.tree import Binary, Number

ONE = Number(1.0, (0, 1))
TIMES = Binary("*", ONE, ONE, (2, 3))
PRODUCT = Binary("@", ONE, ONE, (2, 3))


@pytest.mark.parametrize("shape", [(), (1024,), (64, 1024), (16, 16, 16, 16), (0,), (0, 1024), (1, 1, 1, 1)])
def test_sizes_within_bounds(shape: tuple[int, ...]) -> None:
    check_size(shape, None)


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ((1, 1, 1, 1, 1), "an array may have 4 dimensions; this has 5"),
        ((1025,), "a dimension may hold 1,024 numbers; this holds 1,025"),
        ((0, 1025), "a dimension may hold 1,024 numbers; this holds 1,025"),
        ((65, 1024), "an array may hold 65,536 numbers; this holds 66,560"),
    ],
)
def test_sizes_beyond_bounds(shape: tuple[int, ...], message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        check_size(shape, (2, 3))
    assert (caught.value.message, caught.value.at) == (message, (2, 3))


@pytest.mark.parametrize(
    ("node", "left", "right"),
    [
        (TIMES, (), (1024,)),
        (TIMES, (2, 3), (3,)),
        (TIMES, (64, 1), (1, 1024)),
        (TIMES, (0, 3), (3,)),
        (PRODUCT, (3,), (3,)),
        (PRODUCT, (2, 3), (3,)),
        (PRODUCT, (3,), (3, 2)),
        (PRODUCT, (2, 3), (3, 4)),
        (PRODUCT, (64, 7), (7, 1024)),
        (PRODUCT, (5, 2, 3), (3, 4)),
        (PRODUCT, (5, 2, 3), (5, 3, 4)),
        (PRODUCT, (1024, 64), (64,)),
        (PRODUCT, (64,), (64, 1024)),
        (PRODUCT, (256, 256), (256, 256)),
        (PRODUCT, (1024, 1024), (1024,)),
        (PRODUCT, (1024,), (1024, 1024)),
        (PRODUCT, (1024, 1024), (1024, 64)),
    ],
)
def test_shapes_that_fit(node: Binary, left: tuple[int, ...], right: tuple[int, ...]) -> None:
    check_conformity(node, left, right)


@pytest.mark.parametrize(
    ("node", "left", "right", "message"),
    [
        (TIMES, (2,), (3,), "a vector of 2 * a vector of 3: the shapes do not fit"),
        (TIMES, (2, 3), (2,), "2×3 * a vector of 2: the shapes do not fit"),
        (PRODUCT, (), (3,), "@ multiplies vectors and matrices; for a number use *"),
        (PRODUCT, (3,), (), "@ multiplies vectors and matrices; for a number use *"),
        (PRODUCT, (3,), (2,), "a vector of 3 @ a vector of 2 cannot be multiplied: 3 columns meet 2 rows"),
        (PRODUCT, (2, 3), (2, 3), "2×3 @ 2×3 cannot be multiplied: 3 columns meet 2 rows"),
        (PRODUCT, (2, 2, 3), (4, 3, 2), "a vector of 2 @ a vector of 4: the shapes do not fit"),
    ],
)
def test_shapes_that_do_not_fit(node: Binary, left: tuple[int, ...], right: tuple[int, ...], message: str) -> None:
    with pytest.raises(ShapeError) as caught:
        check_conformity(node, left, right)
    assert (caught.value.message, caught.value.at) == (message, (2, 3))


@pytest.mark.parametrize(
    ("node", "left", "right"),
    [
        (TIMES, (65, 1), (1, 1024)),
        (PRODUCT, (65, 1), (1, 1024)),
        (PRODUCT, (1, 65, 1), (1, 1024)),
        (PRODUCT, (1, 0), (0, 1025)),
        (PRODUCT, (16, 64, 2), (2, 128)),
        (PRODUCT, (1025, 2), (2,)),
    ],
)
def test_results_that_would_be_too_large(node: Binary, left: tuple[int, ...], right: tuple[int, ...]) -> None:
    with pytest.raises(FormulaError, match="may hold"):
        check_conformity(node, left, right)


def test_a_product_may_not_take_too_long() -> None:
    with pytest.raises(FormulaError, match=r"^this product takes too many multiplications$"):
        check_conformity(PRODUCT, (1024, 2048), (2048, 64))


def test_shapes_in_words() -> None:
    assert [shown(shape) for shape in ((), (3,), (2, 3), (2, 3, 4))] == ["a number", "a vector of 3", "2×3", "2×3×4"]
