"""Everything an LSTM is made of and computes, named, and told line by line."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.gates import check_choice, check_order, gate_block, gate_weights
from solvers.registry import solver
from solvers.shapes import Array, broadcast_elements, expect, floats, together
from solvers.steps import Step, show
from solvers.telling import Line, applied, moments, product, refuse_many, sum_of, times

COUPLINGS = {"none": "four gates", "i = 1 - f": "no input gate of its own", "f = 1 - i": "no forget gate of its own"}
"""What `coupled` may be; a coupled gate has no weights, and `order` leaves its letter out."""


class Cell(NamedTuple):
    """The weights and conventions of a cell; the names are those of the arguments of `step`."""

    W: Array
    """`(..., G*H, D)`"""
    U: Array
    """`(..., G*H, H)`"""
    b: Array
    """`(..., G*H)`, the sum of both biases where two were given."""
    order: str
    coupled: str = "none"
    p_i: Array | None = None
    """Peephole weights `(..., H)`; `None`: this gate does not see the cell state."""
    p_f: Array | None = None
    p_o: Array | None = None


def read_cell(
    W: ArrayLike,
    U: ArrayLike,
    b: ArrayLike,
    order: str,
    b_hidden: ArrayLike | None,
    coupled: str,
    *peepholes: ArrayLike | None,
) -> Cell:
    """Read the arguments of `step` that belong to the cell; peepholes in the order input, forget, output gate.

    Raises `ShapeMismatch`; `ValueError` for an order or a coupling that is none.
    """
    check_choice("coupled", coupled, COUPLINGS)
    check_order(order, "ifgo" if coupled == "none" else "ifgo".replace(coupled[0], ""))
    named = dict(zip(("p_i", "p_f", "p_o"), peepholes, strict=True))
    W, U, b, extra, *p = floats(W=W, U=U, b=b, b_hidden=b_hidden, **named)
    expect("b_hidden", extra.shape, () if b_hidden is None else b.shape)
    seen = [array if given is not None else None for array, given in zip(p, peepholes, strict=True)]
    for name, array in zip(named, seen, strict=True):
        if array is not None:
            expect(name, array.shape, (..., U.shape[-1]) if U.ndim > 1 else ())
    cell = Cell(W, U, b + extra, order, coupled, *seen)
    if coupled != "none" and getattr(cell, f"p_{coupled[0]}") is not None:
        raise ValueError(f"p_{coupled[0]} has no place: with {coupled} that gate has no weights")
    return cell


class Trace(NamedTuple):
    """Every quantity of one step, or, with a leading time axis, of a sequence."""

    x: Array
    """`(..., D)` input."""
    h_prev: Array
    """`(..., H)` hidden state the step starts from."""
    c_prev: Array
    """`(..., H)` cell state the step starts from."""
    a: Array
    """`(..., G*H)` pre-activations of all gates, stacked as `order` spells."""
    i: Array
    """`(..., H)` input gate."""
    f: Array
    """`(..., H)` forget gate."""
    g: Array
    """`(..., H)` candidate."""
    o: Array
    """`(..., H)` output gate."""
    c: Array
    """`(..., H)` new cell state."""
    tanh_c: Array
    """`(..., H)`"""
    h: Array
    """`(..., H)` new hidden state."""
    h_last: Array
    """`(..., H)`, never a time axis: the hidden state after the last step."""
    c_last: Array
    """`(..., H)`, never a time axis: the cell state after the last step."""
    cell: Cell
    mask: NDArray[np.bool_] | None = None
    """`(T, ..., 1)`: False where a sequence has ended and its states are carried on."""
    reverse: bool = False
    """Whether the sequence was read from its end."""


class Gradients(NamedTuple):
    """The derivatives of a loss."""

    x: Array
    """The shape of the trace's `x`."""
    h0: Array
    """`(..., H)`: by the initial hidden state."""
    c0: Array
    """`(..., H)`: by the initial cell state."""
    W: Array
    U: Array
    b: Array
    a: Array
    """`(T, ..., G*H)`: by each pre-activation; the terms that `W`, `U` and `b` are summed from."""
    h_prev: Array
    """`(T, ..., H)`: by the hidden state each step starts from, by way of that step and what follows."""
    c_prev: Array
    """`(T, ..., H)`: by the cell state each step starts from, likewise."""
    p_i: Array | None = None
    p_f: Array | None = None
    p_o: Array | None = None


