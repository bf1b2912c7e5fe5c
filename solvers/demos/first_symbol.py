"""Remembering the first symbol of a sequence until its end, after few updates."""

from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from solvers.experiment import Axes, Curve, Demonstration, Figures, Frame, Prediction, shares, watched
from solvers.fused import reader
from solvers.fused.layer import Layer, Weights
from solvers.fused.reader import Reader
from solvers.initialisation import forget_bias
from solvers.shapes import Array
from solvers.training import fit

CLASSES, NOISE, H, BATCH, UPDATES, CLIP = 4, 4, 24, 32, 300, 1.0
LENGTHS: Final = (10, 30, 60)
SOLVED = 0.9
"""From this accuracy on a seed counts as having learnt the task."""


class Contestant(NamedTuple):
    """A net that tries the task."""

    layer: Layer
    rate: float = 0.01
    is_identity: bool = False
    """Whether its recurrent weights start as the identity."""
    gate: str = ""
    """The gate that has a bias."""
    bias: float | None = None
    """`None`: spread so that the gates of an LSTM forget after 2 steps up to the length."""


CONTESTANTS: Final = {
    "tanh RNN": Contestant(Layer("rnn")),
    "ReLU RNN from the identity": Contestant(Layer("rnn", "relu"), 0.003, is_identity=True),
    "LSTM, forget bias 1": Contestant(Layer("lstm"), gate="f", bias=1),
    "LSTM, forget bias 4": Contestant(Layer("lstm"), gate="f", bias=4),
    "LSTM, forget bias by length": Contestant(Layer("lstm"), gate="f"),
    "GRU, keep bias 3": Contestant(Layer("gru"), gate="z", bias=3),
}
"""Every net that tries."""


def drawn(contestant: Contestant, length: int, generator: np.random.Generator) -> Weights:
    """Its weights before training."""
    biases = {contestant.gate: contestant.bias or 0.0}
    weights = reader.drawn(generator, Reader(contestant.layer, True), CLASSES + NOISE, H, CLASSES, biases)
    if contestant.is_identity:
        weights["U"] = np.eye(H)
    if contestant.gate and contestant.bias is None:
        lasting = [float(forget_bias(steps)) for steps in generator.uniform(2, length, H)]
        weights["b"][H : 2 * H] = lasting
        weights["b"][:H] = np.negative(lasting)
    return weights


def batch(generator: np.random.Generator, length: int, size: int = BATCH) -> tuple[Array, NDArray[np.integer]]:
    """Sequences `(T, B, 8)`: one of 4 symbols, then noise of 4 others; at the last step the first symbol is asked for."""
    symbols = CLASSES + generator.integers(NOISE, size=(length, size))
    symbols[0] = generator.integers(CLASSES, size=size)
    asked = np.full((length, size), -1)
    asked[-1] = symbols[0]
    return np.eye(CLASSES + NOISE)[symbols], asked


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """Every contestant on every length, seed by seed."""
    columns = [f"{length} steps" for length in LENGTHS]
    figures = Figures("net", list(CONTESTANTS), columns)
    parts = shares(len(LENGTHS) * len(CONTESTANTS) * seeds)
    for length, column in zip(LENGTHS, columns, strict=True):
        for name, contestant in CONTESTANTS.items():
            for k in range(seed, seed + seeds):
                net, generator = Reader(contestant.layer, True), np.random.default_rng([k, length])
                slopes = partial(_slopes, net, generator, length)
                start = drawn(contestant, length, generator)
                fitting = fit(start, slopes, updates=UPDATES, rate=contestant.rate, clip=CLIP)
                weights = yield from watched(fitting, UPDATES, f"{name}, {column}", next(parts), figures)
                figures.add(name, column, reader.accuracy(net, weights, *batch(generator, length, 500)))
    solved = sum(min(figures.of(name, columns[-1])) >= SOLVED for name in CONTESTANTS)
    means = [Curve(name, LENGTHS, [float(np.mean(figures.of(name, c))) for c in columns]) for name in CONTESTANTS]
    yield Frame(
        1.0, "accuracy by length", figures.table(), means, min(2, max(0, solved - 1) // 2), Axes("length", "accuracy")
    )


def _slopes(net: Reader, generator: np.random.Generator, length: int, weights: Weights) -> tuple[float, Weights]:
    return reader.slopes(net, weights, *batch(generator, length))


DEMONSTRATION: Final = Demonstration(
    title="Who remembers the first symbol?",
    prediction=Prediction(
        "Six nets learn for 300 updates to tell at the end which of 4 symbols came first, 60 steps before. "
        "How many get it right (90 % or more) with every seed?",
        ("at most two", "three or four", "five or all six"),
    ),
    run=run,
    claim=(
        "The plain tanh net fails where gated nets whose gates start out open succeed. The architecture alone is not enough: "
        "the LSTM with forget bias 1 fails as well, and a ReLU net that starts from the identity is a serious rival."
    ),
    limits="300 updates and one learning rate each; single lucky seeds occur, which is why several are shown.",
    axes=Axes("update", "loss in nats"),
    seeds=3,
)
