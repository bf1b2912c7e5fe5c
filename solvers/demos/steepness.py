"""Gradient descent on parabolas of different steepness with one learning rate."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from solvers.experiment import Axes, Curve, Demonstration, Frame, Prediction, Table
from solvers.optimisers import parabola_trace

RATE, START, STEPS = 0.1, 1.0, 50
STEEPNESS: Final = (1.0, 10.0, 19.0, 20.0, 21.0)


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """A curve a parabola; nothing is random."""
    curves: list[Curve] = []
    rows: list[list[str]] = []
    for place, a in enumerate(STEEPNESS, start=1):
        xs = parabola_trace(a, rate=RATE, start=START, steps=STEPS).xs
        curves.append(Curve(f"a = {a:g}", range(STEPS + 1), np.abs(xs).tolist()))
        rows.append([f"{a:g}", f"{RATE * a:g}", f"{xs[1]:.3g}", f"{xs[-1]:.3g}"])
        last = place == len(STEEPNESS)
        right = int(np.argmin([abs(curve.y[-1]) for curve in curves])) if last else None
        table = Table(["slope a", "rate × a", "x after 1 step", f"x after {STEPS}"], tuple(rows))
        yield Frame(place / len(STEEPNESS), f"a = {a:g}", table, tuple(curves), right)


DEMONSTRATION: Final = Demonstration(
    title="Steep is not fast",
    prediction=Prediction(
        "Gradient descent on a x² / 2 from x = 1 with rate 0.1. For which a is x nearest to 0 after 50 steps?",
        tuple(f"a = {a:g}" for a in STEEPNESS),
    ),
    run=run,
    claim=(
        "Each step multiplies x by 1 - rate × a. At rate × a = 1 one step arrives; from there a steeper slope is slower, "
        "swinging from side to side, at 2 it never arrives, and beyond it runs away."
    ),
    limits="One dimension and an exact parabola; in many dimensions one rate must serve all slopes at once.",
    axes=Axes("step", "|x|"),
    seeds=1,
)
