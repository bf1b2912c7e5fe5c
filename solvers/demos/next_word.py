"""Foretelling the last word of a sentence whose cue stands far before it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from solvers.experiment import Axes, Curve, Demonstration, Figures, Frame, Prediction, nearest, shares, watched
from solvers.fused import reader
from solvers.fused.layer import Layer, Weights
from solvers.fused.reader import Reader
from solvers.shapes import Array
from solvers.training import fit

COUNTRIES: Final = {"france": "french", "spain": "spanish", "italy": "italian"}
FILLERS: Final = ("today", "again", "often", "really")
FRAME: Final = ("<end>", "i", "grew", "up", "in", "and", "visited", "so", "speak")
WORDS: Final = (*FRAME, *FILLERS, *COUNTRIES, *COUNTRIES.values())
DISTANCES: Final = (0, 3, 6)
"""How many fillers stand before the last words; the last number is never met in training."""
MOST, WINDOWS, H, BATCH, UPDATES, RATE = 3, (3, 8), 24, 64, 800, 0.01
NETS: Final = {"RNN": "rnn", "GRU": "gru", "LSTM": "lstm"}
BAG: Final = "both countries, unordered"
ANCHORS: Final = (1 / 3, 0.5, 1.0)


def sentence(generator: np.random.Generator, fillers: int) -> list[str]:
    """Like "i grew up in spain and visited italy often so i speak spanish", or with the visit told first."""
    home, other = generator.permutation(list(COUNTRIES))[:2]
    grew, visited = ["grew", "up", "in", home], ["visited", other]
    first, second = (grew, visited) if generator.integers(2) else (visited, grew)
    fill = generator.choice(FILLERS, size=fillers).tolist()
    return ["i", *first, "and", *second, *fill, "so", "i", "speak", COUNTRIES[str(home)]]


def by_window(train: Sequence[list[str]], tests: Sequence[list[str]], width: int) -> float:
    """How often the likeliest word after the last `width` words is right; unseen windows count as wrong."""
    after: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for words in train:
        after[tuple(words[-1 - width : -1])][words[-1]] += 1
    guesses = [after[key].most_common(1) if (key := tuple(words[-1 - width : -1])) in after else [] for words in tests]
    return float(
        np.mean([bool(guess) and guess[0][0] == words[-1] for guess, words in zip(guesses, tests, strict=True)])
    )


def by_bag(train: Sequence[list[str]], tests: Sequence[list[str]]) -> float:
    """How often the likeliest language given the set of countries is right."""
    after: dict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for words in train:
        after[_bag(words)][words[-1]] += 1
    return float(np.mean([after[_bag(words)].most_common(1)[0][0] == words[-1] for words in tests]))


def _bag(words: Sequence[str]) -> frozenset[str]:
    return frozenset(words).intersection(COUNTRIES)


def lesson(sentences: Sequence[list[str]], *, only_last: bool = False) -> tuple[Array, NDArray[np.integer]]:
    """Inputs `(T, B, V)` and the next word at each step, -1 after the end."""
    longest = max(map(len, sentences)) - 1
    words, asked = np.zeros((longest, len(sentences)), int), np.full((longest, len(sentences)), -1)
    for column, sentence in enumerate(sentences):
        ids = [WORDS.index(word) for word in sentence]
        words[: len(ids) - 1, column], asked[: len(ids) - 1, column] = ids[:-1], ids[1:]
        if only_last:
            asked[: len(ids) - 2, column] = -1
    return np.eye(len(WORDS))[words], asked


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """Counting models, then each net, seed by seed."""
    generator = np.random.default_rng(seed)
    train = [sentence(generator, int(generator.integers(MOST + 1))) for _ in range(3000)]
    tests = {f"{n} fillers": [sentence(generator, n) for _ in range(600)] for n in DISTANCES}
    windows = {f"the last {width} words": width for width in WINDOWS}
    figures, parts = Figures("model", [*windows, BAG, *NETS], list(tests)), shares(len(NETS) * seeds)
    for name, test in tests.items():
        for title, width in windows.items():
            figures.add(title, name, by_window(train, test, width))
        figures.add(BAG, name, by_bag(train, test))
    yield Frame(0.0, "models that count", figures.table())
    for title, cell in NETS.items():
        net = Reader(Layer(cell), classifies=True)
        for k in range(seed, seed + seeds):
            draws = np.random.default_rng([k, 1])
            start = reader.drawn(draws, net, len(WORDS), H, len(WORDS), {"f": 1.0})
            fitting = fit(start, partial(_slopes, net, draws, train), updates=UPDATES, rate=RATE, clip=1.0)
            weights = yield from watched(fitting, UPDATES, title, next(parts), figures)
            for name, test in tests.items():
                figures.add(title, name, reader.accuracy(net, weights, *lesson(test, only_last=True)))
    bag = float(np.mean(figures.of(BAG, "0 fillers")))
    curves = [
        Curve(name, DISTANCES, [float(np.mean(figures.of(name, test))) for test in tests])
        for name in (*windows, BAG, *NETS)
    ]
    yield Frame(
        1.0, "accuracy by distance", figures.table(), curves, nearest(bag, ANCHORS), Axes("fillers", "accuracy")
    )


def _slopes(
    net: Reader, generator: np.random.Generator, train: Sequence[list[str]], weights: Weights
) -> tuple[float, Weights]:
    chosen = [train[place] for place in generator.integers(len(train), size=BATCH)]
    return reader.slopes(net, weights, *lesson(chosen))


DEMONSTRATION: Final = Demonstration(
    title="I grew up in Spain … so I speak",
    prediction=Prediction(
        "Each sentence names two of three countries: where someone grew up, and one only visited, in either order. "
        "How often does a model foretell the language that sees both countries but not their order?",
        ("one time in three", "half the time", "nearly always"),
    ),
    run=run,
    claim=(
        "Models that count see either too little (a short window) or no order (a bag), and a long window is lost as soon as a "
        "distance is new. A recurrent net carries the cue; how long it must learn, and how far it then carries, differs by cell "
        "and by seed."
    ),
    limits="A toy grammar, 800 updates; after 300 some cells are still at chance and single seeds stand anywhere.",
    axes=Axes("update", "loss in nats"),
    seeds=2,
)
