"""Which units stand on which line."""

import pytest

from tui.drawings.strip_lines import Line, arranged


def test_with_gaps_where_they_fit() -> None:
    assert arranged([2, 1], 4, may_pair=True) == [Line(0, 0, 1), Line(0, 1, 1), Line(1, -1, 0), Line(1, 0, 1)]
    assert arranged([2, 1], 3, may_pair=True) == [Line(0, 0, 1), Line(0, 1, 1), Line(1, 0, 1)]


def test_two_units_a_line_where_there_is_no_room_else() -> None:
    assert arranged([5], 4, may_pair=True) == [Line(0, 0, 2), Line(0, 2, 2), Line(0, 4, 1)]
    assert len(arranged([5], 4, may_pair=False)) == 5
    assert len(arranged([3, 3], 2, may_pair=True)) == 6


@pytest.mark.parametrize("may_pair", [True, False])
@pytest.mark.parametrize("room", [0, 3, 10, 200])
def test_every_unit_stands_on_one_line(room: int, may_pair: bool) -> None:
    sizes = [4, 16, 16, 7]
    lines = arranged(sizes, room, may_pair=may_pair)
    for quantity, size in enumerate(sizes):
        for unit in range(size):
            assert sum(line.holds(quantity, unit) for line in lines) == 1
