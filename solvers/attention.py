"""Attention: how well a query fits each key, weights that sum to 1, and the values' weighted sum.

    dot       e_j = k_j · q                          (Luong et al. 2015)
    scaled    e_j = k_j · q / √(size of a key)       (Vaswani et al. 2017)
    general   e_j = k_j · (W q)                      (Luong et al. 2015)
    additive  e_j = v · tanh(W q + U k_j)            (Bahdanau et al. 2015)
    a = softmax(e), context = Σ_j a_j v_j

Shapes: q (..., Dq), K (..., T, Dk), V (..., T, Dv), W (A, Dq), U (A, Dk), v (A,); leading axes are batch.
"""

from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.activations import softmax
from solvers.arguments import wholes, word
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, broadcast, describe, expect, floats
from solvers.steps import Step, show
from solvers.terms import line

KINDS = ("dot", "scaled", "general", "additive")
RULES = {
    "dot": "K @ q",
    "scaled": "K @ q / sqrt(d)",
    "general": "K @ (W @ q)",
    "additive": "tanh(W @ q + K @ transpose(U)) @ v",
}


class Scores(NamedTuple):
    """How well a query fits each key."""

    q: Array
    K: Array
    kind: str
    W: Array
    """A single 0 where the kind has no W; so U and v."""
    U: Array
    v: Array
    hidden: Array
    """tanh(W q + U k_j), (..., T, A), for `additive`; else a single 0."""
    value: Array
    """(..., T)."""


def scores_trace(
    q: ArrayLike,
    K: ArrayLike,
    *,
    kind: str | None = None,
    W: ArrayLike | None = None,
    U: ArrayLike | None = None,
    v: ArrayLike | None = None,
) -> Scores:
    """`scores` with its arguments and the hidden layer of the additive kind."""
    kind = word(kind, "kind", KINDS)
    _needed(kind, W=W, U=U, v=v)
    q, K, W, U, v = floats(q=q, K=K, W=W, U=U, v=v)
    _check_shapes(kind, q, K, W, U, v)
    hidden = np.zeros((), q.dtype)
    if kind == "additive":
        hidden = np.tanh((q @ W.T)[..., None, :] + K @ U.T)
        return Scores(q, K, kind, W, U, v, hidden, hidden @ v)
    asked = q @ W.T if kind == "general" else q
    fit = (K @ asked[..., None])[..., 0]
    return Scores(q, K, kind, W, U, v, hidden, fit / np.sqrt(K.dtype.type(K.shape[-1])) if kind == "scaled" else fit)


def scores_steps(trace: Scores) -> list[Step]:
    """The kind's formula with its numbers; of a batch the result alone."""
    if trace.q.ndim > 1 or trace.K.ndim > 2:
        return [Step("e", "the scores of each query", show(trace.value), trace.value)]
    letters = {"q": trace.q, "K": trace.K, "W": trace.W, "U": trace.U, "v": trace.v, "d": trace.K.shape[-1]}
    return [line("e", RULES[trace.kind], trace.value, **letters)]


def most_elements(q: ArrayLike, K: ArrayLike, V: ArrayLike = 0, *, v: ArrayLike | None = None, **options: Any) -> int:
    """How many numbers attention holds at most: for each query and position a key, a value or a hidden layer."""
    batch = broadcast(np.shape(q)[:-1], np.shape(K)[:-2], np.shape(V)[:-2])
    widths = [(1, *np.shape(array))[-1] for array in (q, K, V, 0 if v is None else v)]
    return int(prod(batch) * (1, 1, *np.shape(K))[-2] * max(widths))


@solver("attention.scores", trace=scores_trace, steps=scores_steps, elements=most_elements)
def scores(
    q: ArrayLike,
    K: ArrayLike,
    *,
    kind: str | None = None,
    W: ArrayLike | None = None,
    U: ArrayLike | None = None,
    v: ArrayLike | None = None,
) -> Array:
    """How well q fits each of T keys, before the softmax: (..., T).

    `kind`: dot, scaled, general (with W) or additive (with W, U, v). Raises `ShapeMismatch`, `ValueError` for an unsaid kind.
    """
    return scores_trace(q, K, kind=kind, W=W, U=U, v=v).value


class Weights(NamedTuple):
    """Scores made into weights."""

    e: Array
    counted: NDArray[np.bool_]
    """Which positions may be attended to, (..., T)."""
    value: Array
    """(..., T), 0 where not counted."""


def weights_trace(e: ArrayLike, *, mask: ArrayLike | None = None) -> Weights:
    """`weights` with its arguments."""
    (e,) = floats(e=e)
    if not e.ndim or not e.shape[-1]:
        raise ShapeMismatch(f"e has shape {describe(e.shape)}, expected scores (..., T) of at least one position")
    counted = np.ones(e.shape, bool) if mask is None else wholes(mask, "mask") != 0
    if counted.shape != e.shape:
        raise ShapeMismatch(f"mask has shape {describe(counted.shape)}, expected {describe(e.shape)} as e")
    if not counted.any(axis=-1).all():
        raise ValueError("the mask leaves no position to attend to")
    lowest = np.where(counted, e, e.min())
    shares = np.where(counted, softmax(lowest), 0) if mask is not None else softmax(e)
    return Weights(e, counted, shares / shares.sum(axis=-1, keepdims=True) if mask is not None else shares)


