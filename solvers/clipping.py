"""Clipping: gradients cut to a limit, element by element or by their Euclidean norm (Mikolov 2012; Pascanu et al. 2013)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, floats
from solvers.steps import Step, show
from solvers.terms import factor, line


class ClippedByValue(NamedTuple):
    """A gradient whose elements are kept within a limit."""

    g: Array
    limit: Array
    value: Array
    """min(max(g, -limit), limit), the shape of g."""


def by_value_trace(g: ArrayLike, limit: ArrayLike) -> ClippedByValue:
    """`by_value` with its arguments."""
    g, limit = _checked(g, limit)
    return ClippedByValue(g, limit, np.clip(g, -limit, limit))


def by_value_steps(trace: ClippedByValue) -> list[Step]:
    """Every element against both limits."""
    return [line("g", "max(-c, min(g, c))", trace.value, g=trace.g, c=trace.limit)]


@solver("clip.by_value", trace=by_value_trace, steps=by_value_steps)
def by_value(g: ArrayLike, limit: ArrayLike) -> Array:
    """Every element of g kept between -limit and limit; this may turn the direction of g.

    Raises `ValueError` for a limit that is not positive and for gradients that are not finite.
    """
    return by_value_trace(g, limit).value


class ClippedByNorm(NamedTuple):
    """Gradients scaled together so that their norm is at most a limit."""

    gs: tuple[Array, ...]
    """The tensors, taken as one long vector."""
    limit: Array
    norm: Array
    """The Euclidean norm of that vector."""
    factor: Array
    """min(1, limit / norm)."""
    clipped: tuple[Array, ...]
    """Each tensor times the factor."""
    value: Array
    """The clipped tensors in one array, (n, ...); the tensor itself when there is one."""


def by_norm_trace(g: ArrayLike, limit: ArrayLike) -> ClippedByNorm:
    """`by_norm` with every intermediate."""
    return _clipped_together([g], limit)


def by_norm_steps(trace: ClippedByNorm) -> list[Step]:
    """The norm, the factor, the scaled gradients."""
    squares = " + ".join(f"{factor(element)} ** 2" for g in trace.gs for element in g.ravel().tolist())
    lines = [Step("norm", "the root of the summed squares", f"sqrt({squares or 0})", trace.norm)]
    if trace.norm:
        lines.append(line("factor", "min(1, c / norm)", trace.factor, c=trace.limit, norm=trace.norm))
    else:
        lines.append(Step("factor", "1, since there is nothing to scale", "1", trace.factor))
    for place, (g, clipped) in enumerate(zip(trace.gs, trace.clipped, strict=True), start=1):
        name = f"g_{place}" if len(trace.gs) > 1 else "g"
        lines.append(line(name, f"factor * {name}", clipped, **{"factor": trace.factor, name: g}))
    if len(trace.gs) > 1:
        lines.append(Step("g", "all of them", show(trace.value), trace.value))
    return lines


@solver("clip.by_norm", trace=by_norm_trace, steps=by_norm_steps)
def by_norm(g: ArrayLike, limit: ArrayLike) -> Array:
    """g scaled to the norm `limit` if its norm is larger, else g itself: g min(1, limit / ‖g‖), without an epsilon.

    Raises `ValueError` for a limit that is not positive and for gradients that are not finite.
    """
    return by_norm_trace(g, limit).value


def by_global_norm_trace(*gs: ArrayLike, limit: ArrayLike) -> ClippedByNorm:
    """`by_global_norm` with every intermediate."""
    shapes = [describe(np.shape(g)) for g in gs]
    if len(set(shapes)) > 1:
        found = ", ".join(shapes)
        raise ShapeMismatch(
            f"the gradients have shapes {found}, expected one; else multiply each by clip.global_factor"
        )
    return _clipped_together(list(gs), limit)


@solver("clip.by_global_norm", trace=by_global_norm_trace, steps=by_norm_steps)
def by_global_norm(*gs: ArrayLike, limit: ArrayLike) -> Array:
    """All tensors scaled by one factor, so that together, as one long vector, their norm is at most `limit`: (n, ...).

    Raises `ShapeMismatch` for tensors of different shapes, which one array cannot hold; else as `by_norm` does.
    """
    return by_global_norm_trace(*gs, limit=limit).value


@solver("clip.global_factor")
def global_factor(*gs: ArrayLike, limit: ArrayLike) -> Array:
    """What scales every tensor when all are clipped together: min(1, limit / norm of all). Raises as `by_norm` does."""
    return _clipped_together(list(gs), limit).factor


class Cosine(NamedTuple):
    """How far two vectors point the same way."""

    a: Array
    b: Array
    value: Array
    """a · b / (‖a‖ ‖b‖), from -1 to 1."""


def cosine_trace(a: ArrayLike, b: ArrayLike) -> Cosine:
    """`cosine` with its arguments."""
    a, b = floats(a=a, b=b)
    if a.shape != b.shape:
        raise ShapeMismatch(f"b has shape {describe(b.shape)}, expected {describe(a.shape)} as a")
    lengths = np.linalg.norm(a) * np.linalg.norm(b)
    if not lengths:
        raise ValueError("a vector of zeros has no direction")
    return Cosine(a, b, np.asarray((a * b).sum() / lengths))


def cosine_steps(trace: Cosine) -> list[Step]:
    """The product over the lengths."""
    return [line("cosine", "sum(a * b) / (norm(a) * norm(b))", trace.value, a=trace.a, b=trace.b)]


@solver("cosine", trace=cosine_trace, steps=cosine_steps)
def cosine(a: ArrayLike, b: ArrayLike) -> Array:
    """The cosine of the angle between two arrays taken as vectors.

    Raises `ShapeMismatch` for different shapes, `ValueError` for a vector of zeros.
    """
    return cosine_trace(a, b).value


def _clipped_together(tensors: list[ArrayLike], limit: ArrayLike) -> ClippedByNorm:
    checked = [_checked(g, limit) for g in tensors]
    if not checked:
        raise ValueError("there is no gradient to clip")
    gs, bound = tuple(g for g, _ in checked), checked[0][1]
    # Scaled by the largest element first: the squares of 1e200 would overflow where the norm does not.
    largest = max(float(np.abs(g).max(initial=0)) for g in gs) or 1.0
    norm = np.asarray(largest * np.sqrt(sum(np.square(g / largest).sum() for g in gs)), dtype=gs[0].dtype)
    factor = np.asarray(bound / norm if norm > bound else 1, dtype=norm.dtype)
    clipped = tuple(g * factor for g in gs)
    same = len({g.shape for g in gs}) == 1
    together = np.stack(clipped) if same and len(gs) > 1 else clipped[0]
    return ClippedByNorm(gs, bound, norm, factor, clipped, together)


def _checked(g: ArrayLike, limit: ArrayLike) -> tuple[Array, Array]:
    g, limit = floats(g=g, limit=limit)
    if limit.ndim or not limit > 0:
        raise ValueError("the limit must be one positive number")
    if not np.isfinite(g).all():
        raise ValueError("a gradient that is infinite or not a number cannot be clipped: skip the update")
    return g, limit
