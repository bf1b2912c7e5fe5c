"""Shapes in the learner's words: how a shape is named, and what is said of one that differs from the key's."""

from collections.abc import Sequence
from math import prod

Shape = tuple[int, ...]


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
    why = _exchanged(found, expected) or _arranged(found, expected) or _off_by_one(found, expected)
    return f"Expected {named(expected)}, found {named(found)}" + (f": {why}." if why else ".")


def _exchanged(found: Shape, expected: Shape) -> str:
    if sorted(found) != sorted(expected):
        return ""
    return "rows and columns are exchanged" if len(found) == 2 else "the axes are exchanged"


def _arranged(found: Shape, expected: Shape) -> str:
    """The right number of values, in other brackets."""
    count = prod(expected)
    if prod(found) != count:
        return ""
    if [size for size in found if size > 1] == [size for size in expected if size > 1]:
        return f"there are too {'many' if len(found) > len(expected) else 'few'} brackets"
    if len(found) < len(expected):
        return f"the {count} values are there, but not in rows; end each row with ; or a new line"
    return f"the {count} values are there, but arranged otherwise"


def _off_by_one(found: Shape, expected: Shape) -> str:
    if len(found) != len(expected):
        return ""
    axes = [axis for axis, sizes in enumerate(zip(found, expected, strict=True)) if sizes[0] != sizes[1]]
    if len(axes) != 1 or abs(found[axes[0]] - expected[axes[0]]) != 1:
        return ""
    much = "is too many" if found[axes[0]] > expected[axes[0]] else "is missing"
    return f"{_axis(axes[0], len(expected))} {much}"


def _axis(axis: int, dimensions: int) -> str:
    """One slice along an axis, in words."""
    if dimensions == 1:
        return "one value"
    return ("one row", "one column")[axis] if dimensions == 2 else f"one slice along axis {axis + 1}"
