"""Wrong versions of losses and of their gradients."""

import numpy as np
from numpy.typing import ArrayLike

from solvers import losses, regression_losses
from solvers.registry import solver
from solvers.shapes import Array, floats


@solver("mutants.loss.log10")
def log10(z: ArrayLike, k: ArrayLike) -> Array:
    """The logarithm to base 10."""
    return np.asarray(losses.cross_entropy(z, k) / np.log(10))


@solver("mutants.loss.wrong_class")
def wrong_class(z: ArrayLike, k: ArrayLike) -> Array:
    """The loss of the least likely class instead of the true one."""
    return np.asarray(-losses.cross_entropy_trace(z, k).log_p.min(axis=-1))


@solver("mutants.loss.one_minus_p")
def one_minus_p(z: ArrayLike, k: ArrayLike) -> Array:
    """1 - p of the true class: no logarithm."""
    return -np.expm1(-losses.cross_entropy(z, k))


@solver("mutants.loss.minus_score")
def minus_score(z: ArrayLike, k: ArrayLike) -> Array:
    """Minus the true class's score: no softmax."""
    trace = losses.cross_entropy_trace(z, k)
    return -np.take_along_axis(trace.z, trace.k[..., None], axis=-1)[..., 0]


@solver("mutants.loss.y_minus_p")
def y_minus_p(z: ArrayLike, k: ArrayLike) -> Array:
    """The gradient with its sign turned."""
    return -losses.cross_entropy_gradient(z, k)


@solver("mutants.loss.probabilities_as_gradient")
def probabilities_as_gradient(z: ArrayLike, k: ArrayLike) -> Array:
    """The probabilities, the truth not subtracted."""
    return losses.cross_entropy_trace(z, k).p


@solver("mutants.loss.slope_along_p")
def slope_along_p(z: ArrayLike, k: ArrayLike) -> Array:
    """-1 / p of the true class: the slope along the probabilities, not along the scores."""
    trace = losses.cross_entropy_gradient_trace(z, k)
    return -trace.y / trace.loss.p


@solver("mutants.loss.other_reduction")
def other_reduction(step_losses: ArrayLike, *, reduction: str, mask: ArrayLike | None = None) -> Array:
    """The sum where the mean is asked, and the other way round."""
    other = {"sum": "mean", "mean": "sum"}.get(reduction, reduction)
    return losses.sequence(step_losses, reduction=other, mask=mask)


@solver("mutants.loss.last_only")
def last_only(step_losses: ArrayLike, *, reduction: str, mask: ArrayLike | None = None) -> Array:
    """The last step's loss alone."""
    return np.asarray(losses.sequence_trace(step_losses, reduction=reduction, mask=mask).losses[..., -1].sum())


@solver("mutants.loss.multiplied")
def multiplied(step_losses: ArrayLike, *, reduction: str, mask: ArrayLike | None = None) -> Array:
    """Losses multiplied, as probabilities would be."""
    return np.asarray(losses.sequence_trace(step_losses, reduction=reduction, mask=mask).losses.prod())


@solver("mutants.loss.absolute")
def absolute(prediction: ArrayLike, target: ArrayLike, *, half: bool, reduction: str) -> Array:
    """Errors without their squares."""
    return regression_losses.absolute_error(prediction, target, reduction=reduction)


@solver("mutants.loss.square_of_mean")
def square_of_mean(prediction: ArrayLike, target: ArrayLike, *, half: bool, reduction: str) -> Array:
    """The mean error, squared: averaged first."""
    trace = regression_losses.squared_error_trace(prediction, target, half=half, reduction=reduction)
    return np.asarray(np.square(trace.error.mean()))


@solver("mutants.loss.other_half")
def other_half(prediction: ArrayLike, target: ArrayLike, *, half: bool, reduction: str) -> Array:
    """The factor one half where there is none, and the other way round."""
    return regression_losses.squared_error(prediction, target, half=not half, reduction=reduction)


@solver("mutants.loss.squared")
def squared(prediction: ArrayLike, target: ArrayLike, *, reduction: str) -> Array:
    """Squared errors where absolute ones are asked."""
    return regression_losses.squared_error(prediction, target, half=False, reduction=reduction)


@solver("mutants.loss.swapped_label")
def swapped_label(p: ArrayLike, y: ArrayLike) -> Array:
    """The truth turned round: 1 - p is taken where p belongs."""
    (y,) = floats(y=y)
    return losses.binary_cross_entropy(p, 1 - y)


@solver("mutants.loss.negative")
def negative(p: ArrayLike, y: ArrayLike) -> Array:
    """The minus sign is forgotten."""
    return -losses.binary_cross_entropy(p, y)


@solver("mutants.loss.squared_for_logarithm")
def squared_for_logarithm(p: ArrayLike, y: ArrayLike) -> Array:
    """The squared error of a probability."""
    trace = losses.binary_cross_entropy_trace(p, y)
    return np.square(trace.target - trace.prediction)
