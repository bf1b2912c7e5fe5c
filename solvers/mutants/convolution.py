"""Wrong versions of convolution, its output size and its parameters."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from solvers import convolution, pooling
from solvers.arguments import whole
from solvers.convolution_sizes import output_size, parameters
from solvers.registry import solver
from solvers.shapes import Array


@solver("mutants.conv.flipped", elements=convolution.forward_elements)
def flipped(X: ArrayLike, K: ArrayLike, *, flip: bool, **options: Any) -> Array:
    """The kernel is turned where it should not be, and the other way round."""
    return convolution.forward(X, K, flip=not flip, **options)


@solver("mutants.conv.pooled", elements=convolution.forward_elements)
def pooled(X: ArrayLike, K: ArrayLike, *, stride: ArrayLike = 1, **options: Any) -> Array:
    """The window's mean: the kernel's weights are ignored."""
    return pooling.average(X, size=np.shape(K), stride=stride)


@solver("mutants.conv.not_added", elements=convolution.forward_elements)
def not_added(X: ArrayLike, K: ArrayLike, **options: Any) -> Array:
    """The products of the first window, not added."""
    trace = convolution.forward_trace(X, K, **options)
    first: tuple[Any, ...] = (0,) * (1 + len(trace.axes))
    products: Array = trace.windows[first] * trace.K[0, 0]
    return products


@solver("mutants.conv.no_bias", elements=convolution.forward_elements)
def no_bias(X: ArrayLike, K: ArrayLike, *, b: ArrayLike = 0, **options: Any) -> Array:
    """The bias is forgotten."""
    return convolution.forward(X, K, **options)


@solver("mutants.conv.size_rounded_up")
def size_rounded_up(n: ArrayLike, *, size: ArrayLike, stride: ArrayLike = 1, padding: ArrayLike = 0) -> int:
    """A last window that overhangs is counted."""
    return (
        -((whole(size, "size", 1) - whole(n, "n", 1) - 2 * whole(padding, "padding")) // whole(stride, "stride", 1)) + 1
    )


@solver("mutants.conv.size_without_first")
def size_without_first(n: ArrayLike, **options: Any) -> int:
    """The first window is not counted: no + 1."""
    return output_size(n, **options) - 1


@solver("mutants.conv.size_padded_once")
def size_padded_once(n: ArrayLike, *, padding: ArrayLike = 0, **options: Any) -> int:
    """Padding is added on one side only."""
    return output_size(whole(n, "n", 1) + whole(padding, "padding"), **options)


@solver("mutants.conv.size_unpadded")
def size_unpadded(n: ArrayLike, *, padding: ArrayLike = 0, **options: Any) -> int:
    """The padding is forgotten."""
    return output_size(n, **options)


@solver("mutants.conv.parameters_without_bias")
def parameters_without_bias(size: ArrayLike, *, inputs: ArrayLike, outputs: ArrayLike, bias: bool = True) -> int:
    """The biases are not counted."""
    return parameters(size, inputs=inputs, outputs=outputs, bias=False)


@solver("mutants.conv.parameters_of_one_channel")
def parameters_of_one_channel(size: ArrayLike, *, inputs: ArrayLike, outputs: ArrayLike, bias: bool = True) -> int:
    """Each kernel is counted for a single input channel."""
    return parameters(size, inputs=1, outputs=outputs, bias=bias)


@solver("mutants.conv.parameters_at_every_cell")
def parameters_at_every_cell(
    size: ArrayLike, *, inputs: ArrayLike, outputs: ArrayLike, cells: ArrayLike, bias: bool = True
) -> int:
    """The weights are counted anew for each of the map's cells, though they are shared."""
    return parameters(size, inputs=inputs, outputs=outputs, bias=bias) * whole(cells, "cells", 1)
