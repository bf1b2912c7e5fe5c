"""The gradient of one gated step, told line by line from the loss's slope by its new states to those by its old ones."""

from typing import Any, NamedTuple

import numpy as np

from solvers.gates import gate_block, gate_weights
from solvers.shapes import Array
from solvers.steps import Step, show
from solvers.telling import Line, factor
from solvers.unrolling import is_step, last_slope, loss_slopes


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
    dc = last_slope(dc_last, trace.c_last, "dc_last") if hasattr(trace, "c_last") else np.zeros(())
    arriving = loss_slopes(dh, trace)
    return Told(trace, arriving + last_slope(dh_last, trace.h_last, "dh_last") if is_step(trace) else arriving, dc, value)


def lstm_lines(call: Told) -> list[Step]:
    """Worked steps of one step with four gates of its own and no peepholes; of anything else none are told."""
    trace, gradients = call.trace, call.value
    cell = trace.cell
    plain = cell.coupled == "none" and cell.p_i is None and cell.p_f is None and cell.p_o is None
    if not is_step(trace) or not plain or cell.W.ndim > 2:
        return []
    dc = call.dc + call.dh * trace.o * (1 - trace.tanh_c**2)
    letters = {name: getattr(trace, name) for name in ("i", "f", "g", "o", "c_prev", "tanh_c")} | {"dh": call.dh}
    lines = [_line("dc", "dc_last + dh * o * (1 - tanh_c ** 2)", dc, letters | {"dc_last": call.dc})]
    for gate, rule in (
        ("o", "dh * tanh_c * o * (1 - o)"),
        ("f", "dc * c_prev * f * (1 - f)"),
        ("i", "dc * g * i * (1 - i)"),
        ("g", "dc * i * (1 - g ** 2)"),
    ):
        value = gate_block(gradients.a, cell.order, gate, cell.W.ndim == 1)
        lines.append(_line(f"da_{gate}", rule, value, letters | {"dc": dc}))
    lines.append(_line("dc_prev", "dc * f", gradients.c0, letters | {"dc": dc}))
    return [*lines, _back("dh_prev", gradients.h0, [], cell, {gate: gradients.a for gate in "ifgo"})]


def gru_lines(call: Told) -> list[Step]:
    """Worked steps of one step; of a sequence none are told."""
    trace, gradients = call.trace, call.value
    cell, single = trace.cell, trace.cell.W.ndim == 1
    if not is_step(trace) or cell.W.ndim > 2:
        return []
    keeps, before = cell.z == "keeps", cell.reset == "before"
    letters = {name: getattr(trace, name) for name in ("r", "z", "n", "v", "h_prev")} | {"dh": call.dh}
    da = {gate: gate_block(gradients.a, cell.order, gate, single) for gate in "rzn"}
    kept, taken = ("z", "(1 - z)") if keeps else ("(1 - z)", "z")
    difference = "(h_prev - n)" if keeps else "(n - h_prev)"
    lines = [
        _line("da_z", f"dh * {difference} * z * (1 - z)", da["z"], letters),
        _line("da_n", f"dh * {taken} * (1 - n ** 2)", da["n"], letters),
    ]
    U_n = gate_weights(cell.U, cell.order, "n", single)
    dm = (da["n"] * U_n if single else da["n"] @ U_n) if before else da["n"]
    lines.append(_back("dm", dm, [], cell, {"n": gradients.a}) if before else _line("dm", "da_n", dm, {"da_n": da["n"]}))
    lines.append(_line("da_r", "dm * v * r * (1 - r)", da["r"], letters | {"dm": dm}))
    dv = dm * trace.r
    lines.append(_line("dv", "dm * r", dv, letters | {"dm": dm}))
    direct = _line("", f"dh * {kept}", dv, letters)
    parts = [Line(direct.rule, direct.numbers)]
    parts.append(Line("dv", factor(dv)) if before else _transposed(Line("dv", dv), Line("U_n", U_n)))
    return [*lines, _back("dh_prev", gradients.h0, parts, cell, {gate: gradients.a for gate in "rz"})]


def _back(name: str, value: Array, parts: list[Line], cell: Any, stacked: dict[str, Array]) -> Step:
    """A sum of parts and of what each gate sends back through its recurrent weights."""
    single = cell.W.ndim == 1
    for gate, a in stacked.items():
        slope = Line(f"da_{gate}", gate_block(a, cell.order, gate, single))
        parts = [*parts, _transposed(slope, Line(f"U_{gate}", gate_weights(cell.U, cell.order, gate, single)))]
    return Step(name, " + ".join(part.rule for part in parts), " + ".join(part.numbers for part in parts), value)


def _transposed(slope: Line, weights: Line) -> Line:
    """`da @ U`, which for one column is the transposed weights times the slope."""
    matrix = np.ndim(weights.value) > 0
    sign = "@" if matrix else "*"
    return Line(f"{slope.rule} {sign} {weights.rule}", f"{slope.numbers} {sign} {weights.numbers}")


def _line(name: str, rule: str, value: Array, letters: dict[str, Array]) -> Step:
    """A step whose numbers are its rule with every letter replaced."""
    written = [show_factor(letters[word]) if word in letters else word for word in _words(rule)]
    return Step(name, rule, "".join(written), value)


def show_factor(value: Array) -> str:
    """A number or array that may stand in a product."""
    return f"({show(value)})" if show(value).startswith("-") else show(value)


def _words(rule: str) -> list[str]:
    """Names apart from what stands between them."""
    words, word = [], ""
    for character in rule:
        if character.isidentifier() or (word and character.isdigit()):
            word += character
        else:
            words += [word, character] if word else [character]
            word = ""
    return [*words, word] if word else words
