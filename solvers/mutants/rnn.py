"""Wrong versions of the plain cell."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from solvers import readout, rnn
from solvers.activations import activation_named, softmax
from solvers.mutants.marking import wrong_step
from solvers.registry import solver
from solvers.shapes import Array, floats
from solvers.weights import affine, cell_elements


def _with_h(trace: rnn.Trace, h: Array) -> rnn.Trace:
    return trace._replace(h=h, h_last=h)


@wrong_step("rnn.no_bias", rnn)
def no_bias(x: ArrayLike, h_prev: ArrayLike, *, b: ArrayLike, **cell: Any) -> rnn.Trace:
    """The bias is left out."""
    return rnn.step(x, h_prev, b=np.zeros_like(b, float), **cell)


@wrong_step("rnn.no_activation", rnn)
def no_activation(x: ArrayLike, h_prev: ArrayLike, *, activation: str, **cell: Any) -> rnn.Trace:
    """The pre-activation is taken for the state."""
    return rnn.step(x, h_prev, activation="linear", **cell)


@wrong_step("rnn.sigmoid", rnn)
def sigmoid(x: ArrayLike, h_prev: ArrayLike, *, activation: str, **cell: Any) -> rnn.Trace:
    """The logistic function stands for the cell's own activation."""
    return rnn.step(x, h_prev, activation="sigmoid", **cell)


@wrong_step("rnn.swapped_weights", rnn)
def swapped_weights(x: ArrayLike, h_prev: ArrayLike, *, W: ArrayLike, U: ArrayLike, **cell: Any) -> rnn.Trace:
    """W meets the old state and U the input (single numbers, or D = H)."""
    return rnn.step(x, h_prev, W=U, U=W, **cell)


@wrong_step("rnn.x_for_h", rnn)
def x_for_h(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> rnn.Trace:
    """The input stands where the old state belongs (single numbers, or D = H)."""
    return rnn.step(x, x, **cell)


@wrong_step("rnn.h_for_x", rnn)
def h_for_x(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> rnn.Trace:
    """The old state stands where the input belongs (single numbers, or D = H)."""
    return rnn.step(h_prev, h_prev, **cell)


@wrong_step("rnn.no_recurrence", rnn)
def no_recurrence(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> rnn.Trace:
    """The old state is dropped."""
    return rnn.step(x, np.zeros_like(h_prev, float), **cell)


@wrong_step("rnn.tanh_of_parts", rnn)
def tanh_of_parts(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> rnn.Trace:
    """The parts of input and state are squashed one by one; then they and the bias are added."""
    trace = rnn.step(x, h_prev, **cell)
    call = activation_named(trace.cell.activation).call
    parts = call(affine(trace.cell.W, trace.x)), call(affine(trace.cell.U, trace.h_prev))
    return _with_h(trace, parts[0] + parts[1] + trace.cell.b)


@wrong_step("rnn.elementwise_recurrence", rnn)
def elementwise_recurrence(x: ArrayLike, h_prev: ArrayLike, *, U: ArrayLike, **cell: Any) -> rnn.Trace:
    """Each unit sees only its own old value: the diagonal of U times h."""
    (U,) = floats(U=U)
    return rnn.step(x, h_prev, U=U * np.eye(U.shape[-1], dtype=U.dtype) if U.ndim else U, **cell)


@wrong_step("rnn.transposed", rnn)
def transposed(x: ArrayLike, h_prev: ArrayLike, *, U: ArrayLike, **cell: Any) -> rnn.Trace:
    """The recurrent weights are read by columns."""
    (U,) = floats(U=U)
    return rnn.step(x, h_prev, U=U.swapaxes(-1, -2) if U.ndim else U, **cell)


@wrong_step("rnn.absolute", rnn)
def absolute(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> rnn.Trace:
    """ReLU is taken for the absolute value."""
    trace = rnn.step(x, h_prev, **cell)
    return _with_h(trace, np.abs(trace.a))


@wrong_step("rnn.relu_is_one", rnn)
def relu_is_one(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> rnn.Trace:
    """ReLU's slope is taken for its value."""
    trace = rnn.step(x, h_prev, **cell)
    return _with_h(trace, (trace.a > 0).astype(trace.a.dtype))


@wrong_step("rnn.uses_a_not_h", rnn)
def uses_a_not_h(x: ArrayLike, h_prev: ArrayLike, **cell: Any) -> rnn.Trace:
    """The pre-activation, not the state, is handed to the next step."""
    trace = rnn.step(x, h_prev, **cell)
    return trace._replace(h_last=trace.a)


@solver("mutants.rnn.reset_state", elements=cell_elements)
def reset_state(x: ArrayLike, *, h0: ArrayLike | None = None, **cell: Any) -> rnn.Trace:
    """Every step of a sequence starts from the initial state."""
    start = rnn.forward(np.asarray(x)[:0], h0=h0, **cell).h_last
    trace = rnn.step(x, start, **cell)
    return trace._replace(h_last=trace.h[-1])


@solver("mutants.rnn.no_input_after_first", elements=cell_elements)
def no_input_after_first(x: ArrayLike, **cell: Any) -> rnn.Trace:
    """Only the first input of a sequence is read."""
    (x,) = floats(x=x)
    return rnn.forward(np.concatenate([x[:1], np.zeros_like(x[1:])]), **cell)


@solver("mutants.rnn.no_decay", elements=cell_elements)
def no_decay(x: ArrayLike, *, U: ArrayLike, **cell: Any) -> rnn.Trace:
    """Old inputs are carried on whole: the recurrent weight is taken as 1."""
    (U,) = floats(U=U)
    return rnn.forward(x, U=np.eye(U.shape[-1]) if U.ndim else 1, **cell)


@solver("mutants.rnn.reversed_powers", elements=cell_elements)
def reversed_powers(x: ArrayLike, **cell: Any) -> rnn.Trace:
    """The newest input is discounted most: the sequence is read from its end."""
    return rnn.forward(np.asarray(x)[::-1], **cell)


@solver("mutants.output.linear_norm", elements=lambda h, *, W, b: cell_elements(h, W=W, U=W, b=b))
def linear_norm(h: ArrayLike, *, W: ArrayLike, b: ArrayLike) -> Array:
    """Scores divided by their sum, without exponentials."""
    s = readout.read(h, W=W, b=b, activation="linear").s
    return np.asarray(s / s.sum(-1, keepdims=True))


@solver("mutants.output.argmax", elements=lambda h, *, W, b: cell_elements(h, W=W, U=W, b=b))
def argmax(h: ArrayLike, *, W: ArrayLike, b: ArrayLike) -> Array:
    """All mass on the largest score."""
    s = readout.read(h, W=W, b=b, activation="linear").s
    return np.asarray(s == s.max(-1, keepdims=True), s.dtype)


@solver("mutants.output.softmax_of_state")
def softmax_of_state(h: ArrayLike, *, W: ArrayLike, b: ArrayLike) -> Array:
    """Softmax of the state itself, before the output weights."""
    return softmax(h)
