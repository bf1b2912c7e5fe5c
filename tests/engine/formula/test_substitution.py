"""Names in a tree, and definitions put in their places wherever they stand."""

import pytest

from engine.formula.math_syntax import read_equation_alone
from engine.formula.substitution import symbols_in, with_definitions
from engine.formula.symbols import Symbol
from engine.formula.tree import Node


def _right(text: str) -> Node:
    return read_equation_alone(f"y = {text}").right


def _keys(node: Node) -> list[str]:
    return [symbol.key for symbol in symbols_in(node)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a", ["a"]),
        ("a + b c", ["a", "b", "c"]),
        ("-a", ["a"]),
        ("W^T x", ["W", "x"]),
        ("[a, b]", ["a", "b"]),
        ("tanh(a + b)", ["a", "b"]),
        ("∑_j a_j", ["a_j"]),
        ("2", []),
    ],
)
def test_names_in_order(text: str, keys: list[str]) -> None:
    assert _keys(_right(text)) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a", ["p", "q"]),
        ("a + c", ["p", "q", "c"]),
        ("c a", ["c", "p", "q"]),
        ("-a", ["p", "q"]),
        ("a^T", ["p", "q"]),
        ("[c, a]", ["c", "p", "q"]),
        ("max(c, a)", ["c", "p", "q"]),
        ("∑_j a", ["p", "q"]),
        ("2 + b", ["b"]),
    ],
)
def test_definitions_put_in(text: str, keys: list[str]) -> None:
    node = _right(text)
    found = with_definitions(node, {"a": _right("p - q")})
    assert _keys(found) == keys
    assert type(found) is type(node) or isinstance(node, Symbol)
