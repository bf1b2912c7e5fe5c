"""Cells written as the text that is graded."""

from tui.cell_reader import read
from tui.cells import Cells


def test_what_is_missing_is_written_so_that_it_is_missed() -> None:
    cells = Cells({(0, 0, 0, 0): "1", (0, 0, 0, 2): "3", (0, 0, 2, 0): "5"})
    assert cells.written().text == "1, , 3\n,\n5"
    assert cells.gap == (0, 0, 0, 1)


def test_a_place_in_the_text_is_a_cell() -> None:
    cells = read("[[1, 2], [3x, 4]]")
    assert cells is not None
    written = cells.written()
    at = written.text.index("x")
    assert written.place((at, at + 1)) == (0, 0, 1, 0)
    assert written.place((0, 0)) is None
