"""Wrong versions of clipping."""

import numpy as np
from numpy.typing import ArrayLike

from solvers import clipping
from solvers.registry import solver
from solvers.shapes import Array


@solver("mutants.clip.upper_only")
def upper_only(g: ArrayLike, limit: ArrayLike) -> Array:
    """Large negative elements stay."""
    trace = clipping.by_value_trace(g, limit)
    return np.minimum(trace.g, trace.limit)


@solver("mutants.clip.by_norm_instead")
def by_norm_instead(g: ArrayLike, limit: ArrayLike) -> Array:
    """Scaled by the norm where each element should be cut."""
    return clipping.by_norm(g, limit)


@solver("mutants.clip.all_to_limit")
def all_to_limit(g: ArrayLike, limit: ArrayLike) -> Array:
    """Every element becomes the limit."""
    trace = clipping.by_value_trace(g, limit)
    return np.full_like(trace.g, trace.limit)


@solver("mutants.clip.without_sign")
def without_sign(g: ArrayLike, limit: ArrayLike) -> Array:
    """Sizes are cut and signs lost."""
    return np.abs(clipping.by_value(g, limit))


@solver("mutants.clip.by_value_instead")
def by_value_instead(g: ArrayLike, limit: ArrayLike) -> Array:
    """Each element cut where the whole should be scaled."""
    return clipping.by_value(g, limit)


@solver("mutants.clip.always_scaled")
def always_scaled(g: ArrayLike, limit: ArrayLike) -> Array:
    """A small gradient is enlarged to the limit."""
    trace = clipping.by_norm_trace(g, limit)
    return trace.gs[0] * trace.limit / trace.norm


@solver("mutants.clip.sum_norm")
def sum_norm(g: ArrayLike, limit: ArrayLike) -> Array:
    """The norm taken as the sum of sizes."""
    trace = clipping.by_norm_trace(g, limit)
    return trace.gs[0] * min(1.0, float(trace.limit / np.abs(trace.gs[0]).sum()))


@solver("mutants.clip.subtracted")
def subtracted(g: ArrayLike, limit: ArrayLike) -> Array:
    """The limit is taken off each element's size instead of scaling."""
    trace = clipping.by_norm_trace(g, limit)
    return np.sign(trace.gs[0]) * np.maximum(np.abs(trace.gs[0]) - trace.limit, 0)


@solver("mutants.clip.each_alone")
def each_alone(*gs: ArrayLike, limit: ArrayLike) -> Array:
    """Each tensor is clipped by its own norm."""
    return np.stack([clipping.by_norm(g, limit) for g in gs])


@solver("mutants.clip.sum_of_norms")
def sum_of_norms(*gs: ArrayLike, limit: ArrayLike) -> Array:
    """The norms of the tensors are added instead of their squares."""
    trace = clipping.by_global_norm_trace(*gs, limit=limit)
    norms = sum(float(np.linalg.norm(g)) for g in trace.gs)
    return np.stack(trace.gs) * min(1.0, float(trace.limit) / norms)


@solver("mutants.clip.largest_only")
def largest_only(*gs: ArrayLike, limit: ArrayLike) -> Array:
    """Only the tensor with the largest norm is clipped."""
    trace = clipping.by_global_norm_trace(*gs, limit=limit)
    largest = max(range(len(gs)), key=lambda place: float(np.linalg.norm(trace.gs[place])))
    return np.stack([clipping.by_norm(g, limit) if place == largest else g for place, g in enumerate(trace.gs)])


@solver("mutants.clip.length_for_angle")
def length_for_angle(a: ArrayLike, b: ArrayLike) -> Array:
    """The quotient of the lengths instead of the cosine."""
    trace = clipping.cosine_trace(a, b)
    return np.asarray(np.linalg.norm(trace.b) / np.linalg.norm(trace.a))
