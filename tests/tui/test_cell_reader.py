"""Cells from texts in every notation, and texts that read as the same array."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formula.evaluate import evaluate_number
from engine.formula.typed_numbers import parse_array
from tui.cell_reader import read
from tui.cells import Cells

NOTATIONS = [
    "1 2\n3 4",
    "1, 2\n3, 4",
    "1 2; 3 4",
    "[[1, 2], [3, 4]]",
    "[[1 2]\n [3 4]]",
    "array([[1., 2.],\n       [3., 4.]], dtype=float32)",
    "tensor([[1., 2.],\r\n        [3., 4.]])".replace("\r", ""),
    r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}",
    r"\begin{pmatrix} \frac{2}{2} & 2 \\ 3 & 4 \end{pmatrix}",
    "{{1, 2}, {3, 4}}",
    "⎡1 2⎤\n⎣3 4⎦",
    "C = [[1, 2], [3, 4]]",
]


def values(text: str) -> list[float]:
    return np.asarray(evaluate_number(parse_array(text), {})).tolist()


@pytest.mark.parametrize("text", NOTATIONS)
def test_a_matrix_in_any_notation_is_taken_apart_and_written_again(text: str) -> None:
    cells = read(text)
    assert cells is not None
    assert cells.size == (1, 1, 2, 2)
    assert values(cells.written().text) == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("3", "3"),
        ("1 2 3", "1 2 3"),
        ("[1, 2, 3]", "[1, 2, 3]"),
        ("[[1, 2, 3]]", "[[1, 2, 3]]"),
        ("[[1], [2]]", "[[1], [2]]"),
        ("1\n2", "1\n2"),
        ("tanh(0.5*1 + 0.1) 2", "[tanh(0.5*1 + 0.1), 2]"),
        ("1 - 2, 3", "1 - 2, 3"),
        ("1/3 −2", "1/3, -2"),
        ("1 2\n3 4\n\n5 6\n7 8", "1 2\n3 4\n\n5 6\n7 8"),
        ("[[[1, 2]], [[3, 4]]]", "[[[1, 2]], [[3, 4]]]"),
        ("[[[[1]], [[2]]]]", "[[[[1]], [[2]]]]"),
    ],
)
def test_cells_stay_as_they_were_typed(text: str, written: str) -> None:
    cells = read(text)
    assert cells is not None
    assert cells.written().text == written
    assert values(written) == values(text)


@pytest.mark.parametrize("text", ["", "[[1, ", "[1, 2] * 2", "[1, [2, 3]]", "1, , 2", "0,5 1,5", "][", "[" * 100])
def test_what_is_no_array_of_cells_stays_a_text(text: str) -> None:
    assert read(text) is None


cell = st.one_of(
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: f"{value:.6g}"),
    st.integers(-99, 99).map(str),
    st.sampled_from(["1/3", "-2/7", "tanh(0.5)", "max(1, 2)", "2*3 + 1", "(1 + 2)*3", "+4", "-.5", "1e-3", "sqrt(2)"]),
)


@st.composite
def grids(draw: st.DrawFn) -> Cells:
    """Arrays of one to four axes without a gap, typed into a grid."""
    size = draw(st.tuples(*[st.integers(1, 3)] * 4))
    leading = draw(st.integers(0, 2))
    size = (size[0] if leading > 1 else 1, size[1] if leading else 1, size[2], size[3])
    return Cells({place: draw(cell) for place in np.ndindex(size)})


@given(grids())
def test_what_is_written_reads_as_the_same_cells(cells: Cells) -> None:
    text = cells.written().text
    found = read(text)
    assert found is not None
    assert found.texts == cells.texts
    assert values(found.written().text) == values(text)
    assert np.array(values(text)).size == len(cells.texts)


@given(st.text(alphabet="0123456789.-+*/[](){};, \n\\&ex", max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    cells = read(text)
    if cells is not None:
        assert cells.written().text.strip()
