"""Everything a GRU computes, named, and told line by line."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solvers.gates import gate_block, gate_weights
from solvers.shapes import Array
from solvers.steps import Step, show
from solvers.telling import Line, applied, moments, product, refuse_many, sum_of, times

RESETS = {"before": "U_n (r * h)", "after": "r * (U_n h + b_hidden_n)"}
"""Where the reset gate acts."""

UPDATES = {"keeps": "h = z * h_prev + (1 - z) * n", "takes": "h = (1 - z) * h_prev + z * n"}
"""Which state the update gate multiplies."""


class Cell(NamedTuple):
    """The weights and conventions of a cell; the names are those of the arguments of `step`."""

    W: Array
    """`(..., 3*H, D)`"""
    U: Array
    """`(..., 3*H, H)`"""
    b: Array
    """`(..., 3*H)`"""
    b_hidden: Array | None
    """`(..., 3*H)`, added beside `U h`; `None`: no second bias."""
    order: str
    reset: str
    z: str


class Trace(NamedTuple):
    """Every quantity of one step, or, with a leading time axis, of a sequence."""

    x: Array
    """`(..., D)` input."""
    h_prev: Array
    """`(..., H)` the state the step starts from."""
    a: Array
    """`(..., 3*H)` pre-activations, stacked as `order` spells."""
    r: Array
    """`(..., H)` reset gate."""
    z: Array
    """`(..., H)` update gate."""
    v: Array
    """`(..., H)` what the reset gate multiplies: `h_prev`, or `U_n h_prev + b_hidden_n`."""
    m: Array
    """`(..., H)` what it lets through: `r * v`."""
    n: Array
    """`(..., H)` candidate."""
    h: Array
    """`(..., H)` the state the step leaves."""
    h_last: Array
    """`(..., H)`, never a time axis: the state after the last step."""
    cell: Cell
    mask: NDArray[np.bool_] | None = None
    """`(T, ..., 1)`: False where a sequence has ended and its state is carried on."""
    reverse: bool = False
    """Whether the sequence was read from its end."""


class Gradients(NamedTuple):
    """The derivatives of a loss."""

    x: Array
    """The shape of the trace's `x`."""
    h0: Array
    """`(..., H)`: by the initial state."""
    W: Array
    U: Array
    b: Array
    b_hidden: Array | None
    """`None` where there is no second bias."""
    a: Array
    """`(T, ..., 3*H)`: by each pre-activation."""
    h_prev: Array
    """`(T, ..., H)`: by the state each step starts from, by way of that step and what follows."""


def step_lines(trace: Trace) -> list[Step]:
    """Worked steps of one step or of a sequence."""
    refuse_many(trace.cell.W, 2)
    return [line for one, now, before in moments(trace) for line in _lines(one, now, before)]


def _lines(trace: Trace, now: str, before: str) -> list[Step]:
    old, new = Line(f"h_{before}", trace.h_prev), Line(f"n_{now}", trace.n)
    kept = Line(f"z_{now}", trace.z)
    rest = Line(f"(1 - z_{now})", f"(1 - {show(trace.z)})")
    shares = (kept, rest) if trace.cell.z == "keeps" else (rest, kept)
    return [
        *_gate_lines(trace, "r", now, before),
        *_gate_lines(trace, "z", now, before),
        *_candidate_lines(trace, now, before),
        sum_of(f"h_{now}", trace.h, product(shares[0], old), product(shares[1], new)),
    ]


def _gate_lines(trace: Trace, gate: str, now: str, before: str) -> list[Step]:
    W, U, b, b_hidden, a = _parts(trace, gate)
    x, h_prev = times(f"x_{now}", trace.x, f"W_{gate}", W), times(f"h_{before}", trace.h_prev, f"U_{gate}", U)
    name = f"a_{gate}_{now}"
    return [
        sum_of(name, a, x, h_prev, b, *b_hidden),
        applied(f"{gate}_{now}", getattr(trace, gate), "sigmoid", Line(name, a)),
    ]


def _candidate_lines(trace: Trace, now: str, before: str) -> list[Step]:
    W, U, b, b_hidden, a = _parts(trace, "n")
    r, x = Line(f"r_{now}", trace.r), times(f"x_{now}", trace.x, "W_n", W)
    name, m_name = f"a_n_{now}", f"m_{now}"
    if trace.cell.reset == "before":
        m = product(r, Line(f"h_{before}", trace.h_prev))
        told = [
            Step(m_name, m.rule, m.numbers, trace.m),
            sum_of(name, a, x, times(m_name, trace.m, "U_n", U), b, *b_hidden),
        ]
    else:
        v = sum_of(f"v_{now}", trace.v, times(f"h_{before}", trace.h_prev, "U_n", U), *b_hidden)
        m = product(r, Line(f"v_{now}", trace.v))
        told = [v, Step(m_name, m.rule, m.numbers, trace.m), sum_of(name, a, x, b, Line(m_name, trace.m))]
    return [*told, applied(f"n_{now}", trace.n, "tanh", Line(name, a))]


def _parts(trace: Trace, gate: str) -> tuple[Array, Array, Line, list[Line], Array]:
    cell, single = trace.cell, trace.cell.W.ndim == 1
    W, U, b = (gate_weights(weights, cell.order, gate, single) for weights in (cell.W, cell.U, cell.b))
    hidden = [] if cell.b_hidden is None else [gate_weights(cell.b_hidden, cell.order, gate, single)]
    a = gate_block(trace.a, cell.order, gate, single)
    return W, U, Line(f"b_{gate}", b), [Line(f"b_hidden_{gate}", bias) for bias in hidden], a
