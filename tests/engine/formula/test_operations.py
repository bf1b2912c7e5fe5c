"""Operators, brackets, dots and indices: hand figures, and what is refused before it is computed."""

from typing import NamedTuple

import numpy as np
import pytest

from engine import limits
from engine.errors import FormulaError, ShapeError
from engine.formula.operations import element, operated, part, piece, shape_of, stacked
from engine.formula.tree import Binary, Field, Index, Name, Operator
from engine.formula.values import Numeric, plain

X = Name("x", (0, 1))


class Trace(NamedTuple):
    """What a solver might return."""

    h: float


@pytest.mark.parametrize(
    ("operator", "left", "right", "result"),
    [
        ("+", 1.5, 2.0, 3.5),
        ("-", np.array([1.0, 2.0]), 0.5, [0.5, 1.5]),
        ("*", np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 100.0]), [[10, 200], [30, 400]]),
        ("/", 1.0, np.array([2.0, -4.0]), [0.5, -0.25]),
        ("@", np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, -1.0]), [-1, -1]),
        ("**", np.array([2.0, 3.0]), 3.0, [8, 27]),
    ],
)
def test_two_operands(operator: Operator, left: Numeric, right: Numeric, result: object) -> None:
    assert plain(operated(Binary(operator, X, X, (0, 1)), left, right)) == result


@pytest.mark.parametrize(
    ("operator", "left", "right", "message"),
    [
        ("/", np.ones(2), np.array([1.0, 0.0]), "division by zero"),
        ("/", 1.0, 0.0, "division by zero"),
        ("**", 2.0, 65.0, "an exponent may be at most 64"),
        ("product", 2.0, 3.0, r"write the sign of a product: \* or @"),
        ("+", np.ones(2), np.ones(3), "the shapes do not fit"),
        ("@", np.ones((2, 3)), np.ones(2), "3 columns meet 2 rows"),
        ("*", 1e200, 1e200, "does not come to a finite number"),
    ],
)
def test_operands_that_are_refused(operator: Operator, left: Numeric, right: Numeric, message: str) -> None:
    with pytest.raises(FormulaError, match=message), np.errstate(all="ignore"):
        operated(Binary(operator, X, X, (0, 1)), left, right)


def test_rows_are_stacked() -> None:
    assert plain(stacked([1.0, 2, np.float64(3)], (0, 1))) == [1, 2, 3]
    assert plain(stacked([np.array([1.0, 2.0]), np.array([3.0, 4.0])], (0, 1))) == [[1, 2], [3, 4]]
    with pytest.raises(ShapeError, match="a number stands first, but a row of 2 at place 2"):
        stacked([1.0, np.ones(2)], (0, 1))
    with pytest.raises(FormulaError, match="dimensions"):
        stacked([np.ones((1,) * limits.ARRAY_DIMENSIONS)], (0, 1))


@pytest.mark.parametrize(("shape", "words"), [((), "a number"), ((3,), "a row of 3"), ((2, 2), "a 2×2 block")])
def test_shapes_in_words(shape: tuple[int, ...], words: str) -> None:
    assert piece(shape) == words
    assert shape_of(np.ones(shape) if shape else 1.0) == shape


def test_fields_and_elements() -> None:
    assert part(Trace(0.5), Field(X, "h", (0, 1))) == 0.5
    assert plain(part(np.array([[1.0, 2.0]]), Field(X, "T", (0, 1)))) == [[1], [2]]
    with pytest.raises(FormulaError, match="there is no field c here; it has h"):
        part(Trace(0.5), Field(X, "c", (0, 1)))
    index = Index(X, (), (0, 1))
    assert element(np.array([[1.0, 2.0], [3.0, 4.0]]), index, [1.0, 0.0]) == 3
    assert plain(element(np.array([[1.0, 2.0], [3.0, 4.0]]), index, [-1.0])) == [3, 4]
    with pytest.raises(FormulaError, match=r"nothing stands at \[2\] of 2×2"):
        element(np.ones((2, 2)), index, [2.0])
