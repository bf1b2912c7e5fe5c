"""Weight layouts: how PyTorch, Keras and ONNX store a recurrent layer, read into our arguments and written back.

    ours     W (G H, D), U (G H, H), b, b_hidden (G H,); gates in the order that `order` spells
    PyTorch  weight_ih (G H, D), weight_hh (G H, H), bias_ih, bias_hh (G H,); LSTM ifgo, GRU rzn, reset after
    Keras    kernel (D, G H), recurrent_kernel (H, G H), bias (G H,), or (2, G H) for a GRU with reset after; LSTM ifgo, GRU zrn
    ONNX     W (N, G H, D), R (N, G H, H), B (N, 2 G H), P (N, 3 H), N directions; LSTM iofg, GRU zrn

In all three a GRU's z keeps the old state. A direction here is the mapping of arguments that the cell's `forward` takes.
"""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from solvers import gru, lstm, rnn
from solvers.arguments import whole, word
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, expect, floats
from solvers.stack import Layer

Direction: TypeAlias = Mapping[str, Any]
"""What a cell's `forward` takes beside the sequence: W, U, b, b_hidden and the conventions."""

CELLS = {"rnn": rnn, "lstm": lstm, "gru": gru}

ORDERS = {
    "pytorch": {"rnn": "h", "lstm": "ifgo", "gru": "rzn"},
    "keras": {"rnn": "h", "lstm": "ifgo", "gru": "zrn"},
    "onnx": {"rnn": "h", "lstm": "iofg", "gru": "zrn"},
    "tensorflow1": {"rnn": "h", "lstm": "igfo", "gru": "rz"},
}
"""The order in which each framework stacks its gates, in our letters; a TensorFlow 1 GRU keeps its candidate apart."""


def reorder_elements(stacked: ArrayLike, *, order: str, to: str) -> int:
    """As many numbers as were given."""
    return int(np.size(stacked))


@solver("layout.reorder", elements=reorder_elements)
def reorder(stacked: ArrayLike, *, order: str, to: str) -> Array:
    """Stacked weights (G H, ...) whose blocks follow `order`, with the blocks in another order.

    Raises `ValueError` when the orders spell different gates, `ShapeMismatch` when the rows cannot be cut into blocks.
    """
    (stacked,) = floats(stacked=stacked)
    if sorted(order) != sorted(to) or len(set(order)) != len(order):
        raise ValueError(f"both orders must spell the same gates once each, not {order!r} and {to!r}")
    if stacked.ndim == 0 or len(stacked) % len(order):
        raise ShapeMismatch(f"stacked has shape {describe(stacked.shape)}, expected {len(order)} blocks of rows")
    blocks = stacked.reshape(len(order), -1, *stacked.shape[1:])
    return blocks[[order.index(gate) for gate in to]].reshape(stacked.shape)


@solver("layout.rows")
def rows(framework: str, cell: str, gate: str, *, H: ArrayLike) -> Array:
    """The first row of a gate's block in a framework's stacked weights and the row behind its last, counted from 0.

    Raises `ValueError` for a framework, a cell or a gate that is none.
    """
    order = ORDERS[word(framework, "framework", tuple(ORDERS))][word(cell, "cell", tuple(CELLS))]
    place = order.index(word(gate, "gate", tuple(order)))
    return np.array([place, place + 1], dtype=np.float64) * whole(H, "H", 1)


def from_pytorch(
    state: Mapping[str, ArrayLike], cell: str, *, prefix: str = "", activation: str | None = None
) -> list[Layer]:
    """The layers of a `state_dict` of `torch.nn.RNN`, `LSTM` or `GRU`, bottom first.

    `prefix`: what stands before `weight_ih_l0` in its names; `activation`: of an RNN, which the dictionary does not tell.
    Raises `ValueError` when weights are missing.
    """
    layers = []
    for depth in count():
        if f"{prefix}weight_ih_l{depth}" not in state:
            break
        onward = _pytorch_direction(state, cell, f"{prefix}{{}}_l{depth}", activation)
        back = None
        if f"{prefix}weight_ih_l{depth}_reverse" in state:
            back = _pytorch_direction(state, cell, f"{prefix}{{}}_l{depth}_reverse", activation)
        layers.append(Layer(CELLS[cell], onward, back))
    if not layers:
        raise ValueError(f"there is no {prefix}weight_ih_l0 among {', '.join(state) or 'no weights'}")
    return layers


