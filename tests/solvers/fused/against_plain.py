"""The fused forms against the plain ones: the same states and the same gradients, whatever the sizes."""

from types import ModuleType
from typing import Any

import numpy as np

from tests.solvers.cells import Sizes, inputs, stacked


def assert_same(
    fused: ModuleType, plain: ModuleType, size: Sizes, gates: int, options: dict[str, Any], dtype: type, biases: int = 1
) -> None:
    """Compare states, and gradients of a random weighting of them, from random initial states."""
    tolerance = 1e-12 if dtype is np.float64 else 2e-4
    weights, (x, *starts) = stacked(size, gates, dtype), inputs(size, 2, dtype)
    if size.seed % 2:
        x = np.asfortranarray(x)
    if biases == 2:
        weights["b_hidden"] = -weights["b"][::-1]
    states = {"h0": starts[0]} | ({"c0": starts[1]} if gates == 4 else {})
    run, trace = fused.forward(x, **weights, **options, **states), plain.forward(x, **weights, **options, **states)
    assert run.h.dtype == dtype
    np.testing.assert_allclose(run.h, trace.h, rtol=tolerance, atol=tolerance)
    light = fused.forward(x, **weights, **options, **states, keep=False)
    np.testing.assert_array_equal(light.h, run.h)
    dh = np.random.default_rng(size.seed + 9).normal(size=run.h.shape).astype(dtype)
    ours, theirs = fused.backward(run, dh), plain.backward(trace, dh)
    for name in ours._fields:
        expected = getattr(theirs, name)
        scale = 1 + np.abs(expected).max(initial=0)
        np.testing.assert_allclose(getattr(ours, name), expected, atol=tolerance * scale, rtol=0, err_msg=name)
