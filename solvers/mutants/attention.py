"""Wrong versions of attention."""

import numpy as np
from numpy.typing import ArrayLike

from solvers import attention
from solvers.activations import sigmoid
from solvers.registry import solver
from solvers.shapes import Array


@solver("mutants.attention.unnormalised")
def unnormalised(e: ArrayLike, *, mask: ArrayLike | None = None) -> Array:
    """Scores taken for weights."""
    return attention.weights_trace(e, mask=mask).e


@solver("mutants.attention.sigmoid_each")
def sigmoid_each(e: ArrayLike, *, mask: ArrayLike | None = None) -> Array:
    """Each score squashed on its own: the weights do not sum to 1."""
    return sigmoid(e)


@solver("mutants.attention.hard")
def hard(e: ArrayLike, *, mask: ArrayLike | None = None) -> Array:
    """All weight to the best position, shared among equals."""
    scores = attention.weights_trace(e, mask=mask).e
    best: Array = (scores == scores.max(axis=-1, keepdims=True)).astype(scores.dtype)
    return np.asarray(best / best.sum(axis=-1, keepdims=True))


@solver("mutants.attention.last_state", elements=lambda a, V: attention.most_elements(a, V, V))
def last_state(a: ArrayLike, V: ArrayLike) -> Array:
    """The last value alone, as a decoder without attention reads."""
    return attention.context_trace(a, V).V[..., -1, :]


@solver("mutants.attention.uniform", elements=lambda a, V: attention.most_elements(a, V, V))
def uniform(a: ArrayLike, V: ArrayLike) -> Array:
    """The mean of the values: the query is ignored."""
    return np.asarray(attention.context_trace(a, V).V.mean(axis=-2))


@solver("mutants.attention.sum_of_values", elements=lambda a, V: attention.most_elements(a, V, V))
def sum_of_values(a: ArrayLike, V: ArrayLike) -> Array:
    """The sum of the values: the weights are ignored."""
    return np.asarray(attention.context_trace(a, V).V.sum(axis=-2))


@solver("mutants.attention.divided_by_size", elements=attention.most_elements)
def divided_by_size(q: ArrayLike, K: ArrayLike, *, kind: str = "scaled") -> Array:
    """Scores divided by the size of a key, not by its root."""
    trace = attention.scores_trace(q, K, kind="dot")
    return trace.value / trace.K.dtype.type(trace.K.shape[-1])


@solver("mutants.attention.unscaled", elements=attention.most_elements)
def unscaled(q: ArrayLike, K: ArrayLike, *, kind: str = "scaled") -> Array:
    """Scores not divided by the root of the size."""
    return attention.scores(q, K, kind="dot")


@solver("mutants.attention.no_tanh", elements=attention.most_elements)
def no_tanh(q: ArrayLike, K: ArrayLike, *, W: ArrayLike, U: ArrayLike, v: ArrayLike, kind: str = "additive") -> Array:
    """The additive score without its squashing."""
    trace = attention.scores_trace(q, K, kind="additive", W=W, U=U, v=v)
    return ((trace.q @ trace.W.T)[..., None, :] + trace.K @ trace.U.T) @ trace.v


@solver("mutants.attention.scaled_weights", elements=attention.most_elements)
def scaled_weights(q: ArrayLike, K: ArrayLike, *, kind: str = "scaled") -> Array:
    """Weights divided by the root of the size, after the softmax."""
    trace = attention.scores_trace(q, K, kind="dot")
    return np.asarray(attention.weights(trace.value) / np.sqrt(trace.K.dtype.type(trace.K.shape[-1])))
