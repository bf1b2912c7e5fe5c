"""Telling "good, not bad" from "bad, not good": counts, windows, and nets that read in order."""

from collections.abc import Iterator
from functools import partial
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from solvers.experiment import Axes, Demonstration, Figures, Frame, Prediction, nearest, shares, watched
from solvers.fused import reader
from solvers.fused.layer import Layer, Weights
from solvers.fused.reader import Reader
from solvers.shapes import Array
from solvers.training import fit

PADDING, FILLERS, GOOD, BAD, NOT = 0, 6, 4, 4, 1
"""Word 0 fills up; then so many fillers, good words, bad words, and "not"."""
V = 1 + FILLERS + GOOD + BAD + NOT
LENGTH, WINDOW, H, BATCH, UPDATES, RATE = 24, 3, 16, 64, 250, 0.01
TESTS: Final = {"same lengths": ((0, 6), (0, 6)), "starts later": ((8, 11), (0, 6)), "long tail": ((0, 6), (7, 9))}
"""How many fillers stand before and after the three words: from, and up to but without."""
COUNTING: Final = ("bag of words", f"last {WINDOW} words", "every position a weight")
NETS: Final = {"GRU": "gru", "RNN": "rnn", "LSTM": "lstm"}
ANCHORS: Final = (0.5, 0.75, 1.0)


Ids: TypeAlias = NDArray[np.integer]
Labelled: TypeAlias = tuple[Ids, Ids]
"""Words `(count, LENGTH)` by number, and a class for each sentence."""


def sentences(generator: np.random.Generator, count: int, before: tuple[int, int], after: tuple[int, int]) -> Labelled:
    """Words `(count, LENGTH)`, padded at the end, and whether each praises: fillers, A, not, B, fillers."""
    words, praises = np.zeros((count, LENGTH), int), generator.integers(2, size=count)
    good, bad = (
        1 + FILLERS + generator.integers(GOOD, size=count),
        1 + FILLERS + GOOD + generator.integers(BAD, size=count),
    )
    for row, praise in enumerate(praises):
        pair = (good[row], bad[row]) if praise else (bad[row], good[row])
        middle = [pair[0], V - 1, pair[1]]
        fill = [1 + generator.integers(FILLERS, size=generator.integers(*bounds)) for bounds in (before, after)]
        sentence = [*fill[0], *middle, *fill[1]]
        words[row, : len(sentence)] = sentence
    return words, praises


def features(words: Ids, method: str) -> Array:
    """What a linear classifier sees of the sentences: `(count, n)`."""
    one_hot = np.eye(V)[words] * (words != PADDING)[..., None]
    if method == COUNTING[0]:
        return np.asarray(one_hot.sum(1))
    if method == COUNTING[1]:
        lengths = (words != PADDING).sum(1)
        last = np.maximum(lengths[:, None] - 1 - np.arange(WINDOW), 0)
        one_hot = np.take_along_axis(one_hot, last[..., None], 1)
    return np.asarray(one_hot.reshape(len(words), -1))


def classified(train: Array, praises: Ids) -> Array:
    """The ridge weights of a linear classifier with a constant."""
    columns = np.c_[train, np.ones(len(train))]
    return np.linalg.solve(columns.T @ columns + 0.1 * np.eye(columns.shape[1]), columns.T @ (2 * praises - 1))


def lesson(words: Ids, praises: Ids) -> tuple[Array, Ids]:
    """Inputs `(T, B, V)`, and the class at the last word of each sentence."""
    asked = np.full(words.T.shape, -1)
    asked[(words != PADDING).sum(1) - 1, np.arange(len(words))] = praises
    return np.eye(V)[words.T], asked


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """The classifiers that count, then each net, seed by seed."""
    figures, parts = Figures("reader", [*COUNTING, *NETS], list(TESTS)), shares(len(NETS) * seeds)
    for k in range(seed, seed + seeds):
        train, tests = _drawn(k)
        for method in COUNTING:
            line = classified(features(train[0], method), train[1])
            for name, (words, praises) in tests.items():
                guesses = np.c_[features(words, method), np.ones(len(words))] @ line > 0
                figures.add(method, name, float((guesses == praises).mean()))
    yield Frame(0.0, "classifiers that count", figures.table())
    for title, cell in NETS.items():
        net = Reader(Layer(cell), classifies=True)
        for k in range(seed, seed + seeds):
            train, tests = _drawn(k)
            generator = np.random.default_rng([k, 1])
            start, slopes = reader.drawn(generator, net, V, H, 2, {"f": 1.0}), partial(_slopes, net, generator, train)
            weights = yield from watched(
                fit(start, slopes, updates=UPDATES, rate=RATE, clip=1.0), UPDATES, title, next(parts), figures
            )
            for name, test in tests.items():
                figures.add(title, name, reader.accuracy(net, weights, *lesson(*test)))
    bag = float(np.mean(figures.of(COUNTING[0], "same lengths")))
    yield Frame(1.0, "accuracy by reader", figures.table(), list(figures.losses.values()), nearest(bag, ANCHORS))


def _drawn(seed: int) -> tuple[Labelled, dict[str, Labelled]]:
    """1200 sentences to learn from, and 1000 for each test."""
    generator = np.random.default_rng(seed)
    train = sentences(generator, 1200, *TESTS["same lengths"])
    return train, {name: sentences(generator, 1000, *bounds) for name, bounds in TESTS.items()}


def _slopes(net: Reader, generator: np.random.Generator, train: Labelled, weights: Weights) -> tuple[float, Weights]:
    chosen = generator.integers(len(train[0]), size=BATCH)
    return reader.slopes(net, weights, *lesson(train[0][chosen], train[1][chosen]))


DEMONSTRATION: Final = Demonstration(
    title="Good, not bad; bad, not good",
    prediction=Prediction(
        'Sentences like "good, not bad" praise and "bad, not good" do not; fillers stand around them. '
        "How often is a classifier right that sees the bag of words?",
        ("half the time: chance", "three quarters of the time", "nearly always"),
    ),
    run=run,
    claim=(
        "Both classes have the same bags, so a bag cannot beat chance. A window is blind beyond its width, and weights for "
        "absolute positions do not carry over to sentences that start later. A recurrent net uses the same weights at every "
        "position; but beyond the lengths it has learnt from it may falter, as some cells and seeds do."
    ),
    limits="Made-up sentences of one pattern; the bag is at chance by construction, in real reviews it is not.",
    axes=Axes("update", "loss in nats"),
    seeds=2,
)
