"""The output layer that reads a state: scores, and what is made of them.

    s = W h + b
    y = s, sigmoid(s) or softmax(s)

Shapes: `h (..., H)`, `W (O, H)`, `b (O,)`, `s, y (..., O)`; single numbers serve a cell computed by hand.
"""

from typing import NamedTuple

from numpy.typing import ArrayLike

from solvers.activations import activation_named, softmax
from solvers.gates import check_choice
from solvers.registry import solver
from solvers.shapes import Array, expect, floats
from solvers.steps import Step
from solvers.telling import Line, applied, refuse_many, sum_of, times
from solvers.weights import affine, affine_back, affine_weights, cell_elements, summed_to

OUTPUTS = {"linear": "the scores themselves", "sigmoid": "each score on its own", "softmax": "one distribution"}
"""What an output layer makes of its scores."""


class Trace(NamedTuple):
    """Every quantity of the output layer."""

    h: Array
    """`(..., H)` the state that is read."""
    s: Array
    """`(..., O)` scores."""
    y: Array
    """`(..., O)` output."""
    W: Array
    b: Array
    activation: str


class Gradients(NamedTuple):
    """The derivatives of a loss."""

    h: Array
    W: Array
    b: Array


def lines(trace: Trace) -> list[Step]:
    """Worked steps: the scores, then the output."""
    refuse_many(trace.W, 2)
    scores = sum_of("s", trace.s, times("h", trace.h, "W", trace.W), Line("b", trace.b))
    return [scores, applied("y", trace.y, trace.activation, Line("s", trace.s))]


@solver("rnn.output", steps=lines, elements=lambda h, *, W, b, **_: cell_elements(h, W=W, U=W, b=b))
def read(h: ArrayLike, *, W: ArrayLike, b: ArrayLike, activation: str) -> Trace:
    """Read states `h (..., H)`; the output is the field `y`.

    Raises `ShapeMismatch`; `ValueError` for an activation that is no output's.
    """
    h, W, b = floats(h=h, W=W, b=b)
    check_choice("activation", activation, OUTPUTS)
    if W.ndim:
        expect("W", W.shape, (..., "O", "H"))
        expect("h", h.shape, (..., W.shape[-1]))
        expect("b", b.shape, (..., W.shape[-2]))
    s = affine(W, h) + b
    y = softmax(s) if activation == "softmax" else activation_named(activation).call(s)
    return Trace(h, s, y, W, b, activation)


@solver("rnn.output_backward")
def backward(trace: Trace, ds: ArrayLike) -> Gradients:
    """The gradients, given the loss's derivative `ds (..., O)` with respect to the scores.

    Raises `ShapeMismatch`.
    """
    ds = floats(ds=ds, W=trace.W)[0]
    expect("ds", ds.shape, trace.s.shape)
    rows, states = (ds[None], trace.h[None]) if trace.W.ndim > 2 else (ds, trace.h)
    return Gradients(affine_back(trace.W, ds), affine_weights(trace.W, rows, states), summed_to(ds, trace.b.shape))
