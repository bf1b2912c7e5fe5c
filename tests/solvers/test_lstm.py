"""The LSTM against figures worked by hand, a loop oracle and two kinds of numerical gradient."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solvers import lstm
from solvers.lstm_trace import from_gates, state_lines, step_lines
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch
from tests.oracles import cells as oracle
from tests.solvers.cells import Sizes, assert_states, by_gate, inputs, sizes, stacked
from tests.solvers.gradients import assert_gradients
from tests.solvers.worked_lines import assert_readable

NUMBERS = {
    "W": lstm.ifgo(f=1, i=0, g=0.5, o=1),
    "U": lstm.ifgo(f=0, i=1, g=1, o=-1),
    "b": lstm.ifgo(f=0, i=0, g=0, o=1),
    "order": "ifgo",
}
VECTORS = {
    "W": lstm.ifgo(f=[[1], [0]], i=[[0], [1]], g=[[0.5], [-0.5]], o=[[0], [2]]),
    "U": lstm.ifgo(f=[[0, 0], [0, 1]], i=np.zeros((2, 2)), g=[[1, 0], [0, 0]], o=[[1, 0], [0, 0]]),
    "b": lstm.ifgo(f=[0, 1], i=[0, 0], g=[0, 0], o=[0, 0]),
    "order": "ifgo",
}
COUPLED_ORDERS = {"none": "ifgo", "i = 1 - f": "fgo", "f = 1 - i": "igo"}


def test_one_number():
    trace = lstm.step(1, 0, 2, **NUMBERS)
    gates = [trace.f, trace.i, trace.g, trace.o, trace.c, trace.h]
    np.testing.assert_allclose(gates, [0.7311, 0.5, 0.4621, 0.8808, 1.6932, 0.8231], atol=5e-5)
    np.testing.assert_allclose(trace.a, [0, 1, 0.5, 2])
    assert (trace.h_last, trace.c_last) == (trace.h, trace.c)


def test_two_units():
    trace = lstm.step([1], [0, 1], [2, -1], **VECTORS)
    np.testing.assert_allclose(trace.f, [0.7311, 0.8808], atol=5e-5)
    np.testing.assert_allclose(trace.i, [0.5, 0.7311], atol=5e-5)
    np.testing.assert_allclose(trace.c, [1.6932, -1.2186], atol=5e-5)
    np.testing.assert_allclose(trace.h, [0.4673, -0.7392], atol=5e-5)


def test_two_steps():
    trace = lstm.forward([1, 0], **NUMBERS)
    np.testing.assert_allclose(trace.c, [0.2311, 0.2240], atol=5e-5)
    np.testing.assert_allclose(trace.h, [0.2000, 0.1520], atol=5e-5)
    assert (trace.h_last, trace.c_last) == (trace.h[1], trace.c[1])


def test_saturated_gates_count():
    weights = {"W": np.zeros(4), "U": np.zeros(4), "b": np.full(4, 100.0), "order": "ifgo"}
    trace = lstm.forward([0, 0, 0], **weights)
    np.testing.assert_allclose(trace.c, [1, 2, 3])
    np.testing.assert_allclose(trace.h, [0.7616, 0.9640, 0.9951], atol=5e-5)


def test_peepholes_look_at_the_cell_state():
    zero = {"W": np.zeros(4), "U": np.zeros(4), "b": np.zeros(4), "order": "ifgo"}
    assert lstm.step(1, 0, 2, **zero, p_f=0.5).f == pytest.approx(0.7311, abs=5e-5)
    trace = lstm.step(1, 0, 2, **zero, p_o=1)
    assert trace.c == 1
    assert trace.o == pytest.approx(0.7311, abs=5e-5)


def test_coupled_gates():
    weights = {"W": np.zeros(3), "U": np.zeros(3), "b": [np.log(3), np.log(3) / 2, 0]}
    trace = lstm.step(0, 0, 2, **weights, order="fgo", coupled="i = 1 - f")
    np.testing.assert_allclose([trace.f, trace.i, trace.c], [0.75, 0.25, 1.625])
    trace = lstm.step(0, 0, 2, **weights, order="igo", coupled="f = 1 - i")
    np.testing.assert_allclose([trace.f, trace.i, trace.c], [0.25, 0.75, 0.875])


def test_gradient_of_a_step_by_hand():
    logits = lstm.ifgo(f=0, i=np.log(3), g=np.log(3) / 2, o=0)
    trace = lstm.step(0, 0, 1, W=np.zeros(4), U=np.zeros(4), b=logits, order="ifgo")
    gradients = lstm.backward(trace, 1)
    assert (trace.c, gradients.c0) == (pytest.approx(0.875), pytest.approx(0.1261, abs=5e-5))
    expected = lstm.ifgo(o=0.1760, f=0.0631, i=0.0236, g=0.1419)
    np.testing.assert_allclose(gradients.a, expected, atol=5e-5)


@given(
    sizes,
    st.sampled_from(["".join(order) for order in permutations("ifgo")]),
    st.sampled_from([np.float64, np.float32]),
    st.booleans(),
)
def test_forward_agrees_with_loops(size: Sizes, order: str, dtype: type, peeping: bool):
    weights = stacked(size, 4, dtype)
    x, h0, c0 = inputs(size, 2, dtype)
    p = {name: np.full(size.H, value, dtype) for name, value in zip("ifo", (0.5, -0.25, 2), strict=True)}
    peepholes = {f"p_{name}": value for name, value in p.items()} if peeping else {}
    trace = lstm.forward(x, **weights, order=order, h0=h0, c0=c0, **peepholes)
    seen = {name: value.tolist() for name, value in p.items()} if peeping else None
    gates = by_gate(weights, order)
    expected = [oracle.lstm(x[:, k].tolist(), h0[k].tolist(), c0[k].tolist(), gates, seen) for k in range(size.B)]
    assert_states(trace.h, [hs for hs, _ in expected], dtype)
    assert_states(trace.c, [cs for _, cs in expected], dtype)


@given(sizes, st.sampled_from(["i = 1 - f", "f = 1 - i"]))
def test_coupled_forward_agrees_with_loops(size: Sizes, coupled: str):
    order = COUPLED_ORDERS[coupled]
    weights, (x, h0, c0) = stacked(size, 3), inputs(size, 2)
    trace = lstm.forward(x, **weights, order=order, coupled=coupled, h0=h0, c0=c0)
    gates = by_gate(weights, order)
    expected = [
        oracle.lstm(x[:, k].tolist(), h0[k].tolist(), c0[k].tolist(), gates, None, coupled)[0] for k in range(size.B)
    ]
    assert_states(trace.h, expected)


@settings(max_examples=30, deadline=None)
@given(sizes, st.sampled_from(list(COUPLED_ORDERS)), st.booleans(), st.booleans(), st.booleans())
def test_gradients(size: Sizes, coupled: str, reverse: bool, masked: bool, peeping: bool):
    x, h0, c0 = inputs(size, 2)
    order = COUPLED_ORDERS[coupled]
    draw = np.random.default_rng(size.seed)
    arrays = {"x": x, "h0": h0, "c0": c0, **stacked(size, len(order))}
    if peeping:
        arrays |= {f"p_{gate}": draw.normal(size=size.H) for gate in "ifo" if gate in order}
    mask = draw.random((size.T, size.B)) < 0.6 if masked else None
    assert_gradients(lstm, arrays, {"order": order, "coupled": coupled, "reverse": reverse, "mask": mask}, size.seed)


def test_gradients_of_single_numbers():
    arrays = {"x": np.array([1.0, -2, 0.5]), "h0": np.array(0.3), "c0": np.array(-1.0)}
    arrays |= {name: NUMBERS[name] for name in "WUb"} | {
        "p_i": np.array(0.5),
        "p_f": np.array(0.1),
        "p_o": np.array(1.5),
    }
    assert_gradients(lstm, arrays, {"order": "ifgo"}, 0)


def test_truncated_gradient_stops_both_states():
    draw = np.random.default_rng(0).normal
    weights = {"W": draw(size=(8, 3)), "U": draw(size=(8, 2)), "b": draw(size=8), "order": "ifgo"}
    x = draw(size=(5, 3))
    trace = lstm.forward(x, **weights)
    cut = lstm.backward(trace, dh_last=[1, 1], truncate=2)
    np.testing.assert_array_equal(cut.x[:3], 0)
    start = lstm.forward(x[:3], **weights)
    tail = lstm.forward(x[3:], **weights, h0=start.h_last, c0=start.c_last)
    expected = lstm.backward(tail, dh_last=[1, 1])
    np.testing.assert_allclose(cut.W, expected.W)
    np.testing.assert_allclose(cut.U, expected.U)


def test_two_biases_add_up():
    draw = np.random.default_rng(1).normal
    x, W, U, b, b_hidden = (draw(size=shape) for shape in ((3, 2), (8, 2), (8, 2), 8, 8))
    two = lstm.forward(x, W=W, U=U, b=b, b_hidden=b_hidden, order="ifgo")
    np.testing.assert_array_equal(two.h, lstm.forward(x, W=W, U=U, b=b + b_hidden, order="ifgo").h)


def test_states_are_carried_where_masked():
    draw = np.random.default_rng(2).normal
    weights = {"W": draw(size=(8, 3)), "U": draw(size=(8, 2)), "b": draw(size=8), "order": "fiog"}
    x = draw(size=(4, 2, 3))
    for reverse in (False, True):
        mask = np.array([[1, 1], [1, 1], [1, 0], [1, 0]])
        padded = lstm.forward(x, **weights, mask=mask, reverse=reverse)
        short = lstm.forward(x[:2, 1], **weights, reverse=reverse)
        np.testing.assert_allclose(padded.h[:2, 1], short.h)
        np.testing.assert_allclose(padded.h_last[1], short.h_last)
        np.testing.assert_allclose(padded.c_last[1], short.c_last)


def test_variants_with_their_own_weights():
    draw = np.random.default_rng(3).normal
    W, U, b, x = draw(size=(6, 1, 8, 3)), draw(size=(6, 1, 8, 2)), draw(size=(6, 1, 8)), draw(size=(5, 6, 2, 3))
    together = lstm.forward(x, W=W, U=U, b=b, order="ifgo")
    gradients = lstm.backward(together, together.h)
    for k in range(6):
        alone = lstm.forward(x[:, k], W=W[k, 0], U=U[k, 0], b=b[k, 0], order="ifgo")
        np.testing.assert_allclose(together.h[:, k], alone.h, atol=1e-12)
        expected = lstm.backward(alone, alone.h)
        np.testing.assert_allclose(gradients.W[k, 0], expected.W, atol=1e-12)
        np.testing.assert_allclose(gradients.U[k, 0], expected.U, atol=1e-12)
        np.testing.assert_allclose(gradients.b[k, 0], expected.b, atol=1e-12)


def test_sequences_without_a_batch_meet_a_batch_of_states():
    draw = np.random.default_rng(8).normal
    weights = {"W": draw(size=(8, 3)), "U": draw(size=(8, 2)), "b": draw(size=8), "order": "ifgo"}
    x, c0 = draw(size=(5, 3)), draw(size=(4, 2))
    together = lstm.forward(x, **weights, c0=c0)
    gradients = lstm.backward(together, together.h)
    for k in range(4):
        alone = lstm.forward(x, **weights, c0=c0[k])
        np.testing.assert_allclose(together.h[:, k], alone.h)
        np.testing.assert_allclose(gradients.c0[k], lstm.backward(alone, alone.h).c0)


def test_edges():
    weights = {"W": np.ones((4, 1)), "U": np.ones((4, 1)), "b": np.zeros(4), "order": "ifgo"}
    empty = lstm.forward(np.zeros((0, 1)), **weights, h0=[2], c0=[3])
    assert (empty.h.shape, empty.h_last, empty.c_last) == ((0, 1), [2], [3])
    assert lstm.backward(empty, dc_last=[7]).c0 == [7]
    for size in (1e300, -1e300, 1e-300):
        trace = lstm.forward([[size]], **weights)
        assert np.isfinite(trace.h).all()
        assert np.isfinite(lstm.backward(trace, [[1]]).a).all()
    x = np.arange(6).reshape(3, 2)[:, ::2]
    lstm.forward(x, **weights)
    np.testing.assert_array_equal(x, [[0], [2], [4]])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"order": "ifg"}, "order must spell the gates i, f, g, o as they are stacked, like 'ifgo', not 'ifg'"),
        ({"coupled": "yes"}, "say coupled=\"none\" .* not 'yes'"),
        ({"order": "fgo", "coupled": "i = 1 - f", "p_i": [1, 1]}, "p_i has no place"),
        ({"W": np.ones((6, 1))}, r"W has shape \(6, 1\), expected \(\.\.\., 8, D\)"),
        ({"U": np.ones((6, 2))}, r"U has shape \(6, 2\), expected \(\.\.\., 8, 2\)"),
        ({"b": np.ones(2)}, r"b has shape \(2,\), expected \(\.\.\., 8\)"),
        ({"b_hidden": np.ones(2)}, r"b_hidden has shape \(2,\), expected \(8,\)"),
        ({"p_i": np.ones(3)}, r"^p_i has shape \(3,\), expected \(\.\.\., 2\)"),
        ({"p_f": np.ones(3)}, r"^p_f has shape \(3,\), expected \(\.\.\., 2\)"),
        ({"p_o": np.ones(3)}, r"^p_o has shape \(3,\), expected \(\.\.\., 2\)"),
    ],
)
def test_wrong_arguments_are_named(change: dict, message: str):
    with pytest.raises(ValueError, match=message):
        lstm.step([1], [0, 1], [2, -1], **VECTORS | change)


def test_wrong_states_are_named():
    with pytest.raises(ShapeMismatch, match=r"c_prev has shape \(3,\), expected \(\.\.\., 2\)"):
        lstm.step([1], [0, 1], [2, -1, 0], **VECTORS)
    with pytest.raises(ShapeMismatch, match=r"h0 has shape \(1,\), expected \(\.\.\., 2\)"):
        lstm.forward([[1]], **VECTORS, h0=[1])
    with pytest.raises(ShapeMismatch, match=r"x has shape \(1,\), expected \(T, D\)"):
        lstm.forward([1], **VECTORS)
    with pytest.raises(ShapeMismatch, match=r"c0 has shape \(\), expected \(\.\.\., 2\)"):
        lstm.forward([[1]], **VECTORS, c0=0)
    with pytest.raises(ShapeMismatch, match="the gates' weights have shapes"):
        lstm.ifgo(i=[1], f=[1, 2], g=[1], o=[1])


@pytest.mark.parametrize(
    "trace",
    [
        lstm.step(1, 0, 2, **NUMBERS),
        lstm.step(1, -0.5, -2, **NUMBERS, p_i=-0.5, p_f=0.25, p_o=1),
        lstm.step([1], [0, 1], [2, -1], **VECTORS),
        lstm.step([1], [0, 1], [2, -1], **VECTORS, p_o=[1, -1]),
        lstm.step([[1], [2]], [[0, 1], [1, 0]], [[2, -1], [0, 0]], **VECTORS),
        lstm.forward([1, 0], **NUMBERS, reverse=True),
        lstm.step(0, 0, 2, W=np.ones(3), U=np.ones(3), b=np.ones(3), order="fgo", coupled="i = 1 - f"),
    ],
)
def test_worked_lines_can_be_read_again(trace: lstm.Trace):
    assert_readable(step_lines(trace))


def test_worked_lines_of_one_number():
    told = {step.name: (step.rule, step.numbers) for step in step_lines(lstm.step(1, 0, 2, **NUMBERS))}
    assert told["a_f_t"] == ("W_f * x_t + U_f * h_prev + b_f", "1 * 1 + 0 * 0 + 0")
    assert told["c_t"] == ("f_t * c_prev + i_t * g_t", "0.731059 * 2 + 0.5 * 0.462117")
    assert told["h_t"] == ("o_t * tanh_c_t", "0.880797 * 0.934551")
    assert list(told)[-3:] == ["o_t", "tanh_c_t", "h_t"]


def test_many_weights_are_not_told():
    many = {"W": np.ones((2, 8, 1)), "U": np.ones((2, 8, 2)), "b": np.ones((2, 8)), "order": "ifgo"}
    with pytest.raises(ValueError, match="one set of weights at a time"):
        step_lines(lstm.step([1], [0, 1], [1, 0], **many))


def test_states_from_gates():
    trace = from_gates(f=0.5, i=0.75, g=0.5, o=0.5, c_prev=1)
    assert [step[:3] for step in state_lines(trace)] == [
        ("c_t", "f_t * c_prev + i_t * g_t", "0.5 * 1 + 0.75 * 0.5"),
        ("tanh_c_t", "tanh(c_t)", "tanh(0.875)"),
        ("h_t", "o_t * tanh_c_t", "0.5 * 0.703906"),
    ]
    assert (trace.c, trace.c_last) == (0.875, 0.875)
    assert trace.h_last == trace.h == pytest.approx(0.351953, abs=5e-7)
    np.testing.assert_array_equal(lstm.backward(trace, 0, dc_last=2).c0, 1)


def test_gates_of_several_units():
    trace = from_gates(f=1, i=[0.5, 0], g=0.5, o=1, c_prev=[[1, 2], [3, 4]])
    np.testing.assert_array_equal(trace.c, [[1.25, 2], [3.25, 4]])
    assert SOLVERS["lstm.from_gates"].elements(f=1, i=[0.5, 0], g=0.5, o=1, c_prev=[[1, 2], [3, 4]]) == 16
    np.testing.assert_array_equal(from_gates(f=1, i=0, g=0, o=1, c_prev=[1, 2]).c, [1, 2])
    ones = dict.fromkeys(("i", "f", "g", "o", "c_prev"), 1)
    for name in ones:
        np.testing.assert_array_equal(from_gates(**ones | {name: [1, 1]}).c, [2, 2])
    with pytest.raises(
        ShapeMismatch, match=r"leading axes do not fit together: .* c_prev \(3,\); expected equal sizes"
    ):
        from_gates(f=1, i=[0.5, 0], g=0.5, o=1, c_prev=[1, 2, 3])


def test_step_backward_is_a_sequence_of_one():
    trace = lstm.step([1], [0, 1], [2, -1], **VECTORS)
    run = lstm.forward([[1]], **VECTORS, h0=[0, 1], c0=[2, -1])
    assert (trace.mask, trace.reverse) == (None, False)
    gradients = lstm.backward(trace, [1, 2], dh_last=[0.5, 0], dc_last=[3, -4])
    whole = lstm.backward(run, [[1, 2]], dh_last=[0.5, 0], dc_last=[3, -4])
    for name in ("x", "a", "h_prev", "c_prev"):
        np.testing.assert_array_equal(getattr(gradients, name)[None], getattr(whole, name))
    for name in ("h0", "c0", "W", "U", "b"):
        np.testing.assert_array_equal(getattr(gradients, name), getattr(whole, name))


def test_stacked_gates():
    np.testing.assert_array_equal(lstm.ifgo(o=4, g=3, f=2, i=1), [1, 2, 3, 4])
    np.testing.assert_array_equal(lstm.fgo(o=[[3]], g=[[2]], f=[[1]]), [[1], [2], [3]])
    assert SOLVERS["lstm.ifgo"].elements(i=[1, 2], f=[1, 2], g=[1, 2], o=[1, 2]) == 8
    assert SOLVERS["lstm.fgo"].elements(f=[1, 2], g=[1, 2], o=[1, 2]) == 6


def test_peepholes_of_variants():
    many = {"W": np.zeros((3, 8, 1)), "U": np.zeros((3, 8, 2)), "b": np.zeros((3, 8)), "order": "ifgo"}
    trace = lstm.step([1], [0, 0], [2, 0], **many, p_f=[0.5, 7])
    np.testing.assert_allclose(trace.f, [[0.7311, 0.5]] * 3, atol=5e-5)
