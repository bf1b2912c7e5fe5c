"""Forecasting a random walk, and what a high R² is worth."""

from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from solvers.experiment import Axes, Curve, Demonstration, Figures, Frame, Prediction, nearest, shares, watched
from solvers.forecasting import persistence_error
from solvers.fused import reader
from solvers.fused.layer import Layer, Weights
from solvers.fused.reader import Reader
from solvers.shapes import Array
from solvers.training import fit

LENGTH, TRAINED, LAGS, WINDOW, H, BATCH, UPDATES, RATE = 3000, 2000, 5, 20, 8, 32, 150, 0.01
COLUMNS: Final = ("mean absolute error", "R² of prices", "R² of returns", "direction right")
MODELS: Final = ("tomorrow = today", f"AR({LAGS})", "GRU on returns", "with a centred average")
ANCHORS: Final = (0.0, 0.5, 0.996)
NET: Final = Reader(Layer("gru"), classifies=False)


def measured(prices: Array, returns: Array) -> tuple[float, float, float, float]:
    """The four figures of forecasts `returns (n,)` of the last n changes of `prices`."""
    truth, before = np.diff(prices)[-len(returns) :], prices[-len(returns) - 1 : -1]
    return (
        float(np.abs(returns - truth).mean()),
        r_squared(before + returns, before + truth),
        r_squared(returns, truth),
        float((np.sign(returns) == np.sign(truth)).mean()) if returns.any() else float("nan"),
    )


def r_squared(forecast: Array, truth: Array) -> float:
    """1 - squared error / variance."""
    return float(1 - ((forecast - truth) ** 2).sum() / ((truth - truth.mean()) ** 2).sum())


def linear(features: Array, returns: Array) -> Array:
    """Least-squares forecasts of the last returns, fitted on the first `TRAINED`."""
    columns = np.c_[features, np.ones(len(features))]
    weights = np.linalg.lstsq(columns[:TRAINED], returns[:TRAINED], rcond=None)[0]
    return np.asarray(columns[TRAINED:] @ weights)


def lags(returns: Array) -> Array:
    """The last five returns before each, 0 where there are none."""
    padded = np.r_[np.zeros(LAGS), returns]
    return np.stack([padded[LAGS - k : len(padded) - k] for k in range(1, LAGS + 1)], axis=1)


def centred(prices: Array) -> Array:
    """Each price less the mean of the two before, itself and the two after: it looks ahead."""
    padded = np.pad(prices, 2, mode="edge")
    return np.asarray(prices - np.stack([padded[k : k + len(prices)] for k in range(5)]).mean(0))


def lesson(returns: Array, starts: NDArray[np.integer]) -> tuple[Array, Array]:
    """Windows of returns `(20, B, 1)`, and after each the next one, asked for at the end alone."""
    x = np.stack([returns[start : start + WINDOW] for start in starts], axis=1)[..., None]
    asked = np.full_like(x, np.nan)
    asked[-1, :, 0] = returns[starts + WINDOW]
    return x, asked


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """Each walk with its four forecasts."""
    figures, parts = Figures("forecast", MODELS, COLUMNS), shares(seeds)
    curves: list[Curve] = []
    for k in range(seed, seed + seeds):
        generator = np.random.default_rng(k)
        prices = 100 + np.cumsum(generator.normal(size=LENGTH))
        returns = np.diff(prices)
        rest = returns[TRAINED:]
        told = {
            MODELS[0]: np.zeros_like(rest),
            MODELS[1]: linear(lags(returns), returns),
            MODELS[3]: linear(np.c_[lags(returns), centred(prices)[:-1]], returns),
        }
        slopes = partial(_slopes, generator, returns[:TRAINED])
        fitting = fit(reader.drawn(generator, NET, 1, H, 1), slopes, updates=UPDATES, rate=RATE, clip=1.0)
        weights = yield from watched(fitting, UPDATES, f"GRU, walk {k}", next(parts), figures)
        x, _ = lesson(returns, np.arange(TRAINED - WINDOW, len(returns) - WINDOW))
        told[MODELS[2]] = reader.scores(NET, weights, x)[-1, :, 0]
        for name in MODELS:
            for column, value in zip(COLUMNS, measured(prices, told[name]), strict=True):
                figures.add(name, column, value)
        shown = prices[TRAINED + 1 :][:100]
        copy = prices[TRAINED:][:100]
        curves = [Curve("price", range(100), shown.tolist()), Curve("tomorrow = today", range(100), copy.tolist())]
        said = f"walk {k}: on average the price moves by {float(persistence_error(prices[TRAINED:])):.2f} a day"
        yield Frame(min(0.999, (k - seed + 1) / seeds), said, figures.table(), curves, None, Axes("day", "price"))
    r2 = float(np.mean(figures.of(MODELS[0], COLUMNS[1])))
    yield Frame(
        1.0,
        "the forecast is the price, a day late",
        figures.table(),
        curves,
        nearest(r2, ANCHORS),
        Axes("day", "price"),
    )


def _slopes(generator: np.random.Generator, returns: Array, weights: Weights) -> tuple[float, Weights]:
    starts = generator.integers(len(returns) - WINDOW, size=BATCH)
    return reader.slopes(NET, weights, *lesson(returns, starts))


DEMONSTRATION: Final = Demonstration(
    title="A forecast that is always a day late",
    prediction=Prediction(
        "A price moves by chance alone. How high is R² of the forecast \"tomorrow's price is today's\"?",
        ("0: there is nothing to foretell", "about 0.5", "over 0.99"),
    ),
    run=run,
    claim=(
        "Prices wander far and change little from day to day, so the copy of today scores an R² near 1; on returns it is 0. "
        "No model foretells the direction better than a coin, unless a feature looks ahead, as a centred average does."
    ),
    limits="A pure random walk: real prices have other regularities, and other traps.",
    axes=Axes("update", "squared error"),
    seeds=2,
)
