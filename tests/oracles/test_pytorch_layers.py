"""What surrounds the cells beside PyTorch, forward and backward, over a grid of sizes; skipped where it is not installed."""

from itertools import product

import numpy as np
import pytest

from solvers import attention, clipping, convolution, losses, optimisers, pooling, pooling_gradients
from solvers.attention_gradients import gradients as attention_gradients

torch = pytest.importorskip("torch", reason="PyTorch is an optional oracle")
functional = torch.nn.functional

SHAPES = [(1, 1, 1, 4), (2, 3, 5, 6), (3, 2, 9, 7)]


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape)


def tensor(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def same(ours, theirs):
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-10, atol=1e-12)


def layouts(*, dilations):
    """Every layout whose padding PyTorch allows: at most half a window."""
    for size, stride, padding, dilation, ceil_mode in product((1, 2, 3), (1, 2, 3), (0, 1), dilations, (False, True)):
        if padding <= size // 2:
            yield {"stride": stride, "padding": padding, "ceil_mode": ceil_mode}, size, dilation


@pytest.mark.parametrize("shape", SHAPES)
def test_pooling(shape):
    maps, compared = numbers(*shape), 0
    for options, size, dilation in layouts(dilations=(1, 2)):
        # Where a dilated window steps over the whole map, PyTorch answers -inf and we refuse.
        steps_over = min(shape[2:]) < dilation and size > 1
        if steps_over or dilation * (size - 1) + 1 > min(shape[2:]) + 2 * options["padding"]:
            continue
        x = tensor(maps)
        y, places = functional.max_pool2d(x, size, dilation=dilation, return_indices=True, **options)
        ours = {"size": size, "dilation": dilation} | options
        same(pooling.maximum(maps, **ours), y)
        same(pooling_gradients.maximum_places(maps, **ours), places)
        dY = numbers(*y.shape, seed=1)
        y.backward(torch.tensor(dY))
        same(pooling_gradients.maximum_gradient(dY, maps, **ours), x.grad)
        compared += 1
        if dilation > 1:
            continue
        for include in (False, True):
            x = tensor(maps)
            y = functional.avg_pool2d(x, size, count_include_pad=include, **options)
            same(pooling.average(maps, **ours, count_include_pad=include), y)
            y.backward(torch.tensor(dY))
            same(pooling_gradients.average_gradient(dY, maps, **ours, count_include_pad=include), x.grad)
    assert compared >= 12


@pytest.mark.parametrize("shape", SHAPES)
def test_convolution(shape):
    maps = numbers(*shape)
    for size, stride, padding, dilation in product((1, 2, 3), (1, 2), (0, 1, 2), (1, 2)):
        if dilation * (size - 1) + 1 > min(shape[2:]) + 2 * padding:
            continue
        kernels, bias = numbers(4, shape[1], size, size, seed=1), numbers(4, seed=2)
        x, k, b = tensor(maps), tensor(kernels), tensor(bias)
        y = functional.conv2d(x, k, b, stride=stride, padding=padding, dilation=dilation)
        options = {"stride": stride, "padding": padding, "dilation": dilation, "flip": False}
        same(convolution.forward(maps, kernels, b=bias, **options), y)
        dY = numbers(*y.shape, seed=3)
        y.backward(torch.tensor(dY))
        found = convolution.gradients(dY, maps, kernels, **options)
        same(found.X, x.grad)
        same(found.K, k.grad)
        same(found.b, b.grad)


@pytest.mark.parametrize("classes", [1, 2, 7])
def test_cross_entropy(classes):
    scores, truth = 10 * numbers(5, classes), np.random.default_rng(0).integers(0, classes, 5)
    z = tensor(scores)
    y = functional.cross_entropy(z, torch.tensor(truth), reduction="none")
    same(losses.cross_entropy(scores, truth), y)
    y.sum().backward()
    same(losses.cross_entropy_gradient(scores, truth), z.grad)


def test_adam_and_momentum():
    theta = tensor(numbers(4))
    ours, m, v = theta.detach().numpy().copy(), np.zeros(4), np.zeros(4)
    optimiser = torch.optim.Adam([theta], lr=0.01)
    for t in range(1, 6):
        g = numbers(4, seed=t)
        theta.grad = torch.tensor(g)
        optimiser.step()
        trace = optimisers.adam(ours, g, m, v, t=t, rate=0.01)
        ours, m, v = trace.value, trace.m, trace.v
        same(ours, theta)
    heavy = tensor(numbers(4))
    ours, velocity = heavy.detach().numpy().copy(), np.zeros(4)
    optimiser = torch.optim.SGD([heavy], lr=0.1, momentum=0.9)
    for t in range(1, 6):
        heavy.grad = torch.tensor(numbers(4, seed=t))
        optimiser.step()
        moved = optimisers.momentum(ours, numbers(4, seed=t), velocity, rate=0.1, decay=0.9)
        ours, velocity = moved.value, moved.v
        same(ours, heavy)


def test_clipping():
    gradients = [numbers(3), numbers(2, 2, seed=1)]
    held = [torch.nn.Parameter(torch.tensor(g)) for g in gradients]
    for parameter, g in zip(held, gradients, strict=True):
        parameter.grad = torch.tensor(g)
    torch.nn.utils.clip_grad_norm_(held, 0.5)
    factor = clipping.global_factor(*gradients, limit=0.5)
    for parameter, g in zip(held, gradients, strict=True):
        # PyTorch divides by the norm plus a millionth.
        np.testing.assert_allclose(factor * g, parameter.grad.numpy(), rtol=1e-5)


def test_scaled_attention():
    named = [numbers(2, 3, 4), numbers(2, 5, 4, seed=1), numbers(2, 5, 6, seed=2)]
    q, K, V = map(tensor, named)
    y = functional.scaled_dot_product_attention(q, K, V)
    queries, keys, values = named[0], named[1][:, None], named[2][:, None]
    same(attention.attend(queries, keys, values, kind="scaled"), y)
    dY = numbers(*y.shape, seed=3)
    y.backward(torch.tensor(dY))
    found = attention_gradients(dY, queries, keys, values, kind="scaled")
    same(found.q, q.grad)
    same(found.K[:, 0], K.grad)
    same(found.V[:, 0], V.grad)
