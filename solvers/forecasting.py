"""Forecasting: the simple rules a recurrent model must beat, and the scaling that must not look ahead."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.registry import solver
from solvers.regression_losses import Errors, absolute_error_trace, error_steps
from solvers.shapes import Array, ShapeMismatch, describe, floats
from solvers.steps import Step
from solvers.terms import line


class Extrapolation(NamedTuple):
    """The next position at unchanged velocity."""

    previous: Array
    last: Array
    velocity: Array
    """last - previous."""
    value: Array
    """last + velocity."""


def extrapolate_trace(positions: ArrayLike) -> Extrapolation:
    """`extrapolate` with the velocity."""
    (positions,) = floats(positions=positions)
    if not positions.ndim or len(positions) < 2:
        raise ShapeMismatch(
            f"positions has shape {describe(positions.shape)}, expected at least two rows: one alone tells no velocity"
        )
    previous, last = np.asarray(positions[-2]), np.asarray(positions[-1])
    return Extrapolation(previous, last, last - previous, last + (last - previous))


def extrapolate_steps(trace: Extrapolation) -> list[Step]:
    """The velocity, then the move."""
    letters = trace._asdict()
    return [
        line("velocity", "last - previous", trace.velocity, **letters),
        line("next", "last + velocity", trace.value, **letters),
    ]


@solver("forecast.extrapolate", trace=extrapolate_trace, steps=extrapolate_steps)
def extrapolate(positions: ArrayLike) -> Array:
    """The next of positions (T, ...) at the last velocity: 2 x_T - x_{T-1}. Raises `ShapeMismatch` for fewer than two."""
    return extrapolate_trace(positions).value


def persistence_trace(prices: ArrayLike) -> Errors:
    """`persistence_error` with every error."""
    (prices,) = floats(prices=prices)
    if prices.ndim != 1 or len(prices) < 2:
        raise ShapeMismatch(f"prices has shape {describe(prices.shape)}, expected (T,) with T at least 2")
    return absolute_error_trace(prices[:-1], prices[1:], reduction="mean")


@solver("forecast.persistence_error", trace=persistence_trace, steps=error_steps)
def persistence_error(prices: ArrayLike) -> Array:
    """The mean absolute error of forecasting each of prices (T,) by the one before. Raises `ShapeMismatch`."""
    return persistence_trace(prices).value


class Scaled(NamedTuple):
    """Numbers measured against the range of training data."""

    x: Array
    low: Array
    """The smallest training value."""
    high: Array
    """The largest."""
    value: Array
    """(x - low) / (high - low); outside 0 to 1 when x lies outside the range."""


def min_max_trace(x: ArrayLike, *, train: ArrayLike) -> Scaled:
    """`min_max` with the range."""
    x, train = floats(x=x, train=train)
    if not train.size or train.min() == train.max():
        raise ValueError("training data must hold at least two different numbers")
    low, high = np.asarray(train.min()), np.asarray(train.max())
    return Scaled(x, low, high, (x - low) / (high - low))


def min_max_steps(trace: Scaled) -> list[Step]:
    """The formula with its numbers."""
    return [line("scaled", "(x - low) / (high - low)", trace.value, **trace._asdict())]


@solver("forecast.min_max", trace=min_max_trace, steps=min_max_steps)
def min_max(x: ArrayLike, *, train: ArrayLike) -> Array:
    """x scaled by the range of the training data alone. Raises `ValueError` when that has no range."""
    return min_max_trace(x, train=train).value
