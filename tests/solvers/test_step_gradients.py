"""The gradient of one gated step, told: its lines read again and give the gradients they end in."""

import numpy as np
import pytest

from solvers import gru, lstm, lstm_trace
from solvers.registry import SOLVERS
from tests.solvers.test_gru import NUMBERS as GRU_NUMBERS
from tests.solvers.test_gru import SWAP
from tests.solvers.test_lstm import NUMBERS, VECTORS
from tests.solvers.worked_lines import assert_readable


def lines(name: str, trace: object, *slopes: object, **options: object) -> list:
    found = SOLVERS[name]
    told = found.trace(trace, *slopes, **options)
    return list(found.steps(told))


def test_the_lines_of_gates_worked_by_hand():
    trace = lstm_trace.from_gates(f=0.5, i=0.75, g=0.5, o=0.5, c_prev=1)
    assert (trace.c, trace.h) == (0.875, pytest.approx(0.5 * 0.7039, abs=5e-5))
    told = lines("lstm.backward", trace, 1)
    figures = {step.name: step.value for step in told}
    expected = {"dc": 0.2523, "da_o": 0.1760, "da_f": 0.0631, "da_i": 0.0236, "da_g": 0.1419, "dc_prev": 0.1261}
    for name, value in expected.items():
        assert figures[name] == pytest.approx(value, abs=5e-5), name
    assert told[2][:3] == ("da_f", "dc * c_prev * f * (1 - f)", f"{figures['dc']:.6g} * 1 * 0.5 * (1 - 0.5)")
    assert_readable(told)


@pytest.mark.parametrize(
    ("trace", "slopes", "options"),
    [
        (lstm.step(1, -0.5, 2, **NUMBERS), [1], {"dc_last": -2}),
        (lstm.step([1], [0, 1], [2, -1], **VECTORS), [[1, -1]], {"dh_last": [0, 2]}),
        (lstm.step([[1], [2]], [[0, 1], [1, 0]], [[2, -1], [0, 0]], **VECTORS), [np.ones((2, 2))], {}),
    ],
)
def test_lstm_lines_can_be_read_again(trace: lstm.Trace, slopes: list, options: dict):
    told = lines("lstm.backward", trace, *slopes, **options)
    assert_readable(told)
    gradients = lstm.backward(trace, *slopes, **options)
    np.testing.assert_allclose(told[-1].value, gradients.h0)
    np.testing.assert_allclose(told[-2].value, gradients.c0)


@pytest.mark.parametrize("reset", ["before", "after"])
@pytest.mark.parametrize("z", ["keeps", "takes"])
def test_gru_lines_can_be_read_again(reset: str, z: str):
    options = {"order": "rzn", "reset": reset, "z": z}
    for trace, dh in (
        (gru.step(1, -2, **GRU_NUMBERS | {"U": [1, 0.5, -1]}, **options), 1),
        (gru.step([1], [1, -2], **SWAP, **options), [1, -1]),
    ):
        told = lines("gru.backward", trace, dh)
        assert_readable(told)
        np.testing.assert_allclose(told[-1].value, gru.backward(trace, dh).h0)


def test_the_lines_of_three_paths():
    weights = {"W": gru.rzn(r=0, z=0, n=1), "U": gru.rzn(r=1, z=0.5, n=1), "b": np.zeros(3)}
    trace = gru.step(1, 1, **weights, order="rzn", reset="before", z="keeps")
    last = lines("gru.backward", trace, 1)[-1]
    assert last.rule == "dh * z + dv + da_r * U_r + da_z * U_z"
    assert last.value == pytest.approx(0.6709, abs=5e-5)


def test_what_is_not_told():
    peeping = lstm.step(1, 0, 2, **NUMBERS, p_f=0.5)
    assert lines("lstm.backward", peeping, 1) == []
    assert lines("lstm.backward", lstm.forward([1, 0], **NUMBERS), [1, 1]) == []
    run = gru.forward([1, 0], **GRU_NUMBERS, order="rzn", reset="before", z="keeps")
    assert lines("gru.backward", run, [1, 1]) == []
    many = {"W": np.ones((2, 8, 1)), "U": np.ones((2, 8, 2)), "b": np.ones((2, 8)), "order": "ifgo"}
    assert lines("lstm.backward", lstm.step([1], [0, 1], [1, 0], **many), np.ones((2, 2))) == []
    many = {"W": np.ones((2, 6, 1)), "U": np.ones((2, 6, 2)), "b": np.ones((2, 6)), "order": "rzn"}
    assert lines("gru.backward", gru.step([1], [0, 1], **many, reset="after", z="keeps"), np.ones((2, 2))) == []
