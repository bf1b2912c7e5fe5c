"""Values beside one another, and below one another where the window is narrow."""

import pytest
from textual.content import Content

from tui.widgets.blocks import even, folded, named


def lines(name: str, value: object, width: int) -> list[str]:
    return [line.plain.rstrip() for line in folded(named(name, value), width)]


def test_a_matrix_that_fits_is_left_alone() -> None:
    assert lines("C", [[1, 2], [3, 4]], 80) == ["C = ⎡ 1  2 ⎤", "    ⎣ 3  4 ⎦"]


def test_further_columns_of_a_wide_matrix_stand_below() -> None:
    assert lines("C", [[1, 2, 3, 4, 5, 6], [10, 20, 30, 40, 50, 60]], 18) == [
        "C = ⎡  1   2   3",
        "    ⎣ 10  20  30",
        "⋯  4   5   6 ⎤",
        "⋯ 40  50  60 ⎦",
    ]


@pytest.mark.parametrize("width", [8, 12, 20, 33, 60, 79])
def test_no_cell_of_a_wide_matrix_is_lost_or_broken(width: int) -> None:
    rows = [[100 * row + column for column in range(40)] for row in range(3)]
    shown = lines("X", rows, width)
    assert max(map(len, shown)) <= width
    cells = [cell for line in shown for cell in line.split() if cell.isdigit()]
    assert sorted(map(int, cells)) == sorted(cell for row in rows for cell in row)


def test_a_line_without_columns_is_broken_between_words() -> None:
    block = even([Content("Your answer"), Content("a sentence that goes on and on")])
    assert max(line.cell_length for line in folded(block, 16)) <= 16
    assert " ".join(line.plain.strip() for line in folded(block, 16)) == "Your answer a sentence that goes on and on"
