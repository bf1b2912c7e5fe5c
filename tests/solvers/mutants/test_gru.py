"""Wrong versions of the GRU give the wrong figures that they are named for."""

from typing import Any

import numpy as np
import pytest

from solvers import gru
from solvers.mutants import gru as mutants
from solvers.registry import SOLVERS
from tests.solvers.test_gru import KEEPS, LN3, NUMBERS, SWAP

PREFIX = mutants.__name__.removeprefix("solvers.")


def wrong(name: str, *states: Any, **cell: Any) -> Any:
    return SOLVERS[f"{PREFIX}.{name}"].call(*states, **cell)


def test_gates():
    cell = {"W": np.zeros(3), "U": np.zeros(3), "b": gru.rzn(r=-LN3, z=LN3, n=0), **KEEPS}
    assert wrong("tanh_gates", 0, 0, **cell).z == pytest.approx(0.8)
    assert wrong("swapped_gates", 0, 0, **cell).z == pytest.approx(0.25)


def test_candidate():
    cell = {"W": gru.rzn(r=0, z=0, n=1), "U": gru.rzn(r=0, z=0, n=1), "b": gru.rzn(r=-LN3, z=LN3, n=0)}
    expected = {"no_reset": 0.9866, "reset_on_x": 0.9719, "z_for_r": 0.9640, "sigmoid_candidate": 0.7311}
    for reset in ("before", "after"):
        options = KEEPS | {"reset": reset}
        assert gru.step(0.5, 2, **cell, **options).n == pytest.approx(0.7616, abs=5e-5)
        for name, value in expected.items():
            assert wrong(name, 0.5, 2, **cell, **options).n == pytest.approx(value, abs=5e-5), name


def test_mixing():
    cell = {"W": np.zeros(3), "U": np.zeros(3), "b": gru.rzn(r=0, z=LN3, n=LN3 / 2), **KEEPS}
    expected = {"z_swapped": 0.875, "no_complement": 2, "candidate_only": 0.5, "squashed_output": np.tanh(1.625)}
    for name, value in expected.items():
        assert wrong(name, 0, 2, **cell).h == pytest.approx(value), name


def test_two_units():
    expected = {"z_swapped": [0.25, -1.3845], "shared_z": [0.75, -1.3845], "no_reset": [0.5596, 0.0712]}
    for name, value in expected.items():
        np.testing.assert_allclose(wrong(name, [1], [1, -2], **SWAP, **KEEPS).h, value, atol=5e-5, err_msg=name)


def test_reset_side():
    weights = SWAP | {"W": np.zeros((6, 1)), "b": gru.rzn(r=[-LN3, LN3], z=[0, 0], n=[0, 0])}
    found = wrong("other_reset_side", [0], [2, -2], **weights, **KEEPS).n
    np.testing.assert_allclose(found, [-0.4621, 0.9051], atol=5e-5)


def test_sequences():
    expected = {"candidate_only": [0.7616, 0.3634], "no_reset": [0.3808, 0.3721]}
    for name, value in expected.items():
        found = wrong(f"{name}_forward", [1, 0], **NUMBERS, **KEEPS).h
        np.testing.assert_allclose(found, value, atol=5e-5, err_msg=name)
    plain = wrong("plain_cell_forward", [1, 0], **NUMBERS, **KEEPS).h
    np.testing.assert_allclose(plain, [np.tanh(1), np.tanh(np.tanh(1))])


def test_no_bias():
    cell = {"W": np.zeros(3), "U": np.zeros(3), "b": np.ones(3), "b_hidden": np.ones(3), **KEEPS}
    assert wrong("no_bias", 0, 2, **cell).h == 1
