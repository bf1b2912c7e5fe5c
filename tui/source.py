"""The source behind a question's key: its formula, and the code of the solvers that the formula calls."""

import inspect
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any, Final, NamedTuple

from engine.errors import FormulaError
from engine.formula.functions import lookup
from engine.formula.worked import innermost_first
from engine.question.computed import read
from engine.question.question import Question

MOST: Final = 12
"""How many functions are shown at most, those nearest to the formula first."""


class Code(NamedTuple):
    """One function."""

    name: str
    """As its module calls it: `solvers/pooling.py: average`."""
    text: str


def formulas(question: Question) -> list[str]:
    """The formulas that the key is computed from, steps by their names; none for a question that nothing computes."""
    answer: Any = getattr(question, "answer", "")
    if not question.computed:
        return []
    if isinstance(answer, dict):
        return [f"{name} = {formula}" for name, formula in answer.items()]
    return [str(answer)]


def code(question: Question) -> list[Code]:
    """The functions that the formulas call, then those of our own that these call, each once."""
    answer: Any = getattr(question, "answer", "")
    texts = answer.values() if isinstance(answer, dict) else [answer]
    found: dict[str, Code] = {}
    waiting = [call for text in texts if question.computed for call in _called(text)]
    while waiting and len(found) < MOST:
        function = waiting.pop(0)
        name = f"{function.__module__.replace('.', '/')}.py: {function.__name__}"
        if name not in found:
            found[name] = Code(name, inspect.getsource(function).rstrip())
            waiting += _used(function)
    return list(found.values())


def _called(formula: str | int | float) -> Iterator[FunctionType]:
    try:
        calls = list(innermost_first(read(formula)))
    except FormulaError:
        return
    for call in reversed(calls):
        yield from _ours(lookup(call.function).call)


def _used(function: FunctionType) -> Iterator[FunctionType]:
    for name in function.__code__.co_names:
        yield from _ours(function.__globals__.get(name))


def _ours(value: Callable[..., Any] | None) -> Iterator[FunctionType]:
    """A value, if it is a function of the solvers."""
    unwrapped = inspect.unwrap(value) if callable(value) else None
    if isinstance(unwrapped, FunctionType) and unwrapped.__module__.startswith("solvers."):
        yield unwrapped
