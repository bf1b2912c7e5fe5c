"""Wrong versions of the plain cell give the wrong figures that they are named for."""

from typing import Any

import numpy as np
import pytest

from solvers import readout, rnn
from solvers.mutants import rnn as wrong
from solvers.registry import SOLVERS

ONE = {"W": 0.5, "U": 0.8, "b": 0.1, "activation": "tanh"}
TWO = {"W": [[0.5], [-1]], "U": [[0.5, -1], [1, 0.5]], "b": [0, 0.5], "activation": "tanh"}
ROLLED = {"W": 1, "U": 0.5, "b": 0, "activation": "tanh"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no_bias", 0.7163),
        ("sigmoid", 0.7311),
        ("no_activation", 1),
        ("swapped_weights", 0.8178),
        ("x_for_h", 0.8854),
        ("tanh_of_parts", 0.9421),
        ("h_for_x", 0.6351),
    ],
)
def test_one_number(name: str, expected: float):
    assert SOLVERS[f"mutants.rnn.{name}"].call(1, 0.5, **ONE).h == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("elementwise_recurrence", [0.7616, -0.7616]),
        ("transposed", [0, -0.9640]),
        ("no_recurrence", [0.4621, -0.4621]),
    ],
)
def test_two_units(name: str, expected: list[float]):
    changed = SOLVERS[f"mutants.rnn.{name}"].call([1], [1, -1], **TWO)
    np.testing.assert_allclose(changed.h, expected, atol=5e-5)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("reset_state", [0.7616, 0, -0.7616]),
        ("no_input_after_first", [0.7616, 0.3634, 0.1797]),
        ("uses_a_not_h_forward", [0.7616, 0.4621, -0.6351]),
    ],
)
def test_sequences(name: str, expected: list[float]):
    found = SOLVERS[f"mutants.rnn.{name}"].call([1, 0, -1], **ROLLED).h
    np.testing.assert_allclose(found, expected, atol=5e-5)


@pytest.mark.parametrize(("name", "expected"), [("no_decay", 8), ("reversed_powers", 3.5)])
def test_linear_sequences(name: str, expected: float):
    cell = {"W": 2, "U": 0.5, "b": 0, "activation": "linear"}
    assert SOLVERS[f"mutants.rnn.{name}"].call([1, 0, 3], **cell).h_last == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("no_activation", [2, -3, -2]), ("absolute", [2, 3, 4]), ("relu_is_one", [1, 0, 1])]
)
def test_relu_sequences(name: str, expected: list[float]):
    cell = {"W": 1, "U": 1, "b": -1, "activation": "relu"}
    found = SOLVERS[f"mutants.rnn.{name}_forward"].call([3, -4, 2], **cell).h
    np.testing.assert_array_equal(found, expected)


def test_outputs():
    layer: dict[str, Any] = {"W": [[1, 0], [0, 1], [1, 1]], "b": [0, 0, -1]}
    np.testing.assert_allclose(wrong.linear_norm([1, 2], **layer), [0.2, 0.4, 0.4])
    np.testing.assert_array_equal(wrong.argmax([1, 3], **layer), [0, 1, 1])
    np.testing.assert_allclose(wrong.softmax_of_state([1, 2], **layer), [0.2689, 0.7311], atol=5e-5)
    scores = readout.read([1, 2], **layer, activation="sigmoid").y
    np.testing.assert_allclose(scores, [0.7311, 0.8808, 0.8808], atol=5e-5)


def test_an_empty_sequence():
    trace = SOLVERS["mutants.rnn.no_bias_forward"].call(np.zeros((0, 1)), **TWO, h0=[1, 2])
    np.testing.assert_array_equal(trace.h_last, [1, 2])


def test_a_mutant_without_its_fault_is_the_cell():
    trace = SOLVERS["mutants.rnn.no_bias_forward"].call([1, 2, 3], W=1, U=0.5, b=0, activation="tanh", h0=0.5)
    np.testing.assert_array_equal(trace.h, rnn.forward([1, 2, 3], W=1, U=0.5, b=0, activation="tanh", h0=0.5).h)
