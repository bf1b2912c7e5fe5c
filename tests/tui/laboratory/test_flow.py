"""Gradient flow on its bench: norms against products of Jacobians, Jacobians against central differences, and what is known of each cell."""

import msgspec
import numpy as np
import pytest

from engine.errors import UnrolledError
from solvers import lstm
from solvers.gradient_flow import jacobian as plain_jacobian
from solvers.unrolling import at
from tui.laboratory.cells import SOLVERS
from tui.laboratory.flow import clipped, compared, curves, jacobian, norms, singular_values
from tui.laboratory.scene import FlowScene

SMALL = FlowScene(units=4, steps=6, seed=2)


def traces(scene: FlowScene):
    x = np.random.default_rng(scene.seed).normal(size=(scene.steps, 4))
    for name, (cell, arguments) in compared(scene).items():
        yield name, cell, arguments, SOLVERS[cell].forward(x, **arguments)


def test_norms_are_those_of_products_of_jacobians() -> None:
    slope = np.random.default_rng(0).normal(size=4)
    for name, cell, _, trace in traces(SMALL):
        if cell == "lstm":
            continue
        carried, expected = slope, [np.linalg.norm(slope)]
        for t in reversed(range(SMALL.steps)):
            carried = carried @ jacobian(cell, at(trace, t))
            expected.append(np.linalg.norm(carried))
        np.testing.assert_allclose(norms(cell, trace, slope, 0), expected, rtol=1e-10, err_msg=name)


def test_jacobians_are_those_of_central_differences() -> None:
    for name, cell, arguments, trace in traces(SMALL):
        step, solver, size = at(trace, 4), SOLVERS[cell], 1e-6
        also = (step.c_prev,) if cell == "lstm" else ()

        def state(h, solver=solver, step=step, also=also, arguments=arguments):
            return solver.step(step.x, h, *also, **arguments).h

        columns = [
            (state(step.h_prev + size * unit) - state(step.h_prev - size * unit)) / (2 * size) for unit in np.eye(4)
        ]
        np.testing.assert_allclose(jacobian(cell, step), np.transpose(columns), atol=1e-8, err_msg=name)


def test_the_jacobian_of_a_plain_cell_is_the_one_of_the_textbook() -> None:
    _, cell, arguments, trace = next(traces(SMALL))
    step = at(trace, 3)
    np.testing.assert_allclose(jacobian(cell, step), plain_jacobian(step.h, U=arguments["U"], activation="tanh"))


def test_clipping_by_hand() -> None:
    _, cell, arguments, trace = next(traces(msgspec.structs.replace(SMALL, gain=1.6)))
    slope = np.full(4, 2.0)
    carried = clipped(slope, 0.5)
    expected = [np.linalg.norm(carried)]
    for t in reversed(range(SMALL.steps)):
        carried = clipped(carried @ plain_jacobian(trace.h[t], U=arguments["U"], activation="tanh"), 0.5)
        expected.append(np.linalg.norm(carried))
    np.testing.assert_allclose(norms(cell, trace, slope, 0.5), expected)
    assert max(expected) <= 0.5 + 1e-12


def test_a_limit_that_is_never_reached_changes_nothing() -> None:
    slope = np.random.default_rng(0).normal(size=4)
    for _, cell, _, trace in traces(SMALL):
        np.testing.assert_allclose(norms(cell, trace, slope, 1e6), norms(cell, trace, slope, 0), rtol=1e-10)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_known_of_each_cell(seed: int) -> None:
    """A small gain makes gradients vanish, a large one makes the identity start explode; a large forget bias keeps them alive."""
    usual = FlowScene(seed=seed)
    small, large = (msgspec.structs.replace(usual, gain=gain) for gain in (0.5, 1.3))
    assert {curve.name: curve.norms[-1] for curve in curves(small)}["tanh"] < 1e-10
    assert {curve.name: curve.norms[-1] for curve in curves(large)}["identity"] > 1e2
    biased = msgspec.structs.replace(usual, forget_bias=6.0)
    before, after = ({curve.name: curve.norms[-1] for curve in curves(scene)}["lstm"] for scene in (usual, biased))
    assert after > 10 * before


def test_identity_start_keeps_a_gradient_until_a_unit_dies() -> None:
    first = {curve.name: curve for curve in curves(FlowScene(seed=1))}["identity"]
    assert first.norms[0] == pytest.approx(1)
    assert first.norms[1] <= 1 + 1e-12


def test_singular_values_are_sorted() -> None:
    for curve in curves(SMALL):
        assert (np.diff(curve.singular) <= 0).all()
        assert curve.norms.shape == (SMALL.steps + 1,)


def test_the_slope_of_an_lstm_by_differences() -> None:
    """The whole way back: the norm at each distance against the loss as a function of one state."""
    _, _, arguments, trace = next(found for found in traces(SMALL) if found[1] == "lstm")
    slope = np.random.default_rng(5).normal(size=4)
    k = 2

    def loss(h):
        after = lstm.forward(trace.x[k:], h0=h, c0=trace.c_prev[k], **arguments)
        return slope @ after.h_last

    size = 1e-6
    gradient = [
        (loss(trace.h_prev[k] + size * unit) - loss(trace.h_prev[k] - size * unit)) / (2 * size) for unit in np.eye(4)
    ]
    assert norms("lstm", trace, slope, 0)[SMALL.steps - k] == pytest.approx(np.linalg.norm(gradient), rel=1e-6)


def test_numbers_that_outgrow_floating_point_are_told() -> None:
    with pytest.raises(UnrolledError, match="outgrow"):
        curves(FlowScene(gain=8.0, steps=256, units=32))


def test_singular_values_of_a_known_matrix() -> None:
    _, cell, _, trace = next(traces(SMALL))
    expected = np.linalg.svd(jacobian(cell, at(trace, 5)))[1]
    np.testing.assert_allclose(singular_values(cell, trace), expected)
