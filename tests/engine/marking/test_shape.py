"""Shapes in words: what is said of an answer whose shape is not the key's."""

import pytest

from engine.marking.shape import difference, named


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ((), "a number"),
        ((3,), "a vector of 3"),
        ((2, 3), "a 2×3 matrix"),
        ((1, 1), "a 1×1 matrix"),
        ((2, 3, 4, 5), "a 2×3×4×5 array"),
    ],
)
def test_names(shape: tuple[int, ...], words: str) -> None:
    assert named(shape) == words


@pytest.mark.parametrize(
    ("found", "expected", "sentence"),
    [
        ((3, 2), (2, 3), "Expected a 2×3 matrix, found a 3×2 matrix: rows and columns are exchanged."),
        ((3, 1), (1, 3), "Expected a 1×3 matrix, found a 3×1 matrix: rows and columns are exchanged."),
        ((2, 3, 4), (4, 3, 2), "Expected a 4×3×2 array, found a 2×3×4 array: the axes are exchanged."),
        (
            (4,),
            (2, 2),
            "Expected a 2×2 matrix, found a vector of 4: the 4 values are there, but not in rows; end each row with ; or a new line.",
        ),
        (
            (2, 4),
            (2, 2, 2),
            "Expected a 2×2×2 array, found a 2×4 matrix: the 8 values are there, but not in rows; end each row with ; or a new line.",
        ),
        ((4, 1), (2, 2), "Expected a 2×2 matrix, found a 4×1 matrix: the 4 values are there, but arranged otherwise."),
        ((2, 2), (4,), "Expected a vector of 4, found a 2×2 matrix: the 4 values are there, but arranged otherwise."),
        ((1, 2, 2), (2, 2), "Expected a 2×2 matrix, found a 1×2×2 array: there are too many brackets."),
        ((1, 3), (3,), "Expected a vector of 3, found a 1×3 matrix: there are too many brackets."),
        ((3, 1), (3,), "Expected a vector of 3, found a 3×1 matrix: there are too many brackets."),
        ((3,), (3, 1), "Expected a 3×1 matrix, found a vector of 3: there are too few brackets."),
        ((), (1,), "Expected a vector of 1, found a number: there are too few brackets."),
        ((1, 1), (), "Expected a number, found a 1×1 matrix: there are too many brackets."),
        ((2, 3), (3, 3), "Expected a 3×3 matrix, found a 2×3 matrix: one row is missing."),
        ((4, 3), (3, 3), "Expected a 3×3 matrix, found a 4×3 matrix: one row is too many."),
        ((3, 2), (3, 3), "Expected a 3×3 matrix, found a 3×2 matrix: one column is missing."),
        ((3, 4), (3, 3), "Expected a 3×3 matrix, found a 3×4 matrix: one column is too many."),
        ((3,), (4,), "Expected a vector of 4, found a vector of 3: one value is missing."),
        ((5,), (4,), "Expected a vector of 4, found a vector of 5: one value is too many."),
        ((2, 2, 2), (2, 2, 3), "Expected a 2×2×3 array, found a 2×2×2 array: one slice along axis 3 is missing."),
        ((), (2, 2), "Expected a 2×2 matrix, found a number."),
        ((3,), (2, 2), "Expected a 2×2 matrix, found a vector of 3."),
        ((2, 5), (2, 2), "Expected a 2×2 matrix, found a 2×5 matrix."),
        ((4, 4), (3, 3), "Expected a 3×3 matrix, found a 4×4 matrix."),
    ],
)
def test_differences(found: tuple[int, ...], expected: tuple[int, ...], sentence: str) -> None:
    assert difference(found, expected) == sentence
