"""Jacobians and their products against figures worked by hand and against differences."""

import numpy as np
import pytest

from solvers import gradient_flow, lstm, rnn
from solvers.gradcheck import central_differences
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable


def test_product_of_numbers():
    assert gradient_flow.jacobian_product([0.6, 0.8], U=0.5, activation="tanh") == pytest.approx(0.0576)
    assert gradient_flow.jacobian_product([0.6, 0.6, 0.8], U=0.5, activation="tanh") == pytest.approx(0.0184, abs=5e-5)
    assert gradient_flow.jacobian_product([], U=0.5, activation="tanh") == 1


def test_jacobian_of_two_units():
    found = gradient_flow.jacobian([0.6, 0], U=[[1, 2], [-1, 0.5]], activation="tanh")
    np.testing.assert_allclose(found, [[0.64, 1.28], [-1, 0.5]])


def test_relu_and_tanh_chains():
    states = {name: rnn.forward([0.5, 0, 0, 0, 0, 0], W=1, U=1, b=0, activation=name).h for name in ("relu", "tanh")}
    products = {name: gradient_flow.jacobian_product(h[1:], U=1, activation=name) for name, h in states.items()}
    assert products["relu"] == 1
    assert products["tanh"] == pytest.approx(0.4378, abs=5e-5)


def test_product_is_the_derivative_of_the_last_state():
    draw = np.random.default_rng(0).normal
    W, U, b, x, h0 = draw(size=(3, 2)), draw(size=(3, 3)), draw(size=3), draw(size=(4, 2)), draw(size=3)
    cell = {"W": W, "U": U, "b": b, "activation": "tanh"}
    trace = rnn.forward(x, **cell, h0=h0)
    product = gradient_flow.jacobian_product(trace.h, U=U, activation="tanh")
    for row in range(3):

        def last(start, row=row):
            return float(rnn.forward(x, **cell, h0=start).h_last[row])

        np.testing.assert_allclose(product[row], central_differences(last, h0), atol=1e-9)


def test_the_type_of_the_states_is_kept():
    U = np.eye(2, dtype=np.float32)
    for h in (np.zeros((3, 2), np.float32), np.zeros((0, 2), np.float32)):
        product = gradient_flow.jacobian_product(h, U=U, activation="tanh")
        assert product.dtype == np.float32
        np.testing.assert_array_equal(product, U)


def test_powers_and_norms():
    np.testing.assert_array_equal(gradient_flow.power([[0, 2], [0, 0]], 2), np.zeros((2, 2)))
    np.testing.assert_array_equal(gradient_flow.power([[0, 2], [0, 0]], 0), np.eye(2))
    assert gradient_flow.spectral_radius(np.full((3, 3), 0.5)) == pytest.approx(1.5)
    norms = [gradient_flow.spectral_norm(gradient_flow.power([[0.5, 4], [0, 0.5]], n)) for n in (1, 2, 3, 5, 10)]
    np.testing.assert_allclose(norms, [4.0616, 4.0156, 3.0052, 1.2508, 0.0781], atol=5e-5)
    assert gradient_flow.power([[2]], 10_000)[0, 0] == np.inf
    assert not np.isfinite(gradient_flow.power([[2, -2], [2, 2]], 10_000)).any()
    assert gradient_flow.spectral_radius([[0.5]]) == 0.5
    assert gradient_flow.spectral_norm([[0.25]]) == 0.25
    nothing = [measure(np.zeros((0, 0))) for measure in (gradient_flow.spectral_radius, gradient_flow.spectral_norm)]
    assert nothing == [0, 0]
    assert gradient_flow.orthogonality_gap(np.zeros((2, 0))) == 0


def test_orthogonality():
    assert gradient_flow.orthogonality_gap([[0.6, -0.8], [0.8, 0.6]]) == pytest.approx(0, abs=1e-15)
    assert gradient_flow.orthogonality_gap([[2, 0], [0, 0.5]]) == 3


@pytest.mark.parametrize(
    ("gamma", "threshold", "expected"), [(0.5, 0.001, 10), (0.9, 0.001, 66), (0.1, 0.01, 3), (0.5, 0.25, 3)]
)
def test_steps_until(gamma: float, threshold: float, expected: int):
    assert gradient_flow.steps_until(gamma, threshold) == expected
    assert gamma**expected < threshold <= gamma ** (expected - 1)


def test_norms_by_distance():
    trace = lstm.forward([0, 0, 0], W=np.zeros(4), U=np.zeros(4), b=lstm.ifgo(f=0, i=0, g=0, o=0), order="ifgo")
    gradients = lstm.backward(trace, dc_last=1)
    norms = gradient_flow.norms_by_distance([1.0], gradients.c_prev[:, None])
    np.testing.assert_allclose(norms, [1, 0.5, 0.25, 0.125])


