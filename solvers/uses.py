"""The four shapes in which a recurrent cell is used: how many inputs are read, how many outputs are given.

    one to one       h = cell(x),                    y = output(h)
    one to many      h_1 = cell(x), h_t = cell(y_{t-1}), y_t = output(h_t)        each output is the next input
    many to one      h_1 .. h_T = cells(x),          y = output(h_T)
    many to many     aligned: y_t = output(h_t); encoder-decoder: h_T starts a one-to-many decoder

The cell is named "rnn", "lstm" or "gru"; `W_y (O, H)`, `b_y (O,)` and `output` ("linear", "sigmoid", "softmax") belong to the
output layer; every other argument to the cell.
"""

from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers import gru, lstm, readout, rnn
from solvers.gates import check_choice
from solvers.registry import solver
from solvers.shapes import Array, floats
from solvers.weights import cell_elements

CELLS: dict[str, ModuleType] = {"rnn": rnn, "lstm": lstm, "gru": gru}


class Use(NamedTuple):
    """What a model read and gave."""

    h: Array
    """`(T, ..., H)` the states that were read out, or all states on the way to the one that was."""
    s: Array
    """`(T, ..., O)` scores; `(..., O)` for one output."""
    y: Array
    """`(T, ..., O)` outputs; `(..., O)` for one output."""


def _elements(x: ArrayLike, *, W_y: ArrayLike, **rest: Any) -> int:
    """No less than the pre-activations and the outputs together."""
    return cell_elements(x, **rest) * (1 + max(np.shape(W_y), default=1))


@solver("use.many_to_one", elements=_elements)
def many_to_one(x: ArrayLike, *, cell: str, W_y: ArrayLike, b_y: ArrayLike, output: str, **weights: Any) -> Use:
    """Read a sequence `x (T, ..., D)`, give one output from the last state.

    Raises `ShapeMismatch`; `ValueError` for a name that is none.
    """
    trace = _cell(cell).forward(x, **weights)
    told = readout.read(trace.h_last, W=W_y, b=b_y, activation=output)
    return Use(trace.h, told.s, told.y)


@solver("use.one_to_one", elements=_elements)
def one_to_one(x: ArrayLike, *, cell: str, W_y: ArrayLike, b_y: ArrayLike, output: str, **weights: Any) -> Use:
    """Read one input `x (..., D)`, give one output: a sequence of one. Raises as `many_to_one` does."""
    (x,) = floats(x=x)
    return many_to_one(x[None], cell=cell, W_y=W_y, b_y=b_y, output=output, **weights)


@solver("use.many_to_many", elements=_elements)
def many_to_many(x: ArrayLike, *, cell: str, W_y: ArrayLike, b_y: ArrayLike, output: str, **weights: Any) -> Use:
    """Read a sequence `x (T, ..., D)`, give an output at each step. Raises as `many_to_one` does."""
    trace = _cell(cell).forward(x, **weights)
    told = readout.read(trace.h, W=W_y, b=b_y, activation=output)
    return Use(trace.h, told.s, told.y)


@solver("use.one_to_many", elements=lambda x, *, steps, **rest: int(steps) * _elements(x, **rest))
def one_to_many(
    x: ArrayLike, *, steps: int, cell: str, W_y: ArrayLike, b_y: ArrayLike, output: str, **weights: Any
) -> Use:
    """Read one input `x (..., D)`, then feed each output back as the next input (so O = D) for `steps` outputs.

    Raises as `many_to_one` does.
    """
    module, states = _cell(cell), dict[str, Any]()
    (x,) = floats(x=x)
    told = []
    for _ in range(int(steps)):
        trace = module.forward(x[None], **weights | states)
        states = _carried(trace)
        told.append((trace.h_last, *readout.read(trace.h_last, W=W_y, b=b_y, activation=output)[1:3]))
        x = told[-1][-1]
    return Use(*map(np.stack, zip(*told, strict=True)))


@solver(
    "use.encoder_decoder",
    elements=lambda x, start, *, steps, **rest: _elements(x, **rest) + int(steps) * _elements(start, **rest),
)
def encoder_decoder(
    x: ArrayLike,
    start: ArrayLike,
    *,
    steps: int,
    cell: str,
    W_y: ArrayLike,
    b_y: ArrayLike,
    output: str,
    decoder_W: ArrayLike,
    decoder_U: ArrayLike,
    decoder_b: ArrayLike,
    **weights: Any,
) -> Use:
    """Read `x (T, ..., D)`; its last state starts a decoder that reads `start (..., O)` and then its own outputs.

    The decoder shares the encoder's conventions. Raises as `many_to_one` does (Sutskever et al. 2014).
    """
    encoded = _carried(_cell(cell).forward(x, **weights))
    own = weights | {"W": decoder_W, "U": decoder_U, "b": decoder_b} | encoded
    return one_to_many(start, steps=steps, cell=cell, W_y=W_y, b_y=b_y, output=output, **own)


def _cell(name: str) -> ModuleType:
    check_choice("cell", name, {"rnn": "plain", "lstm": "long short-term memory", "gru": "gated recurrent unit"})
    return CELLS[name]


def _carried(trace: Any) -> dict[str, Any]:
    return {"h0": trace.h_last} | ({"c0": trace.c_last} if hasattr(trace, "c_last") else {})
