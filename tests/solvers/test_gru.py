"""The GRU against figures worked by hand, a loop oracle and two kinds of numerical gradient."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solvers import gru
from solvers.gru_trace import step_lines
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch
from tests.oracles import cells as oracle
from tests.solvers.cells import Sizes, assert_states, by_gate, inputs, sizes, stacked
from tests.solvers.gradients import assert_gradients
from tests.solvers.worked_lines import assert_readable

LN3 = np.log(3)
KEEPS = {"order": "rzn", "reset": "before", "z": "keeps"}
NUMBERS = {"W": gru.rzn(r=0, z=0, n=1), "U": gru.rzn(r=0, z=0, n=1), "b": np.zeros(3)}
SWAP = {
    "W": gru.rzn(r=[[0], [0]], z=[[0], [0]], n=[[1], [0]]),
    "U": gru.rzn(r=np.zeros((2, 2)), z=np.zeros((2, 2)), n=[[0, 1], [1, 0]]),
    "b": gru.rzn(r=[0, 0], z=[LN3, -LN3], n=[0, 0]),
}
conventions = st.fixed_dictionaries(
    {
        "order": st.sampled_from(["".join(order) for order in permutations("rzn")]),
        "reset": st.sampled_from(["before", "after"]),
        "z": st.sampled_from(["keeps", "takes"]),
    }
)


def test_two_steps_of_one_number():
    np.testing.assert_allclose(gru.forward([1, 0], **NUMBERS, **KEEPS).h, [0.3808, 0.2845], atol=5e-5)


def test_two_units():
    trace = gru.step([1], [1, -2], **SWAP, **KEEPS)
    np.testing.assert_allclose(trace.z, [0.75, 0.25])
    np.testing.assert_allclose(trace.n, [0, 0.4621], atol=5e-5)
    np.testing.assert_allclose(trace.h, [0.75, -0.1534], atol=5e-5)
    swapped = gru.step([1], [1, -2], **SWAP, **KEEPS | {"z": "takes"})
    np.testing.assert_allclose(swapped.h, [0.25, -1.3845], atol=5e-5)


def test_the_reset_gate_before_and_after_the_product():
    weights = SWAP | {"W": np.zeros((6, 1)), "b": gru.rzn(r=[-LN3, LN3], z=[0, 0], n=[0, 0])}
    before = gru.step([0], [2, -2], **weights, **KEEPS)
    after = gru.step([0], [2, -2], **weights, **KEEPS | {"reset": "after"})
    np.testing.assert_allclose(before.n, [-0.9051, 0.4621], atol=5e-5)
    np.testing.assert_allclose(after.n, [-0.4621, 0.9051], atol=5e-5)


def test_the_second_bias_is_reset_only_after_the_product():
    weights = {"W": gru.rzn(r=0, z=0, n=1), "U": gru.rzn(r=0, z=0, n=1), "b": gru.rzn(r=-LN3, z=0, n=0)}
    weights["b_hidden"] = gru.rzn(r=0, z=0, n=1)
    assert gru.step(0.5, 2, **weights, **KEEPS | {"reset": "after"}).n == pytest.approx(0.8483, abs=5e-5)
    assert gru.step(0.5, 2, **weights, **KEEPS).n == pytest.approx(0.9640, abs=5e-5)


def test_mixing_by_hand():
    weights = {"W": np.zeros(3), "U": np.zeros(3), "b": gru.rzn(r=0, z=LN3, n=LN3 / 2)}
    assert gru.step(0, 2, **weights, **KEEPS).h == pytest.approx(1.625)
    assert gru.step(0, 2, **weights, **KEEPS | {"z": "takes"}).h == pytest.approx(0.875)


def test_both_update_conventions_are_one_model():
    draw = np.random.default_rng(0).normal
    W, U, b = draw(size=(6, 3)), draw(size=(6, 2)), draw(size=6)
    flipped = [weights.copy() for weights in (W, U, b)]
    for weights in flipped:
        weights[2:4] *= -1
    x = draw(size=(4, 3))
    keeps = gru.forward(x, W=W, U=U, b=b, **KEEPS)
    takes = gru.forward(x, W=flipped[0], U=flipped[1], b=flipped[2], **KEEPS | {"z": "takes"})
    np.testing.assert_allclose(keeps.h, takes.h)


def test_gradient_by_hand():
    weights = {"W": gru.rzn(r=0, z=0, n=1), "U": gru.rzn(r=1, z=0.5, n=1), "b": np.zeros(3)}
    trace = gru.step(1, 1, **weights, **KEEPS)
    assert trace.z == pytest.approx(0.6225, abs=5e-5)
    assert gru.backward(trace, 1).h0 == pytest.approx(0.6709, abs=5e-5)


@given(sizes, conventions, st.booleans(), st.sampled_from([np.float64, np.float32]))
def test_forward_agrees_with_loops(size: Sizes, convention: dict[str, str], two: bool, dtype: type):
    weights, (x, h0) = stacked(size, 3, dtype), inputs(size, dtype=dtype)
    hidden = np.random.default_rng(size.seed + 3).normal(size=3 * size.H).astype(dtype) * two
    trace = gru.forward(x, **weights, **convention, h0=h0, b_hidden=hidden if two else None)
    order = convention["order"]
    biases = {gate: part.tolist() for gate, part in zip(order, np.split(hidden, 3), strict=True)}
    after, keeps = convention["reset"] == "after", convention["z"] == "keeps"
    gates = by_gate(weights, order)
    expected = [oracle.gru(x[:, k].tolist(), h0[k].tolist(), gates, biases, after, keeps) for k in range(size.B)]
    assert_states(trace.h, expected, dtype)


@settings(max_examples=40, deadline=None)
@given(sizes, conventions, st.booleans(), st.booleans(), st.booleans())
def test_gradients(size: Sizes, convention: dict[str, str], two: bool, reverse: bool, masked: bool):
    draw = np.random.default_rng(size.seed)
    x, h0 = inputs(size)
    arrays = {"x": x, "h0": h0, **stacked(size, 3)}
    if two:
        arrays["b_hidden"] = draw.normal(size=3 * size.H)
    mask = draw.random((size.T, size.B)) < 0.6 if masked else None
    assert_gradients(gru, arrays, {**convention, "reverse": reverse, "mask": mask}, size.seed)


@pytest.mark.parametrize("reset", ["before", "after"])
def test_gradients_of_single_numbers(reset: str):
    draw = np.random.default_rng(4).normal
    arrays = {"x": draw(size=3), "h0": draw(size=()), **{name: draw(size=3) for name in ("W", "U", "b", "b_hidden")}}
    arrays["h0"] = np.asarray(arrays["h0"])
    assert_gradients(gru, arrays, {"order": "nzr", "reset": reset, "z": "takes"}, 0)


@pytest.mark.parametrize("reset", ["before", "after"])
def test_variants_with_their_own_weights(reset: str):
    draw = np.random.default_rng(3).normal
    W, U, b, x = draw(size=(6, 6, 3)), draw(size=(6, 6, 2)), draw(size=(6, 6)), draw(size=(5, 6, 3))
    options = KEEPS | {"reset": reset}
    together = gru.forward(x, W=W, U=U, b=b, b_hidden=-b, **options)
    gradients = gru.backward(together, together.h)
    for k in range(6):
        alone = gru.forward(x[:, k], W=W[k], U=U[k], b=b[k], b_hidden=-b[k], **options)
        np.testing.assert_allclose(together.h[:, k], alone.h, atol=1e-12)
        expected = gru.backward(alone, alone.h)
        for name in ("W", "U", "b", "b_hidden"):
            np.testing.assert_allclose(getattr(gradients, name)[k], getattr(expected, name), atol=1e-12)


def test_truncated_gradient():
    draw = np.random.default_rng(6).normal
    weights = {"W": draw(size=(6, 3)), "U": draw(size=(6, 2)), "b": draw(size=6)}
    x = draw(size=(5, 3))
    cut = gru.backward(gru.forward(x, **weights, **KEEPS), dh_last=[1, 1], truncate=2)
    start = gru.forward(x[:3], **weights, **KEEPS).h_last
    expected = gru.backward(gru.forward(x[3:], **weights, **KEEPS, h0=start), dh_last=[1, 1])
    np.testing.assert_array_equal(cut.x[:3], 0)
    np.testing.assert_allclose(cut.U, expected.U)


def test_edges():
    weights = {"W": np.ones((3, 1)), "U": np.ones((3, 1)), "b": np.zeros(3)}
    empty = gru.forward(np.zeros((0, 1)), **weights, **KEEPS, h0=[2])
    assert (empty.h.shape, empty.h_last) == ((0, 1), [2])
    for size in (1e300, -1e300, 1e-300):
        trace = gru.forward([[size]], **weights, **KEEPS)
        assert np.isfinite(trace.h).all()
        assert np.isfinite(gru.backward(trace, [[1]]).a).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"order": "rz"}, "order must spell the gates r, z, n as they are stacked, like 'rzn', not 'rz'"),
        ({"reset": "during"}, 'say reset="before" .* or reset="after" .*, not \'during\''),
        ({"z": "on"}, 'say z="keeps" .* or z="takes" .*, not \'on\''),
        ({"b_hidden": [1, 2]}, r"b_hidden has shape \(2,\), expected \(\.\.\., 6\)"),
        ({"W": np.ones((4, 1))}, r"W has shape \(4, 1\), expected \(\.\.\., 6, D\)"),
    ],
)
def test_wrong_arguments_are_named(change: dict, message: str):
    with pytest.raises(ValueError, match=message):
        gru.step([1], [1, -2], **SWAP | KEEPS | change)


def test_conventions_have_no_default():
    with pytest.raises(TypeError, match="'order', 'reset', and 'z'"):
        gru.step([1], [1, -2], **SWAP)
    with pytest.raises(ShapeMismatch, match="the gates' weights have shapes"):
        gru.rzn(r=[1], z=[1, 2], n=[1])


@pytest.mark.parametrize("reset", ["before", "after"])
@pytest.mark.parametrize("z", ["keeps", "takes"])
def test_worked_lines_can_be_read_again(reset: str, z: str):
    options = {"order": "rzn", "reset": reset, "z": z}
    b_hidden = [0.5, -0.5, 1, 2, -1, 0]
    for trace in (
        gru.forward([1, -2], **NUMBERS, **options),
        gru.step([1], [1, -2], **SWAP, **options, b_hidden=b_hidden),
        gru.step([1], [1, -2], **SWAP, **options),
        gru.step([[1], [2]], [[1, -2], [0, 3]], **SWAP, **options, b_hidden=b_hidden),
    ):
        assert_readable(step_lines(trace))


def test_worked_lines_of_one_number():
    told = {step.name: (step.rule, step.numbers) for step in step_lines(gru.step(1, 2, **NUMBERS, **KEEPS))}
    assert told["m_t"] == ("r_t * h_prev", "0.5 * 2")
    assert told["a_n_t"] == ("W_n * x_t + U_n * m_t + b_n", "1 * 1 + 1 * 1 + 0")
    assert told["h_t"] == ("z_t * h_prev + (1 - z_t) * n_t", "0.5 * 2 + (1 - 0.5) * 0.964028")


def test_many_weights_are_not_told():
    many = {"W": np.ones((2, 6, 1)), "U": np.ones((2, 6, 2)), "b": np.ones((2, 6))}
    with pytest.raises(ValueError, match="one set of weights at a time"):
        step_lines(gru.step([1], [0, 1], **many, **KEEPS))


def test_step_backward_is_a_sequence_of_one():
    trace = gru.step([1], [1, -2], **SWAP, **KEEPS)
    assert (trace.mask, trace.reverse) == (None, False)
    np.testing.assert_array_equal(trace.h_last, trace.h)
    gradients = gru.backward(trace, [1, 2], dh_last=[0.5, 0])
    whole = gru.backward(gru.forward([[1]], **SWAP, **KEEPS, h0=[1, -2]), [[1, 2]], dh_last=[0.5, 0])
    for name in ("x", "a", "h_prev"):
        np.testing.assert_array_equal(getattr(gradients, name)[None], getattr(whole, name))
    for name in ("h0", "W", "U", "b"):
        np.testing.assert_array_equal(getattr(gradients, name), getattr(whole, name))


def test_stacked_gates():
    np.testing.assert_array_equal(gru.rzn(n=3, z=2, r=1), [1, 2, 3])
    assert SOLVERS["gru.rzn"].elements(r=[1, 2], z=[1, 2], n=[1, 2]) == 6


def test_a_sequence_needs_time():
    with pytest.raises(ShapeMismatch, match=r"x has shape \(1,\), expected \(T, D\)"):
        gru.forward([1], **SWAP, **KEEPS)
