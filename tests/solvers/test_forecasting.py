"""Forecasting rules against the curriculum's figures."""

import numpy as np
import pytest

from solvers import forecasting
from solvers.regression_losses import error_steps
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable


def test_extrapolation_needs_two_positions():
    assert forecasting.extrapolate([[1, 2], [3, 3]]).tolist() == [5, 4]
    assert forecasting.extrapolate([9, 2, 5]) == 8
    with pytest.raises(ShapeMismatch, match="one alone tells no velocity"):
        forecasting.extrapolate([[1, 2]])


def test_persistence_error():
    np.testing.assert_allclose(forecasting.persistence_error([10, 12, 11, 13]), 1.6667, atol=5e-5)
    assert forecasting.persistence_error([10, 12]) == 2
    with pytest.raises(ShapeMismatch, match="T at least 2"):
        forecasting.persistence_error([10])


def test_scaling_by_training_data_alone():
    assert forecasting.min_max(25, train=[10, 12, 20]) == 1.5
    assert forecasting.min_max([10, 15], train=[10, 20]).tolist() == [0, 0.5]
    with pytest.raises(ValueError, match="two different numbers"):
        forecasting.min_max(1, train=[2, 2])


def test_steps_can_be_read_again():
    assert_readable(forecasting.extrapolate_steps(forecasting.extrapolate_trace([[1, 2], [3, -3]])))
    assert_readable(error_steps(forecasting.persistence_trace([10, 12, 11, 13])))
    assert_readable(forecasting.min_max_steps(forecasting.min_max_trace([25, 1], train=[10, 20])))
