"""Gradients of attention: from the slope along the context back to query, keys, values and weights."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.attention import Attention, Scores, attend_trace, most_elements
from solvers.registry import solver
from solvers.shapes import Array, expect, floats
from solvers.weights import summed_to


class Gradients(NamedTuple):
    """The slopes along the arguments of attention, each shaped as its argument."""

    q: Array
    K: Array
    V: Array
    W: Array
    """A single 0 where the kind has no W; so U and v."""
    U: Array
    v: Array
    e: Array
    """Along the scores, (..., T)."""


def most_gradient_elements(dcontext: ArrayLike, q: ArrayLike, K: ArrayLike, V: ArrayLike, **options: Any) -> int:
    """How many numbers the gradients hold at most: every number of the forward pass meets every weight of its key or query."""
    return int(most_elements(q, K, V, **options) * max((1, *np.shape(q))[-1], (1, *np.shape(K))[-1]))


@solver("attention.gradients", elements=most_gradient_elements)
def gradients(
    dcontext: ArrayLike,
    q: ArrayLike,
    K: ArrayLike,
    V: ArrayLike,
    *,
    kind: str | None = None,
    W: ArrayLike | None = None,
    U: ArrayLike | None = None,
    v: ArrayLike | None = None,
    mask: ArrayLike | None = None,
) -> Gradients:
    """The slopes when the context received dcontext (..., Dv). Raises as `attention.attend` does."""
    return backward(dcontext, attend_trace(q, K, V, kind=kind, W=W, U=U, v=v, mask=mask))


def backward(dcontext: ArrayLike, trace: Attention) -> Gradients:
    """`gradients` from a trace of `attend`. Raises `ShapeMismatch` when dcontext is not shaped as the context."""
    (dcontext,) = floats(dcontext=dcontext)
    expect("dcontext", dcontext.shape, trace.value.shape)
    a, V = trace.context.a, trace.context.V
    dV = summed_to(a[..., None] * dcontext[..., None, :], V.shape)
    da = (V @ dcontext[..., None])[..., 0]
    # A weight that grows takes from the others what it gains: the softmax's slope.
    de = a * (da - (a * da).sum(axis=-1, keepdims=True))
    along = _additive if trace.scores.kind == "additive" else _multiplicative
    dq, dK, dW, dU, dv = along(de, trace.scores)
    return Gradients(dq, dK, dV, dW, dU, dv, de)


def _multiplicative(de: Array, scores: Scores) -> tuple[Array, Array, Array, Array, Array]:
    """Scores that are products of key and query, as it is or turned by W."""
    q, K, W = scores.q, scores.K, scores.W
    if scores.kind == "scaled":
        de = de / np.sqrt(K.dtype.type(K.shape[-1]))
    asked = q @ W.T if scores.kind == "general" else q
    dasked = (de[..., None, :] @ K)[..., 0, :]
    dK = summed_to(de[..., None] * asked[..., None, :], K.shape)
    if scores.kind != "general":
        return summed_to(dasked, q.shape), dK, W, scores.U, scores.v
    dW = summed_to(dasked[..., None] * q[..., None, :], W.shape)
    return summed_to(dasked @ W, q.shape), dK, dW, scores.U, scores.v


def _additive(de: Array, scores: Scores) -> tuple[Array, Array, Array, Array, Array]:
    """Scores of a small network with one hidden layer."""
    q, K, W, U, v = scores.q, scores.K, scores.W, scores.U, scores.v
    dv = summed_to(de[..., None] * scores.hidden, v.shape)
    inner = de[..., None] * v * (1 - scores.hidden**2)
    dK = summed_to(inner @ U, K.shape)
    dU = summed_to(inner[..., None] * K[..., None, :], U.shape)
    query = inner.sum(axis=-2)
    dW = summed_to(query[..., None] * q[..., None, :], W.shape)
    return summed_to(query @ W, q.shape), dK, dW, dU, dv
