"""Sizes of convolutional layers: how many windows fit on an axis, how many parameters the kernels have."""

from numpy.typing import ArrayLike

from solvers import windows
from solvers.arguments import flag, whole
from solvers.registry import solver
from solvers.sizes import Count, count_steps


def output_size_trace(
    n: ArrayLike,
    *,
    size: ArrayLike,
    stride: ArrayLike = 1,
    padding: ArrayLike = 0,
    dilation: ArrayLike = 1,
    ceil_mode: bool = False,
) -> Count:
    """`output_size` with its formula."""
    letters = {
        "n": whole(n, "n", 1),
        "k": whole(size, "size", 1),
        "s": whole(stride, "stride", 1),
        "p": whole(padding, "padding"),
        "d": whole(dilation, "dilation", 1),
    }
    extent, k, s, p, d = letters.values()
    value = windows.output_size(extent, k, s, p, p, d, ceil_mode=bool(ceil_mode))
    reach = "k" if d == 1 else "d * (k - 1) - 1"
    rounding = "ceil" if ceil_mode else "floor"
    rule = f"{rounding}((n + 2 * p - {reach}) / s) + 1"
    unfinished = ceil_mode and value != -(-(extent + 2 * p - d * (k - 1) - 1) // s) + 1
    return Count(f"{rule} - 1" if unfinished else rule, letters, value)


@solver("conv.output_size", trace=output_size_trace, steps=count_steps)
def output_size(
    n: ArrayLike,
    *,
    size: ArrayLike,
    stride: ArrayLike = 1,
    padding: ArrayLike = 0,
    dilation: ArrayLike = 1,
    ceil_mode: bool = False,
) -> int:
    """How many windows fit on an axis of n cells with `padding` on both sides; with `ceil_mode` one may overhang.

    Raises `ShapeMismatch` when none fits.
    """
    return output_size_trace(n, size=size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode).value


def parameters_trace(size: ArrayLike, *, inputs: ArrayLike, outputs: ArrayLike, bias: bool = True) -> Count:
    """`parameters` with its formula."""
    letters = {
        "k": whole(size, "size", 1),
        "inputs": whole(inputs, "inputs", 1),
        "outputs": whole(outputs, "outputs", 1),
    }
    each = letters["k"] ** 2 * letters["inputs"] + flag(bias, "bias", "does each kernel have a bias?")
    rule = "(k * k * inputs + 1) * outputs" if bias else "k * k * inputs * outputs"
    return Count(rule, letters, each * letters["outputs"])


@solver("conv.parameters", trace=parameters_trace, steps=count_steps)
def parameters(size: ArrayLike, *, inputs: ArrayLike, outputs: ArrayLike, bias: bool = True) -> int:
    """Parameters of a layer of `outputs` kernels of size × size cells over `inputs` channels."""
    return parameters_trace(size, inputs=inputs, outputs=outputs, bias=bias).value
