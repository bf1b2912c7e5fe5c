"""Gate blocks: the order in which a gated cell's weights are stacked, and where each gate lies."""

from typing import TypeAlias

import numpy as np

from solvers.shapes import Array
from solvers.weights import Sizes

Rows: TypeAlias = dict[str, slice | int]
"""Where each gate lies on the last axis of the stacked pre-activations."""


def check_order(order: str, gates: str) -> None:
    """Check that a word spells each gate once.

    Raises `ValueError`.
    """
    if not isinstance(order, str) or sorted(order) != sorted(gates):
        raise ValueError(
            f"order must spell the gates {', '.join(gates)} as they are stacked, like {gates!r}, not {order!r}"
        )


def rows_of(order: str, sizes: Sizes) -> Rows:
    """Each gate's place, by its letter."""
    return {gate: sizes.rows(place) for place, gate in enumerate(order)}


def rows_like(order: str, state: Array, single: bool) -> Rows:
    """Each gate's place, told by the width of a state `(..., H)`."""
    H = 1 if single else state.shape[-1]
    return {gate: place if single else slice(place * H, (place + 1) * H) for place, gate in enumerate(order)}


def gate_weights(weights: Array, order: str, gate: str, single: bool) -> Array:
    """One gate's part of stacked `W (G*H, D)`, `U (G*H, H)` or `b (G*H,)`; of `(G,)` when they are single numbers."""
    place = order.index(gate)
    if single:
        return np.asarray(weights[place])
    size = weights.shape[0] // len(order)
    return weights[place * size : (place + 1) * size]


def gate_block(stacked: Array, order: str, gate: str, single: bool) -> Array:
    """One gate's part `(..., H)` of stacked pre-activations `(..., G*H)`; `(...)` of `(..., G)` for single numbers."""
    place = order.index(gate)
    if single:
        return np.asarray(stacked[..., place])
    size = stacked.shape[-1] // len(order)
    return stacked[..., place * size : (place + 1) * size]


def check_choice(name: str, found: object, allowed: dict[str, str]) -> None:
    """Check the name of a convention; `allowed` tells what each means.

    Raises `ValueError` with all of them.
    """
    if found not in allowed:
        told = " or ".join(f'{name}="{choice}" ({meaning})' for choice, meaning in allowed.items())
        raise ValueError(f"say {told}, not {found!r}")


def opened(a: Array) -> Array:
    """sigmoid(a) as (1 + tanh(a / 2)) / 2: half the passes of the form that keeps every digit of values near 0."""
    return np.asarray((np.tanh(a * 0.5) + 1) * 0.5)
