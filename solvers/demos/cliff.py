"""A cliff in the loss, with and without clipping the gradient."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from solvers.clipping import by_norm
from solvers.experiment import Axes, Curve, Demonstration, Frame, Prediction, Table, nearest

T, TARGET, START, RATE, LIMIT, STEPS = 20, 0.5, 1.2, 0.01, 1.0, 60
ANCHORS: Final = (1.0, 20.0, 500.0, 24_000.0)


def gradient(u: float) -> float:
    """d/du of (u^20 - 0.5)^2 / 2: the loss of a linear net with one unit, h_20 = u^20."""
    with np.errstate(over="ignore", invalid="ignore"):
        u = np.float64(u)
        return float((u**T - TARGET) * T * u ** (T - 1))


def path(limit: float | None) -> list[float]:
    """The weight after 0, 1, ... steps of gradient descent; it ends where numbers end."""
    us = [START]
    while len(us) <= STEPS and np.isfinite(us[-1]):
        slope = gradient(us[-1])
        us.append(us[-1] - RATE * (slope if limit is None else float(by_norm(np.array([slope]), limit)[0])))
    return us


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """Both descents, step by step; nothing is random."""
    free, clipped = path(None), path(LIMIT)
    for step in range(1, STEPS + 1):
        shown = [us[: step + 1] for us in (free, clipped)]
        rows = [
            ["first gradient", f"{gradient(START):.1f}", f"clipped to {LIMIT:g}"],
            [f"u after {step}", f"{shown[0][-1]:.4g}", f"{shown[1][-1]:.5f}"],
        ]
        rows.append(["best u", *[f"{TARGET ** (1 / T):.5f}"] * 2])
        curve = Curve("clipped", range(len(shown[1])), shown[1])
        best = Curve("best", range(len(shown[1])), [TARGET ** (1 / T)] * len(shown[1]))
        right = nearest(float(np.log(gradient(START))), np.log(ANCHORS).tolist()) if step == STEPS else None
        yield Frame(step / STEPS, f"step {step}", Table(["", "as it is", "clipped"], rows), (curve, best), right)


DEMONSTRATION: Final = Demonstration(
    title="A cliff, and a step that does not jump off it",
    prediction=Prediction(
        "A linear net of one unit runs 20 steps: h = u^20, loss (h - 0.5)^2 / 2, u = 1.2. About how large is the first gradient?",
        tuple(f"about {anchor:,.0f}" for anchor in ANCHORS),
    ),
    run=run,
    claim=(
        "The best u lies close by, but u^20 is a cliff: one step as long as the gradient throws u far away, and two more leave "
        "the range of floating point. Clipped to norm 1 the same descent walks down and arrives."
    ),
    limits="One unit without a squashing function; clipping bounds the step, it does not choose a better direction.",
    axes=Axes("step", "u"),
    seeds=1,
)
