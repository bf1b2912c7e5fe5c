"""Worked lines for cells: a quantity's letters beside its numbers, joined into formulas that can be evaluated again."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from solvers.shapes import Array
from solvers.steps import Step, show
from solvers.terms import factor
from solvers.unrolling import at, is_step, time_steps


class Line(NamedTuple):
    """A part of a formula, in letters and in numbers."""

    rule: str
    value: Array | str
    """An array to print, or numbers already written."""

    @property
    def numbers(self) -> str:
        """The part as a formula reads it; negative numbers in parentheses."""
        return self.value if isinstance(self.value, str) else factor(self.value)


def times(vector: str, value: Array, weights: str, matrix: Array) -> Line:
    """Weights times an input: `W * x` for numbers, `W @ x` for one column, `x @ transpose(W)` for rows of a batch."""
    if matrix.ndim == 0:
        return Line(f"{weights} * {vector}", f"{factor(matrix)} * {factor(value)}")
    if value.ndim == 1:
        return Line(f"{weights} @ {vector}", f"{show(matrix)} @ {show(value)}")
    return Line(f"{vector} @ transpose({weights})", f"{show(value)} @ transpose({show(matrix)})")


def product(*parts: Line) -> Line:
    """Element by element: `f * c_prev`."""
    return Line(" * ".join(part.rule for part in parts), " * ".join(part.numbers for part in parts))


def sum_of(name: str, value: Array, *parts: Line) -> Step:
    """A step that adds its parts."""
    return Step(name, " + ".join(part.rule for part in parts), " + ".join(part.numbers for part in parts), value)


def applied(name: str, value: Array, function: str, argument: Line) -> Step:
    """A step that applies a function of the closed table."""
    written = argument.value if isinstance(argument.value, str) else show(argument.value)
    return Step(name, f"{function}({argument.rule})", f"{function}({written})", value)


def refuse_many(weights: Array, rank: int) -> None:
    """Worked steps are told for one set of weights.

    Raises `ValueError` for weights with leading axes.
    """
    if weights.ndim > rank:
        raise ValueError("worked steps are told for one set of weights at a time")


def moments(trace: Any) -> Iterator[tuple[Any, str, str]]:
    """The steps of a trace as they were computed, with the names of the present and the past: `t`, `prev`; `2`, `1`."""
    if is_step(trace):
        yield trace, "t", "prev"
        return
    for t in time_steps(len(trace.h), trace.reverse):
        yield at(trace, t), f"{t + 1}", f"{t + 2 if trace.reverse else t}"
