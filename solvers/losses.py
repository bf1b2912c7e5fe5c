"""Losses of classification, and how many losses become one; natural logarithms throughout.

A loss of one prediction comes first; `sequence` adds or averages the losses of many, since the field does both.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.activations import log_softmax, softmax
from solvers.arguments import wholes, word
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, floats
from solvers.steps import Step
from solvers.terms import factor, line, total

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
    check_same_shape("p", p, "y", y)
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
    check_same_shape("mask", counted, "losses", losses)
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


def check_same_shape(name: str, array: NDArray[np.generic], other_name: str, other: NDArray[np.generic]) -> None:
    """Raise `ShapeMismatch` unless two arrays have one shape."""
    if array.shape != other.shape:
        raise ShapeMismatch(
            f"{name} has shape {describe(array.shape)}, expected {describe(other.shape)} as {other_name}"
        )
