"""Values as a page prints them."""

from typing import Any

import pytest
from textual.content import Content

from tui.widgets.blocks import Blocks, named, titled
from tui.widgets.value import drawn, name, names


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (0.25, "0.25"),
        ([1, 2, 3], "[ 1  2  3 ]"),
        ([[1, 20], [300, 4]], "⎡   1  20 ⎤\n⎣ 300   4 ⎦"),
        ([[1], [2], [3]], "⎡ 1 ⎤\n⎢ 2 ⎥\n⎣ 3 ⎦"),
        ([[[1, 2]], [[3, 4]]], "[0]\n[ 1  2 ]\n[1]\n[ 3  4 ]"),
        (["good", "not", "bad"], "good not bad"),
        ([[1, 2], [3]], "⎡ 1  2 ⎤\n⎣ 3 ⎦"),
        ([], "[]"),
        ("h[t-1]\x1b[31m", "h[t-1]␛[31m"),
    ],
)
def test_drawing(value: Any, text: str) -> None:
    assert drawn(value).plain == text


def test_marks_stand_beside_their_cells() -> None:
    marked = drawn([[1, 20], [3, 4]], [[True, False], [False, True]])
    assert marked.plain == "⎡ 1 ✓  20 ✗ ⎤\n⎣ 3 ✗   4 ✓ ⎦"


def test_marks_of_a_vector() -> None:
    assert drawn([1, 2], [True, False]).plain == "[ 1 ✓  2 ✗ ]"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("h_{t-1}", "hₜ₋₁"),
        ("W_hx", "Wₕₓ"),
        ("W_fh", "W_fh"),
        ("h_prev", "h_prev"),
        ("x_1", "x₁"),
        ("C", "C"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ],
)
def test_names(given: str, text: str) -> None:
    assert name(given) == text


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        (["c", "da_o", "da_f"], ["c", "da_o", "da_f"]),
        (["c", "da_o", "da_i"], ["c", "daₒ", "daᵢ"]),
        (["f_1", "h_1"], ["f₁", "h₁"]),
    ],
)
def test_names_of_steps_are_written_alike(steps: list[str], shown: list[str]) -> None:
    assert names(steps) == shown


def test_blocks_stand_beside_one_another_while_there_is_room() -> None:
    blocks = Blocks([named("a", [[1, 2], [3, 4]]), named("b", 5)])
    wide, narrow = blocks._packed(40).plain, blocks._packed(12).plain
    assert [line.rstrip() for line in wide.splitlines()] == ["a = ⎡ 1  2 ⎤    b = 5", "    ⎣ 3  4 ⎦"]
    assert [line.rstrip() for line in narrow.splitlines()] == ["a = ⎡ 1  2 ⎤", "    ⎣ 3  4 ⎦", "b = 5"]


def test_a_block_wider_than_the_window_is_broken_into_lines() -> None:
    blocks = Blocks([titled("Right answer", Content("one two three four five six"))])
    assert [line.rstrip() for line in blocks._packed(14).plain.splitlines()] == [
        "Right answer",
        "one two three",
        "four five six",
    ]


def test_titles_stand_above_their_value() -> None:
    assert [line.plain.rstrip() for line in titled("Right answer", drawn([1, 2]))] == ["Right answer", "[ 1  2 ]"]