def to_pytorch(layers: Sequence[Layer]) -> dict[str, Array]:
    """A `state_dict` for `torch.nn.RNN`, `LSTM` or `GRU`.

    Raises `ValueError` for a convention that PyTorch does not have.
    """
    state = {}
    for depth, layer in enumerate(layers):
        for direction, suffix in ((layer.onward, ""), (layer.back, "_reverse")):
            if direction is not None:
                told = _told(direction, _name(layer), "pytorch", reset="after")
                for ours, theirs in (("W", "weight_ih"), ("U", "weight_hh"), ("b", "bias_ih"), ("b_hidden", "bias_hh")):
                    state[f"{theirs}_l{depth}{suffix}"] = told[ours]
    return state


def from_keras(
    weights: Sequence[ArrayLike], cell: str, *, reset: str | None = None, activation: str | None = None
) -> Direction:
    """The arguments of one direction from `get_weights()` of `SimpleRNN`, `LSTM` or `GRU`: kernel, recurrent kernel, bias.

    `reset`: of a GRU without bias, whose shape else tells it. Raises `ValueError` when a convention stays unknown.
    """
    kernel, recurrent, *bias = weights
    kernel, recurrent = floats(kernel=kernel, recurrent_kernel=recurrent)
    expect("kernel", kernel.shape, ("D", recurrent.shape[-1]))
    zeros = np.zeros(recurrent.shape[-1], recurrent.dtype)
    both = floats(bias=bias[0])[0] if bias else np.stack([zeros, zeros])
    if bias and cell == "gru":
        reset = "after" if both.ndim == 2 else "before"
    b, b_hidden = both if both.ndim == 2 else (both, zeros)
    return _direction(cell, "keras", kernel.T, recurrent.T, b, b_hidden, reset=reset, activation=activation)


def to_keras(direction: Direction, cell: str) -> list[Array]:
    """What `set_weights()` of a Keras layer takes. Raises `ValueError` for a convention that Keras does not have."""
    told = _told(direction, cell, "keras")
    after = cell == "gru" and told["reset"] == "after"
    bias = np.stack([told["b"], told["b_hidden"]]) if after else told["b"] + told["b_hidden"]
    return [told["W"].T, told["U"].T, bias]


def from_onnx(
    cell: str,
    W: ArrayLike,
    R: ArrayLike,
    B: ArrayLike | None = None,
    P: ArrayLike | None = None,
    *,
    linear_before_reset: bool | None = None,
    activation: str | None = None,
) -> list[Direction]:
    """The arguments of each direction of an ONNX `RNN`, `LSTM` or `GRU`; the caller knows which is read from the end.

    Raises `ShapeMismatch`; `ValueError` when a GRU's `linear_before_reset` is unsaid.
    """
    W, R = floats(W=W, R=R)
    expect("R", R.shape, ("N", "G H", "H"))
    expect("W", W.shape, (*R.shape[:2], "D"))
    biases = np.zeros((len(R), 2 * R.shape[1]), R.dtype) if B is None else floats(B=B)[0]
    expect("B", biases.shape, (len(R), 2 * R.shape[1]))
    reset = None if linear_before_reset is None else "after" if linear_before_reset else "before"
    directions = []
    for w, r, b in zip(W, R, biases, strict=True):
        directions.append(_direction(cell, "onnx", w, r, *np.split(b, 2), reset=reset, activation=activation))
    if P is None:
        return directions
    (peepholes,) = floats(P=P)
    expect("P", peepholes.shape, (len(R), 3 * R.shape[-1]))
    named = [dict(zip(("p_i", "p_o", "p_f"), np.split(p, 3), strict=True)) for p in peepholes]
    return [dict(direction) | p for direction, p in zip(directions, named, strict=True)]


