"""Wrong versions of the LSTM give the wrong figures that they are named for."""

from typing import Any

import numpy as np
import pytest

from solvers import lstm
from solvers.mutants import lstm as mutants
from solvers.registry import SOLVERS
from tests.solvers.test_lstm import NUMBERS, VECTORS

LN3 = np.log(3)
PREFIX = mutants.__name__.removeprefix("solvers.")


def wrong(name: str, *states: Any, **cell: Any) -> Any:
    return SOLVERS[f"{PREFIX}.{name}"].call(*states, **cell)


def gates_only(f: float = 0.0, i: float = 0.0, g: float = 0.0, o: float = 0.0) -> dict[str, Any]:
    """A cell of single numbers whose gates are set by their biases."""
    return {"W": np.zeros(4), "U": np.zeros(4), "b": lstm.ifgo(f=f, i=i, g=g, o=o), "order": "ifgo"}


def test_forget_gate():
    cell = {
        "W": lstm.ifgo(f=0.5, i=0, g=0, o=0),
        "U": lstm.ifgo(f=1, i=0, g=0, o=0),
        "b": lstm.ifgo(f=-1, i=0, g=0, o=0),
        "order": "ifgo",
    }
    assert lstm.step(2, 1, 4, **cell).c == pytest.approx(2.9242, abs=5e-5)
    expected = {"h_for_c": 0.7311, "tanh_gates": 3.0464, "no_bias": 3.5232, "one_minus_f": 1.0758}
    for name, value in expected.items():
        assert wrong(name, 2, 1, 4, **cell).c == pytest.approx(value, abs=5e-5), name


def test_writing():
    cell = gates_only(i=LN3, g=-LN3 / 2)
    written = {"sigmoid_candidate": 0.2745, "tanh_gates": -0.4}
    for name, value in written.items():
        assert wrong(name, 0, 0, 0, **cell).c == pytest.approx(value, abs=5e-5), name


def test_cell_state():
    cell = gates_only(f=-LN3, i=0, g=LN3 / 2)
    assert lstm.step(0, 0, 4, **cell).c == pytest.approx(1.25)
    expected = {"swapped_f_i": 2.125, "no_forget_part": 0.25, "coupled": 1.375, "no_forget_gate": 4.25}
    for name, value in expected.items():
        assert wrong(name, 0, 0, 4, **cell).c == pytest.approx(value), name


def test_hidden_state():
    cell = gates_only(f=100, i=-100)
    assert lstm.step(0, 0, 1, **cell).h == pytest.approx(0.3808, abs=5e-5)
    expected = {"no_tanh": 0.5, "sigmoid_of_c": 0.3655, "h_is_c": 1, "h_is_candidate": 0}
    for name, value in expected.items():
        assert wrong(name, 0, 0, 1, **cell).h == pytest.approx(value, abs=5e-5), name


def test_one_step():
    assert wrong("swapped_f_i", 1, 0, 2, **NUMBERS).c == pytest.approx(1.3378, abs=5e-5)
    assert wrong("old_c_in_h", 1, 0, 2, **NUMBERS).h == pytest.approx(0.8491, abs=5e-5)
    assert wrong("no_output_bias", 1, 0, 2, **NUMBERS).h == pytest.approx(0.6832, abs=5e-5)
    assert wrong("sigmoid_candidate", 1, 0, 2, **NUMBERS).c == pytest.approx(1.7733, abs=5e-5)
    assert wrong("x_for_h", 1, 0, 2, **NUMBERS).i == pytest.approx(0.7311, abs=5e-5)


def test_two_units():
    h_for_c = wrong("h_for_c", [1], [0, 1], [2, -1], **VECTORS)
    np.testing.assert_allclose(h_for_c.c, [0.2311, 0.5430], atol=5e-5)
    assert wrong("shared_gate", [1], [0, 1], [2, -1], **VECTORS).c[1] == pytest.approx(-1.0689, abs=5e-5)


def test_peepholes():
    cell = gates_only()
    assert wrong("no_peepholes", 1, 0, 2, **cell, p_f=0.5).f == 0.5
    trace = wrong("old_c_in_output_peephole", 1, 0, 2, **cell, p_o=0.5)
    assert (trace.c, trace.o) == (1, pytest.approx(0.7311, abs=5e-5))


def test_carrying_only_the_hidden_state():
    trace = wrong("cell_state_not_carried_forward", [1, 0], **NUMBERS)
    assert trace.c[0] == pytest.approx(0.2311, abs=5e-5)
    assert trace.c[1] == pytest.approx(float(trace.i[1] * trace.g[1]))


def test_reading_blocks_in_onnx_order():
    trace = wrong("onnx_order", 1, 0, 2, **NUMBERS)
    right = lstm.step(1, 0, 2, **NUMBERS)
    assert (trace.o, trace.i) == (right.f, right.i)


def test_a_mutant_without_its_fault_is_the_cell():
    cell = NUMBERS | {"b": np.zeros(4)}
    trace = wrong("no_bias_forward", [1, 2], **cell, h0=0.5, c0=2)
    right = lstm.forward([1, 2], **cell, h0=0.5, c0=2)
    np.testing.assert_array_equal(trace.h, right.h)
    np.testing.assert_array_equal(trace.c, right.c)
