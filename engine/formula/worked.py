"""Worked steps of a formula: what its solvers tell of themselves, then the formula with numbers in the place of names."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from engine.formula import functions
from engine.formula.evaluate import evaluate, evaluate_number, plain
from engine.formula.printing import print_formula, value_text
from engine.formula.tree import Binary, Call, Field, Index, Name, Node, children


class WorkedStep(NamedTuple):
    """One line of a worked solution, as text."""

    name: str
    """What the line computes; empty for the formula as a whole."""
    rule: str
    """In letters."""
    numbers: str
    """With numbers; evaluating it gives the value to the printed precision."""
    value: str


def worked_steps(node: Node, names: Mapping[str, Any], results: Mapping[str, Any] | None = None) -> list[WorkedStep]:
    """The steps that lead to a formula's value, each told once.

    `names`: the givens as `numeric` returns them, printed as they are. `results`: further names, of steps told before, printed as
    their values were shown. Raises `FormulaError`.
    """
    telling = Telling(names, results or {})
    for call in innermost_first(node):
        telling.call(call)
    base = node
    while isinstance(base, Field | Index):
        base = base.base
    if id(base) not in telling.told and not isinstance(node, Name):
        telling.formula(node, evaluate_number(node, telling.names))
    return telling.steps


def innermost_first(node: Node) -> Iterator[Call]:
    """Every call in a tree, arguments before the call that takes them."""
    for below in children(node):
        yield from innermost_first(below)
    if isinstance(node, Call):
        yield node


class Telling:
    """The steps told so far, and what they came to."""

    def __init__(self, names: Mapping[str, Any], results: Mapping[str, Any]):
        self.names = {**names, **results}
        self.values = {name: value_text(plain(value)) for name, value in names.items()}
        self.values |= {name: functions.show(value) for name, value in results.items()}
        self.steps: list[WorkedStep] = []
        self.told: set[int] = set()
        """The calls, by identity, whose solvers told their own steps."""
        self.results: dict[int, str] = {}
        """What stands, further on, in the place of a part that was told."""

    def call(self, call: Call) -> None:
        """A call's arguments where they are computed themselves, then what its solver tells."""
        arguments = [self.argument(argument) for argument in call.arguments]
        named = {key: self.argument(value) for key, value in call.named}
        with np.errstate(all="ignore"):
            value, told = functions.worked(call.function, arguments, named, call.at)
        self.steps += [WorkedStep(step.name, step.rule, step.numbers, functions.show(step.value)) for step in told]
        if told:
            self.told.add(id(call))
            if not hasattr(value, "_fields"):
                self.results[id(call)] = functions.show(value)

    def argument(self, node: Node) -> Any:
        """An argument's value; arithmetic in it is a line of its own."""
        value = evaluate(node, self.names)
        if isinstance(node, Binary):
            self.formula(node, value)
            self.results[id(node)] = functions.show(value)
        return value

    def formula(self, node: Node, value: Any) -> None:
        """A formula with numbers in the place of names and of what was told before."""
        rule, numbers = print_formula(node, {}), print_formula(node, self.values, self.results)
        self.steps.append(WorkedStep("", rule, numbers, functions.show(value)))
