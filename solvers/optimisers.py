"""Optimisers: one update of parameters by their gradient, plain, with momentum, or by Adam; and descent on a parabola."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.arguments import whole
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, floats
from solvers.steps import Step
from solvers.terms import line


class Descent(NamedTuple):
    """One step of gradient descent."""

    theta: Array
    g: Array
    rate: Array
    value: Array
    """theta - rate * g."""


def sgd_trace(theta: ArrayLike, g: ArrayLike, *, rate: ArrayLike) -> Descent:
    """`sgd` with its arguments."""
    theta, g, rate = floats(theta=theta, g=g, rate=rate)
    _same_shape(theta, g=g)
    return Descent(theta, g, rate, theta - rate * g)


def sgd_steps(trace: Descent) -> list[Step]:
    """The update with its numbers."""
    return [line("theta", "theta - rate * g", trace.value, **trace._asdict())]


@solver("sgd.step", trace=sgd_trace, steps=sgd_steps)
def sgd(theta: ArrayLike, g: ArrayLike, *, rate: ArrayLike) -> Array:
    """Gradient descent: theta - rate * g. Raises `ShapeMismatch` when g is not shaped as theta."""
    return sgd_trace(theta, g, rate=rate).value


class Momentum(NamedTuple):
    """One step with momentum."""

    theta: Array
    g: Array
    v_prev: Array
    rate: Array
    decay: Array
    v: Array
    """decay * v_prev + g."""
    value: Array
    """theta - rate * v."""


def momentum_steps(trace: Momentum) -> list[Step]:
    """The velocity, then the update."""
    letters = trace._asdict()
    return [
        line("v", "decay * v_prev + g", trace.v, **letters),
        line("theta", "theta - rate * v", trace.value, **letters),
    ]


@solver("momentum.step", steps=momentum_steps)
def momentum(theta: ArrayLike, g: ArrayLike, v_prev: ArrayLike, *, rate: ArrayLike, decay: ArrayLike) -> Momentum:
    """Heavy ball: v = decay * v_prev + g, theta - rate * v (Polyak 1964, the rate outside the velocity as in PyTorch).

    The new parameters are the field `value`, the velocity `v`. Raises `ShapeMismatch`.
    """
    theta, g, v_prev, rate, decay = floats(theta=theta, g=g, v_prev=v_prev, rate=rate, decay=decay)
    _same_shape(theta, g=g, v_prev=v_prev)
    v = decay * v_prev + g
    return Momentum(theta, g, v_prev, rate, decay, v, theta - rate * v)


class Adam(NamedTuple):
    """One step of Adam."""

    theta: Array
    g: Array
    m_prev: Array
    v_prev: Array
    t: int
    """Which update this is, from 1."""
    rate: Array
    beta1: Array
    beta2: Array
    epsilon: Array
    m: Array
    """Running mean of gradients: beta1 * m_prev + (1 - beta1) * g."""
    v: Array
    """Running mean of their squares: beta2 * v_prev + (1 - beta2) * g ** 2."""
    m_hat: Array
    """m / (1 - beta1 ** t): the start at zero corrected."""
    v_hat: Array
    """v / (1 - beta2 ** t)."""
    value: Array
    """theta - rate * m_hat / (sqrt(v_hat) + epsilon)."""


def adam_steps(trace: Adam) -> list[Step]:
    """Both running means, both corrections, the update."""
    letters = trace._asdict()
    return [
        line("m", "beta1 * m_prev + (1 - beta1) * g", trace.m, **letters),
        line("v", "beta2 * v_prev + (1 - beta2) * g ** 2", trace.v, **letters),
        line("m_hat", "m / (1 - beta1 ** t)", trace.m_hat, **letters),
        line("v_hat", "v / (1 - beta2 ** t)", trace.v_hat, **letters),
        line("theta", "theta - rate * m_hat / (sqrt(v_hat) + epsilon)", trace.value, **letters),
    ]


@solver("adam.step", steps=adam_steps)
def adam(
    theta: ArrayLike,
    g: ArrayLike,
    m_prev: ArrayLike,
    v_prev: ArrayLike,
    *,
    t: ArrayLike,
    rate: ArrayLike,
    beta1: ArrayLike = 0.9,
    beta2: ArrayLike = 0.999,
    epsilon: ArrayLike = 1e-8,
) -> Adam:
    """Update number t, from 1, by running means of gradients and their squares (Kingma and Ba 2015, algorithm 1).

    The new parameters are the field `value`, the running means `m` and `v`. Raises `ShapeMismatch`.
    """
    t = whole(t, "t", 1)
    theta, g, m_prev, v_prev = floats(theta=theta, g=g, m_prev=m_prev, v_prev=v_prev)
    _same_shape(theta, g=g, m_prev=m_prev, v_prev=v_prev)
    rate, beta1, beta2, epsilon = (np.asarray(x, theta.dtype) for x in (rate, beta1, beta2, epsilon))
    m = beta1 * m_prev + (1 - beta1) * g
    v = beta2 * v_prev + (1 - beta2) * g * g
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    moved = theta - rate * m_hat / (np.sqrt(v_hat) + epsilon)
    return Adam(theta, g, m_prev, v_prev, t, rate, beta1, beta2, epsilon, m, v, m_hat, v_hat, moved)


MOST_STEPS = 10_000
"""Beyond this a descent has long arrived, or left every range."""


class Parabola(NamedTuple):
    """Gradient descent on L = a x² / 2."""

    a: float
    """Its steepness, the slope's slope."""
    rate: float
    xs: Array
    """x after 0, 1, … steps."""
    value: Array
    """The last x: x_0 (1 - rate * a)ⁿ."""


def parabola_trace(a: float, *, rate: float, start: float, steps: float) -> Parabola:
    """`parabola` with every x on the way."""
    count = whole(steps, "steps", 0, MOST_STEPS)
    xs = float(start) * (1 - float(rate) * float(a)) ** np.arange(count + 1, dtype=np.float64)
    return Parabola(float(a), float(rate), xs, xs[-1])


def parabola_steps(trace: Parabola) -> list[Step]:
    """Each step: x minus rate times the slope a x."""
    return [
        line(f"x_{n}", "x - rate * a * x", x, x=before, rate=trace.rate, a=trace.a)
        for n, (before, x) in enumerate(zip(trace.xs[:-1], trace.xs[1:], strict=True), start=1)
    ] or [line("x_0", "x", trace.value, x=trace.value)]


@solver("sgd.parabola", trace=parabola_trace, steps=parabola_steps)
def parabola(a: float, *, rate: float, start: float, steps: float) -> Array:
    """Where `steps` steps of gradient descent on a x² / 2 lead from `start`: it shrinks only while |1 - rate * a| < 1."""
    return parabola_trace(a, rate=rate, start=start, steps=steps).value


def _same_shape(theta: Array, **others: Array) -> None:
    for name, other in others.items():
        if other.shape != theta.shape:
            raise ShapeMismatch(f"{name} has shape {describe(other.shape)}, expected {describe(theta.shape)} as theta")
