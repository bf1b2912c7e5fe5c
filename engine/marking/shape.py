"""Shapes in the learner's words: how a shape is named, and what is said of one that differs from the key's."""

from collections.abc import Sequence
from math import prod


def named(shape: Sequence[int]) -> str:
    """`a number`, `a vector of 3`, `a 2×2 matrix`, `a 2×3×3 array`."""
    if not shape:
        return "a number"
    if len(shape) == 1:
        return f"a vector of {shape[0]}"
    return f"a {'×'.join(map(str, shape))} {'matrix' if len(shape) == 2 else 'array'}"


def difference(found: Sequence[int], expected: Sequence[int]) -> str:
    """What to say of a shape that is not the expected one."""
    found, expected = tuple(found), tuple(expected)
    text = f"Expected {named(expected)}, found {named(found)}"
    if len(found) == len(expected) == 2 and found == expected[::-1]:
        return f"{text}: rows and columns are exchanged."
    if prod(found) == prod(expected):
        if len(found) < len(expected):
            return f"{text}: the {prod(found)} values are there, but not in rows; end each row with ; or a new line."
        return f"{text}: the {prod(found)} values are there, but there are too many brackets or rows."
    if len(found) == len(expected):
        axes = [axis for axis, sizes in enumerate(zip(found, expected, strict=True)) if sizes[0] != sizes[1]]
        if len(axes) == 1 and abs(found[axes[0]] - expected[axes[0]]) == 1:
            return f"{text}: {_axis(axes[0], len(expected))} {'too many' if found[axes[0]] > expected[axes[0]] else 'is missing'}."
    return f"{text}."


def _axis(axis: int, dimensions: int) -> str:
    """One slice along an axis, in words."""
    if dimensions == 1:
        return "one value"
    return ("one row", "one column")[axis] if dimensions == 2 else f"one slice along axis {axis + 1}"
