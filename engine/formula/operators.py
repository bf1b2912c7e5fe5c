"""Signs between operands and functions that stand for them: how strongly each binds and what it makes."""

from collections.abc import Sequence

from engine.formula.tree import Binary, Call, Concatenation, Node, Operator, Span, Transpose

STRENGTH = {
    "‖": 8,
    "|": 8,
    "+": 10,
    "-": 10,
    "⊕": 12,
    "⊙": 20,
    "⨷": 20,
    "*": 25,
    "·": 30,
    ".": 30,
    "@": 30,
    "/": 40,
    "//": 40,
}
"""Higher binds first; two operands side by side bind as a quotient does."""
JUXTAPOSED = 40

INVERSES = {"tanh": "arctanh", "sigmoid": "logit"}
"""What a raised −1 makes of a function: `tanh^{-1}` undoes tanh and is not its reciprocal."""

_OPERATORS: dict[str, Operator] = {"⊙": "*", "*": "product", "·": "product", ".": "product", "@": "@"}
_SPELLED: dict[str, Operator] = {"dot": "@", "elementwise": "*", "add": "+"}


def joined(sign: str, left: Node, right: Node, at: Span) -> Node:
    """Two operands and what stands between them."""
    if sign in {"‖", "|"}:
        items = left.items if isinstance(left, Concatenation) and left.at == (0, 0) else (left,)
        return Concatenation((*items, right), (0, 0))
    if sign == "⊕":
        return Call("oplus", (left, right), (), at)
    if sign == "⨷":
        return Call("outer", (left, right), (), at)
    if sign == "//":
        return Call("floor", (Binary("/", left, right, at),), (), at)
    if sign in {"+", "-", "/"}:
        return Binary("+" if sign == "+" else "-" if sign == "-" else "/", left, right, at)
    return Binary(_OPERATORS.get(sign, "product"), left, right, at)


def called(function: str, arguments: Sequence[Node], at: Span) -> Node:
    """Functions that are other people's spelling of an operator become the operator."""
    if function in _SPELLED and len(arguments) == 2:
        return Binary(_SPELLED[function], arguments[0], arguments[1], at)
    if function == "concat":
        inner = arguments[0]
        return inner if isinstance(inner, Concatenation) else Concatenation(tuple(arguments), at)
    if function == "transpose":
        return Transpose(arguments[0], at)
    if function in {"sigmoid", "tanh", "relu"} and len(arguments) > 1:
        return Call(function, (Concatenation(tuple(arguments), at),), (), at)
    return Call(function, tuple(arguments), (), at)
