"""Convolution against hand figures, a loop oracle and two other roads to its gradients."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solvers import convolution
from solvers.convolution_sizes import output_size, output_size_trace, parameters, parameters_trace
from solvers.gradcheck import central_differences, complex_step, disagreement
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch
from solvers.sizes import count_steps
from tests.oracles.convolution import convolve
from tests.solvers.worked_lines import assert_readable

X = [[2, 0, 4], [6, 8, 2], [0, 4, 6]]
K = [[1, 0], [-1, 2]]


def test_one_plane():
    assert convolution.forward(X, K, flip=False).tolist() == [[12, -4], [14, 16]]


def test_a_turned_kernel():
    assert convolution.forward(X, K, flip=True).tolist() == [[12, -2], [8, 20]]


def test_one_axis_is_numpys():
    signal, kernel = [1.0, 2, 4, 8], [1.0, -1, 3]
    assert convolution.forward(signal, kernel, flip=True).tolist() == np.convolve(signal, kernel, "valid").tolist()
    assert (
        convolution.forward(signal, kernel, flip=False, padding=2).tolist()
        == np.correlate(signal, kernel, "full").tolist()
    )


def test_one_axis_with_channels():
    assert convolution.forward([[1, 2, 3]], [[[1, 1]], [[0, 2]]], flip=False, b=[0, 1]).tolist() == [[3, 5], [5, 7]]
    slopes = convolution.gradients([[1, 0]], [[1, 2, 3]], [[[1, 4]]], flip=False)
    assert (slopes.X.tolist(), slopes.K.tolist(), slopes.b.tolist()) == ([[1, 4, 0]], [[[1, 2]]], [1])


def test_a_trace_lays_windows_one_by_one_unless_told():
    assert convolution.forward_trace(X, K, flip=False).value.tolist() == [[12, -4], [14, 16]]


def test_large_maps_and_batches_are_told_by_their_result():
    channels = convolution.forward_trace(np.ones((2, 25, 25)), np.ones((1, 2, 2, 2)), flip=False)
    assert len(convolution.forward_steps(channels)) == 1
    single = convolution.forward_trace(np.ones((1, 25, 25)), np.ones((1, 1, 2, 2)), flip=False)
    assert len(convolution.forward_steps(single)) == 24 * 24 + 1
    batch = convolution.forward_trace(np.ones((2, 1, 2, 2)), np.ones((1, 1, 2, 2)), flip=False)
    assert [step.name for step in convolution.forward_steps(batch)] == ["Y"]


@st.composite
def layers(draw):
    """Channels of digits, kernels and a layout that fits."""
    size, dilation, padding = draw(st.integers(1, 3)), draw(st.integers(1, 2)), draw(st.integers(0, 2))
    least = max(dilation * (size - 1) + 1 - 2 * padding, 1)
    shape = draw(st.integers(1, 3)), draw(st.integers(least, least + 3)), draw(st.integers(least, least + 3))
    generator = np.random.default_rng(draw(st.integers(0, 10**6)))
    kernels = generator.normal(size=(draw(st.integers(1, 3)), shape[0], size, size))
    options = {"stride": draw(st.integers(1, 3)), "padding": padding, "dilation": dilation, "flip": draw(st.booleans())}
    return generator.normal(size=shape), kernels, generator.normal(size=len(kernels)), options


@given(layers())
def test_channels_agree_with_the_oracle(layer):
    X, K, b, options = layer
    expected = convolve(X.tolist(), K.tolist(), b.tolist(), **options)
    np.testing.assert_allclose(convolution.forward(X, K, b=b, **options), expected, rtol=1e-12, atol=1e-12)
    half = convolution.forward(X.astype(np.float32), K.astype(np.float32), b=b.astype(np.float32), **options)
    assert half.dtype == np.float32
    np.testing.assert_allclose(half, expected, rtol=1e-5, atol=1e-5)


@given(layers())
@settings(max_examples=20, deadline=None)
def test_gradients_agree_with_differences_and_complex_steps(layer):
    X, K, b, options = layer
    dY = np.cos(np.arange(np.prod(np.shape(convolution.forward(X, K, b=b, **options)))))
    dY = dY.reshape(convolution.forward(X, K, b=b, **options).shape)

    def loss(X=X, K=K, b=b):
        return (dY * convolution.forward(X, K, b=b, **options)).sum()

    found = convolution.gradients(dY, X, K, **options)
    for name, at in {"X": X, "K": K, "b": b}.items():
        gradient = getattr(found, name)
        exact = complex_step(lambda moved, name=name: loss(**{name: moved}), at)
        assert disagreement(gradient, exact, rtol=1e-10, atol=1e-10) is None, name
        measured = central_differences(lambda moved, name=name: loss(**{name: moved}), at)
        assert disagreement(gradient, measured, rtol=1e-6, atol=1e-6) is None, name


def test_gradients_of_one_plane_and_of_a_batch():
    plane = convolution.gradients([[1, 0], [0, 2]], X, K, flip=False)
    assert plane.K.tolist() == [[2 + 2 * 8, 0 + 2 * 2], [6 + 2 * 4, 8 + 2 * 6]]
    assert plane.X.tolist() == [[1, 0, 0], [-1, 4, 0], [0, -2, 4]]
    assert plane.b == 3
    maps, kernels = (
        np.random.default_rng(0).normal(size=(5, 2, 4, 4)),
        np.random.default_rng(1).normal(size=(3, 2, 2, 2)),
    )
    dY = np.random.default_rng(2).normal(size=(5, 3, 3, 3))
    batch = convolution.gradients(dY, maps, kernels, flip=False)
    each = [convolution.gradients(slope, one, kernels, flip=False) for slope, one in zip(dY, maps, strict=True)]
    np.testing.assert_allclose(batch.X, [one.X for one in each], rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(batch.K, sum(one.K for one in each), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(batch.b, sum(one.b for one in each), rtol=1e-12, atol=1e-12)


def test_steps_can_be_read_again():
    trace = convolution.forward_trace(X, K, flip=False, b=-1)
    steps = convolution.forward_steps(trace)
    assert steps[0][:3] == (
        "window (0, 0)",
        "the kernel times rows 0–1, columns 0–1, added, plus b",
        "1 * 2 + 0 * 0 - 1 * 6 + 2 * 8 + (-1)",
    )
    assert_readable(steps)
    channels = np.arange(8).reshape(2, 2, 2)
    assert_readable(convolution.forward_steps(convolution.forward_trace(channels, np.ones((3, 2, 1, 1)), flip=False)))
    far = convolution.forward_trace([1, 2], [1], flip=False, padding=1)
    assert convolution.forward_steps(far)[0].rule == "the kernel times padding, added"
    for maps in (channels[None], np.ones((2, 60, 60))):
        (step,) = convolution.forward_steps(convolution.forward_trace(maps, np.ones((3, 2, 1, 1)), flip=False))
        assert step.name == "Y"


@pytest.mark.parametrize(
    ("X", "K", "options", "message"),
    [
        (X, K, {}, "say flip=True or flip=False"),
        (X, [1, 2], {"flip": False}, r"K has shape \(2,\), expected as many axes as X \(3, 3\)"),
        (X, [[[[1]], [[2]]]], {"flip": False}, r"X has shape \(3, 3\), expected \(..., 2, size 1, size 2\)"),
        ([X], [[[[1]]]], {"flip": False, "b": [1, 2]}, r"b has shape \(2,\), expected \(1,\)"),
        (X, np.ones((4, 4)), {"flip": False}, "a window over 4 cells does not fit on 3"),
    ],
)
def test_what_does_not_fit_is_told(X, K, options, message):
    with pytest.raises(ValueError, match=message):
        convolution.forward(X, K, **options)


def test_gradient_of_another_shape_is_refused():
    with pytest.raises(ShapeMismatch, match=r"dY has shape \(3, 3\), expected \(2, 2\)"):
        convolution.gradients(np.ones((3, 3)), X, K, flip=False)


def test_size_is_known_before_the_call():
    elements = SOLVERS["conv.forward"].elements
    assert elements(np.zeros((1, 10, 10)), np.zeros((7, 1, 3, 3)), flip=False, padding=1) >= 7 * 10 * 10
    assert elements(np.zeros((1, 5)), np.zeros((7, 1, 2)), flip=False) == 5 * 7
    assert elements(np.zeros((4, 4)), np.zeros((2, 2)), flip=False, padding=3) == 10 * 10 * 4
    assert elements(np.zeros((3, 3)), np.zeros((1, 1)), flip=False) == 3 * 3
    with pytest.raises(ShapeMismatch, match="a window over 4 cells does not fit on 3"):
        elements(np.zeros((3, 3)), np.zeros((2, 2)), flip=False, dilation=3)


@pytest.mark.parametrize(
    ("n", "options", "expected"),
    [
        (12, {"size": 3, "stride": 2, "padding": 2}, 7),
        (12, {"size": 3, "stride": 2}, 5),
        (12, {"size": 3, "stride": 2, "dilation": 2}, 4),
        (13, {"size": 2, "stride": 2}, 6),
        (13, {"size": 2, "stride": 2, "ceil_mode": True}, 7),
        (3, {"size": 2, "stride": 3, "padding": 1, "ceil_mode": True}, 2),
        (3, {"size": 3}, 1),
        (5, {"size": 2, "dilation": 3}, 2),
        (1, {"size": 1}, 1),
        (9, {"size": 3, "dilation": 2, "stride": 3, "padding": 1}, 3),
    ],
)
def test_output_sizes(n, options, expected):
    assert output_size(n, **options) == expected
    assert_readable(count_steps(output_size_trace(n, **options)))


def test_a_rounded_up_size_is_told_with_what_it_leaves_out():
    whole = output_size_trace(7, size=3, stride=2, dilation=2, ceil_mode=True)
    assert (whole.rule, whole.value) == ("ceil((n + 2 * p - d * (k - 1) - 1) / s) + 1", 2)
    left_out = output_size_trace(2, size=1, padding=1, ceil_mode=True)
    assert (left_out.rule, left_out.value) == ("ceil((n + 2 * p - k) / s) + 1 - 1", 3)


def test_parameters_of_kernels():
    assert parameters(3, inputs=3, outputs=8) == 224
    assert parameters(3, inputs=3, outputs=8, bias=False) == 216
    assert parameters(1, inputs=1, outputs=1) == 2
    with pytest.raises(ValueError, match="size must be a whole number of at least 1"):
        parameters(0, inputs=1, outputs=1)
    for bias in (True, False):
        (step,) = count_steps(parameters_trace(3, inputs=4, outputs=8, bias=bias))
        assert step.value == 8 * (4 * 9 + bias)
        assert_readable([step])


def test_defaults_of_output_size():
    assert output_size_trace(7, size=3).value == output_size(7, size=3) == 5
    assert output_size(7, size=2, stride=2) == 3
    assert output_size_trace(7, size=2, stride=2).value == 3
    assert parameters_trace(3, inputs=3, outputs=8).value == 224
    for option in ("size", "stride", "dilation"):
        with pytest.raises(ValueError, match=f"{option} must be a whole number of at least 1, not 0"):
            output_size(5, **({"size": 2} | {option: 0}))
