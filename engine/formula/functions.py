"""The closed table of functions that a formula may call: the only door to the solvers."""

import inspect
import pkgutil
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from itertools import zip_longest
from math import prod
from typing import Any, TypeAlias

import numpy as np

import solvers
from engine import limits
from engine.errors import FormulaError
from engine.formula.tree import Span
from solvers.registry import SOLVERS, Solver
from solvers.steps import Step, show

__all__ = ["Step", "apply", "functions", "lookup", "show", "worked"]

ALIASES = {"σ": "sigmoid", "sigma": "sigmoid", "ln": "log", "maximum": "max", "minimum": "min"}
"""Other names under which learners know a function."""

Asked: TypeAlias = dict[tuple[Any, ...], tuple[Any, ...]]
"""Calls whose results are known to be small enough: many solvers ask the same of the same numbers. By the function that counts and its
arguments, arrays by their identity; the arguments themselves are kept, so that no other array can take an identity over."""

HELD = (np.ndarray, list, tuple)
"""Arguments that are known by their identity: what they hold is too much to compare."""

FAULTS = (ValueError, TypeError, ArithmeticError, IndexError, KeyError, AttributeError)
"""What a solver raises for arguments that it cannot take, or for a trace that it cannot tell of."""


@cache
def functions() -> Mapping[str, Solver]:
    """Every solver by its dotted name; the modules that hold them are found by their place."""
    for module in pkgutil.walk_packages(solvers.__path__, "solvers."):
        if not module.name.startswith("solvers.demos"):
            import_module(module.name)
    return SOLVERS


def lookup(name: str, at: Span | None = None) -> Solver:
    """The solver of this name.

    Raises `FormulaError`, with the nearest names, when there is none.
    """
    table = functions()
    found = table.get(name) or table.get(ALIASES.get(name, ""))
    if found is None:
        near = get_close_matches(name, table, n=3, cutoff=0.6)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise FormulaError(f"no function is called {name}{hint}", at)
    return found


def apply(
    name: str, arguments: Sequence[Any], named: Mapping[str, Any], at: Span | None = None, asked: Asked | None = None
) -> Any:
    """Call a solver, its arguments and the size of its result checked first.

    `asked`: what is known of sizes, and where more of it is kept. Raises `FormulaError` in the solver's own words.
    """
    return _run(lookup(name, at), arguments, named, at, asked={} if asked is None else asked)


def worked(
    name: str, arguments: Sequence[Any], named: Mapping[str, Any], at: Span | None = None
) -> tuple[Any, Sequence[Step]]:
    """Call a solver once, for its value and for the steps that led there.

    Nothing is told of more numbers than a formula may hold words: a line of them could not be read again, by people least of all.
    Raises `FormulaError` in the solver's own words.
    """
    solver = lookup(name, at)
    trace = _run(solver, arguments, named, at, {}, traced=True)
    arrays = [value for value in (*arguments, *named.values()) if isinstance(value, np.ndarray)]
    short = sum(array.size for array in arrays) <= limits.FORMULA_TOKENS
    try:
        steps = solver.steps(trace) if solver.steps and short else ()
    except FAULTS as error:
        raise FormulaError(f"{solver.name}: {error}", at) from error
    return (trace.value if solver.trace else trace), steps


def _run(
    solver: Solver,
    arguments: Sequence[Any],
    named: Mapping[str, Any],
    at: Span | None,
    asked: Asked,
    *,
    traced: bool = False,
) -> Any:
    call = solver.trace if traced and solver.trace else solver.call
    try:
        if not _is_small(solver, arguments, named, asked):
            raise FormulaError(f"the result of {solver.name} may hold {limits.ARRAY_ELEMENTS:,} numbers", at)
        return call(*arguments, **named)
    except FAULTS as error:
        _check_fit(solver, arguments, named, at)
        raise FormulaError(f"{solver.name}: {error}", at) from error


def _is_small(solver: Solver, arguments: Sequence[Any], named: Mapping[str, Any], asked: Asked) -> bool:
    """Whether a result may be held, asked before there is one."""
    if solver.elements is None:
        return _spread(*arguments, **named) <= limits.ARRAY_ELEMENTS
    values = (*arguments, *named.values())
    key = (solver.elements, len(arguments), *named, *[id(item) if isinstance(item, HELD) else item for item in values])
    if key not in asked:
        if solver.elements(*arguments, **named) > limits.ARRAY_ELEMENTS:
            return False
        asked[key] = values
    return True


def _check_fit(solver: Solver, arguments: Sequence[Any], named: Mapping[str, Any], at: Span | None) -> None:
    """Refuse arguments that are too many, too few or of other names. Raises `FormulaError`."""
    try:
        inspect.signature(solver.call).bind(*arguments, **named)
    except TypeError as error:
        raise FormulaError(f"{solver.name} takes {_parameters(solver)}: {error}", at) from None


def _spread(*arguments: Any, **named: Any) -> int:
    """How many numbers arguments could come to if they were spread over one another's axes."""
    shapes = {value.shape for value in (*arguments, *named.values()) if isinstance(value, np.ndarray)}
    if len(shapes) < 2:
        return prod(shapes.pop()) if shapes else 1
    return prod(max(sizes) for sizes in zip_longest(*(shape[::-1] for shape in shapes), fillvalue=1))


def _parameters(solver: Solver) -> str:
    """A solver's parameters as an author reads them: `(X, *, size, stride)`."""
    shown = []
    for parameter in inspect.signature(solver.call).parameters.values():
        default = "" if parameter.default is parameter.empty else f"={parameter.default!r}"
        shown.append(parameter.name + default)
    return f"({', '.join(shown)})"
