"""Layer shapes: the sizes of a recurrent model's weights, states and outputs, weights as W (rows out, columns in)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.arguments import flag, whole, word
from solvers.registry import solver
from solvers.sizes import BLOCKS, MOST_LAYERS

SIDES = "are two directions read, one from either end?"


class RecurrentShapes(NamedTuple):
    """Shapes of a plain recurrent model with an output layer; each is a list of sizes."""

    W_hx: NDArray[np.int64]
    """(H, D)."""
    W_hh: NDArray[np.int64]
    """(H, H)."""
    b_h: NDArray[np.int64]
    """(H,)."""
    W_yh: NDArray[np.int64]
    """(O, H)."""
    b_y: NDArray[np.int64]
    """(O,)."""
    h: NDArray[np.int64]
    """A batch of states, (B, H)."""
    y: NDArray[np.int64]
    """A batch of outputs, (B, O)."""
    X: NDArray[np.int64]
    """All inputs, (T, B, D), or (B, T, D)."""


@solver("shape.rnn")
def rnn(
    *,
    D: ArrayLike,
    H: ArrayLike,
    outputs: ArrayLike,
    T: ArrayLike = 1,
    B: ArrayLike = 1,
    batch_first: bool | None = None,
) -> RecurrentShapes:
    """Shapes of a plain recurrent model's arrays, each a field.

    Raises `ValueError` when `batch_first` is unsaid.
    """
    first = flag(batch_first, "batch_first", "do tensors of sequences count examples before time?")
    d, h, o, t, b = (
        whole(size, name, 1) for size, name in ((D, "D"), (H, "H"), (outputs, "outputs"), (T, "T"), (B, "B"))
    )
    X = (b, t, d) if first else (t, b, d)
    return RecurrentShapes(*map(np.array, ((h, d), (h, h), (h,), (o, h), (o,), (b, h), (b, o), X)))


class StackShapes(NamedTuple):
    """Shapes of a stack of recurrent layers; each is a list of sizes."""

    W: NDArray[np.int64]
    """Input weights of one direction of each layer, gates stacked: (layers, 2)."""
    U: NDArray[np.int64]
    """Recurrent weights of one direction of each layer: (layers, 2)."""
    output: NDArray[np.int64]
    """States of the last layer, (T, B, H), or (T, B, 2 H) for two directions."""
    h: NDArray[np.int64]
    """Last states, (layers times directions, B, H)."""


@solver("shape.stack")
def stack(
    cell: str,
    *,
    D: ArrayLike,
    H: ArrayLike,
    layers: ArrayLike = 1,
    bidirectional: bool | None = None,
    T: ArrayLike = 1,
    B: ArrayLike = 1,
) -> StackShapes:
    """Shapes of a stack of rnn, gru or lstm layers, time before examples; each is a field.

    Raises `ValueError` when `bidirectional` is unsaid.
    """
    blocks = BLOCKS[word(cell, "cell", tuple(BLOCKS))]
    sides = 1 + flag(bidirectional, "bidirectional", SIDES)
    d, h, t, b = whole(D, "D", 1), whole(H, "H", 1), whole(T, "T", 1), whole(B, "B", 1)
    count = whole(layers, "layers", 1, MOST_LAYERS)
    W = [(blocks * h, d)] + [(blocks * h, sides * h)] * (count - 1)
    U = [(blocks * h, h)] * count
    return StackShapes(np.array(W), np.array(U), np.array((t, b, sides * h)), np.array((count * sides, b, h)))
