"""Shapes said in a prompt, against the arrays that stand beside it."""

from typing import Any

import pytest

from engine.bank.stated_shapes import misstated_shapes, shape_of
from engine.question.variant import deal
from tests.engine.kinds.making import question

GIVEN = {"C": [[1, 2, 3], [4, 5, 6]], "K": [[1, 0], [0, 1]], "v": [1, 2, 3], "n": 4}


def told(prompt: str, **fields: Any) -> list[str]:
    fields = {"kind": "array", "given": GIVEN, "answer": "C @ v"} | fields
    made = question(fields.pop("kind"), prompt=prompt, **fields)
    return [finding.found for finding in misstated_shapes(deal(made))]


@pytest.mark.parametrize(
    "prompt",
    [
        "Multiply the 2×3 matrix $C$ by $v$.",
        "Multiply the 2 × 3 matrix $C$ by the vector of three numbers $v$.",
        r"Let $C \in R^{2 \times 3}$ be given.",
        "$C$ (2×3) and $v$ are given.",
        "$C$ has the shape (2, 3). Multiply.",
        "The kernel $K$ is 2 by 2.",
        "Slide a 5×5 window over the 2×3 map.",
        "A filter of 7 × 7 pixels sees the 2 × 3 image.",
        "In 2 to 3 steps, with 4 units.",
        "The vector of 2 entries is asked for.",
    ],
)
def test_what_is_true_passes(prompt: str) -> None:
    assert told(prompt) == []


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("Multiply the 3×2 matrix $C$ by $v$.", '"3×2 matrix $C$"'),
        ("Multiply the 3 × 3 matrix $C$ by $v$.", '"3 × 3 matrix $C$"'),
        ("$C$ (4×4) and $v$ are given.", '"$C$ (4×4"'),
        ("$C$ has the shape (3, 2). Multiply.", '"$C$ has the shape (3, 2)"'),
        ("The kernel $K$ is 3 by 3.", '"$K$ is 3 by 3"'),
        (r"Let $C \in R^{3 \times 2}$ be given.", r'"$C \in R^{3 \times 2"'),
        ("Here is a 4×4 map.", '"4×4 map"'),
        ("Give the 3×3 result.", '"3×3 result"'),
        ("The vector of five numbers is scaled.", '"vector of five"'),
        ("The 7 logits are given.", '"7 logits"'),
    ],
)
def test_what_is_false_is_told(prompt: str, found: str) -> None:
    assert told(prompt) == [found]


def test_sizes_that_are_filled_in_are_read_as_printed() -> None:
    assert told("A {{n}}×{{n}} map.") == ['"4×4 map"']


def test_the_key_and_the_wrong_answers_are_arrays_too() -> None:
    mistakes = [{"id": "outer", "answer": "outer(v, v)", "feedback": "No."}]
    assert told("Give the 3×3 matrix.", mistakes=mistakes) == []


def test_numbers_alone_have_no_shape() -> None:
    assert told("A 3 × 3 matrix is full of 4.", kind="number", given={"n": 4}, answer="n * 3") == []


def test_the_letters_of_an_equation() -> None:
    fields: dict[str, Any] = {
        "kind": "equation",
        "given": {"x_t": ["D"], "h_t": ["H"]},
        "parameters": {"W": ["H", "D"]},
        "answer": "h_t = tanh(W x_t)",
    }
    assert told("Write the state, with $W$ (H×D).", **fields) == []
    assert told("Write the state, with $W$ (D×H).", **fields) == ['"$W$ (D×H"']


@pytest.mark.parametrize(
    ("value", "shape"), [(3, ()), ("ab", ()), ([1, 2], (2,)), ([[1, 2, 3], [4, 5, 6]], (2, 3)), ([[1], [2, 3]], (2,))]
)
def test_shape_of_nested_lists(value: object, shape: tuple[int, ...]) -> None:
    assert shape_of(value) == shape
