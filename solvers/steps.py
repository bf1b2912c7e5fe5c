"""Worked steps: a computation told one line at a time, each line a formula that can be evaluated again."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

SIGNIFICANT_DIGITS = 6
"""How many significant digits a printed intermediate keeps; the next line is computed from what is printed to this precision."""


class Step(NamedTuple):
    """One line of a worked solution."""

    name: str
    """What the line computes, in the letters of the prompt: `a_t`, `window (0, 1)`."""
    rule: str
    """The formula in letters: `tanh(W_hx @ x_t + W_hh @ h_prev + b_h)`."""
    numbers: str
    """The same formula with this question's numbers; evaluating it gives `value`."""
    value: float | NDArray[np.floating]
    """The result, unrounded."""


def show(value: ArrayLike, digits: int = SIGNIFICANT_DIGITS) -> str:
    """Print a number or an array so that a formula can read it again: `0.761594`, `[[3.5, 5.5], [3.75, 5.25]]`."""
    return _shown(value if type(value) is float else np.asarray(value).tolist(), digits)


def _shown(value: Any, digits: int) -> str:
    if isinstance(value, list):
        return "[" + ", ".join([_shown(item, digits) for item in value]) + "]"
    text = f"{float(value) + 0.0:.{digits}g}"
    return "0" if text == "-0" else text