def test_norms_of_a_batch():
    norms = gradient_flow.norms_by_distance([[3, 4], [0, 1]], [[[0, 0], [5, 12]], [[6, 8], [2, 0]]])
    np.testing.assert_allclose(norms, [[5, 1], [10, 2], [0, 13]])
    with pytest.raises(ShapeMismatch, match=r"d_prev has shape \(2,\), expected \(T, 2\)"):
        gradient_flow.norms_by_distance([3, 4], [1, 2])


def test_sizes_are_told_before_anything_is_made():
    for name in ("rnn.jacobian", "rnn.jacobian_product"):
        assert SOLVERS[name].elements([0.1, 0.2], U=0.5, activation="tanh") == 2
        assert SOLVERS[name].elements(np.ones((5, 3)), U=np.eye(3), activation="tanh") == 5 * 3 * 3


def test_linear_orthogonal_cells_keep_the_norm():
    cell = {"W": np.zeros((2, 1)), "U": [[0, -1], [1, 0]], "b": np.zeros(2), "activation": "linear"}
    trace = rnn.forward(np.zeros((4, 1)), **cell, h0=[3, 4])
    norms = gradient_flow.norms_by_distance([3, 4], rnn.backward(trace, dh_last=[3, 4]).h_prev)
    np.testing.assert_allclose(norms, 5)
    np.testing.assert_allclose(trace.h[1], [-3, -4])


def test_worked_lines_can_be_read_again():
    assert_readable(gradient_flow.product_steps(gradient_flow.product_trace([0.6, 0.8], U=-0.5, activation="tanh")))
    numbers = gradient_flow.product_steps(gradient_flow.product_trace([0.6, 0], U=-0.5, activation="tanh"))
    assert [step[:3] for step in numbers] == [
        ("J_1", "slope_1 * U", "0.64 * (-0.5)"),
        ("J_2", "slope_2 * U", "1 * (-0.5)"),
        ("product", "J_2 * J_1", "(-0.5) * (-0.32)"),
    ]
    nothing = gradient_flow.product_steps(gradient_flow.product_trace([], U=-0.5, activation="tanh"))
    assert [step[:3] for step in nothing] == [("product", "1", "1")]
    matrix = gradient_flow.product_trace([[0.6, 0], [0.1, 0.2]], U=[[1, 2], [-1, 0.5]], activation="tanh")
    told = gradient_flow.product_steps(matrix)
    assert_readable(told)
    assert [step.rule for step in told] == ["diag(slope_1) @ U", "diag(slope_2) @ U", "J_2 @ J_1"]


def test_wrong_arguments_are_named():
    with pytest.raises(ShapeMismatch, match=r"W has shape \(1, 2\), expected \(2, 2\)"):
        gradient_flow.power([[1, 2]], 2)
    for n in (1.5, -1, 10_001):
        with pytest.raises(ValueError, match=f"n must be a whole number from 0 to 10000, not {n}"):
            gradient_flow.power([[1]], n)
    with pytest.raises(ShapeMismatch, match=r"W has shape \(2,\), expected \(2, 2\)"):
        gradient_flow.power([1, 2], 2)
    for measure in (gradient_flow.spectral_norm, gradient_flow.orthogonality_gap):
        with pytest.raises(ShapeMismatch, match=r"W has shape \(2,\), expected \(m, n\)"):
            measure([1, 2])
    for gamma, threshold in ((1.5, 0.1), (0, 0.1), (1, 0.1), (0.5, 0), (0.5, 1)):
        with pytest.raises(ValueError, match="gamma and threshold must lie between 0 and 1"):
            gradient_flow.steps_until(gamma, threshold)
    with pytest.raises(ShapeMismatch, match=r"U has shape \(1, 2\)"):
        gradient_flow.jacobian([1, 2], U=[[1, 2]], activation="tanh")
    with pytest.raises(ShapeMismatch, match=r"h has shape \(1,\), expected \(\.\.\., 2\)"):
        gradient_flow.jacobian([1], U=[[1, 2], [3, 4]], activation="tanh")
    with pytest.raises(ShapeMismatch, match=r"h has shape \(\), expected \(n,\)"):
        gradient_flow.jacobian_product(1, U=1, activation="tanh")
    for h in ([1, 2], [[1, 2, 3]]):
        with pytest.raises(ShapeMismatch, match=r"h has shape .*, expected \(n, 2\)"):
            gradient_flow.jacobian_product(h, U=[[1, 2], [3, 4]], activation="tanh")
    with pytest.raises(ValueError, match="the slope of 'softplus' cannot be told from its output"):
        gradient_flow.jacobian(1, U=1, activation="softplus")
