"""Learning a tune by heart, and continuing it at different temperatures."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

import numpy as np

from solvers.decoding import temperature
from solvers.experiment import Axes, Curve, Demonstration, Figures, Frame, Prediction, nearest, shares, watched
from solvers.fused import layer, reader
from solvers.fused.layer import GATES, Layer, Weights
from solvers.fused.reader import Reader
from solvers.shapes import Array
from solvers.training import fit

TUNE: Final = "cdeccdecefg-efg-gagfecgagfeccGc-cGc-"
"""A traditional round, a letter a beat: G lies below c, - holds the note."""
NOTES: Final = "".join(sorted(set(TUNE)))
REPEATS, H, UPDATES, RATE, STARTS = 3, 24, 200, 0.02, 4
CONTEXTS: Final = range(1, 7)
TEMPERATURES: Final = (0.5, 1.0, 2.0, 5.0)
ANCHORS: Final = (0.0, 0.7, 2.08, 8.0)
COLUMNS: Final = ("first loss", "last loss", "tune continued", *(f"entropy at {tau:g}" for tau in TEMPERATURES))


def by_context(context: int) -> float:
    """How many notes of the endlessly repeated tune the likeliest successor of the last `context` notes gets right."""
    after: dict[str, Counter[str]] = defaultdict(Counter)
    looped = TUNE[-context:] + TUNE
    for place in range(len(TUNE)):
        after[looped[place : place + context]][looped[place + context]] += 1
    return sum(max(counts.values()) for counts in after.values()) / len(TUNE)


def rows(notes: Sequence[int]) -> Array:
    """One-hot inputs `(T, 1, V)`."""
    return np.eye(len(NOTES))[list(notes)][:, None]


def heard() -> list[int]:
    """The tune, repeated, as numbers of notes."""
    return [NOTES.index(note) for note in TUNE * REPEATS]


def continued(net: Reader, weights: Weights, steps: int) -> list[int]:
    """The tune's first notes, then what the net thinks likeliest, note by note."""
    notes, h = heard()[:STARTS], None
    fed = rows(notes)
    if net.layer.cell == "lstm":
        # Its cell state is carried by reading all notes again.
        while len(notes) < steps:
            notes.append(int(reader.scores(net, weights, rows(notes))[-1, 0].argmax()))
        return notes
    while len(notes) < steps:
        h = layer.run(net.layer, weights, fed, h0=h).h[-1]
        notes.append(int((h @ weights["W_y"].T + weights["b_y"]).argmax()))
        fed = rows(notes[-1:])
    return notes


def entropy(net: Reader, weights: Weights, tau: float) -> float:
    """The mean entropy, in nats, of the next note's distribution at a temperature."""
    p = np.stack([temperature(z, tau) for z in reader.scores(net, weights, rows(heard()))[STARTS:, 0]])
    return float(-(p * np.log(np.maximum(p, 1e-300))).sum(-1).mean())


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """A net of each cell, seed by seed; at the end, what counting contexts reaches."""
    figures, parts = Figures("net", list(GATES), COLUMNS), shares(len(GATES) * seeds)
    notes = heard()
    x, asked = rows(notes[:-1]), np.array(notes[1:])[:, None]
    for cell in GATES:
        net = Reader(Layer(cell), classifies=True)
        for k in range(seed, seed + seeds):
            start = reader.drawn(np.random.default_rng(k), net, len(NOTES), H, len(NOTES), {"f": 1.0})
            slopes = partial(reader.slopes, net, x=x, asked=asked)
            fitting = fit(start, slopes, updates=UPDATES, rate=RATE, clip=1.0)
            weights = yield from watched(fitting, UPDATES, cell, next(parts), figures)
            figures.add(cell, COLUMNS[0], slopes(start)[0])
            figures.add(cell, COLUMNS[1], slopes(weights)[0])
            same = np.equal(continued(net, weights, len(TUNE)), notes[: len(TUNE)])[STARTS:]
            figures.add(cell, COLUMNS[2], float(same.mean()))
            for tau, column in zip(TEMPERATURES, COLUMNS[3:], strict=True):
                figures.add(cell, column, entropy(net, weights, tau))
    first = float(np.mean([figures.of(cell, COLUMNS[0]) for cell in GATES]))
    counted = Curve("right by counting contexts", CONTEXTS, [by_context(context) for context in CONTEXTS])
    yield Frame(
        1.0,
        "counting contexts",
        figures.table(),
        (counted,),
        nearest(first, ANCHORS),
        Axes("notes of context", "share right"),
    )


DEMONSTRATION: Final = Demonstration(
    title="A tune learnt by heart",
    prediction=Prediction(
        f"A net is to foretell the next of {len(NOTES)} notes. What is its loss before the first update, in nats?",
        ("0", "0.7, as for a coin", "2.08, the logarithm of 8", f"8, a nat for each of {len(NOTES)} notes"),
    ),
    run=run,
    claim=(
        "Before the first update all notes are about equally likely, so the loss is about ln V. A short context cannot tell "
        "where in the tune one is; the state can. Temperature trades faithfulness for variety."
    ),
    limits="The tune is learnt by heart, not understood: there is nothing to generalise to.",
    axes=Axes("update", "loss in nats"),
    seeds=2,
)
