"""What a worked step looks at: the givens that it names, and the window that it lays on one of them."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from engine.question.prompt import printed

if TYPE_CHECKING:
    from engine.formula.worked import WorkedStep

Cells: TypeAlias = frozenset[tuple[int, int]]
"""Rows and columns, both from 0."""

WORD: Final = r"[^\W\d]\w*"
NUMBER: Final = r"\d+(?:\.\d+)?(?:e[-+]?\d+)?"
WINDOW: Final = r"rows (\d+)–(\d+), columns (\d+)–(\d+)"
"""As the solvers of pooling and convolution tell of a window."""


class Lit(NamedTuple):
    """What stands out among the givens."""

    names: frozenset[str] = frozenset()
    cells: Mapping[str, Cells] = {}
    """By the name of the matrix."""


def lit(step: "WorkedStep", shown: Mapping[str, Any]) -> Lit:
    """What a step looks at; a window only on a matrix that holds the very numbers of which the step tells."""
    names = frozenset(re.findall(WORD, step.rule)) & shown.keys()
    found = re.search(WINDOW, step.rule)
    if found is None:
        return Lit(names)
    top, bottom, left, right = map(int, found.groups())
    told = set(re.findall(NUMBER, step.numbers))
    cells = frozenset((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
    for name, value in shown.items():
        if _reaches(value, bottom, right) and all(printed(value[r][c]).lstrip("-") in told for r, c in cells):
            return Lit(names | {name}, {name: cells})
    return Lit(names)


def _reaches(value: Any, bottom: int, right: int) -> bool:
    """Whether a value is a matrix with such a row and column."""
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) <= bottom:
        return False
    return all(
        isinstance(row, Sequence)
        and not isinstance(row, str)
        and len(row) > right
        and all(isinstance(cell, int | float) for cell in row)
        for row in value
    )
