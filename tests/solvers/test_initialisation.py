"""Starting values: bounds, orthogonality, radius, and the biases that give a memory its length."""

import numpy as np
import pytest

from solvers import initialisation
from solvers.gradient_flow import orthogonality_gap, spectral_radius


def generator() -> np.random.Generator:
    return np.random.default_rng(0)


def test_uniform_and_xavier_stay_within_their_bounds():
    drawn = initialisation.uniform(generator(), 50, 40, bound=0.25)
    assert drawn.shape == (50, 40)
    assert -0.25 <= drawn.min() < -0.24
    assert 0.24 < drawn.max() <= 0.25
    drawn = initialisation.xavier(generator(), 30, 20)
    assert drawn.shape == (30, 20)
    assert 0.33 < np.abs(drawn).max() <= np.sqrt(6 / 50)


@pytest.mark.parametrize("shape", [(4, 4), (5, 3), (3, 5)])
def test_orthogonal(shape: tuple[int, int]):
    W = initialisation.orthogonal(generator(), *shape)
    assert W.shape == shape
    assert orthogonality_gap(W if shape[0] >= shape[1] else W.T) < 1e-12


def test_orthogonal_matrices_are_spread_evenly():
    source = generator()
    corners = [initialisation.orthogonal(source, 3, 3)[0, 0] for _ in range(400)]
    assert abs(np.mean(corners)) < 0.1
    assert np.mean(np.square(corners)) == pytest.approx(1 / 3, abs=0.05)


def test_scaled_to_radius():
    assert spectral_radius(initialisation.scaled_to_radius([[1, 2], [3, 4]], 2)) == pytest.approx(2)
    for nothing in ([[0, 1], [0, 0]], np.zeros((0, 0))):
        with pytest.raises(ValueError, match="eigenvalues are all 0"):
            initialisation.scaled_to_radius(nothing, 2)


def test_bounds_and_biases():
    assert initialisation.xavier_bound(2, 4) == 1
    assert initialisation.xavier_bound(1, 1) == pytest.approx(np.sqrt(3))
    assert initialisation.recurrent_bound(4) == 0.5
    assert initialisation.recurrent_bound(1) == 1
    assert initialisation.forget_bias(2) == 0
    assert initialisation.forget_bias(50) == pytest.approx(3.8918, abs=5e-5)
    assert initialisation.logit(0.9**0.1) == pytest.approx(4.5477, abs=5e-5)
    assert initialisation.logit(0.5) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: initialisation.xavier_bound(0, 1), "inputs and outputs must be positive"),
        (lambda: initialisation.xavier_bound(1, 0), "inputs and outputs must be positive"),
        (lambda: initialisation.recurrent_bound(0), "hidden must be positive"),
        (lambda: initialisation.forget_bias(1), "steps must be at least 2, not 1"),
        (lambda: initialisation.logit(0), "p must lie between 0 and 1"),
        (lambda: initialisation.logit(1), "p must lie between 0 and 1"),
    ],
)
def test_refusals(call, message: str):
    with pytest.raises(ValueError, match=message):
        call()
