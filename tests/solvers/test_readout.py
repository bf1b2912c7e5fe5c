"""The output layer against figures worked by hand and against numerical gradients."""

import numpy as np
import pytest

from solvers import readout
from solvers.gradcheck import complex_step
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable

LAYER = {"W": [[1, 0], [0, 1], [1, 1]], "b": [0, 0, -1]}


def test_softmax():
    trace = readout.read([1, 2], **LAYER, activation="softmax")
    np.testing.assert_array_equal(trace.s, [1, 2, 2])
    np.testing.assert_allclose(trace.y, [0.1554, 0.4223, 0.4223], atol=5e-5)


def test_one_number():
    assert readout.read(0.8811, W=2, b=-1, activation="sigmoid").y == pytest.approx(0.6818, abs=5e-5)
    assert readout.read(3, W=2, b=-1, activation="linear").y == 5


def test_gradients():
    trace = readout.read([1, 2], W=[[1, 0], [0, 1]], b=[0, 0], activation="linear")
    gradients = readout.backward(trace, [0.5, -0.5])
    np.testing.assert_array_equal(gradients.W, [[0.5, 1], [-0.5, -1]])
    np.testing.assert_array_equal(gradients.b, [0.5, -0.5])
    np.testing.assert_array_equal(gradients.h, [0.5, -0.5])


@pytest.mark.parametrize("shapes", [((4, 3, 2), (5, 2), (5,)), ((3, 2), (3, 5, 2), (3, 5)), ((3,), (), ())])
def test_gradients_by_differences(shapes: tuple):
    draw = np.random.default_rng(0).normal
    arrays = dict(zip(("h", "W", "b"), (np.asarray(draw(size=shape)) for shape in shapes), strict=True))
    trace = readout.read(**arrays, activation="linear")
    ds = np.asarray(draw(size=trace.s.shape))
    gradients = readout.backward(trace, ds)
    for name, value in arrays.items():

        def loss(moved, name=name):
            return (readout.read(**arrays | {name: moved}, activation="linear").s * ds).sum()

        np.testing.assert_allclose(getattr(gradients, name), complex_step(loss, value), atol=1e-12)


def test_worked_lines_can_be_read_again():
    for activation in readout.OUTPUTS:
        assert_readable(readout.lines(readout.read([1, -2], **LAYER, activation=activation)))
        assert_readable(readout.lines(readout.read([[1, -2], [0, 3]], **LAYER, activation=activation)))
    assert_readable(readout.lines(readout.read(-3, W=2, b=-1, activation="sigmoid")))


def test_gradients_keep_the_type_of_the_weights():
    single = {name: np.array(value, np.float32) for name, value in LAYER.items()}
    trace = readout.read(np.ones(2, np.float32), **single, activation="linear")
    assert {array.dtype for array in readout.backward(trace, [1, 2, 3])} == {np.dtype(np.float32)}


def test_many_weights_are_not_told():
    with pytest.raises(ValueError, match="one set of weights at a time"):
        readout.lines(readout.read(np.ones((3, 2)), W=np.ones((3, 5, 2)), b=np.ones((3, 5)), activation="linear"))


def test_wrong_arguments_are_named():
    with pytest.raises(ShapeMismatch, match=r"h has shape \(3,\), expected \(\.\.\., 2\)"):
        readout.read([1, 2, 3], **LAYER, activation="softmax")
    with pytest.raises(ShapeMismatch, match=r"W has shape \(2,\), expected \(\.\.\., O, H\)"):
        readout.read([1, 2], W=[1, 2], b=[0, 0], activation="linear")
    with pytest.raises(ShapeMismatch, match=r"b has shape \(1,\), expected \(\.\.\., 3\)"):
        readout.read([1, 2], **LAYER | {"b": [1]}, activation="softmax")
    with pytest.raises(ValueError, match='say activation="linear"'):
        readout.read([1, 2], **LAYER, activation="tanh")
    with pytest.raises(ShapeMismatch, match=r"ds has shape \(2,\), expected \(3,\)"):
        readout.backward(readout.read([1, 2], **LAYER, activation="softmax"), [1, 2])
