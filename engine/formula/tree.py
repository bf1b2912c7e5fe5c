"""The expression tree that both syntaxes produce and everything else walks."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from engine.formula.symbols import Symbol

Operator: TypeAlias = Literal["+", "-", "*", "/", "**", "@", "product"]
"""`*` is element by element, `@` the matrix product; `product` is a juxtaposition or dot whose meaning the shapes decide."""

Span: TypeAlias = tuple[int, int]
"""First and one-past-last character in the text that was read."""


class Number(msgspec.Struct, frozen=True):
    """A literal; always a float, so that nothing can grow without bound."""

    value: float
    at: Span


class Text(msgspec.Struct, frozen=True):
    """A quoted word: the name of a convention passed to a solver."""

    value: str
    at: Span


class Flag(msgspec.Struct, frozen=True):
    """`True` or `False`, passed to a solver."""

    value: bool
    at: Span


class Name(msgspec.Struct, frozen=True):
    """A given or a parameter: `x`, `W_fh`, `h_{t-1}`."""

    name: str
    at: Span


class Array(msgspec.Struct, frozen=True):
    """Items in brackets; nested for a matrix."""

    items: tuple["Node", ...]
    at: Span


class Negative(msgspec.Struct, frozen=True):
    """Minus an operand."""

    operand: "Node"
    at: Span


class Binary(msgspec.Struct, frozen=True):
    """Two operands and what stands between them."""

    operator: Operator
    left: "Node"
    right: "Node"
    at: Span
    """The operator itself, where there is one; else the gap between the operands."""


class Call(msgspec.Struct, frozen=True):
    """A function of the closed table, applied."""

    function: str
    """Dotted: `tanh`, `pool.average`."""
    arguments: tuple["Node", ...]
    named: tuple[tuple[str, "Node"], ...]
    at: Span


class Field(msgspec.Struct, frozen=True):
    """A named part of a trace: `.h`."""

    base: "Node"
    name: str
    at: Span


class Index(msgspec.Struct, frozen=True):
    """An element or a row, counted from 0: `[1, 0]`."""

    base: "Node"
    indices: tuple["Node", ...]
    at: Span


class Transpose(msgspec.Struct, frozen=True):
    """Rows and columns exchanged: `W^T`, `W.T`."""

    operand: "Node"
    at: Span


class Concatenation(msgspec.Struct, frozen=True):
    """Vectors (or the columns of matrices) put one after the other: `[h_{t-1}, x_t]` in an equation."""

    items: tuple["Node", ...]
    at: Span


class Total(msgspec.Struct, frozen=True):
    """A sum over an index: `\\sum_k a_k h_k`."""

    index: str
    """The letter counted over; empty when none is written."""
    body: "Node"
    at: Span


Node: TypeAlias = (
    Number
    | Text
    | Flag
    | Name
    | Array
    | Negative
    | Binary
    | Call
    | Field
    | Index
    | Transpose
    | Concatenation
    | Symbol
    | Total
)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below one."""
    match node:
        case Array(items=items) | Concatenation(items=items):
            return items
        case Negative(operand=operand) | Transpose(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Call(arguments=arguments, named=named):
            return (*arguments, *(value for _, value in named))
        case Field(base=base):
            return (base,)
        case Index(base=base, indices=indices):
            return (base, *indices)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """A node and everything below it; no recursion, so that any depth is survived."""
    waiting = [node]
    while waiting:
        present = waiting.pop()
        yield present
        waiting.extend(reversed(children(present)))


def names(node: Node) -> set[str]:
    """Every free name in a formula; functions are not among them."""
    return {present.name for present in walk(node) if isinstance(present, Name)}


def depth(node: Node) -> int:
    """How many levels a tree has."""
    deepest, level = 0, [node]
    while level:
        deepest += 1
        level = [below for present in level for below in children(present)]
    return deepest
