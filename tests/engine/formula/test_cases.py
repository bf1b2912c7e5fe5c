"""Definitions by cases, each in the ways that people write it, rewritten as one call."""

import pytest

from engine.formula.cases import in_one_line
from engine.formula.tokens import tokens


def _line(text: str) -> str:
    return "".join(token.text for token in in_one_line(tokens(text)[:-1]))


@pytest.mark.parametrize(
    "text",
    [
        "g = a if n > c else b",
        "g = a if n >= c else b",
        "g = a if c < n else b",
        "g = a if c <= n else b",
        "g = a if c ≤ n else: b",
        "g = a when n > c, otherwise b",
        "g = a if n > c, b otherwise",
        "g = a if n > c, otherwise b.",
        "if n > c: g = a else: g = b",
        "if n > c then g = a, else g = b",
        r"\text{if } n \geq c, \text{then } g \leftarrow a, \text{otherwise } g \leftarrow b.",
        "if n > c:\n    g = a\nelse:\n    g = b",
        r"g = \begin{cases} a & n > c \\ b & \text{otherwise} \end{cases}",
        r"g = \begin{cases} a & \text{if } n \gt c \\ b & \text{otherwise} \end{cases}",
        r"g = \begin{dcases} a & \text{if } n \geq c, \\ b & \text{otherwise.} \end{dcases}",
    ],
)
def test_two_cases(text: str) -> None:
    assert _line(text) == "g=where(n,c,a,b)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if n > c: g ← a", "g=where(n,c,a,g)"),
        ("g ← a if n > c", "g=where(n,c,a,g)"),
        ("if n > c then g = a end", "g=where(n,c,a,g)"),
        (r"g = \begin{cases} a & n > c \\ b & n \le c \end{cases}", "g=where(n,c,a,b)"),
        (r"g = \begin{cases} a & n < c \\ b & n \ge c \end{cases}", "g=where(c,n,a,b)"),
        (r"g = \begin{cases} a & n > c \\ b & c < n \end{cases}", "g=where(n,c,a,where(n,c,b,g))"),
        (r"g = \begin{cases} a & n > c \\ b & n < d \end{cases}", "g=where(n,c,a,where(d,n,b,g))"),
        ("g = a if n > c, and b otherwise", "g=where(n,c,a,b)"),
        ("g = a if n > c; g = b", "g=where(n,c,a,b)"),
        ("g = a if n > c\ng = b if n < d\ng = e", "g=where(n,c,a,where(d,n,b,e))"),
        ("g = a if n < c; g = b if n >= c", "g=where(c,n,a,b)"),
        (
            r"g = \begin{cases} a & n > c \\ b & n < d \\ e & \text{otherwise} \end{cases}",
            "g=where(n,c,a,where(d,n,b,e))",
        ),
        ("g = f(a, b) if n(1, 2) > c else b", "g=where(n(1,2),c,f(a,b),b)"),
        ("a if n > c else b", "where(n,c,a,b)"),
        (
            "g = a if n > 1 else b if n > 2 else c if n > 3 else d if n > 4 else e",
            "g=where(n,1,a,where(n,2,b,where(n,3,c,where(n,4,d,e))))",
        ),
        (r"\begin{cases} a & n > c \\ b & \text{otherwise} \end{cases}", "where(n,c,a,b)"),
        ("g = a if t > 0", "g=a"),
        ("g = a if 1 > 0", "g=a"),
    ],
)
def test_other_cases(text: str, expected: str) -> None:
    assert _line(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "g = a",
        "if g = a",
        "g = a if c",
        "if n > c",
        "if n > c: stop",
        "g > 1",
        "h^<t> = a if h^<t-1>",
        "{= if >",
        "(g = a if n > c)",
        "g = a if n > 1 else b if n > 2 else c if n > 3 else d if n > 4 else e if n > 5 else f",
    ],
)
def test_what_has_no_cases_stays_as_it_is(text: str) -> None:
    found = tokens(text)[:-1]
    assert in_one_line(found) == found


def test_a_time_step_in_angles_is_no_comparison() -> None:
    assert _line("g = h<t> if n > c else h<t-1>") == "g=where(n,c,h⟨t⟩,h⟨t-1⟩)"


def test_the_call_points_into_the_text() -> None:
    text = "g = a if n > c else b"
    assert all(0 <= token.start <= token.end <= len(text) for token in in_one_line(tokens(text)[:-1]))


@pytest.mark.parametrize("text", ["g = a if n > c; g = b; g = e", "g = a if n > c; h = b if n > d"])
def test_statements_that_are_no_cases_of_one_name_are_not_joined(text: str) -> None:
    assert ";" in _line(text)
