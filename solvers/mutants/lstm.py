"""Wrong versions of the LSTM."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from solvers import lstm
from solvers.activations import sigmoid
from solvers.gates import gate_block, gate_weights
from solvers.lstm_trace import Trace
from solvers.mutants.marking import wrong_step
from solvers.registry import solver
from solvers.shapes import Array, floats
from solvers.weights import cell_elements

SWAP_I_F = str.maketrans("if", "fi")


def _pre_activation(trace: Trace, gate: str) -> Array:
    return gate_block(trace.a, trace.cell.order, gate, trace.cell.W.ndim == 1)


def _again(trace: Trace, **changed: Array) -> Trace:
    """Compute `c`, `tanh_c` and `h` once more from the gates, whatever is given taking the place of its equation."""
    gates = {name: changed.get(name, getattr(trace, name)) for name in ("i", "f", "g", "o", "c_prev")}
    c = changed.get("c", gates["f"] * gates["c_prev"] + gates["i"] * gates["g"])
    tanh_c = changed.get("tanh_c", np.tanh(c))
    h = changed.get("h", gates["o"] * tanh_c)
    return trace._replace(**gates, c=c, tanh_c=tanh_c, h=h, h_last=h, c_last=c)


@wrong_step("lstm.swapped_f_i", lstm)
def swapped_f_i(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, *, order: str, **cell: Any) -> Trace:
    """The forget gate meets the candidate and the input gate the old cell state."""
    return lstm.step(x, h_prev, c_prev, order=order.translate(SWAP_I_F), **cell)


@wrong_step("lstm.sigmoid_candidate", lstm)
def sigmoid_candidate(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The candidate is squashed like a gate."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, g=sigmoid(_pre_activation(trace, "g")))


@wrong_step("lstm.tanh_gates", lstm)
def tanh_gates(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The three gates are squashed like the candidate."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, **{gate: np.tanh(_pre_activation(trace, gate)) for gate in "ifo"})


@wrong_step("lstm.no_bias", lstm)
def no_bias(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, *, b: ArrayLike, **cell: Any) -> Trace:
    """The biases are left out."""
    return lstm.step(x, h_prev, c_prev, b=np.zeros_like(b, float), **cell)


@wrong_step("lstm.no_output_bias", lstm)
def no_output_bias(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The output gate's bias is left out."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    b = gate_weights(trace.cell.b, trace.cell.order, "o", trace.cell.W.ndim == 1)
    return _again(trace, o=sigmoid(_pre_activation(trace, "o") - b))


@wrong_step("lstm.no_forget_part", lstm)
def no_forget_part(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The old cell state is lost: c = i * g."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, c=trace.i * trace.g)


@wrong_step("lstm.no_forget_gate", lstm)
def no_forget_gate(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The old cell state is kept whole, as in 1997: c = c_prev + i * g."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, f=np.ones_like(trace.f))


@wrong_step("lstm.one_minus_f", lstm)
def one_minus_f(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The forget gate is read as the share that is forgotten."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, f=1 - trace.f)


@wrong_step("lstm.coupled", lstm)
def coupled(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The input gate is taken as 1 - f."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, i=1 - trace.f)


@wrong_step("lstm.h_for_c", lstm)
def h_for_c(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The forget gate multiplies the hidden state instead of the cell state."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, c_prev=trace.h_prev)


@wrong_step("lstm.no_tanh", lstm)
def no_tanh(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The cell state is not squashed: h = o * c."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, tanh_c=trace.c)


@wrong_step("lstm.sigmoid_of_c", lstm)
def sigmoid_of_c(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The cell state is squashed by the logistic function: h = o * sigmoid(c)."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, tanh_c=sigmoid(trace.c))


@wrong_step("lstm.h_is_c", lstm)
def h_is_c(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The cell state is taken for the hidden state."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, h=trace.c)


@wrong_step("lstm.h_is_candidate", lstm)
def h_is_candidate(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The candidate is taken for the hidden state."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, h=trace.g)


@wrong_step("lstm.old_c_in_h", lstm)
def old_c_in_h(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The hidden state is read off the old cell state: h = o * tanh(c_prev)."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, tanh_c=np.tanh(trace.c_prev))


@wrong_step("lstm.x_for_h", lstm)
def x_for_h(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The input stands where the old hidden state belongs (single numbers, or D = H)."""
    return lstm.step(x, x, c_prev, **cell)


@wrong_step("lstm.no_peepholes", lstm)
def no_peepholes(
    x: ArrayLike,
    h_prev: ArrayLike,
    c_prev: ArrayLike,
    *,
    p_i: ArrayLike | None = None,
    p_f: ArrayLike | None = None,
    p_o: ArrayLike | None = None,
    **cell: Any,
) -> Trace:
    """The peepholes are left out."""
    return lstm.step(x, h_prev, c_prev, **cell)


@wrong_step("lstm.old_c_in_output_peephole", lstm)
def old_c_in_output_peephole(
    x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, *, p_o: ArrayLike, **cell: Any
) -> Trace:
    """The output gate peeks at the old cell state."""
    trace = lstm.step(x, h_prev, c_prev, p_o=p_o, **cell)
    (p_o,) = floats(p_o=p_o)
    return _again(trace, o=sigmoid(_pre_activation(trace, "o") + p_o * (trace.c_prev - trace.c)))


@wrong_step("lstm.shared_gate", lstm)
def shared_gate(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """The first unit's forget gate serves all units."""
    trace = lstm.step(x, h_prev, c_prev, **cell)
    return _again(trace, f=trace.f[..., :1] * np.ones_like(trace.f) if trace.cell.W.ndim > 1 else trace.f)


@wrong_step("lstm.cell_state_not_carried", lstm)
def cell_state_not_carried(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, **cell: Any) -> Trace:
    """Only the hidden state travels; the cell state starts from zero at each step."""
    return lstm.step(x, h_prev, np.zeros_like(c_prev, float), **cell)


@solver("mutants.lstm.onnx_order", elements=cell_elements)
def onnx_order(x: ArrayLike, h_prev: ArrayLike, c_prev: ArrayLike, *, order: str, **cell: Any) -> Trace:
    """The blocks are read as ONNX stacks them, whatever their order is."""
    return lstm.step(x, h_prev, c_prev, order="iofg", **cell)
