"""Losses of regression: how far numbers are from their targets, squared or absolute."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.arguments import flag
from solvers.losses import Reduced, check_same_shape, sequence_steps, sequence_trace
from solvers.registry import solver
from solvers.shapes import Array, floats
from solvers.steps import Step
from solvers.terms import line

HALF = "does a factor ½ stand before the square, so that its derivative has no 2?"


class Errors(NamedTuple):
    """Predictions beside their targets."""

    prediction: Array
    target: Array
    error: Array
    """prediction - target."""
    each: Array
    """What each error costs, before the sum or mean."""
    rule: str
    """How: with `e` for an error."""
    reduced: Reduced
    value: Array


def squared_error_trace(
    prediction: ArrayLike, target: ArrayLike, *, half: bool | None = None, reduction: str | None = None
) -> Errors:
    """`squared_error` with every intermediate."""
    halved = flag(half, "half", HALF)
    prediction, target = floats(prediction=prediction, target=target)
    check_same_shape("prediction", prediction, "target", target)
    error = prediction - target
    each = error * error / 2 if halved else error * error
    reduced = sequence_trace(each, reduction=reduction)
    return Errors(prediction, target, error, each, "e ** 2 / 2" if halved else "e ** 2", reduced, reduced.value)


def error_steps(trace: Errors) -> list[Step]:
    """Differences, what each costs, and their sum or mean."""
    return [
        line("e", "prediction - target", trace.error, prediction=trace.prediction, target=trace.target),
        line("each", trace.rule, trace.each, e=trace.error),
        *(sequence_steps(trace.reduced) if trace.each.ndim else []),
    ]


@solver("loss.squared_error", trace=squared_error_trace, steps=error_steps)
def squared_error(
    prediction: ArrayLike, target: ArrayLike, *, half: bool | None = None, reduction: str | None = None
) -> Array:
    """The sum or mean of squared errors, each halved if `half`.

    Raises `ShapeMismatch` for different shapes, `ValueError` for an unsaid `half` or `reduction`.
    """
    return squared_error_trace(prediction, target, half=half, reduction=reduction).value


class ErrorsGradient(NamedTuple):
    """The slope of a squared error."""

    errors: Errors
    scale: float
    """What multiplies each error: 2 or 1 (halved), divided by their number for a mean."""
    value: Array


def squared_error_gradient_trace(
    prediction: ArrayLike, target: ArrayLike, *, half: bool | None = None, reduction: str | None = None
) -> ErrorsGradient:
    """`squared_error_gradient` with every intermediate."""
    errors = squared_error_trace(prediction, target, half=half, reduction=reduction)
    scale = (1.0 if half else 2.0) / (errors.error.size if reduction == "mean" else 1)
    return ErrorsGradient(errors, scale, errors.error * errors.error.dtype.type(scale))


def squared_error_gradient_steps(trace: ErrorsGradient) -> list[Step]:
    """Differences, and their common factor."""
    return [error_steps(trace.errors)[0], line("dp", "s * e", trace.value, s=trace.scale, e=trace.errors.error)]


@solver("loss.squared_error_gradient", trace=squared_error_gradient_trace, steps=squared_error_gradient_steps)
def squared_error_gradient(
    prediction: ArrayLike, target: ArrayLike, *, half: bool | None = None, reduction: str | None = None
) -> Array:
    """The slope of `squared_error` along each prediction. Raises as `squared_error` does."""
    return squared_error_gradient_trace(prediction, target, half=half, reduction=reduction).value


def absolute_error_trace(prediction: ArrayLike, target: ArrayLike, *, reduction: str | None = None) -> Errors:
    """`absolute_error` with every intermediate."""
    prediction, target = floats(prediction=prediction, target=target)
    check_same_shape("prediction", prediction, "target", target)
    error = prediction - target
    reduced = sequence_trace(np.abs(error), reduction=reduction)
    return Errors(prediction, target, error, np.abs(error), "abs(e)", reduced, reduced.value)


@solver("loss.absolute_error", trace=absolute_error_trace, steps=error_steps)
def absolute_error(prediction: ArrayLike, target: ArrayLike, *, reduction: str | None = None) -> Array:
    """The sum or mean of absolute errors.

    Raises `ShapeMismatch` for different shapes, `ValueError` for an unsaid `reduction`.
    """
    return absolute_error_trace(prediction, target, reduction=reduction).value
