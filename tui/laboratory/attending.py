"""Attention as its bench shows it: every query's weights, and the lines that lead to the context of the query at hand."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine.errors import UnrolledError
from solvers.attention import Attention, attend_steps, attend_trace
from solvers.shapes import Array
from solvers.steps import Step
from tui.laboratory.scene import AttentionScene
from tui.text import visible


class Attended(NamedTuple):
    """What queries read."""

    scores: Array
    """`(queries, T)`"""
    weights: Array
    """`(queries, T)`, each row adding up to 1."""
    contexts: Array
    """`(queries, width)`"""
    steps: Sequence[Step]
    """The solver's lines for the query at hand."""


def attended(scene: AttentionScene) -> Attended:
    """Let every query read. Raises `UnrolledError` for sizes that do not fit together."""
    try:
        runs = [_run(scene, query) for query in range(len(scene.Q))]
    except ValueError as error:
        raise UnrolledError(f"This attention cannot be computed: {error}.") from None
    return Attended(
        np.array([one.scores.value for one in runs]),
        np.array([one.weights.value for one in runs]),
        np.array([one.context.value for one in runs]),
        attend_steps(runs[scene.query % len(runs)]),
    )


def mask(scene: AttentionScene, query: int) -> list[int] | None:
    """Which positions a query may read; `None`: all."""
    return [int(place <= query) for place in range(len(scene.K))] if scene.causal else None


def _run(scene: AttentionScene, query: int) -> Attention:
    return attend_trace(
        np.array(scene.Q[query]), np.array(scene.K), np.array(scene.V), kind=scene.kind, mask=mask(scene, query)
    )


def label(scene: AttentionScene, place: int) -> str:
    """What stands at a position: its word, or its number from 1."""
    return visible(scene.words[place]).replace("\n", " ") if place < len(scene.words) else str(place + 1)
