"""A window over a map, as its bench shows it: the padded map, what the window at hand reads, what comes of it."""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.errors import UnrolledError
from solvers import convolution, pooling
from solvers.shapes import Array
from solvers.steps import Step
from solvers.windows import Axis, pad
from tui.laboratory.scene import WindowScene

POOLS: Final = {
    "average": (pooling.average_trace, pooling.average_steps),
    "maximum": (pooling.maximum_trace, pooling.maximum_steps),
    "minimum": (pooling.minimum_trace, pooling.minimum_steps),
    "sum": (pooling.total_trace, pooling.total_steps),
}
OPERATIONS: Final = (*POOLS, "convolution")
TITLES: Final = {
    "average": "Average pooling",
    "maximum": "Max pooling",
    "minimum": "Min pooling",
    "sum": "Sum pooling",
    "convolution": "Convolution",
}


class Windowed(NamedTuple):
    """A map with a window on it."""

    padded: Array
    """The map with its padding, `(rows, columns)`."""
    on_map: NDArray[np.bool_]
    """Which cells of it are no padding."""
    covered: NDArray[np.bool_]
    """Which cells the window at hand reads."""
    kernel: Array | None
    """As it is laid on the map; `None` when there is none."""
    Y: Array
    """All results."""
    place: tuple[int, int]
    """Where in `Y` the result of the window at hand stands."""
    step: Step
    """The solver's line for the window at hand."""


def windowed(scene: WindowScene) -> Windowed:
    """Lay the window and compute every result. Raises `UnrolledError` when it does not fit."""
    try:
        trace, steps = _solved(scene)
    except ValueError as error:
        raise UnrolledError(f"This window cannot be laid: {error}.") from None
    axes: tuple[Axis, Axis] = trace.axes
    Y = np.asarray(trace.value)
    rows, columns = (axis.outputs for axis in axes)
    place = divmod(scene.window % (rows * columns), columns)
    padded, inside = (pad(array, axes) for array in (np.array(scene.X), np.ones(np.shape(scene.X))))
    covered = np.zeros(padded.shape, bool)
    covered[np.ix_(*(axis.cells(index) + axis.before for axis, index in zip(axes, place, strict=True)))] = True
    kernel = trace.K[0, 0] if scene.operation == "convolution" else None
    # Of a map too large to be told window by window there is one step, that of the whole map.
    step = steps[scene.window % (rows * columns)] if len(steps) > rows * columns else steps[-1]
    return Windowed(padded, inside == 1, covered, kernel, Y.reshape(rows, columns), place, step)


def layout(scene: WindowScene) -> dict[str, Any]:
    """What the solver is told of the windows."""
    if scene.operation == "convolution":
        return {"stride": scene.stride, "padding": scene.padding, "flip": scene.flip, "b": scene.b}
    said = {"size": scene.size, "stride": scene.stride, "padding": scene.padding}
    return said | ({"count_include_pad": scene.count_include_pad} if scene.operation == "average" else {})


def _solved(scene: WindowScene) -> tuple[Any, list[Step]]:
    X, said = np.array(scene.X), layout(scene)
    if scene.operation == "convolution":
        convolved = convolution.forward_trace(X, np.array(scene.K), **said)
        return convolved, convolution.forward_steps(convolved)
    trace, tell = POOLS[scene.operation]
    pooled = trace(X, **said)
    return pooled, tell(pooled)
