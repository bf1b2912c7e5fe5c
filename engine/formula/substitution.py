"""The names in a tree, and trees put in their places."""

from collections.abc import Iterator, Mapping

import msgspec

from engine.formula.symbols import Symbol
from engine.formula.tree import Binary, Call, Concatenation, Negative, Node, Total, Transpose


def symbols_in(node: Node) -> Iterator[Symbol]:
    """Every name in a tree, from left to right."""
    if isinstance(node, Symbol):
        yield node
    for child in _children(node):
        yield from symbols_in(child)


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Binary():
            return (node.left, node.right)
        case Call():
            return node.arguments
        case Negative() | Transpose():
            return (node.operand,)
        case Concatenation():
            return node.items
        case Total():
            return (node.body,)
        case _:
            return ()


def with_definitions(node: Node, definitions: Mapping[str, Node]) -> Node:
    """A tree with each defined name replaced by what it was defined as."""
    match node:
        case Symbol():
            return definitions.get(node.key, node)
        case Binary():
            return msgspec.structs.replace(
                node, left=with_definitions(node.left, definitions), right=with_definitions(node.right, definitions)
            )
        case Call():
            return msgspec.structs.replace(
                node, arguments=tuple(with_definitions(one, definitions) for one in node.arguments)
            )
        case Negative() | Transpose():
            return msgspec.structs.replace(node, operand=with_definitions(node.operand, definitions))
        case Concatenation():
            return msgspec.structs.replace(node, items=tuple(with_definitions(one, definitions) for one in node.items))
        case Total():
            return msgspec.structs.replace(node, body=with_definitions(node.body, definitions))
        case _:
            return node
