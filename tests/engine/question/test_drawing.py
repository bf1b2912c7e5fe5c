"""What stands in a draw: numbers, words, givens and the little arithmetic between them."""

from typing import Any

import pytest

from engine.errors import FormulaError
from engine.formula.python_syntax import parse
from engine.question.drawing import draw, literal
from engine.question.draws import Stream

GIVEN = {"n": 5, "w": 0.5, "words": ["a", "b"], "flag": True}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("0.5", 0.5),
        ("-2", -2),
        ("-n", -5),
        ("'at dawn'", "at dawn"),
        ("[1, [n, 'x']]", [1, [5, "x"]]),
        ("words", ["a", "b"]),
        ("flag", True),
        ("n + 2", 7),
        ("n - 2", 3),
        ("2 - n", -3),
        ("n * 2", 10),
        ("w * 3", 1.5),
        ("2 * n - 1 + w", 9.5),
        ("n * 200000000000000", 10**15),
    ],
)
def test_arguments(text: str, value: Any) -> None:
    found = literal(parse(text), GIVEN)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("flag + 1", "only numbers can be added, subtracted and multiplied in a draw", (5, 6)),
        ("-words", "only numbers can be added, subtracted and multiplied in a draw", (0, 1)),
        ("n * 1e15", "a number may be at most 1e+15", (2, 3)),
        ("0 - n * 1e15", "a number may be at most 1e+15", (6, 7)),
        ("n / 2", "a draw takes numbers, words, arrays and the names of givens", (2, 3)),
        ("m", "a draw takes numbers, words, arrays and the names of givens", (0, 1)),
        ("True", "a draw takes numbers, words, arrays and the names of givens", (0, 4)),
    ],
)
def test_what_no_argument_is(text: str, message: str, at: tuple[int, int]) -> None:
    with pytest.raises(FormulaError) as caught:
        literal(parse(text), GIVEN)
    assert (caught.value.message, caught.value.at) == (message, at)


@pytest.mark.parametrize(
    ("text", "at"),
    [("n + 1", (0, 5)), ("eye(3)", (0, 6)), ("choice(3)", (0, 6)), ("integers(0, 1, size=2)", (0, 8))],
)
def test_a_fault_points_at_its_place(text: str, at: tuple[int, int]) -> None:
    with pytest.raises(FormulaError) as caught:
        draw(text, GIVEN, Stream("place"))
    assert caught.value.at == at
