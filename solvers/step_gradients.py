"""The gradient of one gated step, told line by line from the loss's slope by its new states to those by its old ones."""

from typing import Any, NamedTuple

import numpy as np

from solvers.gates import gate_block, gate_weights
from solvers.shapes import Array
from solvers.steps import Step
from solvers.terms import line
from solvers.unrolling import is_step, last_slope, loss_slopes
from solvers.weights import affine_back


class Told(NamedTuple):
    """A call of a cell's `backward`."""

    trace: Any
    """The run it went back through."""
    dh: Array
    """The loss's slope by the new hidden state."""
    dc: Array
    """The loss's slope by the new cell state; 0 for a cell without one."""
    value: Any
    """The gradients."""


def told(value: Any, trace: Any, dh: Any = None, *, dh_last: Any = None, dc_last: Any = None, **_: Any) -> Told:
    """Keep what a call of `backward` was given beside what it gave."""
    arriving = loss_slopes(dh, trace)
    if is_step(trace):
        arriving = arriving + last_slope(dh_last, trace.h_last, "dh_last")
    dc = last_slope(dc_last, trace.c_last, "dc_last") if hasattr(trace, "c_last") else np.zeros(())
    return Told(trace, arriving, dc, value)


def lstm_lines(call: Told) -> list[Step]:
    """Worked steps of one step with four gates of its own and no peepholes; of anything else none are told."""
    trace, gradients, cell = call.trace, call.value, call.trace.cell
    plain = cell.coupled == "none" and cell.p_i is None and cell.p_f is None and cell.p_o is None
    if not is_step(trace) or not plain or cell.W.ndim > 2:
        return []
    letters = {name: getattr(trace, name) for name in ("i", "f", "g", "o", "c_prev", "tanh_c")} | _sent_back(
        call, "ifgo"
    )
    letters |= {"dh": call.dh, "dc_last": call.dc, "dc": call.dc + call.dh * trace.o * (1 - trace.tanh_c**2)}
    rules = {
        "dc": "dc_last + dh * o * (1 - tanh_c ** 2)",
        "da_o": "dh * tanh_c * o * (1 - o)",
        "da_f": "dc * c_prev * f * (1 - f)",
        "da_i": "dc * g * i * (1 - i)",
        "da_g": "dc * i * (1 - g ** 2)",
    }
    times = "@" if cell.U.ndim > 1 else "*"
    lines = [line(name, rule, letters[name], **letters) for name, rule in rules.items()]
    lines.append(line("dc_prev", "dc * f", gradients.c0, **letters))
    return [*lines, line("dh_prev", " + ".join(f"da_{q} {times} U_{q}" for q in "ifgo"), gradients.h0, **letters)]


def gru_lines(call: Told) -> list[Step]:
    """Worked steps of one step; of a sequence none are told."""
    trace, gradients, cell = call.trace, call.value, call.trace.cell
    if not is_step(trace) or cell.W.ndim > 2:
        return []
    before, times = cell.reset == "before", "@" if cell.U.ndim > 1 else "*"
    kept, taken, change = ("z", "(1 - z)", "h_prev - n") if cell.z == "keeps" else ("(1 - z)", "z", "n - h_prev")
    letters = {name: getattr(trace, name) for name in ("r", "z", "n", "v", "h_prev")} | _sent_back(call, "rzn")
    dm = affine_back(letters["U_n"], letters["da_n"]) if before else letters["da_n"]
    letters |= {"dh": call.dh, "dm": dm, "dv": dm * trace.r}
    rules = {
        "da_z": f"dh * ({change}) * z * (1 - z)",
        "da_n": f"dh * {taken} * (1 - n ** 2)",
        "dm": f"da_n {times} U_n" if before else "da_n",
        "da_r": "dm * v * r * (1 - r)",
        "dv": "dm * r",
    }
    through = "dv" if before else f"dv {times} U_n"
    last = f"dh * {kept} + {through} + da_r {times} U_r + da_z {times} U_z"
    lines = [line(name, rule, letters[name], **letters) for name, rule in rules.items()]
    return [*lines, line("dh_prev", last, gradients.h0, **letters)]


def _sent_back(call: Told, gates: str) -> dict[str, Array]:
    """Each gate's slope and the recurrent weights that it goes back through."""
    cell, single = call.trace.cell, call.trace.cell.W.ndim == 1
    slopes = {f"da_{gate}": gate_block(call.value.a, cell.order, gate, single) for gate in gates}
    return slopes | {f"U_{gate}": gate_weights(cell.U, cell.order, gate, single) for gate in gates}
