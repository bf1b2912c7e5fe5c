"""`unrolled solve`: a formula, the names given with it, its value and its worked steps."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from engine.errors import FormulaError
from engine.formula.evaluate import CONSTANTS, evaluate, plain
from engine.formula.python_syntax import parse
from engine.formula.tree import names as names_in
from engine.formula.worked import WorkedStep, worked_steps
from engine.question.prompt import printed
from tui.lines import given_lines, pointed, step_lines
from tui.weights.names import Weights


class Solved(msgspec.Struct, frozen=True):
    """What a formula came to."""

    formula: str
    value: Any
    """A number, nested lists, a text, or the fields of a trace by name."""
    steps: tuple[WorkedStep, ...]
    """Empty unless asked for."""

    def data(self) -> dict[str, Any]:
        """For programs."""
        data = {"formula": self.formula, "value": self.value}
        return data | {"steps": [step._asdict() for step in self.steps]} if self.steps else data

    def lines(self) -> Iterator[str]:
        """For people."""
        yield from step_lines(self.steps)
        if self.steps:
            yield ""
        if isinstance(self.value, dict):
            for name, value in self.value.items():
                yield from (line.removeprefix("  ") for line in given_lines(name, value))
        else:
            yield printed(self.value)


def solved(formula: str, givens: Sequence[str], *, steps: bool, weights: Weights | None = None) -> Solved:
    """Compute a formula.

    `givens`: `name=value`, each value a formula that may use the names before it and those of `weights`.
    Raises `FormulaError` with a caret under the place.
    """
    names: dict[str, Any] = {}
    for given in givens:
        name, equals, text = given.partition("=")
        if not equals or not name.strip().isidentifier():
            raise FormulaError(f"--given {given!r}: expected NAME=VALUE, such as x=0.5 or W=[[1, 2], [3, 4]]")
        names[name.strip()] = _evaluated(text, names, weights)
    value = _evaluated(formula, names, weights)
    worked = tuple(worked_steps(parse(formula), names)) if steps else ()
    return Solved(formula, _data(value), worked)


def _evaluated(text: str, names: dict[str, Any], weights: Weights | None) -> Any:
    """A formula's value; what it uses of the weights is read and joins the names."""
    asked: set[str] = set()
    try:
        node = parse(text)
        asked = names_in(node)
        if weights:
            names |= weights.values(asked - names.keys())
        return evaluate(node, names)
    except FormulaError as error:
        lines = [error.message, *pointed(text, error.at)]
        if weights and asked - names.keys() - CONSTANTS.keys() - weights.named.keys():
            lines += [f"{weights.path} holds:", *weights.lines()]
        raise FormulaError("\n".join(lines), error.at) from None


def _data(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {name: _data(part) for name, part in value._asdict().items()}
    return plain(value)