def step_lines(trace: Trace) -> list[Step]:
    """Worked steps of one step or of a sequence."""
    refuse_many(trace.cell.W, 2)
    return [line for one, now, before in moments(trace) for line in _lines(one, now, before)]


def _lines(trace: Trace, now: str, before: str) -> list[Step]:
    c, *h = _state_lines(trace, now, before)
    gates = [line for gate in "ifg" for line in _gate_lines(trace, gate, now, before)]
    return [*gates, c, *_gate_lines(trace, "o", now, before), *h]


def state_lines(trace: Trace) -> list[Step]:
    """Worked steps from the values of the gates: the two states."""
    return _state_lines(trace, "t", "prev")


def _state_lines(trace: Trace, now: str, before: str) -> list[Step]:
    i, f, g, o, tanh_c = (Line(f"{name}_{now}", getattr(trace, name)) for name in ("i", "f", "g", "o", "tanh_c"))
    h = product(o, tanh_c)
    return [
        sum_of(f"c_{now}", trace.c, product(f, Line(f"c_{before}", trace.c_prev)), product(i, g)),
        applied(tanh_c.rule, trace.tanh_c, "tanh", Line(f"c_{now}", trace.c)),
        Step(f"h_{now}", h.rule, h.numbers, trace.h),
    ]


def _gate_lines(trace: Trace, gate: str, now: str, before: str) -> list[Step]:
    cell, value = trace.cell, getattr(trace, gate)
    if gate not in cell.order:
        other = cell.coupled[-1]
        return [Step(f"{gate}_{now}", f"1 - {other}_{now}", f"1 - {show(getattr(trace, other))}", value)]
    single = cell.W.ndim == 1
    W, U, b = (gate_weights(weights, cell.order, gate, single) for weights in (cell.W, cell.U, cell.b))
    parts = [times(f"x_{now}", trace.x, f"W_{gate}", W), times(f"h_{before}", trace.h_prev, f"U_{gate}", U)]
    peephole = getattr(cell, f"p_{gate}", None)
    if peephole is not None:
        seen = Line(f"c_{now}", trace.c) if gate == "o" else Line(f"c_{before}", trace.c_prev)
        parts.append(product(Line(f"p_{gate}", peephole), seen))
    a = gate_block(trace.a, cell.order, gate, single)
    function = "tanh" if gate == "g" else "sigmoid"
    name = f"a_{gate}_{now}"
    return [sum_of(name, a, *parts, Line(f"b_{gate}", b)), applied(f"{gate}_{now}", value, function, Line(name, a))]


@solver("lstm.from_gates", steps=state_lines, elements=lambda **gates: 4 * broadcast_elements(**gates))
def from_gates(*, i: ArrayLike, f: ArrayLike, g: ArrayLike, o: ArrayLike, c_prev: ArrayLike) -> Trace:
    """One step told from the values of its gates, each `(...)` and every unit on its own: no weights, no inputs.

    Raises `ShapeMismatch` when they do not fit together.
    """
    i, f, g, o, c_prev = floats(i=i, f=f, g=g, o=o, c_prev=c_prev)
    shape = together(i=i.shape, f=f.shape, g=g.shape, o=o.shape, c_prev=c_prev.shape)
    i, f, g, o, c_prev, nothing = (np.broadcast_to(value, shape) for value in (i, f, g, o, c_prev, np.zeros_like(i)))
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    silent = np.zeros(4, i.dtype)
    cell = Cell(silent, silent, silent, "ifgo")
    a = np.zeros((*shape, 4), i.dtype)
    return Trace(nothing, nothing, c_prev, a, i, f, g, o, c, np.tanh(c), h, h_last=h, c_last=c, cell=cell)
