"""Where a ball will be next, with and without history."""

from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np

from solvers.experiment import Axes, Demonstration, Figures, Frame, Prediction, nearest, shares, watched
from solvers.forecasting import extrapolate
from solvers.fused import reader
from solvers.fused.layer import GATES, Layer, Weights
from solvers.fused.reader import Reader
from solvers.shapes import Array
from solvers.training import fit

FRAMES, FIRST, SPEED, H, BATCH, UPDATES, RATE = 13, 6, 0.2, 24, 64, 800, 0.01
"""Frames a film has; the first frame that is scored; the largest speed, in widths of half the box a frame."""
RULES: Final = ("repeat the last frame", "line through one frame", "2 x_t - x_(t-1)", "line through two frames")
ANCHORS: Final = (0.0123, 0.0026, 0.0)
COLUMN: Final = "mean squared error"


def films(generator: np.random.Generator, count: int) -> Array:
    """Positions `(13, count)` in -1 .. 1 of balls with constant speed that bounce off both walls."""
    start, speed = generator.uniform(-1, 1, count), generator.uniform(-SPEED, SPEED, count)
    free = start + speed * np.arange(FRAMES)[:, None]
    # Unfolded, a bouncing ball flies straight on through mirrored boxes.
    return np.asarray(1 - np.abs((free + 1) % 4 - 2))


def rule_errors(train: Array, test: Array) -> list[float]:
    """The mean squared errors of the rules without a state, in the order of `RULES`, on the scored frames of `test`."""
    asked = test[FIRST:]
    flown = np.stack([extrapolate(test[t - 2 : t]) for t in range(FIRST, FRAMES)])
    forecasts = [test[FIRST - 1 : -1], _line(train, test, 1), flown, _line(train, test, 2)]
    return [float(((forecast - asked) ** 2).mean()) for forecast in forecasts]


def _line(train: Array, test: Array, frames: int) -> Array:
    """The best linear map of the last frames, fitted on `train`, at work on `test`."""

    def columns(films: Array) -> Array:
        before = [films[FIRST - 1 - k : FRAMES - 1 - k].ravel() for k in range(frames)]
        return np.stack([*before, np.ones_like(before[0])], axis=1)

    weights = np.linalg.lstsq(columns(train), train[FIRST:].ravel(), rcond=None)[0]
    return np.asarray((columns(test) @ weights).reshape(-1, test.shape[1]))


def lesson(films: Array) -> tuple[Array, Array]:
    """Inputs `(12, B, 1)` and what is asked after each, NaN before the scored frames."""
    asked = films[1:, :, None].copy()
    asked[: FIRST - 1] = np.nan
    return films[:-1, :, None], asked


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """The rules, then a net of each cell, seed by seed."""
    figures = Figures("forecast", [*RULES, *GATES], [COLUMN])
    test = films(np.random.default_rng([seed, 1]), 2000)
    for name, error in zip(RULES, rule_errors(films(np.random.default_rng([seed, 2]), 2000), test), strict=True):
        figures.add(name, COLUMN, error)
    yield Frame(0.0, "rules without a state", figures.table())
    parts = shares(len(GATES) * seeds)
    for cell in GATES:
        net = Reader(Layer(cell), classifies=False)
        for k in range(seed, seed + seeds):
            generator = np.random.default_rng([k, 3])
            start, slopes = reader.drawn(generator, net, 1, H, 1, {"f": 1.0}), partial(_slopes, net, generator)
            fitting = fit(start, slopes, updates=UPDATES, rate=RATE, clip=1.0)
            weights = yield from watched(fitting, UPDATES, cell, next(parts), figures)
            x, asked = lesson(test)
            figures.add(cell, COLUMN, float(np.nanmean((reader.scores(net, weights, x) - asked) ** 2)))
    right = nearest(figures.of(RULES[2], COLUMN)[0], ANCHORS)
    yield Frame(1.0, "errors by forecast", figures.table(), list(figures.losses.values()), right)


def _slopes(net: Reader, generator: np.random.Generator, weights: Weights) -> tuple[float, Weights]:
    return reader.slopes(net, weights, *lesson(films(generator, BATCH)))


DEMONSTRATION: Final = Demonstration(
    title="Where is the ball going?",
    prediction=Prediction(
        "A ball moves at constant speed between two walls. Repeating the last frame errs by 0.0123 (mean square). "
        "What error is left for 2 x_t - x_(t-1)?",
        ("the same", "about a fifth: it knows the speed, but not the walls", "none"),
    ),
    run=run,
    claim=(
        "One frame tells nothing about motion; two give the speed, and only bounces are wrong; a learned state handles the "
        "walls as well."
    ),
    limits="A noiseless ball in one dimension: with noise, more than two frames help even between the walls.",
    axes=Axes("update", "mean squared error", log_y=True),
    seeds=2,
)
