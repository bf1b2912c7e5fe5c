"""Number types and shapes of arguments: what is kept, and the sentences with which they are refused."""

import numpy as np
import pytest

from solvers.shapes import ShapeMismatch, broadcast, broadcast_elements, describe, expect, floats, together


def test_arrays_decide_the_type():
    single, whole = np.ones(2, np.float32), np.ones(2, int)
    assert {array.dtype for array in floats(a=single, b=1.5, c=[1, 2], d=None)} == {np.dtype(np.float32)}
    assert {array.dtype for array in floats(a=single, b=whole)} == {np.dtype(np.float32)}
    assert {array.dtype for array in floats(a=single, b=np.ones(1))} == {np.dtype(np.float64)}
    assert floats(a=whole)[0].dtype == np.float64
    assert floats(a=True)[0] == 1.0
    assert floats(a=1j * np.ones(1), b=single)[1].dtype == np.complex128


def test_nothing_is_a_zero():
    (found,) = floats(a=None)
    assert found.shape == ()
    assert found == 0


def test_arrays_of_the_right_type_are_not_copied():
    given = np.ones(3)
    assert floats(a=given)[0] is given


def test_words_and_ragged_rows_are_refused():
    with pytest.raises(ValueError, match="W must be made of numbers, not 'abc'"):
        floats(W="abc")
    with pytest.raises(ShapeMismatch, match="W has rows of unequal length"):
        floats(W=[[1], [2, 3]])
    assert floats(W=[])[0].shape == (0,)


@pytest.mark.parametrize(
    ("found", "pattern"),
    [
        ((2, 3), (2, 3)),
        ((2, 3), (2, "D")),
        ((5, 2, 3), (..., 2, 3)),
        ((2, 3), (..., "H", "D")),
        ((), ()),
        ((7,), (...,)),
    ],
)
def test_shapes_that_fit(found: tuple, pattern: tuple):
    expect("W", found, pattern)


@pytest.mark.parametrize(
    ("found", "pattern", "told"),
    [
        ((2, 3), (3, 2), "W has shape (2, 3), expected (3, 2)"),
        ((2,), (2, "D"), "W has shape (2,), expected (2, D)"),
        ((5, 2, 3), (2, 3), "W has shape (5, 2, 3), expected (2, 3)"),
        ((3,), (..., 2, 3), "W has shape (3,), expected (..., 2, 3)"),
        ((), ("n",), "W has shape (), expected (n,)"),
    ],
)
def test_shapes_that_do_not(found: tuple, pattern: tuple, told: str):
    with pytest.raises(ShapeMismatch) as caught:
        expect("W", found, pattern)
    assert str(caught.value) == told


def test_shapes_as_written():
    assert [describe(shape) for shape in ((), (3,), (2, 3), (..., "H"))] == ["()", "(3,)", "(2, 3)", "(..., H)"]


def test_leading_axes_together():
    assert together(x=(5, 1), W=(3,)) == (5, 3)
    with pytest.raises(ShapeMismatch, match=r"x \(2,\), W \(3,\); expected equal sizes, or 1"):
        together(x=(2,), W=(3,))


def test_how_many_numbers_arguments_make():
    assert broadcast_elements(np.ones((3, 1)), [1, 2], b=5) == 6
    assert broadcast_elements([1, 2], [1, 2, 3]) == 6


def test_single_numbers_beside_nothing():
    x, b, start = floats(x=np.float64(2), b=-0.0, start=None)
    assert [array.shape for array in (x, b, start)] == [()] * 3
    assert (float(x), str(float(b)), float(start)) == (2, "-0.0", 0)
    assert {array.dtype for array in (x, b, start)} == {np.dtype(np.float64)}


def test_what_shapes_come_to_together():
    assert [broadcast(), broadcast(()), broadcast((), (2, 3), (2, 3))] == [(), (), (2, 3)]
    assert broadcast((4, 1), (), (3,)) == (4, 3)
    with pytest.raises(ValueError, match="shape"):
        broadcast((2,), (3,))
