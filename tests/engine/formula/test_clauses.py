"""Pasted texts parted into equations."""

import pytest

from engine.errors import UnreadableAnswerError
from engine.formula.clauses import clauses
from engine.formula.tokens import tokens


def _sides(text: str) -> list[list[str]]:
    return [["".join(token.text for token in side) for side in clause] for clause in clauses(tokens(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = b", [["a", "b"]]),
        ("b + c", [["b+c"]]),
        ("= b", [["b"]]),
        ("a = b = c", [["a", "b", "c"]]),
        ("a = b, c = d", [["a", "b"], ["c", "d"]]),
        ("a = b; c = d", [["a", "b"], ["c", "d"]]),
        ("a = b\nc = d", [["a", "b"], ["c", "d"]]),
        (r"a &= b \\ c &= d", [["a", "b"], ["c", "d"]]),
        ("a = b\n  + c", [["a", "b+c"]]),
        ("a = b +\n c", [["a", "b+c"]]),
        ("a = f(b,\n c)", [["a", "f(b,c)"]]),
        ("a = f(x) where f is tanh", [["a", "f(x)"], ["f", "tanh"]]),
        ("a = b, where σ is the sigmoid function", [["a", "b"], ["σ", "sigmoid"]]),
        ("forget gate: a = b", [["a", "b"]]),
        ("[ a = b ]", [["a", "b"]]),
        ("{a = b}", [["a", "b"]]),
        ("[h, x]", [["[h,x]"]]),
        ("a = b.", [["a", "b"]]),
        ("a = W x + b (1)", [["a", "Wx+b"]]),
        ("1. a = W x + b", [["a", "Wx+b"]]),
        ("(2) a = W x + b", [["a", "Wx+b"]]),
        ("a = b ∈ (0, 1)", [["a", "b"]]),
        ("a = {} & b", [["a", "b"]]),
        ("{} a = b", [["a", "b"]]),
        ("a = b ⊙ c, ⊙ is mul", [["a", "b⊙c"], ["⊙", "mul"]]),
        ("a = b\n⊙ c", [["a", "b⊙c"]]),
        ("a = b\n= c", [["a", "b", "c"]]),
        ("// a = b", [["a", "b"]]),
        ("/ a = b", [["a", "b"]]),
        ("a = b{}c {}", [["a", "bc"]]),
        (r"a = (b \\ & \quad + c)", [["a", "(b+c)"]]),
        (r"a = (b + \\ & c)", [["a", "(b+c)"]]),
        (r"a = f(b \\ & \\ = c)", [["a", "f(b=c)"]]),
        (r"a = (b \\ & c)", [["a", r"(b\\&c)"]]),
        (r"a = [b \\ - c]", [["a", r"[b\\-c]"]]),
        (r"a = ([b \\ - c] \\ + d)", [["a", r"([b\\-c]+d)"]]),
        (r"a = (b & + c)", [["a", "(b&+c)"]]),
        (r"a = (b . \\ c)", [["a", r"(b.\\c)"]]),
        ("a -= b c", [["a", "a-(bc)"]]),
        ("a += b - c", [["a", "a+(b-c)"]]),
        ("a_t *= b", [["a_t", "a_t*(b)"]]),
        ("a /= b", [["a", "a/(b)"]]),
        ("a -= b = c", [["a-", "b", "c"]]),
        ("- = b", [["-", "b"]]),
    ],
)
def test_parting(text: str, expected: list[list[str]]) -> None:
    assert _sides(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "write an equation"),
        ("a = (b", "never closed"),
        ("a = b)", "closes nothing"),
        ("a = [b)", "stands where ] should close"),
        ("a =", "one side of the equals sign is empty"),
        ("a = = b", "one side of the equals sign is empty"),
        ("a -=", "one side of the equals sign is empty"),
    ],
)
def test_refusals(text: str, message: str) -> None:
    with pytest.raises(UnreadableAnswerError) as refused:
        clauses(tokens(text))
    assert message in refused.value.message
