"""Which functions a question's formula may call, and how each explains itself."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from solvers.steps import Step

Function = TypeVar("Function", bound=Callable[..., Any])


class Solver(NamedTuple):
    """A function that formulas may call."""

    name: str
    """The dotted name a formula uses: `pool.average`."""
    call: Callable[..., Any]
    """Computes the value: a number, an array, or a trace whose fields a formula may read (`.h`)."""
    trace: Callable[..., Any] | None
    """Takes the same arguments and returns every intermediate, the value in the field `value`.
    `None`: the result of `call` is itself the trace."""
    steps: Callable[[Any], Sequence[Step]] | None
    """Turns a trace into worked steps. `None`: the call is explained by its name and numbers alone."""
    elements: Callable[..., int] | None
    """Takes the same arguments and says how many numbers the result holds, asked before the call.
    `None`: never more than its largest argument."""


SOLVERS: dict[str, Solver] = {}
"""The closed table, filled as the modules of `solvers` are imported."""


def solver(
    name: str,
    *,
    trace: Callable[..., Any] | None = None,
    steps: Callable[[Any], Sequence[Step]] | None = None,
    elements: Callable[..., int] | None = None,
) -> Callable[[Function], Function]:
    """Mark a function as callable from a formula under a dotted name.

    Raises `ValueError` when the name is taken.
    """

    def mark(function: Function) -> Function:
        if name in SOLVERS:
            raise ValueError(f"two solvers are called {name}")
        SOLVERS[name] = Solver(name, function, trace, steps, elements)
        return function

    return mark
