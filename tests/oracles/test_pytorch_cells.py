"""The cells beside PyTorch, forward and backward, over a grid of sizes; skipped where it is not installed."""

from itertools import product
from typing import Any

import numpy as np
import pytest

from solvers import gru, lstm, rnn, stack
from solvers.stack import Layer

torch = pytest.importorskip("torch", reason="PyTorch is an optional oracle")

CELLS = {
    "RNN": (rnn, 1, {"activation": "tanh"}),
    "LSTM": (lstm, 4, {"order": "ifgo"}),
    "GRU": (gru, 3, {"order": "rzn", "reset": "after", "z": "keeps"}),
}
SIZES = list(product((1, 5), (1, 3), (1, 4), (1, 6)))


def built(name: str, D: int, H: int, **options: Any) -> Any:
    torch.manual_seed(0)
    return getattr(torch.nn, name)(D, H, dtype=torch.float64, **options)


def weights(layer: Any, suffix: str) -> dict[str, Any]:
    """One layer and direction of PyTorch's as ours are named."""
    names = {"W": "weight_ih", "U": "weight_hh", "b": "bias_ih", "b_hidden": "bias_hh"}
    return {ours: getattr(layer, f"{theirs}_{suffix}").detach().numpy() for ours, theirs in names.items()}


def same(ours: Any, theirs: Any) -> None:
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize(("T", "B", "D", "H"), SIZES)
def test_forward_and_gradients(name: str, T: int, B: int, D: int, H: int):
    cell, _, conventions = CELLS[name]
    layer, draw = built(name, D, H), np.random.default_rng(1).normal
    x, dh, starts = draw(size=(T, B, D)), draw(size=(T, B, H)), draw(size=(2, B, H))
    named = dict(zip(("h0", "c0") if name == "LSTM" else ("h0",), starts, strict=False))
    given = {key: torch.tensor(start[None], requires_grad=True) for key, start in named.items()}
    read = torch.tensor(x, requires_grad=True)
    y, _ = layer(read, tuple(given.values()) if name == "LSTM" else given["h0"])
    y.backward(torch.tensor(dh))
    trace = cell.forward(x, **weights(layer, "l0"), **conventions, **named)
    gradients = cell.backward(trace, dh)
    same(trace.h, y)
    same(gradients.x, read.grad)
    for key, start in given.items():
        same(getattr(gradients, key)[None], start.grad)
    for ours, theirs in {"W": "weight_ih", "U": "weight_hh", "b": "bias_ih"}.items():
        same(getattr(gradients, ours), getattr(layer, f"{theirs}_l0").grad)
    if name == "GRU":
        same(gradients.b_hidden, layer.bias_hh_l0.grad)


@pytest.mark.parametrize("name", CELLS)
def test_layers_and_directions_with_lengths(name: str):
    cell, _, conventions = CELLS[name]
    layer = built(name, 3, 4, num_layers=2, bidirectional=True)
    x, lengths = np.random.default_rng(2).normal(size=(5, 3, 3)), [5, 3, 1]
    packed = torch.nn.utils.rnn.pack_padded_sequence(torch.tensor(x), lengths)
    y, last = layer(packed)
    padded, _ = torch.nn.utils.rnn.pad_packed_sequence(y)
    layers = [
        Layer(cell, weights(layer, f"l{k}") | conventions, weights(layer, f"l{k}_reverse") | conventions)
        for k in (0, 1)
    ]
    mask = np.arange(5)[:, None] < np.array(lengths)
    trace = stack.forward(x, layers, mask=mask)
    same(np.where(mask[..., None], trace.h, 0), padded)
    same(np.stack(trace.h_last), last[0] if name == "LSTM" else last)


def test_relu():
    layer = built("RNN", 3, 4, nonlinearity="relu")
    x = np.random.default_rng(3).normal(size=(5, 2, 3))
    same(rnn.forward(x, **weights(layer, "l0"), activation="relu").h, layer(torch.tensor(x))[0])
