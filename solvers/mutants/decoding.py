"""Wrong versions of decoding and forecasting."""

import numpy as np
from numpy.typing import ArrayLike

from solvers import decoding, forecasting
from solvers.activations import softmax
from solvers.decoding import Beam
from solvers.registry import solver
from solvers.shapes import Array, floats


@solver("mutants.decode.greedy_for_beam")
def greedy_for_beam(*levels: ArrayLike, width: ArrayLike) -> Beam:
    """A beam of width 1: the locally best word is trusted."""
    return decoding.beam(*levels, width=1)


@solver("mutants.decode.added")
def added(*levels: ArrayLike, width: ArrayLike) -> float:
    """The factors along the best path, added instead of multiplied."""
    return sum(decoding.beam(*levels, width=width).best.factors)


@solver("mutants.decode.multiplied_temperature")
def multiplied_temperature(z: ArrayLike, tau: ArrayLike) -> Array:
    """Scores multiplied by the temperature instead of divided."""
    trace = decoding.temperature_trace(z, tau)
    return softmax(trace.z * trace.tau)


@solver("mutants.decode.temperature_after_softmax")
def temperature_after_softmax(z: ArrayLike, tau: ArrayLike) -> Array:
    """Probabilities divided by the temperature: they no longer sum to 1."""
    trace = decoding.temperature_trace(z, tau)
    return softmax(trace.z) / trace.tau


@solver("mutants.decode.linear_shares")
def linear_shares(z: ArrayLike) -> Array:
    """Scores divided by their sum: no exponentials."""
    (z,) = floats(z=z)
    return np.asarray(z / z.sum(axis=-1, keepdims=True))


@solver("mutants.forecast.last_repeated")
def last_repeated(positions: ArrayLike) -> Array:
    """The last position again: motion is ignored."""
    return forecasting.extrapolate_trace(positions).last


@solver("mutants.forecast.halfway")
def halfway(positions: ArrayLike) -> Array:
    """The mean of the last two positions: a look back."""
    trace = forecasting.extrapolate_trace(positions)
    return np.asarray((trace.previous + trace.last) / 2)


@solver("mutants.forecast.reversed_velocity")
def reversed_velocity(positions: ArrayLike) -> Array:
    """Old minus new taken for the velocity."""
    trace = forecasting.extrapolate_trace(positions)
    return np.asarray(trace.last - trace.velocity)


@solver("mutants.forecast.same_day")
def same_day(prices: ArrayLike) -> float:
    """Each price forecast by itself: no error at all."""
    return float(forecasting.persistence_error(prices) * 0)


@solver("mutants.forecast.squared")
def squared(prices: ArrayLike) -> Array:
    """Squared errors where absolute ones are asked."""
    return np.asarray(np.square(forecasting.persistence_trace(prices).error).mean())


@solver("mutants.forecast.fitted_on_all")
def fitted_on_all(x: ArrayLike, *, train: ArrayLike) -> Array:
    """The range is taken from test data as well."""
    x, train = floats(x=x, train=train)
    return forecasting.min_max(x, train=np.concatenate([x.ravel(), train.ravel()]))
