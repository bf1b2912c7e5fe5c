"""Wrong versions of an update."""

import numpy as np
from numpy.typing import ArrayLike

from solvers import optimisers
from solvers.optimisers import Adam
from solvers.registry import solver
from solvers.shapes import Array


@solver("mutants.sgd.ascent")
def ascent(theta: ArrayLike, g: ArrayLike, *, rate: ArrayLike) -> Array:
    """The gradient is added."""
    trace = optimisers.sgd_trace(theta, g, rate=rate)
    return optimisers.sgd(trace.theta, -trace.g, rate=rate)


@solver("mutants.sgd.no_rate")
def no_rate(theta: ArrayLike, g: ArrayLike, *, rate: ArrayLike) -> Array:
    """The learning rate is forgotten."""
    return optimisers.sgd(theta, g, rate=1)


@solver("mutants.sgd.replaced")
def replaced(theta: ArrayLike, g: ArrayLike, *, rate: ArrayLike) -> Array:
    """The parameters become the step instead of moving by it."""
    trace = optimisers.sgd_trace(theta, g, rate=rate)
    return np.asarray(trace.rate * trace.g)


@solver("mutants.sgd.parabola_climbed")
def parabola_climbed(a: float, *, rate: float, start: float, steps: float) -> Array:
    """Each step goes up the parabola."""
    return optimisers.parabola(a, rate=-rate, start=start, steps=steps)


@solver("mutants.sgd.parabola_at_constant_slope")
def parabola_at_constant_slope(a: float, *, rate: float, start: float, steps: float) -> float:
    """Every step uses the slope at the start."""
    return float(start - steps * rate * a * start)


@solver("mutants.adam.uncorrected")
def uncorrected(
    theta: ArrayLike, g: ArrayLike, m_prev: ArrayLike, v_prev: ArrayLike, *, t: ArrayLike, rate: ArrayLike
) -> Adam:
    """The running means are not corrected for their start at zero."""
    trace = optimisers.adam(theta, g, m_prev, v_prev, t=t, rate=rate)
    moved = trace.theta - trace.rate * trace.m / (np.sqrt(trace.v) + trace.epsilon)
    return trace._replace(m_hat=trace.m, v_hat=trace.v, value=moved)
