"""One check of a cell's `backward` against central differences and the complex step, for every argument."""

from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solvers.gradcheck import central_differences, complex_step, disagreement


def assert_gradients(
    cell: ModuleType, arrays: dict[str, NDArray[np.floating]], options: dict[str, Any], seed: int
) -> None:
    """Compare the gradient by each array of a random weighting of all states and of the last ones."""
    trace = cell.forward(**arrays, **options)
    draw = np.random.default_rng(seed + 2).normal
    weights = {"dh": draw(size=trace.h.shape), "dh_last": draw(size=trace.h_last.shape)}
    if hasattr(trace, "c_last"):
        weights["dc_last"] = draw(size=trace.c_last.shape)

    def loss(name: str, value: NDArray[np.floating]) -> Any:
        moved = cell.forward(**arrays | {name: value}, **options)
        total = (moved.h * weights["dh"]).sum() + (moved.h_last * weights["dh_last"]).sum()
        return total + (moved.c_last * weights["dc_last"]).sum() if "dc_last" in weights else total

    gradients = cell.backward(trace, **weights)
    for name, value in arrays.items():
        ours = getattr(gradients, name)
        for measured, tolerance in (
            (complex_step(lambda moved, name=name: loss(name, moved), value), 1e-10),
            (central_differences(lambda moved, name=name: loss(name, moved), value), 1e-5),
        ):
            worst = disagreement(ours, measured, tolerance, tolerance)
            assert worst is None, f"{name}: {worst}"
