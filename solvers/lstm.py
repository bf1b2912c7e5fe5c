"""Long short-term memory: equations, one step, a sequence, its gradient, and both told line by line.

    i = sigmoid(W_i x_t + U_i h_{t-1} + p_i * c_{t-1} + b_i)      input gate
    f = sigmoid(W_f x_t + U_f h_{t-1} + p_f * c_{t-1} + b_f)      forget gate
    g = tanh(W_g x_t + U_g h_{t-1} + b_g)                         candidate
    c_t = f * c_{t-1} + i * g                                     cell state
    o = sigmoid(W_o x_t + U_o h_{t-1} + p_o * c_t + b_o)          output gate
    h_t = o * tanh(c_t)                                           hidden state

(Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000; peepholes p, absent unless given: Gers & Schmidhuber 2000; coupled gates:
Greff et al. 2017.) Shapes: `x (..., D)`, `h, c, p (..., H)`, `W (..., G*H, D)`, `U (..., G*H, H)`, `b (..., G*H)`, the blocks stacked in
the order that `order` spells: "ifgo", "iofg", … A cell of single numbers has one number a gate.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.activations import sigmoid
from solvers.gates import Rows, check_choice, check_order, gate_block, gate_weights, rows_of
from solvers.registry import solver
from solvers.shapes import Array, floats
from solvers.steps import Step, show
from solvers.telling import Line, applied, moments, product, refuse_many, sum_of, times
from solvers.unrolling import check_mask, sequence, states, time_steps
from solvers.weights import affine, measure, stack_gates

@solver("lstm.ifgo", elements=lambda i, f, g, o: sum(np.size(block) for block in (i, f, g, o)))
def ifgo(*, i: ArrayLike, f: ArrayLike, g: ArrayLike, o: ArrayLike) -> Array:
    """Stack the four gates' weights (or biases) for `order="ifgo"`: `(H, D)` each to `(4*H, D)`, single numbers to `(4,)`.

    Raises `ShapeMismatch` when they differ in shape.
    """
    return stack_gates(*floats(i=i, f=f, g=g, o=o))


@solver("lstm.fgo", elements=lambda f, g, o: sum(np.size(block) for block in (f, g, o)))
def fgo(*, f: ArrayLike, g: ArrayLike, o: ArrayLike) -> Array:
    """Stack three gates' weights for `order="fgo"` and `coupled="i = 1 - f"`.

    Raises `ShapeMismatch` when they differ in shape.
    """
    return stack_gates(*floats(f=f, g=g, o=o))


@solver("lstm.step", steps=step_lines)
def step(
    x: ArrayLike,
    h_prev: ArrayLike,
    c_prev: ArrayLike,
    *,
    W: ArrayLike,
    U: ArrayLike,
    b: ArrayLike,
    order: str,
    b_hidden: ArrayLike | None = None,
    coupled: str = "none",
    p_i: ArrayLike | None = None,
    p_f: ArrayLike | None = None,
    p_o: ArrayLike | None = None,
) -> Trace:
    """One step: `x (..., D)`, `h_prev (..., H)`, `c_prev (..., H)`.

    Raises `ShapeMismatch`; `ValueError` for an order or a coupling that is none.
    """
    cell = _cell(W, U, b, order, b_hidden, coupled, p_i, p_f, p_o)
    x, h_prev, c_prev, W, *_ = floats(x=x, h_prev=h_prev, c_prev=c_prev, W=cell.W)
    sizes = measure(x.shape, cell.W, cell.U, cell.b, len(order), {"h_prev": h_prev, "c_prev": c_prev})
    a = np.empty(sizes.stacked, x.dtype)
    a[...] = affine(cell.W, x) + affine(cell.U, h_prev) + cell.b
    now = _advance(a, c_prev, cell, rows_of(order, sizes))
    return Trace(x, h_prev, c_prev, a, *now, h_last=now[-1], c_last=now[-3], cell=cell)


@solver("lstm.forward", steps=step_lines)
def forward(
    x: ArrayLike,
    *,
    W: ArrayLike,
    U: ArrayLike,
    b: ArrayLike,
    order: str,
    b_hidden: ArrayLike | None = None,
    coupled: str = "none",
    p_i: ArrayLike | None = None,
    p_f: ArrayLike | None = None,
    p_o: ArrayLike | None = None,
    h0: ArrayLike | None = None,
    c0: ArrayLike | None = None,
    mask: ArrayLike | None = None,
    reverse: bool = False,
) -> Trace:
    """A sequence `x (T, ..., D)` from the states `h0, c0 (..., H)` (`None`: zeros), optionally read from its end.

    Where `mask (T, ...)` is False both states are carried on unchanged. Raises `ShapeMismatch`; `ValueError` for an order or a coupling
    that is none.
    """
    cell = _cell(W, U, b, order, b_hidden, coupled, p_i, p_f, p_o)
    x, h_start, c_start, *_ = floats(x=x, h0=h0, c0=c0, W=cell.W)
    x = sequence(x, cell.W, 1)
    given = {name: state for name, state in (("h0", h_start), ("c0", c_start)) if state.ndim or cell.W.ndim == 1}
    sizes = measure(x.shape[1:], cell.W, cell.U, cell.b, len(order), given)
    T, rows = len(x), rows_of(order, sizes)
    mask = check_mask(mask, T, sizes.batch, len(sizes.state) - len(sizes.batch))
    h_prev, h, h_last = states(h_start, T, sizes.state, x.dtype, reverse)
    c_prev, c, c_last = states(c_start, T, sizes.state, x.dtype, reverse)
    a = np.empty((T, *sizes.stacked), x.dtype)
    a[...] = affine(cell.W, x) + cell.b
    i, f, g, o, tanh_c = (np.empty((T, *sizes.state), x.dtype) for _ in range(5))
    for t in time_steps(T, reverse):
        a[t] += affine(cell.U, h_prev[t])
        i[t], f[t], g[t], o[t], c[t], tanh_c[t], h[t] = _advance(a[t], c_prev[t], cell, rows)
        if mask is not None:
            h[t] = np.where(mask[t], h[t], h_prev[t])
            c[t] = np.where(mask[t], c[t], c_prev[t])
    return Trace(x, h_prev, c_prev, a, i, f, g, o, c, tanh_c, h, h_last, c_last, cell, mask, reverse)


def _advance(a: Array, c_prev: Array, cell: Cell, rows: Rows) -> tuple[Array, Array, Array, Array, Array, Array, Array]:
    """From pre-activations, to which the peepholes' parts are added, to `i, f, g, o, c, tanh_c, h`."""
    for gate, peephole in (("i", cell.p_i), ("f", cell.p_f)):
        if peephole is not None:
            a[..., rows[gate]] += peephole * c_prev
    open_gates = {gate: sigmoid(a[..., rows[gate]]) for gate in "if" if gate in rows}
    i = open_gates["i"] if "i" in rows else 1 - open_gates["f"]
    f = open_gates["f"] if "f" in rows else 1 - open_gates["i"]
    g = np.tanh(a[..., rows["g"]])
    c = f * c_prev + i * g
    if cell.p_o is not None:
        a[..., rows["o"]] += cell.p_o * c
    o = sigmoid(a[..., rows["o"]])
    tanh_c = np.tanh(c)
    return i, f, g, o, c, tanh_c, o * tanh_c


def _cell(
    W: ArrayLike,
    U: ArrayLike,
    b: ArrayLike,
    order: str,
    b_hidden: ArrayLike | None,
    coupled: str,
    *peepholes: ArrayLike | None,
) -> Cell:
    check_choice("coupled", coupled, COUPLINGS)
    check_order(order, "ifgo" if coupled == "none" else "ifgo".replace(coupled[0], ""))
    W, U, b, extra, *p = floats(
        W=W, U=U, b=b, b_hidden=b_hidden, **dict(zip(("p_i", "p_f", "p_o"), peepholes, strict=True))
    )
    seen = (array if given is not None else None for array, given in zip(p, peepholes, strict=True))
    cell = Cell(W, U, b + extra, order, coupled, *seen)
    if coupled != "none" and getattr(cell, f"p_{coupled[0]}") is not None:
        raise ValueError(f"p_{coupled[0]} has no place: with {coupled} that gate has no weights")
    return cell
