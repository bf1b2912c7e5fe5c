"""Cutting the gradient to the last steps of a task that needs the first."""

from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np

from solvers.demos.first_symbol import BATCH, CLASSES, CLIP, CONTESTANTS, batch, drawn
from solvers.experiment import Axes, Curve, Demonstration, Figures, Frame, Prediction, shares, watched
from solvers.fused import layer, reader
from solvers.fused.layer import Weights
from solvers.fused.reader import Reader
from solvers.training import fit

T, UPDATES = 30, 600
KEPT: Final = (5, 10, 20, 29, 30)
"""Through how many of the last steps the gradient passes."""
GRU: Final = CONTESTANTS["GRU, keep bias 3"]
NET: Final = Reader(GRU.layer, classifies=True)
COLUMNS: Final = ("accuracy", "slope by the first input")


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """A GRU that learns with each cut, seed by seed."""
    figures = Figures("steps kept", [str(kept) for kept in KEPT], COLUMNS)
    parts = shares(len(KEPT) * seeds)
    for kept in KEPT:
        for k in range(seed, seed + seeds):
            generator = np.random.default_rng([k, T])
            slopes = partial(_slopes, generator, kept)
            fitting = fit(drawn(GRU, T, generator), slopes, updates=UPDATES, rate=GRU.rate, clip=CLIP)
            weights = yield from watched(fitting, UPDATES, f"gradient kept for {kept} steps", next(parts), figures)
            figures.add(str(kept), COLUMNS[0], reader.accuracy(NET, weights, *batch(generator, T, 500)))
            figures.add(str(kept), COLUMNS[1], slope_by_first_input(weights, generator, kept))
    at_five = float(np.mean(figures.of("5", COLUMNS[0])))
    mean = Curve("accuracy", KEPT, [float(np.mean(figures.of(str(kept), COLUMNS[0]))) for kept in KEPT])
    right = 0 if at_five < 1.2 / CLASSES else 2 if at_five > 0.95 else 1
    yield Frame(1.0, "accuracy by steps kept", figures.table(), (mean,), right, Axes("steps kept", "accuracy"))


def slope_by_first_input(weights: Weights, generator: np.random.Generator, kept: int) -> float:
    """The length of the gradient by the first input, as the cut lets it through."""
    x, _ = batch(generator, T, BATCH)
    ran = layer.run(GRU.layer, weights, x)
    dh = np.zeros_like(ran.h)
    dh[-1] = 1
    if kept < T:
        # The gradient stops at the state that the last steps start from, so the first input is never reached.
        ran = layer.run(GRU.layer, weights, x[T - kept :], h0=ran.h[T - kept - 1])
        dx = np.zeros_like(x)
        dx[T - kept :] = layer.backward(GRU.layer, ran, dh[T - kept :]).x
    else:
        dx = layer.backward(GRU.layer, ran, dh).x
    return float(np.linalg.norm(dx[0]))


def _slopes(generator: np.random.Generator, kept: int, weights: Weights) -> tuple[float, Weights]:
    return reader.slopes(NET, weights, *batch(generator, T), last=kept)


DEMONSTRATION: Final = Demonstration(
    title="What truncation takes away, and what it leaves",
    prediction=Prediction(
        "A GRU must tell after 30 steps which of 4 symbols came first, but its gradient is cut after the last 5 steps. "
        "How accurate does it get? (Chance is 0.25.)",
        ("chance: it cannot see the first step", "clearly better than chance, not perfect", "perfect"),
    ),
    run=run,
    claim=(
        "Cutting the gradient stops the net from learning to write: the slope by the first input is exactly 0. The state still "
        "carries the symbol forward, since an untrained gate leaks it, and reading that out can be learnt from the last steps."
    ),
    limits="A GRU whose gates start out open (keep bias 3); where the state forgets by itself, the cut leaves nothing to read.",
    axes=Axes("update", "loss in nats"),
    seeds=3,
)
