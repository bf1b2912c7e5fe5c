"""A tree printed in the Python-like syntax, so that a formula can be shown again with numbers in the place of names."""

from collections.abc import Mapping
from typing import Any

from engine.formula.tree import Array, Binary, Call, Field, Flag, Index, Name, Negative, Node, Number, Text

TIGHTNESS = {"+": 1, "-": 1, "*": 2, "/": 2, "@": 2, "**": 4}
SIGN = 3
"""How tightly a minus sign binds: more than a product, less than a power."""
ATOM = 5
DOTTED = 6
"""How tightly a dot or an index binds to what stands before it: a plain number needs brackets there, `(2).T`."""


def print_formula(node: Node, values: Mapping[str, str], results: Mapping[int, str] | None = None) -> str:
    """A tree of the Python-like syntax as text; reading it again gives the same tree.

    `values`: what is printed for a name; other names stay. `results`: what is printed for the node with this identity (`id`) in its place.
    """
    return Printer(values, results or {}).text(node, 0)


class Printer:
    """Prints a tree, brackets only where precedence needs them."""

    def __init__(self, values: Mapping[str, str], results: Mapping[int, str]):
        self.values = values
        self.results = results

    def text(self, node: Node, tightness: int) -> str:
        """A node as an operand of something that binds this tightly."""
        if id(node) in self.results:
            return bracketed(self.results[id(node)], tightness)
        match node:
            case Binary():
                return self.binary(node, tightness)
            case Negative(operand=operand):
                inner = f"-{self.text(operand, SIGN)}"
                return f"({inner})" if tightness > 1 else inner
            case Name(name=name):
                return bracketed(self.values.get(name, name), tightness)
            case Number(value=value):
                return bracketed(literal(value), tightness)
            case _:
                return self.atom(node)

    def binary(self, node: Binary, tightness: int) -> str:
        """Two operands and their sign."""
        own = TIGHTNESS[node.operator]
        left = self.text(node.left, ATOM if node.operator == "**" else own)
        right = self.text(node.right, own + (node.operator != "**"))
        inner = f"{left}**{right}" if node.operator == "**" else f"{left} {node.operator} {right}"
        return f"({inner})" if own < tightness else inner

    def atom(self, node: Node) -> str:
        """What never needs brackets around it."""
        match node:
            case Text(value=value):
                return quoted(value)
            case Flag(value=value):
                return str(value)
            case Array(items=items):
                return "[" + ", ".join(self.text(item, 0) for item in items) + "]"
            case Call(function=function, arguments=arguments, named=named):
                inside = [self.text(item, 0) for item in arguments]
                inside += [f"{key}={self.text(value, 0)}" for key, value in named]
                return f"{function}({', '.join(inside)})"
            case Field(base=base, name=name):
                return f"{self.text(base, DOTTED)}.{name}"
            case Index(base=base, indices=indices):
                return f"{self.text(base, DOTTED)}[{', '.join(self.text(index, 0) for index in indices)}]"
            case _:
                raise TypeError(f"{type(node).__name__} is no part of the Python-like syntax")


def literal(value: float) -> str:
    """A literal as it would be typed."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def quoted(text: str) -> str:
    """A word in the quotes that it does not hold itself."""
    return f"'{text}'" if '"' in text else f'"{text}"'


def bracketed(text: str, tightness: int) -> str:
    """A value in the place of a name: a negative number needs brackets behind a sign, any number before a field's dot."""
    negative = tightness > 1 and text.startswith("-")
    return f"({text})" if negative or (tightness >= DOTTED and text[:1].isdigit()) else text


def value_text(value: Any) -> str:
    """A given, ready to stand in a formula: a number, an array, or a quoted word."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(value_text(item) for item in value) + "]"
    return literal(float(value))
