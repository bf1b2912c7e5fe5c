"""Losses: how far scores, probabilities or numbers are from the truth; natural logarithms throughout.

A loss of one prediction comes first; `sequence` adds or averages the losses of many, since the field does both.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.activations import log_softmax, softmax
from solvers.arguments import flag, wholes, word
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, floats
from solvers.steps import Step
from solvers.terms import factor, line, total

HALF = "does a factor ½ stand before the square, so that its derivative has no 2?"
REDUCTIONS = ("sum", "mean")


class CrossEntropy(NamedTuple):
    """The loss of classifications, with what it came from."""

    z: Array
    """Scores before the softmax, (..., C)."""
    k: NDArray[np.int64]
    """The true class of each, (...), counted from 0."""
    p: Array
    """softmax(z)."""
    log_p: Array
    """ln p, computed without rounding p to 0."""
    value: Array
    """-ln p_k, (...)."""


def cross_entropy_trace(z: ArrayLike, k: ArrayLike) -> CrossEntropy:
    """`cross_entropy` with every intermediate."""
    (z,) = floats(z=z)
    classes = wholes(k, "k")
    if z.ndim == 0 or classes.shape != z.shape[:-1]:
        raise ShapeMismatch(f"k has shape {describe(classes.shape)}, expected one class a row of z {describe(z.shape)}")
    if classes.size and classes.max() >= z.shape[-1]:
        raise ValueError(f"k names class {classes.max()}, but z has classes 0 to {z.shape[-1] - 1}")
    log_p = log_softmax(z)
    value = -np.take_along_axis(log_p, classes[..., None], axis=-1)[..., 0]
    return CrossEntropy(z, classes, softmax(z), log_p, value)


def cross_entropy_steps(trace: CrossEntropy) -> list[Step]:
    """Probabilities, their logarithms, and minus the one of the true class."""
    lines = [
        line("p", "softmax(z)", trace.p, z=trace.z),
        line("log_p", "log_softmax(z)", trace.log_p, z=trace.z),
    ]
    if trace.k.ndim:
        picked = Step("loss", "-log_p, each row at its class k", f"-{factor(-trace.value)}", trace.value)
    else:
        picked = line("loss", "-log_p[k]", trace.value, log_p=trace.log_p, k=trace.k)
    return [*lines, picked]


@solver("loss.cross_entropy", trace=cross_entropy_trace, steps=cross_entropy_steps)
def cross_entropy(z: ArrayLike, k: ArrayLike) -> Array:
    """-ln softmax(z)_k: scores z (..., C) and true classes k (...), counted from 0 -> losses (...), in nats.

    Raises `ShapeMismatch` when k and z do not fit, `ValueError` for a class that there is not.
    """
    return cross_entropy_trace(z, k).value


class CrossEntropyGradient(NamedTuple):
    """The slope of a cross-entropy."""

    loss: CrossEntropy
    y: Array
    """The true classes as one-hot rows, (..., C)."""
    value: Array
    """p - y, (..., C)."""


def cross_entropy_gradient_trace(z: ArrayLike, k: ArrayLike) -> CrossEntropyGradient:
    """`cross_entropy_gradient` with every intermediate."""
    loss = cross_entropy_trace(z, k)
    y = (np.arange(loss.z.shape[-1]) == loss.k[..., None]).astype(loss.p.dtype)
    return CrossEntropyGradient(loss, y, loss.p - y)


def cross_entropy_gradient_steps(trace: CrossEntropyGradient) -> list[Step]:
    """Probabilities, and the truth subtracted from them."""
    p = line("p", "softmax(z)", trace.loss.p, z=trace.loss.z)
    return [p, line("dz", "p - y", trace.value, p=trace.loss.p, y=trace.y)]


@solver("loss.cross_entropy_gradient", trace=cross_entropy_gradient_trace, steps=cross_entropy_gradient_steps)
def cross_entropy_gradient(z: ArrayLike, k: ArrayLike) -> Array:
    """The slope of each loss along its scores, softmax(z) - one_hot(k): (..., C). Raises as `cross_entropy` does."""
    return cross_entropy_gradient_trace(z, k).value


class Elementwise(NamedTuple):
    """Losses of single numbers."""

    prediction: Array
    target: Array
    value: Array


def binary_cross_entropy_trace(p: ArrayLike, y: ArrayLike) -> Elementwise:
    """`binary_cross_entropy` with its arguments."""
    p, y = floats(p=p, y=y)
    _same_shape("p", p, "y", y)
    if not ((p.real > 0) & (p.real < 1)).all():
        raise ValueError("p must lie between 0 and 1, both excluded: a certain mistake costs infinitely much")
    if not ((y.real >= 0) & (y.real <= 1)).all():
        raise ValueError("y must be 0 or 1, or a probability between them")
    return Elementwise(p, y, -(y * np.log(p) + (1 - y) * np.log(1 - p)))


def binary_cross_entropy_steps(trace: Elementwise) -> list[Step]:
    """The formula with its numbers."""
    rule = "-(y * log(p) + (1 - y) * log(1 - p))"
    return [line("loss", rule, trace.value, p=trace.prediction, y=trace.target)]


@solver("loss.binary_cross_entropy", trace=binary_cross_entropy_trace, steps=binary_cross_entropy_steps)
def binary_cross_entropy(p: ArrayLike, y: ArrayLike) -> Array:
    """-(y ln p + (1 - y) ln(1 - p)) for each probability p and truth y of the same shape.

    Raises `ShapeMismatch` for different shapes, `ValueError` for p outside (0, 1) or y outside [0, 1].
    """
    return binary_cross_entropy_trace(p, y).value


class Reduced(NamedTuple):
    """Many losses made one."""

    losses: Array
    counted: NDArray[np.bool_]
    """Which losses are real, not of padding; same shape."""
    reduction: str
    value: Array


def sequence_trace(losses: ArrayLike, *, reduction: str | None = None, mask: ArrayLike | None = None) -> Reduced:
    """`sequence` with its arguments."""
    (losses,) = floats(losses=losses)
    reduction = word(reduction, "reduction", REDUCTIONS)
    counted = np.ones(losses.shape, bool) if mask is None else wholes(mask, "mask") != 0
    _same_shape("mask", counted, "losses", losses)
    value = np.where(counted, losses, 0).sum()
    if reduction == "mean":
        if not counted.any():
            raise ValueError("a mean needs at least one loss that counts")
        value = value / losses.dtype.type(counted.sum())
    return Reduced(losses, counted, reduction, value)


def sequence_steps(trace: Reduced) -> list[Step]:
    """The losses that count, added, and divided if a mean is asked."""
    terms = trace.losses[trace.counted].tolist()
    summed = Step(
        "total", "the sum of the losses that count", total(terms), np.where(trace.counted, trace.losses, 0).sum()
    )
    if trace.reduction == "sum":
        return [summed]
    return [summed, line("mean", "total / n", trace.value, total=summed.value, n=len(terms))]


@solver("loss.sequence", trace=sequence_trace, steps=sequence_steps)
def sequence(losses: ArrayLike, *, reduction: str | None = None, mask: ArrayLike | None = None) -> Array:
    """One loss for many steps, their `reduction="sum"` or `"mean"`; a step whose `mask` is 0 is padding and never counts.

    Raises `ShapeMismatch` for a mask of another shape, `ValueError` for an unsaid reduction or a mean of nothing.
    """
    return sequence_trace(losses, reduction=reduction, mask=mask).value


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
    _same_shape("prediction", prediction, "target", target)
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
    _same_shape("prediction", prediction, "target", target)
    error = prediction - target
    reduced = sequence_trace(np.abs(error), reduction=reduction)
    return Errors(prediction, target, error, np.abs(error), "abs(e)", reduced, reduced.value)


@solver("loss.absolute_error", trace=absolute_error_trace, steps=error_steps)
def absolute_error(prediction: ArrayLike, target: ArrayLike, *, reduction: str | None = None) -> Array:
    """The sum or mean of absolute errors.

    Raises `ShapeMismatch` for different shapes, `ValueError` for an unsaid `reduction`.
    """
    return absolute_error_trace(prediction, target, reduction=reduction).value


def _same_shape(name: str, array: NDArray[np.generic], other_name: str, other: NDArray[np.generic]) -> None:
    if array.shape != other.shape:
        raise ShapeMismatch(
            f"{name} has shape {describe(array.shape)}, expected {describe(other.shape)} as {other_name}"
        )
