"""The prompt: placeholders and values as they print."""

import pytest

from engine.question.prompt import fill, placeholders, printed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (3.0, "3"),
        (0.25, "0.25"),
        (-0.0, "0"),
        (1e-7, "1e-07"),
        (1e16, "1e+16"),
        (1e15, "1000000000000000.0"),
        (999999999999999.0, "999999999999999"),
        (True, "True"),
        ("word", "word"),
        (["at", "dawn"], "at dawn"),
        ([], "[]"),
        ([[1, 2.5], [3.0, -4]], "[[1, 2.5], [3, -4]]"),
        ((1, 2), "[1, 2]"),
        (["a", 1], "[a, 1]"),
    ],
)
def test_values_as_they_print(value: object, text: str) -> None:
    assert printed(value) == text


def test_placeholders_are_filled_once() -> None:
    assert placeholders("{{a}} and {{ b_2 }}, {c}, {{}}, {{a.b}}, $x_{{t}}$") == {"a", "b_2", "t"}
    assert (
        fill("{{a}} is {{ b }} and {{unknown}} {{a}}", {"a": "{{b}}", "b": [1, 2]})
        == "{{b}} is [1, 2] and {{unknown}} {{b}}"
    )
