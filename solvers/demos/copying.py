"""Copying strings through one vector, and with attention to every state."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from solvers.activations import log_softmax
from solvers.attention import Attention, attend_trace
from solvers.attention_gradients import backward as attention_backward
from solvers.experiment import Axes, Curve, Demonstration, Figures, Frame, Prediction, nearest, shares, watched
from solvers.fused import layer
from solvers.fused.layer import Layer, Weights
from solvers.initialisation import recurrent_bound, uniform
from solvers.shapes import Array
from solvers.training import fit

SYMBOLS, H, BATCH, UPDATES, RATE = 8, 16, 64, 500, 0.01
LENGTHS: Final = (2, 4, 8, 12, 16)
GRU: Final = Layer("gru")
ANCHORS: Final = (0.125, 0.22, 0.6, 1.0)
WITHOUT, WITH = "one vector", "attention"


class Told(NamedTuple):
    """A decoder's run."""

    encoder: Any
    decoder: Any
    attention: Attention | None
    read: Array
    """`(L, B, H or 2H)`: what the readout reads, states and contexts side by side."""
    scores: Array
    """`(L, B, 8)`"""


def drawn(generator: np.random.Generator, length: int, attends: bool) -> Weights:
    """Weights of encoder (`e_`), decoder (`d_`), attention (`A`) and readout."""
    bound, width = float(recurrent_bound(H)), 2 * H if attends else H
    encoder, decoder = (layer.drawn(generator, GRU, inputs, H) for inputs in (SYMBOLS + length, length))
    weights = {f"e_{name}": value for name, value in encoder.items()}
    weights |= {f"d_{name}": value for name, value in decoder.items()}
    weights |= {"W_y": uniform(generator, SYMBOLS, width, bound=bound), "b_y": np.zeros(SYMBOLS)}
    return weights | ({"A": uniform(generator, H, H, bound=bound)} if attends else {})


def part(weights: Weights, prefix: str) -> Weights:
    """The weights of encoder or decoder."""
    return {name[2:]: value for name, value in weights.items() if name.startswith(prefix)}


def decode(weights: Weights, strings: NDArray[np.integer]) -> Told:
    """Read `strings (L, B)` and tell them again; the decoder is fed positions alone."""
    length, count = strings.shape
    places = np.broadcast_to(np.eye(length)[:, None], (length, count, length))
    encoder = layer.run(GRU, part(weights, "e_"), np.concatenate([np.eye(SYMBOLS)[strings], places], axis=-1))
    decoder = layer.run(GRU, part(weights, "d_"), np.ascontiguousarray(places), h0=encoder.h[-1])
    attention, read = None, decoder.h
    if "A" in weights:
        keys = encoder.h.swapaxes(0, 1)
        attention = attend_trace(decoder.h, keys, keys, kind="general", W=weights["A"])
        read = np.concatenate([decoder.h, attention.value], axis=-1)
    return Told(encoder, decoder, attention, read, read @ weights["W_y"].T + weights["b_y"])


def slopes(weights: Weights, strings: NDArray[np.integer]) -> tuple[float, Weights]:
    """The mean cross-entropy of telling the strings again, and its derivatives."""
    told = decode(weights, strings)
    logs, flat = log_softmax(told.scores), told.read.reshape(strings.size, -1)
    ds = (np.exp(logs) - np.eye(SYMBOLS)[strings]) / strings.size
    dread, rows = ds @ weights["W_y"], ds.reshape(strings.size, -1)
    found = {"W_y": rows.T @ flat, "b_y": rows.sum(0)}
    dh, dstates = dread[..., :H].copy(), np.zeros_like(told.read[..., :H])
    if told.attention is not None:
        back = attention_backward(dread[..., H:], told.attention)
        dh += back.q
        dstates += (back.K + back.V).swapaxes(0, 1)
        found["A"] = back.W
    decoder = layer.backward(GRU, told.decoder, np.ascontiguousarray(dh))
    dstates[-1] += decoder.h0
    encoder = layer.backward(GRU, told.encoder, dstates)
    found |= {f"d_{name}": value for name, value in decoder.weights.items()}
    found |= {f"e_{name}": value for name, value in encoder.weights.items()}
    return float(-np.take_along_axis(logs, strings[..., None], -1).mean()), found


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """Both decoders on every length, seed by seed."""
    rows = [f"{kind}, {what}" for kind in (WITHOUT, WITH) for what in ("symbols", "whole strings")] + [
        "weight on the place"
    ]
    columns = [f"{length} long" for length in LENGTHS]
    figures, parts = Figures("decoder", rows, columns), shares(len(LENGTHS) * 2 * seeds)
    for length, column in zip(LENGTHS, columns, strict=True):
        for kind in (WITHOUT, WITH):
            for k in range(seed, seed + seeds):
                generator = np.random.default_rng([k, length])
                start, step = drawn(generator, length, kind == WITH), partial(_drawn_slopes, generator, length)
                fitting = fit(start, step, updates=UPDATES, rate=RATE, clip=1.0)
                weights = yield from watched(fitting, UPDATES, f"{kind}, {column}", next(parts), figures)
                test = generator.integers(SYMBOLS, size=(length, 500))
                told = decode(weights, test)
                same = told.scores.argmax(-1) == test
                figures.add(f"{kind}, symbols", column, float(same.mean()))
                figures.add(f"{kind}, whole strings", column, float(same.all(0).mean()))
                if told.attention is not None:
                    on_place = told.attention.weights.value
                    figures.add(rows[-1], column, float(np.einsum("tbt->", on_place) / test.size))
    means = [
        Curve(kind, LENGTHS, [float(np.mean(figures.of(f"{kind}, symbols", column))) for column in columns])
        for kind in (WITHOUT, WITH)
    ]
    yield Frame(
        1.0,
        "symbols right by length",
        figures.table(),
        means,
        nearest(means[0].y[-1], ANCHORS),
        Axes("length", "symbols right"),
    )


def _drawn_slopes(generator: np.random.Generator, length: int, weights: Weights) -> tuple[float, Weights]:
    return slopes(weights, generator.integers(SYMBOLS, size=(length, BATCH)))


DEMONSTRATION: Final = Demonstration(
    title="Copying through a bottleneck",
    prediction=Prediction(
        "An encoder of 16 units reads a string over 8 symbols; a decoder must tell it again from the last state alone. "
        "How many symbols of a string of 16 are right after 500 updates?",
        ("12 %: chance", "about 22 %", "about 60 %", "all"),
    ),
    run=run,
    claim=(
        "With the same training one vector of fixed size collapses as strings grow, and attention does not: its weights lie on "
        "the place that is being told."
    ),
    limits="With more units or more training the bottleneck holds more; it is not a law that 16 symbols cannot pass.",
    axes=Axes("update", "loss in nats"),
    seeds=1,
)
