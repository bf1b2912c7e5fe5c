"""Random cells for the tests of the recurrent solvers: weights of every convention, with the oracle's view of them."""

from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray


class Sizes(NamedTuple):
    """How large a random case is."""

    T: int
    B: int
    D: int
    H: int
    seed: int


sizes = st.builds(
    Sizes,
    T=st.integers(0, 4),
    B=st.integers(1, 3),
    D=st.integers(1, 4),
    H=st.integers(1, 4),
    seed=st.integers(0, 2**32 - 1),
)


def stacked(size: Sizes, gates: int, dtype: Any = np.float64) -> dict[str, NDArray[np.floating]]:
    """Weights of a cell with so many gate blocks."""
    draw = np.random.default_rng(size.seed).normal
    shapes = {"W": (gates * size.H, size.D), "U": (gates * size.H, size.H), "b": (gates * size.H,)}
    return {name: draw(size=shape).astype(dtype) for name, shape in shapes.items()}


def inputs(size: Sizes, states: int = 1, dtype: Any = np.float64) -> list[NDArray[np.floating]]:
    """A batch of sequences `(T, B, D)` and initial states `(B, H)`."""
    draw = np.random.default_rng(size.seed + 1).normal
    return [draw(size=(size.T, size.B, size.D)).astype(dtype)] + [
        draw(size=(size.B, size.H)).astype(dtype) for _ in range(states)
    ]


def by_gate(weights: dict[str, NDArray[np.floating]], order: str) -> dict[str, Any]:
    """The same weights as the oracles take them."""
    W, U, b = (np.split(weights[name], len(order)) for name in ("W", "U", "b"))
    return {gate: (W[k].tolist(), U[k].tolist(), b[k].tolist()) for k, gate in enumerate(order)}


def assert_states(found: NDArray[np.floating], expected: list[Any], dtype: Any = np.float64) -> None:
    """Compare `(T, B, H)` with the oracle's states, a list over the batch."""
    tolerance = 1e-12 if dtype == np.float64 else 1e-5
    assert found.dtype == dtype
    wanted = np.array(expected, float).reshape(found.shape[1], *found.shape[:1], found.shape[2]).swapaxes(0, 1)
    np.testing.assert_allclose(found, wanted, rtol=tolerance, atol=tolerance)
