"""Worked steps of a formula: what its solvers tell of themselves, then the formula with numbers in the place of names."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from engine.formula import functions
from engine.formula.evaluate import evaluate, number, plain
from engine.formula.printing import print_formula, value_text
from engine.formula.tree import Call, Field, Index, Name, Node, children


class WorkedStep(NamedTuple):
    """One line of a worked solution, as text."""

    name: str
    """What the line computes; empty for the formula as a whole."""
    rule: str
    """In letters."""
    numbers: str
    """With numbers; evaluating it gives the value to the printed precision."""
    value: str


def worked_steps(node: Node, names: Mapping[str, Any]) -> list[WorkedStep]:
    """The steps that lead to a formula's value, each told once.

    `names`: the givens as `numeric` returns them. Raises `FormulaError`.
    """
    steps: list[WorkedStep] = []
    results: dict[int, str] = {}
    for call in innermost_first(node):
        arguments = [evaluate(argument, names) for argument in call.arguments]
        named = {key: evaluate(value, names) for key, value in call.named}
        with np.errstate(all="ignore"):
            value, told = functions.worked(call.function, arguments, named, call.at)
        steps += [WorkedStep(step.name, step.rule, step.numbers, functions.show(step.value)) for step in told]
        if told and not hasattr(value, "_fields"):
            results[id(call)] = functions.show(value)
    if not steps or not told_in_full(node, results):
        steps += whole(node, names, results)
    return steps


def innermost_first(node: Node) -> Iterator[Call]:
    """Every call in a tree, arguments before the call that takes them."""
    for below in children(node):
        yield from innermost_first(below)
    if isinstance(node, Call):
        yield node


def told_in_full(node: Node, results: Mapping[int, str]) -> bool:
    """Whether the formula is nothing but a solver that told its steps, or a part of its trace."""
    while isinstance(node, Field | Index):
        node = node.base
    return isinstance(node, Call) and ("." in node.function or id(node) in results)


def whole(node: Node, names: Mapping[str, Any], results: Mapping[int, str]) -> Iterator[WorkedStep]:
    """The formula itself, with numbers in the place of names and of what was worked before."""
    values = {name: value_text(plain(value)) for name, value in names.items()}
    if not isinstance(node, Name):
        result = number(evaluate(node, names), None)
        rule, numbers = print_formula(node, {}), print_formula(node, values, results)
        yield WorkedStep("", rule, numbers, functions.show(result))
