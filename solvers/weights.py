"""The weights of a recurrent cell: applied to inputs and states, differentiated, and checked.

Shapes, with G gate blocks (1 for the plain cell): `W (..., G*H, D)`, `U (..., G*H, H)`, `b (..., G*H)`. Leading axes of
weights meet the leading axes of `x (..., D)` and `h (..., H)` as NumPy broadcasts them. A cell of single numbers, computed
by hand, has one number a gate: `W`, `U`, `b` of shape `()` for the plain cell and `(G,)` for gated ones; its `x` and `h`
then have batch axes only.
"""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.shapes import Array, ShapeMismatch, broadcast, describe, expect, together


class Sizes(NamedTuple):
    """What the shapes of the arguments say."""

    batch: tuple[int, ...]
    """Leading axes common to inputs, states and weights."""
    hidden: int | None
    """H; `None` for a cell of single numbers."""
    gates: int
    """G."""

    @property
    def state(self) -> tuple[int, ...]:
        """The shape of `h`."""
        return self.batch if self.hidden is None else (*self.batch, self.hidden)

    @property
    def trailing(self) -> int:
        """How many axes of a state are no batch axes."""
        return 0 if self.hidden is None else 1

    @property
    def stacked(self) -> tuple[int, ...]:
        """The shape of all pre-activations together."""
        width = self.gates * (self.hidden or 1)
        return self.batch if self.hidden is None and self.gates == 1 else (*self.batch, width)

    def rows(self, gate: int) -> slice | int:
        """Where a gate's block lies on the last axis of the stacked pre-activations."""
        return gate if self.hidden is None else slice(gate * self.hidden, (gate + 1) * self.hidden)


def measure(x: tuple[int, ...], W: Array, U: Array, b: Array, gates: int, states: dict[str, Array]) -> Sizes:
    """Check a cell's arguments against each other; `x` is the shape of one step's input.

    `gates` is 0 for the plain cell, else how many blocks are stacked. Raises `ShapeMismatch`.
    """
    single = () if gates == 0 else (gates,)
    if W.shape == single:
        expect("U", U.shape, single)
        expect("b", b.shape, single)
        leading = {name: array.shape for name, array in states.items()}
        return Sizes(together(x=x, **leading), None, max(gates, 1))
    blocks = max(gates, 1)
    expect("U", U.shape, (..., "G*H" if gates else "H", "H"))
    hidden = U.shape[-1]
    expect("U", U.shape, (..., blocks * hidden, hidden))
    expect("W", W.shape, (..., blocks * hidden, "D"))
    expect("b", b.shape, (..., blocks * hidden))
    expect("x", x, (..., W.shape[-1]))
    for name, state in states.items():
        expect(name, state.shape, (..., hidden))
    leading = {"W": W.shape[:-2], "U": U.shape[:-2], "b": b.shape[:-1]}
    leading |= {name: state.shape[:-1] for name, state in states.items()}
    return Sizes(together(x=x[:-1], **leading), hidden, blocks)


def over_batch(x: Array, sizes: Sizes, *time: int) -> Array:
    """Repeat, without copying, an input or a state along the batch axes it does not have; `time` is T for a sequence."""
    own = x.shape[len(time) :]
    shape = (*time, *sizes.batch, *own[len(own) - sizes.trailing :])
    if x.shape == shape:
        return x
    missing = (1,) * (len(sizes.batch) + sizes.trailing - len(own))
    return np.broadcast_to(x.reshape((*time, *missing, *own)), shape)


def affine(W: Array, x: Array) -> Array:
    """The product W x over the last axis of `x (..., D)`: `(..., G*H)`."""
    if W.ndim == 0:
        return x * W
    if W.ndim == 1:
        return x[..., None] * W
    if W.ndim == 2:
        return x @ W.T
    return np.asarray((W @ x[..., None])[..., 0])


def affine_back(W: Array, da: Array) -> Array:
    """The gradient with respect to `x` of `affine(W, x)`: transposed weights times `da (..., G*H)`."""
    if W.ndim == 0:
        return da * W
    if W.ndim == 1:
        return np.asarray((da * W).sum(-1))
    if W.ndim == 2:
        return da @ W
    return np.asarray((W.swapaxes(-1, -2) @ da[..., None])[..., 0])


def affine_weights(W: Array, da: Array, x: Array) -> Array:
    """The gradient with respect to `W` of `affine(W, x)`, summed over time and batch: the shape of `W`."""
    if W.ndim == 0:
        return summed_to(da * x, ())
    if W.ndim == 1:
        return summed_to(da * x[..., None], W.shape)
    if W.ndim == 2:
        return da.reshape(-1, da.shape[-1]).T @ x.reshape(-1, x.shape[-1])
    products = np.einsum("t...g,t...d->...gd", da, x)
    return summed_to(products, W.shape)


def summed_to(array: Array, shape: tuple[int, ...]) -> Array:
    """Sum away the axes along which something of this shape was repeated."""
    extra = array.ndim - len(shape)
    array = array.sum(tuple(range(extra))) if extra else array
    repeated = tuple(axis for axis, size in enumerate(shape) if size == 1 and array.shape[axis] != 1)
    return np.asarray(array.sum(repeated, keepdims=True) if repeated else array)


def stack_gates(*blocks: Array) -> Array:
    """Put the weights of single gates under each other: `(H, D)` each to `(G*H, D)`, `(H,)` to `(G*H,)`, numbers to `(G,)`.

    Raises `ShapeMismatch` when they differ in shape.
    """
    shapes = {block.shape for block in blocks}
    if len(shapes) > 1:
        found = ", ".join(describe(block.shape) for block in blocks)
        raise ShapeMismatch(f"the gates' weights have shapes {found}, expected equal ones")
    return np.stack(blocks) if blocks[0].ndim == 0 else np.concatenate(blocks, axis=0)


def cell_elements(x: ArrayLike, *states: ArrayLike, W: ArrayLike, U: ArrayLike, b: ArrayLike, **options: Any) -> int:
    """How many pre-activations a step or a sequence of these arguments has; an upper bound when they do not fit."""
    rows, single = np.shape(W), np.ndim(W) < 2
    given = [*states, *(options[name] for name in ("h0", "c0") if options.get(name) is not None)]
    leading = [np.shape(x)[: None if single else -1], rows[:-2], np.shape(U)[:-2], np.shape(b)[: 0 if single else -1]]
    leading += [np.shape(state)[: None if single else -1] for state in given]
    width = math.prod(rows) if single else rows[-2]
    try:
        return math.prod(broadcast(*leading)) * width
    except ValueError:
        return math.prod(map(math.prod, leading)) * width