def weights_steps(trace: Weights) -> list[Step]:
    """A softmax over the positions that count; of a masked batch the result alone."""
    if trace.counted.all():
        return [line("a", "softmax(e)", trace.value, e=trace.e)]
    if trace.e.ndim > 1:
        return [Step("a", "the softmax of each row over the positions that count", show(trace.value), trace.value)]
    kept = trace.e - trace.e[trace.counted].max()
    powers = "mask * exp(e - m)"
    letters = {"mask": trace.counted, "e": trace.e, "m": trace.e[trace.counted].max()}
    exponentials = np.where(trace.counted, np.exp(np.where(trace.counted, kept, 0)), 0)
    return [line("s", powers, exponentials, **letters), line("a", "s / sum(s)", trace.value, s=exponentials)]


@solver("attention.weights", trace=weights_trace, steps=weights_steps)
def weights(e: ArrayLike, *, mask: ArrayLike | None = None) -> Array:
    """Softmax of scores e (..., T) over the T positions; positions whose `mask` is 0 get exactly 0.

    Raises `ShapeMismatch` for a mask of another shape, `ValueError` when it leaves no position.
    """
    return weights_trace(e, mask=mask).value


class Context(NamedTuple):
    """Values averaged by weight."""

    a: Array
    V: Array
    value: Array
    """(..., Dv)."""


def context_trace(a: ArrayLike, V: ArrayLike) -> Context:
    """`context` with its arguments."""
    a, V = floats(a=a, V=V)
    expect("V", V.shape, (..., "T", "Dv"))
    expect("a", a.shape, (..., V.shape[-2]))
    return Context(a, V, (a[..., None, :] @ V)[..., 0, :])


def context_steps(trace: Context) -> list[Step]:
    """The weighted sum; of a batch the result alone."""
    if trace.a.ndim > 1 or trace.V.ndim > 2:
        return [Step("context", "the weighted sum of each query", show(trace.value), trace.value)]
    return [line("context", "a @ V", trace.value, a=trace.a, V=trace.V)]


@solver("attention.context", trace=context_trace, steps=context_steps, elements=lambda a, V: most_elements(a, V, V))
def context(a: ArrayLike, V: ArrayLike) -> Array:
    """The sum of values V (..., T, Dv) by weights a (..., T): (..., Dv). Raises `ShapeMismatch`."""
    return context_trace(a, V).value


class Attention(NamedTuple):
    """Attention from query to context."""

    scores: Scores
    weights: Weights
    context: Context

    @property
    def value(self) -> Array:
        """The context, (..., Dv)."""
        return self.context.value


def attend_trace(
    q: ArrayLike,
    K: ArrayLike,
    V: ArrayLike,
    *,
    kind: str | None = None,
    W: ArrayLike | None = None,
    U: ArrayLike | None = None,
    v: ArrayLike | None = None,
    mask: ArrayLike | None = None,
) -> Attention:
    """`attend` with scores and weights."""
    e = scores_trace(q, K, kind=kind, W=W, U=U, v=v)
    a = weights_trace(e.value, mask=mask)
    return Attention(e, a, context_trace(a.value, V))


def attend_steps(trace: Attention) -> list[Step]:
    """Scores, weights, context."""
    return [*scores_steps(trace.scores), *weights_steps(trace.weights), *context_steps(trace.context)]


@solver("attention.attend", trace=attend_trace, steps=attend_steps, elements=most_elements)
def attend(
    q: ArrayLike,
    K: ArrayLike,
    V: ArrayLike,
    *,
    kind: str | None = None,
    W: ArrayLike | None = None,
    U: ArrayLike | None = None,
    v: ArrayLike | None = None,
    mask: ArrayLike | None = None,
) -> Array:
    """The context that a query reads from T positions: (..., Dv). Raises as `scores`, `weights` and `context` do."""
    return attend_trace(q, K, V, kind=kind, W=W, U=U, v=v, mask=mask).value


def _needed(kind: str, **given: ArrayLike | None) -> None:
    needed = {"general": {"W"}, "additive": {"W", "U", "v"}}.get(kind, set())
    for name, weight in given.items():
        if (name in needed) != (weight is not None):
            fix = f"needs {name}" if name in needed else f"has no {name}"
            raise ValueError(f'kind="{kind}" {fix}')


def _check_shapes(kind: str, q: Array, K: Array, W: Array, U: Array, v: Array) -> None:
    expect("q", q.shape, (..., "Dq"))
    expect("K", K.shape, (..., "T", "Dk") if kind in ("general", "additive") else (..., "T", q.shape[-1]))
    if kind == "general":
        expect("W", W.shape, (K.shape[-1], q.shape[-1]))
    if kind == "additive":
        expect("v", v.shape, ("A",))
        expect("W", W.shape, (len(v), q.shape[-1]))
        expect("U", U.shape, (len(v), K.shape[-1]))
