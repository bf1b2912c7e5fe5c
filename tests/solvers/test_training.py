"""The training loop: its gradients by central differences, and that it learns what a memory makes learnable."""

import numpy as np
import pytest

from solvers import gru, lstm, rnn, training
from solvers.gradcheck import central_differences, disagreement

CONVENTIONS = [
    (rnn, {"activation": "tanh"}),
    (lstm, {"order": "ifgo"}),
    (gru, {"order": "rzn", "reset": "before", "z": "keeps"}),
]


def first_symbol(generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Four noisy steps; the class is the first symbol of four."""
    symbols = generator.integers(4, size=(4, 32))
    return np.eye(4)[symbols], symbols[0]


@pytest.mark.parametrize(("cell", "conventions"), CONVENTIONS)
@pytest.mark.parametrize("every", [True, False])
def test_gradients(cell, conventions, every: bool):
    generator = np.random.default_rng(0)
    model = training.model(generator, cell, conventions, inputs=2, hidden=3, outputs=4, reads_every_step=every)
    x, k = generator.normal(size=(3, 2, 2)), generator.integers(4, size=(3, 2) if every else 2)
    found = training.gradients(model, x, k)[1]
    for name, value in model.weights.items():

        def loss(moved, name=name):
            return training.gradients(model._replace(weights=model.weights | {name: moved}), x, k)[0]

        worst = disagreement(found[name], central_differences(loss, value), 1e-6, 1e-8)
        assert worst is None, f"{name}: {worst}"


@pytest.mark.parametrize(("cell", "conventions"), CONVENTIONS)
def test_it_learns_to_remember(cell, conventions):
    generator = np.random.default_rng(1)
    model = training.model(generator, cell, conventions, inputs=4, hidden=12, outputs=4, reads_every_step=False)
    told = list(training.train(model, first_symbol, generator, updates=250, rate=0.02, clip=1))
    assert told[0].loss == pytest.approx(np.log(4), abs=0.1)
    assert training.accuracy(told[-1].model, *first_symbol(np.random.default_rng(2))) > 0.95


def test_the_same_generator_gives_the_same_run():
    def losses() -> list[float]:
        generator = np.random.default_rng(3)
        model = training.model(generator, *CONVENTIONS[0], inputs=4, hidden=3, outputs=4, reads_every_step=False)
        return [
            update.loss for update in training.train(model, first_symbol, generator, updates=3, rate=0.1, clip=None)
        ]

    assert losses() == losses()
    assert len(losses()) == 3


def test_a_truncated_gradient_cannot_reach_the_first_symbol():
    generator = np.random.default_rng(4)
    model = training.model(generator, *CONVENTIONS[2], inputs=4, hidden=3, outputs=4, reads_every_step=False)
    x, k = first_symbol(generator)
    full, cut = (training.gradients(model, x, k, truncate)[1] for truncate in (None, 2))
    assert np.abs(full["W"] - cut["W"]).max() > 1e-4
    np.testing.assert_array_equal(full["W_y"], cut["W_y"])


def test_one_output_is_its_own_mean():
    generator = np.random.default_rng(5)
    model = training.model(generator, *CONVENTIONS[0], inputs=2, hidden=3, outputs=4, reads_every_step=False)
    x, k = generator.normal(size=(3, 1, 2)), np.array([2])
    scores = training.run(model, x)[1].y[0]
    np.testing.assert_allclose(training.gradients(model, x, k)[1]["b_y"], scores - [0, 0, 1, 0])


def test_what_is_not_clipped_is_as_with_a_bound_never_reached():
    def run(clip: float | None) -> training.Update:
        generator = np.random.default_rng(6)
        model = training.model(generator, *CONVENTIONS[0], inputs=4, hidden=3, outputs=4, reads_every_step=False)
        return list(training.train(model, first_symbol, generator, updates=2, rate=0.1, clip=clip))[-1]

    free, bounded, clipped = run(None), run(1e6), run(1e-9)
    assert free.gradient_norm == bounded.gradient_norm
    for name, value in free.model.weights.items():
        np.testing.assert_array_equal(value, bounded.model.weights[name])
    assert np.abs(free.model.weights["W"] - clipped.model.weights["W"]).max() > 1e-3


def test_a_clipped_gradient_moves_weights_less():
    """Beside Adam's eps of 1e-8, a gradient of norm 1e-9 moves a weight by at most a tenth of the rate."""
    generator = np.random.default_rng(7)
    model = training.model(generator, *CONVENTIONS[0], inputs=4, hidden=3, outputs=4, reads_every_step=False)
    (update,) = training.train(model, first_symbol, generator, updates=1, rate=0.1, clip=1e-9)
    for name, value in update.model.weights.items():
        assert np.abs(value - model.weights[name]).max() < 0.01, name


def test_accuracy_of_every_output():
    """The cell answers with its bias: class 1 at each of 3 steps and 2 sequences, right 4 times of 6."""
    generator = np.random.default_rng(8)
    model = training.model(generator, *CONVENTIONS[0], inputs=2, hidden=3, outputs=4, reads_every_step=True)
    weights = model.weights | {"W_y": np.zeros((4, 3)), "b_y": np.array([0.0, 1, 0, 0])}
    model = model._replace(weights=weights)
    assert training.accuracy(model, np.ones((3, 2, 2)), [[1, 1], [1, 0], [3, 1]]) == pytest.approx(4 / 6)