def to_onnx(directions: Sequence[Direction], cell: str) -> dict[str, Array]:
    """The inputs W, R, B, and P where there are peepholes, of an ONNX operator.

    Raises `ValueError` for a convention that ONNX does not have.
    """
    told = [_told(direction, cell, "onnx") for direction in directions]
    inputs = {
        "W": np.stack([one["W"] for one in told]),
        "R": np.stack([one["U"] for one in told]),
        "B": np.stack([np.concatenate([one["b"], one["b_hidden"]]) for one in told]),
    }
    if any(one.get("p_i") is not None for one in told):
        inputs["P"] = np.stack([np.concatenate([one["p_i"], one["p_o"], one["p_f"]]) for one in told])
    return inputs


def _pytorch_direction(state: Mapping[str, ArrayLike], cell: str, name: str, activation: str | None) -> Direction:
    weights = [state.get(name.format(part)) for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
    if weights[1] is None:
        raise ValueError(f"{name.format('weight_hh')} is missing")
    if name.format("weight_hr") in state:
        raise ValueError("an LSTM with a projection of its state has no counterpart here")
    W, U = floats(weight_ih=weights[0], weight_hh=weights[1])
    b, b_hidden = (np.zeros(len(U), U.dtype) if bias is None else floats(bias=bias)[0] for bias in weights[2:])
    return _direction(cell, "pytorch", W, U, b, b_hidden, reset="after", activation=activation)


def _direction(
    cell: str,
    framework: str,
    W: Array,
    U: Array,
    b: Array,
    b_hidden: Array,
    *,
    reset: str | None,
    activation: str | None,
) -> Direction:
    weights: dict[str, Any] = {"W": W, "U": U, "b": b, "b_hidden": b_hidden}
    if word(cell, "cell", tuple(CELLS)) == "rnn":
        return weights | {"activation": word(activation, "activation", ("tanh", "relu"))}
    weights["order"] = ORDERS[framework][cell]
    if cell == "gru":
        weights |= {"reset": word(reset, "reset", ("before", "after")), "z": "keeps"}
    return weights


def _told(direction: Direction, cell: str, framework: str, reset: str | None = None) -> dict[str, Any]:
    """A direction in a framework's order and conventions, its second bias written out."""
    told = dict(direction)
    if cell == "gru" and reset is not None and told["reset"] != reset:
        raise ValueError(f'{framework} has no GRU with reset="{told["reset"]}": W (r * h) is not r * (W h)')
    if framework != "onnx" and any(told.get(name) is not None for name in ("p_i", "p_f", "p_o")):
        raise ValueError(f"{framework} has no LSTM with peepholes")
    if cell == "lstm" and told.get("coupled", "none") != "none":
        raise ValueError(f"{framework} has no LSTM with coupled gates")
    named = {name: told[name] for name in ("W", "U", "b")}
    named["b_hidden"] = np.zeros_like(told["b"]) if told.get("b_hidden") is None else told["b_hidden"]
    arrays = dict(zip(named, floats(**named), strict=True))
    if cell == "rnn":
        return told | arrays
    order = ORDERS[framework][cell]
    arrays = {name: reorder(array, order=told["order"], to=order) for name, array in arrays.items()}
    if told.get("z") == "takes":
        arrays = {name: _turned(array, order.index("z"), len(order)) for name, array in arrays.items()}
    return told | arrays


def _turned(stacked: Array, block: int, blocks: int) -> Array:
    """One block with its sign turned: sigmoid(-a) = 1 - sigmoid(a), so z takes where it kept."""
    signs = np.ones(blocks)
    signs[block] = -1
    turned: Array = stacked * np.repeat(signs, len(stacked) // blocks).reshape(-1, *(1,) * (stacked.ndim - 1))
    return turned.astype(stacked.dtype)


def _name(layer: Layer) -> str:
    return next(name for name, cell in CELLS.items() if cell is layer.cell)
