"""Decoding: a sequence chosen word by word from a model's probabilities, greedily, by beam search or by chance.

A probability tree is a list of levels: p_1 (n,), p_2 (n, m), p_3 (n, m, k) …, each conditional on the words before.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.activations import softmax
from solvers.arguments import whole
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, floats
from solvers.steps import Step, show
from solvers.terms import line


class Path(NamedTuple):
    """Words chosen so far."""

    words: tuple[int, ...]
    """Which word at each level, counted from 0."""
    factors: tuple[float, ...]
    """The probability of each."""
    probability: float
    """Their product."""


class Beam(NamedTuple):
    """A beam search through a probability tree."""

    width: int
    levels: tuple[tuple[Path, ...], ...]
    """The paths kept at each level, best first."""
    best: Path
    path: Array
    """The words of the best path, counted from 0."""
    value: float
    """The probability of the best path."""


def beam_steps(trace: Beam) -> list[Step]:
    """The paths kept at each level, and the best one's probability."""
    steps = []
    for paths in trace.levels:
        for path in paths:
            name = f"P({', '.join(map(str, path.words))})"
            steps.append(
                Step(name, "the product along this path", " * ".join(map(show, path.factors)), path.probability)
            )
    return [*steps, Step("best", "the best path kept at the last level", show(trace.value), trace.value)]


@solver("decode.beam", steps=beam_steps)
def beam(*levels: ArrayLike, width: ArrayLike) -> Beam:
    """Keep the `width` most probable paths at each level of a tree; width 1 is greedy.

    The best probability is the field `value`, its words `path`. Raises `ShapeMismatch` when the levels are no tree.
    """
    tree, kept = _tree(levels), whole(width, "width", 1)
    paths: Sequence[Path] = [Path((), (), 1.0)]
    history = []
    for level in tree:
        grown = [
            Path((*path.words, word), (*path.factors, float(p)), path.probability * float(p))
            for path in paths
            for word, p in enumerate(level[path.words])
        ]
        # A stable sort: of equally probable paths the earlier words stay first, on every machine.
        paths = sorted(grown, key=lambda path: -path.probability)[:kept]
        history.append(tuple(paths))
    best = paths[0]
    return Beam(kept, tuple(history), best, np.array(best.words, dtype=np.float64), best.probability)


@solver("decode.greedy", steps=beam_steps)
def greedy(*levels: ArrayLike) -> Beam:
    """Take the most probable word at each level of a tree; fields as of `beam`. Raises `ShapeMismatch`."""
    return beam(*levels, width=1)


class Tempered(NamedTuple):
    """Scores softened or sharpened before the softmax."""

    z: Array
    tau: Array
    scaled: Array
    """z / tau."""
    value: Array
    """softmax(z / tau)."""


def temperature_trace(z: ArrayLike, tau: ArrayLike) -> Tempered:
    """`temperature` with the scaled scores."""
    z, tau = floats(z=z, tau=tau)
    if tau.ndim or not tau > 0:
        raise ValueError("the temperature must be one positive number")
    return Tempered(z, tau, z / tau, softmax(z / tau))


def temperature_steps(trace: Tempered) -> list[Step]:
    """The division, then the softmax."""
    return [
        line("scaled", "z / tau", trace.scaled, z=trace.z, tau=trace.tau),
        line("p", "softmax(scaled)", trace.value, scaled=trace.scaled),
    ]


@solver("decode.temperature", trace=temperature_trace, steps=temperature_steps)
def temperature(z: ArrayLike, tau: ArrayLike) -> Array:
    """Probabilities from scores z (..., V) at a temperature: low ones sharpen, high ones flatten.

    Raises `ValueError` for a temperature that is not positive.
    """
    return temperature_trace(z, tau).value


def sample(z: ArrayLike, tau: ArrayLike, generator: np.random.Generator) -> int:
    """Draw one word, counted from 0, from scores z (V,) at a temperature. Raises as `temperature` does."""
    p = temperature_trace(z, tau).value.astype(np.float64)
    return int(generator.choice(len(p), p=p / p.sum()))


def _tree(levels: Sequence[ArrayLike]) -> list[Array]:
    tree = [floats(**{f"level {depth}": level})[0] for depth, level in enumerate(levels, start=1)]
    if not tree:
        raise ValueError("a tree needs at least one level of probabilities")
    for depth, level in enumerate(tree, start=1):
        above = tree[depth - 2].shape if depth > 1 else ()
        if level.ndim != depth or level.shape[:-1] != above or not level.size:
            raise ShapeMismatch(
                f"level {depth} has shape {describe(level.shape)}, expected {describe((*above, 'words'))}: "
                "probabilities for each path above"
            )
    return tree
