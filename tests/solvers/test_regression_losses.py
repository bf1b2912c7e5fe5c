"""Losses of regression against hand figures and central differences."""

import numpy as np
import pytest

from solvers import regression_losses as losses
from solvers.gradcheck import central_differences, disagreement
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable

PREDICTED, TARGET = [1, 2, 4], [2, 2, 2]


def test_squared_error_in_both_conventions():
    np.testing.assert_allclose(losses.squared_error(PREDICTED, TARGET, half=False, reduction="mean"), 1.6667, atol=5e-5)
    assert losses.squared_error(PREDICTED, TARGET, half=True, reduction="sum") == 2.5


def test_absolute_error():
    assert losses.absolute_error(PREDICTED, TARGET, reduction="mean") == 1
    assert losses.absolute_error(PREDICTED, TARGET, reduction="sum") == 3


@pytest.mark.parametrize("half", [True, False])
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_gradient_agrees_with_differences(half, reduction):
    generator = np.random.default_rng(0)
    predicted, target = generator.normal(size=(2, 3)), generator.normal(size=(2, 3))
    measured = central_differences(
        lambda moved: losses.squared_error(moved, target, half=half, reduction=reduction), predicted
    )
    found = losses.squared_error_gradient(predicted, target, half=half, reduction=reduction)
    assert disagreement(found, measured, rtol=1e-6, atol=1e-8) is None


def test_gradient_in_the_decks_convention_is_the_error():
    assert losses.squared_error_gradient(PREDICTED, TARGET, half=True, reduction="sum").tolist() == [-1, 0, 2]


def test_precision_is_kept():
    single = np.ones(3, np.float32)
    assert losses.squared_error(single, single, half=False, reduction="mean").dtype == np.float32
    assert losses.squared_error_gradient(single, single, half=False, reduction="mean").dtype == np.float32
    assert losses.absolute_error(single, single, reduction="mean").dtype == np.float32


def test_steps_can_be_read_again():
    trace = losses.squared_error_trace(PREDICTED, TARGET, half=True, reduction="mean")
    steps = losses.error_steps(trace)
    assert [step.numbers for step in steps] == [
        "[1, 2, 4] - [2, 2, 2]",
        "[-1, 0, 2] ** 2 / 2",
        "0.5 + 0 + 2",
        "2.5 / 3",
    ]
    assert_readable(steps)
    assert_readable(losses.error_steps(losses.absolute_error_trace(PREDICTED, TARGET, reduction="sum")))
    assert_readable(losses.error_steps(losses.squared_error_trace(3, 5, half=False, reduction="sum")))
    gradient = losses.squared_error_gradient_trace(PREDICTED, TARGET, half=False, reduction="mean")
    assert_readable(losses.squared_error_gradient_steps(gradient))
    assert [step.name for step in losses.squared_error_gradient_steps(gradient)] == ["e", "dp"]


def test_conventions_must_be_said_and_shapes_agree():
    with pytest.raises(ValueError, match="say half=True or half=False"):
        losses.squared_error(PREDICTED, TARGET, reduction="sum")
    with pytest.raises(ValueError, match='say reduction="sum"'):
        losses.squared_error(PREDICTED, TARGET, half=True)
    with pytest.raises(ShapeMismatch, match=r"prediction has shape \(3,\), expected \(2,\) as target"):
        losses.absolute_error(PREDICTED, [1, 2], reduction="sum")
    with pytest.raises(ShapeMismatch, match=r"prediction has shape \(3,\), expected \(1,\) as target"):
        losses.squared_error(PREDICTED, [1], half=True, reduction="sum")
