"""Gradients of untrained cells against distance."""

import numpy as np
import pytest

from solvers.demos import gradient_distance
from tests.solvers.demos.running import finished


@pytest.fixture(scope="module")
def curves() -> dict[str, np.ndarray]:
    frame = finished(gradient_distance.DEMONSTRATION, 0, 5)
    assert frame.right == 1
    return {curve.name: np.array(curve.y) for curve in frame.curves}


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("tanh, uniform", 1e-14, 1e-10),
        ("tanh, radius 2", 1, 1e4),
        ("tanh, radius 4", 1e5, 1e9),
        ("ReLU, uniform", 1e-23, 1e-17),
        ("ReLU, radius 2", 1e4, 1e8),
        ("ReLU, identity", 0.5, 1),
        ("tanh, identity", 0.005, 0.1),
        ("tanh, orthogonal", 1e-4, 0.02),
        ("LSTM, forget bias 0", 1e-12, 1e-9),
        ("LSTM, forget bias 1", 1e-5, 1e-2),
        ("LSTM, forget bias 3", 0.3, 4),
        ("GRU, keep bias 0", 1e-12, 1e-8),
        ("GRU, keep bias 3", 0.03, 0.3),
    ],
)
def test_what_is_left_after_fifty_steps(curves: dict[str, np.ndarray], name: str, low: float, high: float):
    assert low < curves[name][50] < high


def test_a_linear_orthogonal_net_keeps_the_norm(curves: dict[str, np.ndarray]):
    np.testing.assert_allclose(curves["linear, orthogonal"], 1, rtol=1e-9)


def test_the_norm_is_exponential_in_the_distance(curves: dict[str, np.ndarray]):
    for name in ("tanh, uniform", "tanh, radius 4", "LSTM, forget bias 0", "GRU, keep bias 0"):
        logs = np.log(curves[name])
        assert np.corrcoef(np.arange(len(logs)), logs)[0, 1] ** 2 > 0.95, name
