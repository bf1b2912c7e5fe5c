"""Gradients by two roads that need no derivative: central differences and the complex step.

Central differences err by the square of `eps` and by rounding over `eps`; about 1e-5 is best in float64. The complex step
f'(x) = Im f(x + i eps) / eps has no difference and so no cancellation (Squire & Trapp 1998): it is exact to rounding, for
functions written without absolute values or comparisons of complex numbers.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.registry import solver
from solvers.shapes import Array, broadcast_elements, expect, floats

COMPLEX_STEP = 1e-30
"""So small that its square vanishes beside 1."""


class Disagreement(NamedTuple):
    """The entry where two gradients differ most."""

    place: tuple[int, ...]
    claimed: float
    measured: float

    def __str__(self) -> str:
        return f"at {list(self.place)} the gradient is {self.claimed:.10g}, by differences {self.measured:.10g}"


def central_differences(loss: Callable[[Array], float], at: ArrayLike, eps: float = 1e-5) -> Array:
    """The gradient of `loss` by every entry of `at`: (f(x + eps) - f(x - eps)) / (2 eps)."""
    (point,) = floats(at=at)
    gradient = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        above, below = point.copy(), point.copy()
        above[index] += eps
        below[index] -= eps
        gradient[index] = (loss(above) - loss(below)) / (2 * eps)
    return gradient


def complex_step(loss: Callable[[Any], complex], at: ArrayLike) -> Array:
    """The gradient of `loss` by every entry of `at`, from its imaginary part."""
    (point,) = floats(at=at)
    gradient = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        moved = point.astype(np.complex128)
        moved[index] += 1j * COMPLEX_STEP
        gradient[index] = complex(loss(moved)).imag / COMPLEX_STEP
    return gradient


def disagreement(claimed: ArrayLike, measured: ArrayLike, rtol: float, atol: float) -> Disagreement | None:
    """The worst entry in which two gradients differ by more than `atol + rtol * size`; `None` when they agree.

    Raises `ShapeMismatch`.
    """
    ours, theirs = floats(claimed=claimed, measured=measured)
    expect("claimed", ours.shape, theirs.shape)
    excess = np.abs(ours - theirs) - (atol + rtol * np.maximum(np.abs(ours), np.abs(theirs)))
    if not excess.size or (excess <= 0).all():
        return None
    index = tuple(int(place) for place in np.unravel_index(np.argmax(excess), excess.shape))
    return Disagreement(index, float(ours[index]), float(theirs[index]))


@solver("gradient.central_difference", elements=broadcast_elements)
def central_difference(above: ArrayLike, below: ArrayLike, eps: float) -> Array:
    """A slope from two values of a function, `eps` to either side of a point: their difference over `2 * eps`."""
    above, below = floats(above=above, below=below)
    return (above - below) / (2 * eps)
