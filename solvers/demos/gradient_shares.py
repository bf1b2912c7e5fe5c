"""Where the gradient of a recurrent weight comes from, step by step."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from solvers import rnn
from solvers.experiment import Axes, Curve, Demonstration, Frame, Prediction, Table, nearest
from solvers.shapes import Array

U, W, T = 0.8, 1.0, 30
ANCHORS: Final = (0.5, 5.0, 30.0, 67.0)
"""Per cent; the last would be an even share for each step."""


def contributions(x: Array) -> Array:
    """What each use of the recurrent weight adds to dh_T/dU in a cell of one tanh unit: at steps 1 to T, on states 0 to T - 1."""
    trace = rnn.forward(x, W=W, U=U, b=0.0, activation="tanh")
    return np.asarray(rnn.backward(trace, dh_last=1.0).a * trace.h_prev)


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """Longer and longer sequences of +1, -1, +1, ...; nothing is random."""
    rows: list[list[str]] = []
    for steps in (3, 5, 10, 15, 20, T):
        parts = contributions((-1.0) ** np.arange(steps))
        sizes = np.abs(parts[::-1])
        near, far = 100 * sizes[:5].sum() / sizes.sum(), 100 * sizes[10:].sum() / sizes.sum()
        rows.append([str(steps), f"{parts.sum():.4g}", f"{near:.1f} %", f"{far:.3f} %"])
        table = Table(["T", "whole gradient", "from the last 5 steps", "from more than 10 back"], tuple(rows))
        curve = Curve(f"T = {steps}", range(1, steps + 1), sizes.tolist())
        yield Frame(steps / T, f"T = {steps}", table, (curve,), nearest(far, ANCHORS) if steps == T else None)


DEMONSTRATION: Final = Demonstration(
    title="Where the gradient of a recurrent weight comes from",
    prediction=Prediction(
        "One tanh unit (recurrent weight 0.8) reads +1, -1, +1, ... for 30 steps. What share of the gradient of its recurrent "
        "weight comes from states more than 10 steps back?",
        tuple(f"about {anchor:g} %" for anchor in ANCHORS),
    ),
    run=run,
    claim=(
        "The whole gradient is a sum over every use of the weight, and it is not zero. But nearly all of it comes from the last "
        "few steps: what vanishes is the part that could teach a long dependency, not the gradient as such."
    ),
    limits="One unit and one input; the sizes of the parts are added, so parts of opposite sign do not hide one another.",
    axes=Axes("steps back", "size of the part", log_y=True),
    seeds=1,
)
