"""Worked steps read again: each printed line is a formula of the project's own syntax and gives what it claims."""

from collections.abc import Sequence

import numpy as np

from engine.formula.evaluate import evaluate_number
from engine.formula.python_syntax import parse
from solvers.steps import Step


def assert_readable(steps: Sequence[Step], rtol: float = 1e-4, atol: float = 1e-5) -> None:
    """Evaluate every line and compare it with its value; printed numbers have six digits, hence the tolerance."""
    assert steps
    for step in steps:
        found = evaluate_number(parse(step.numbers), {})
        np.testing.assert_allclose(found, step.value, rtol=rtol, atol=atol, err_msg=f"{step.name} = {step.numbers}")
