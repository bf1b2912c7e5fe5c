"""How a wrong step of a cell becomes callable from formulas, for one step and for a sequence."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from solvers.registry import solver
from solvers.shapes import floats
from solvers.unrolling import UNTIMED
from solvers.weights import cell_elements

Step = Callable[..., Any]
"""Takes the arguments of a cell's `step` and returns a trace."""


def wrong_step(name: str, cell: ModuleType) -> Callable[[Step], Step]:
    """Mark a wrong step: `mutants.<name>` takes what `step` takes, `mutants.<name>_forward` what `forward` takes."""

    def mark(step: Step) -> Step:
        def forward(x: ArrayLike, *, h0: ArrayLike | None = None, c0: ArrayLike | None = None, **arguments: Any) -> Any:
            (x,) = floats(x=x)
            states = {"h0": h0} | ({"c0": c0} if hasattr(cell, "ifgo") else {})
            start = cell.forward(x[:0], **states, **arguments)
            now = [start.h_last] + ([start.c_last] if "c0" in states else [])
            told = []
            for x_t in x:
                told.append(step(x_t, *now, **arguments))
                now = [told[-1].h_last] + ([told[-1].c_last] if "c0" in states else [])
            return _together(told) if told else start

        forward.__doc__ = f"{step.__doc__} Here over a sequence `x (T, ..., D)`."
        solver(f"mutants.{name}", elements=cell_elements)(step)
        solver(f"mutants.{name}_forward", elements=cell_elements)(forward)
        return step

    return mark


def _together(steps: list[Any]) -> Any:
    timed = [name for name in steps[0]._fields if name not in UNTIMED]
    return steps[-1]._replace(**{name: np.stack([getattr(step, name) for step in steps]) for name in timed})
