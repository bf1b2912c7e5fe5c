"""Backpropagation through time of the plain cell under half squared errors, told line by line.

    L = sum_t (h_t - y_t)**2 / 2                              over every step, or the last one alone
    delta_t = (e_t + U^T delta_{t+1}) * activation'(a_t)      e_t = h_t - y_t where the step has a loss, else 0
    dL/dW = sum_t delta_t x_t^T    dL/dU = sum_t delta_t h_{t-1}^T    dL/db = sum_t delta_t    dL/dh_0 = U^T delta_1

(Werbos 1990; the sums run over immediate derivatives: each use of a weight counts once, with the state before it held
fixed.) Shapes as in `rnn`, one sequence at a time: `x (T, D)`, `y (T, H)` or `(H,)`; single numbers: `(T,)`.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers import rnn
from solvers.activations import activation_named
from solvers.gates import check_choice
from solvers.registry import solver
from solvers.shapes import Array, expect, floats
from solvers.steps import Step, show
from solvers.telling import refuse_many
from solvers.terms import factor
from solvers.unrolling import chunk_borders
from solvers.weights import cell_elements

LOSSES = {"every step": "h_t - y_t at each t", "last step": "h_T - y alone"}
"""Which steps have a loss."""


class Trace(NamedTuple):
    """A forward run, its errors and its gradients."""

    run: rnn.Trace
    e: Array
    """`(T, H)` errors; 0 where a step has no loss."""
    slope: Array
    """`(T, H)` the activation's slope at each pre-activation."""
    delta: Array
    """`(T, H)` the loss's derivative by each pre-activation."""
    W: Array
    """The derivative by `W`, of its shape."""
    U: Array
    b: Array
    h0: Array
    loss: Array
    """One number."""
    truncate: int | None
    """`None`: the gradient runs back to the first step."""


def lines(trace: Trace) -> list[Step]:
    """Worked steps: the states, the errors, the deltas from the last to the first, the sums."""
    refuse_many(trace.run.cell.W, 2)
    T = len(trace.e)
    told = rnn.step_lines(trace.run)
    for t in range(T):
        if trace.e[t].any():
            target = trace.run.h[t] - trace.e[t]
            told.append(
                Step(f"e_{t + 1}", f"h_{t + 1} - y_{t + 1}", f"{show(trace.run.h[t])} - {factor(target)}", trace.e[t])
            )
    told += [_delta_line(trace, t, T - 1 - t in chunk_borders(T, trace.truncate)) for t in reversed(range(T))]
    return [*told, *_sum_lines(trace)]


def _delta_line(trace: Trace, t: int, cut: bool) -> Step:
    matrix, now = trace.run.cell.U.ndim > 0, t + 1
    rules, numbers = [f"e_{now}"], [factor(trace.e[t])]
    if t + 1 < len(trace.e) and not cut:
        later, U = trace.delta[t + 1], trace.run.cell.U
        rules.append(f"transpose(U) @ delta_{now + 1}" if matrix else f"U * delta_{now + 1}")
        numbers.append(f"transpose({show(U)}) @ {show(later)}" if matrix else f"{factor(U)} * {factor(later)}")
    rule, written = f"({' + '.join(rules)}) * slope_{now}", f"({' + '.join(numbers)}) * {factor(trace.slope[t])}"
    return Step(f"delta_{now}", rule, written, trace.delta[t])


def _sum_lines(trace: Trace) -> list[Step]:
    matrix, T = trace.run.cell.U.ndim > 0, len(trace.e)
    if not T:
        return []
    told = []
    for name, value, letter, seen in (("dW", trace.W, "x", trace.run.x), ("dU", trace.U, "h", trace.run.h_prev)):
        times = [(t + 1, t if letter == "h" else t + 1) for t in range(T)]
        pairs = list(zip(trace.delta, seen, strict=True))
        if matrix:
            rules = [f"outer(delta_{now}, {letter}_{then})" for now, then in times]
            numbers = [f"outer({show(delta)}, {show(other)})" for delta, other in pairs]
        else:
            rules = [f"delta_{now} * {letter}_{then}" for now, then in times]
            numbers = [f"{factor(delta)} * {factor(other)}" for delta, other in pairs]
        told.append(Step(name, " + ".join(rules), " + ".join(numbers), value))
    deltas = [f"delta_{t + 1}" for t in range(T)]
    return [*told, Step("db", " + ".join(deltas), " + ".join(map(factor, trace.delta)), trace.b)]


@solver("rnn.bptt", steps=lines, elements=lambda x, y, *, loss, **cell: cell_elements(x, **cell))
def bptt(x: ArrayLike, y: ArrayLike, *, loss: str, truncate: int | None = None, **cell: Any) -> Trace:
    """Gradients of half squared errors: `x (T, D)`, targets `y (T, H)` for a loss at "every step", `(H,)` at the "last step".

    `cell` are the arguments of `rnn.forward`. With `truncate=K` no gradient passes between chunks of K steps, counted from
    the end. Raises `ShapeMismatch`; `ValueError` for a loss that is none.
    """
    run = rnn.forward(x, **cell)
    e = errors(run, y, loss)
    slope = activation_named(run.cell.activation).derivative(run.a, run.h)
    gradients = rnn.backward(run, e, truncate=truncate)
    total = np.asarray((e**2).sum() / 2)
    weights = gradients.W, gradients.U, gradients.b
    return Trace(run, e, slope, gradients.a, *weights, gradients.h0, total, truncate)


def errors(run: rnn.Trace, y: ArrayLike, loss: str) -> Array:
    """`h_t - y_t` `(T, ...)` at the steps that have a loss, else 0.

    Raises `ShapeMismatch`; `ValueError` for a loss that is none.
    """
    check_choice("loss", loss, LOSSES)
    y = floats(y=y, h=run.h)[0]
    if loss == "every step":
        expect("y", y.shape, run.h.shape)
        return run.h - y
    expect("y", y.shape, run.h_last.shape)
    e = np.zeros_like(run.h)
    e[-1:] = run.h[-1:] - y
    return e
