"""The functions applied to pre-activations, each beside its derivative.

The derivative is written with the pre-activation `a` and the output `y`, since for most of them the output is all one
needs: tanh' = 1 - y**2, sigmoid' = y (1 - y).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.registry import solver
from solvers.shapes import Array, floats


class Activation(NamedTuple):
    """A function of one number and its derivative."""

    call: Callable[[Array], Array]
    """`a` to `y`, any shape, element by element."""
    derivative: Callable[[Array, Array], Array]
    """`a` and `y` to dy/da."""


@solver("tanh")
def tanh(a: ArrayLike) -> Array:
    """Hyperbolic tangent, element by element: from -1 to 1, 0 at 0."""
    (a,) = floats(a=a)
    return np.tanh(a)


@solver("sigmoid")
def sigmoid(a: ArrayLike) -> Array:
    """The logistic function 1 / (1 + exp(-a)), element by element, without overflow for any size of `a`."""
    (a,) = floats(a=a)
    positive = a.real >= 0
    decay = np.exp(np.where(positive, -a, a))
    return np.asarray(np.where(positive, 1, decay) / (1 + decay))


@solver("relu")
def relu(a: ArrayLike) -> Array:
    """max(0, a), element by element; its derivative at 0 is taken as 0."""
    (a,) = floats(a=a)
    return np.where(a.real > 0, a, np.zeros_like(a))


@solver("leaky_relu")
def leaky_relu(a: ArrayLike, slope: float = 0.01) -> Array:
    """`a` where positive, `slope` times `a` elsewhere."""
    (a,) = floats(a=a)
    return np.where(a.real > 0, a, a * a.dtype.type(slope))


@solver("elu")
def elu(a: ArrayLike) -> Array:
    """`a` where positive, exp(a) - 1 elsewhere (Clevert et al. 2016)."""
    (a,) = floats(a=a)
    return np.where(a.real > 0, a, np.expm1(np.where(a.real > 0, 0, a)))


@solver("softplus")
def softplus(a: ArrayLike) -> Array:
    """ln(1 + exp(a)), the integral of the logistic function, without overflow."""
    (a,) = floats(a=a)
    positive = a.real > 0
    return np.asarray(np.where(positive, a, 0) + np.log1p(np.exp(np.where(positive, -a, a))))


@solver("softsign")
def softsign(a: ArrayLike) -> Array:
    """a / (1 + |a|)."""
    (a,) = floats(a=a)
    return np.asarray(a / (1 + np.where(a.real > 0, a, -a)))


@solver("hard_sigmoid")
def hard_sigmoid(a: ArrayLike) -> Array:
    """The line 0.2 a + 0.5 cut at 0 and 1 (ONNX's constants)."""
    (a,) = floats(a=a)
    line = a * a.dtype.type(0.2) + a.dtype.type(0.5)
    return np.where(line.real <= 0, 0, np.where(line.real >= 1, 1, line)).astype(a.dtype, copy=False)


@solver("linear")
def linear(a: ArrayLike) -> Array:
    """`a` itself: no activation."""
    (a,) = floats(a=a)
    return a


@solver("heaviside")
def heaviside(a: ArrayLike) -> Array:
    """1 where `a` is at least 0, else 0: the perceptron's step (Rosenblatt 1958)."""
    (a,) = floats(a=a)
    return (a.real >= 0).astype(a.dtype)


@solver("softmax")
def softmax(z: ArrayLike, axis: int = -1) -> Array:
    """Exponentials divided by their sum along an axis, shifted by the largest so that nothing overflows."""
    (z,) = floats(z=z)
    powers = np.exp(_shifted(z, axis))
    return np.asarray(powers / powers.sum(axis, keepdims=True))


@solver("log_softmax")
def log_softmax(z: ArrayLike, axis: int = -1) -> Array:
    """The logarithm of `softmax`, computed without ever taking the logarithm of a rounded zero."""
    (z,) = floats(z=z)
    shifted = _shifted(z, axis)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis, keepdims=True)))


def _shifted(z: Array, axis: int) -> Array:
    if not z.ndim:
        raise ValueError("softmax needs a vector of scores, not one number")
    axis = int(axis)
    return z - z.real.max(axis, keepdims=True) if z.shape[axis] else z


@solver("activation_gradient")
def derivative(y: ArrayLike, activation: str) -> Array:
    """The slope dy/da of an activation, told by its output `y` alone: tanh, sigmoid, relu, linear.

    Raises `ValueError` for an activation whose output does not tell its slope.
    """
    (y,) = floats(y=y)
    if activation not in FROM_OUTPUT:
        raise ValueError(
            f"the slope of {activation!r} cannot be told from its output; expected {', '.join(FROM_OUTPUT)}"
        )
    return ACTIVATIONS[activation].derivative(y, y)


def _where(a: Array, right: Array | float, left: Array | float) -> Array:
    return np.where(a.real > 0, right, left).astype(a.dtype, copy=False)


ACTIVATIONS: dict[str, Activation] = {
    "tanh": Activation(tanh, lambda a, y: 1 - y * y),
    "sigmoid": Activation(sigmoid, lambda a, y: y * (1 - y)),
    "relu": Activation(relu, lambda a, y: _where(a, 1, 0)),
    "linear": Activation(linear, lambda a, y: np.ones_like(a)),
    "leaky_relu": Activation(leaky_relu, lambda a, y: _where(a, 1, 0.01)),
    "elu": Activation(elu, lambda a, y: _where(a, 1, y + 1)),
    "softplus": Activation(softplus, lambda a, y: sigmoid(a)),
    "softsign": Activation(softsign, lambda a, y: (1 - np.abs(y)) ** 2),
    "hard_sigmoid": Activation(hard_sigmoid, lambda a, y: ((y.real > 0) & (y.real < 1)) * a.dtype.type(0.2)),
}
"""What a cell's `activation` may be called."""

FROM_OUTPUT = ("tanh", "sigmoid", "relu", "linear")


def activation_named(name: str) -> Activation:
    """Look an activation up.

    Raises `ValueError` naming those there are.
    """
    if name not in ACTIVATIONS:
        raise ValueError(f"no activation is called {name!r}; expected one of {', '.join(ACTIVATIONS)}")
    return ACTIVATIONS[name]
