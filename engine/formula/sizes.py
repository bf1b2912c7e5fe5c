"""Shapes: whether two of them fit an operator, and whether an array of one would be too large; asked before anything is allocated."""

from collections.abc import Sequence
from math import prod

import numpy as np

from engine import limits
from engine.errors import FormulaError, ShapeError
from engine.formula.tree import Binary, Span

Shape = tuple[int, ...]


def shown(shape: Sequence[int]) -> str:
    """A shape as it is printed: `2×2`, `a vector of 3`, `a number`."""
    if not shape:
        return "a number"
    return f"a vector of {shape[0]}" if len(shape) == 1 else "×".join(map(str, shape))


def check_size(shape: Sequence[int], at: Span | None) -> None:
    """Refuse an array with too many axes, too long an axis or too many numbers. Raises `FormulaError`."""
    if len(shape) > limits.ARRAY_DIMENSIONS:
        raise FormulaError(f"an array may have {limits.ARRAY_DIMENSIONS} dimensions; this has {len(shape)}", at)
    if max(shape, default=0) > limits.ARRAY_DIMENSION:
        raise FormulaError(f"a dimension may hold {limits.ARRAY_DIMENSION:,} numbers; this holds {max(shape):,}", at)
    if prod(shape) > limits.ARRAY_ELEMENTS:
        raise FormulaError(f"an array may hold {limits.ARRAY_ELEMENTS:,} numbers; this holds {prod(shape):,}", at)


def check_conformity(node: Binary, left: Shape, right: Shape) -> None:
    """Refuse operands whose shapes do not fit, or whose result would be too large.

    Raises `ShapeError` with both shapes, `FormulaError` for the size.
    """
    if node.operator == "@":
        _check_product(node, left, right)
    elif left and right:
        _check_broadcast(node, left, right)


def _check_product(node: Binary, left: Shape, right: Shape) -> None:
    if not left or not right:
        raise ShapeError("@ multiplies vectors and matrices; for a number use *", node.at)
    inner = right[-2] if len(right) > 1 else right[0]
    if left[-1] != inner:
        counts = f"{left[-1]} columns meet {inner} rows"
        raise ShapeError(f"{shown(left)} @ {shown(right)} cannot be multiplied: {counts}", node.at)
    leading = _check_broadcast(node, left[:-2], right[:-2])
    result = (*leading, *left[-2:-1], *(right[-1:] if len(right) > 1 else ()))
    check_size(result, node.at)
    if prod(result) * inner > limits.OPERATIONS:
        raise FormulaError("this product takes too many multiplications", node.at)


def _check_broadcast(node: Binary, left: Shape, right: Shape) -> Shape:
    if left == right:
        return left
    try:
        result = np.broadcast_shapes(left, right)
    except ValueError:
        raise ShapeError(f"{shown(left)} {node.operator} {shown(right)}: the shapes do not fit", node.at) from None
    check_size(result, node.at)
    return result
