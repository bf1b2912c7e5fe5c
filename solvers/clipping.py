"""Clipping: gradients cut to a limit, element by element or by their Euclidean norm (Mikolov 2012; Pascanu et al. 2013)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, floats
from solvers.steps import Step
from solvers.terms import line, total


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
    """Each element against the limit."""
    rule = "max([-c, min([g_{0}, c])])"
    return [
        line(f"g_{place + 1}", "max([-c, min([g, c])])", value, g=element, c=trace.limit)
        for place, (element, value) in enumerate(zip(trace.g.ravel(), trace.value.ravel(), strict=True))
    ]


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
    squares = [f"{_square(element)}" for g in trace.gs for element in g.ravel().tolist()]
    written = " + ".join(squares) or "0"
    lines = [Step("norm", "the root of the summed squares", f"sqrt({written})", trace.norm)]
    if trace.norm:
        lines.append(line("factor", "min([1, c / norm])", trace.factor, c=trace.limit, norm=trace.norm))
    else:
        lines.append(Step("factor", "1, since there is nothing to scale", "1", trace.factor))
    for place, (g, clipped) in enumerate(zip(trace.gs, trace.clipped, strict=True), start=1):
        name = f"g_{place}" if len(trace.gs) > 1 else "g"
        lines.append(line(name, f"factor * {name}", clipped, **{"factor": trace.factor, name: g}))
    return lines


@solver("clip.by_norm", trace=by_norm_trace, steps=by_norm_steps)
def by_norm(g: ArrayLike, limit: ArrayLike) -> Array:
    """g scaled to the norm `limit` if its norm is larger, else g itself: g min(1, limit / ‖g‖), without an epsilon.

    Raises `ValueError` for a limit that is not positive and for gradients that are not finite.
    """
    return by_norm_trace(g, limit).value
