"""Decoding against the curriculum's tree and an exhaustive search."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers import decoding
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable

TREE = [0.6, 0.4], [[0.4, 0.35, 0.25], [0.9, 0.05, 0.05]]


def test_greedy_can_lose_to_a_beam():
    np.testing.assert_allclose(decoding.greedy(*TREE).value, 0.24, rtol=1e-12)
    best = decoding.beam(*TREE, width=2)
    np.testing.assert_allclose(best.value, 0.36, rtol=1e-12)
    assert best.path.tolist() == [1, 0]


def test_words_are_numbers_that_a_formula_can_go_on_with():
    assert decoding.greedy(*TREE).path.dtype == np.float64


def test_of_equals_the_first_is_kept():
    assert decoding.greedy([0.5, 0.5], [[0.5, 0.5], [0.5, 0.5]]).path.tolist() == [0, 0]


@given(st.integers(0, 10**6), st.integers(1, 3), st.integers(1, 9))
def test_a_wide_beam_finds_the_best_and_no_beam_more(seed, depth, width):
    generator = np.random.default_rng(seed)
    tree = [generator.dirichlet(np.ones(3), size=(3,) * level) for level in range(depth)]
    every = {
        words: np.prod([tree[level][words[: level + 1]] for level in range(depth)])
        for words in product(range(3), repeat=depth)
    }
    assert decoding.beam(*tree, width=width).value <= max(every.values()) * (1 + 1e-12)
    widest = decoding.beam(*tree, width=3**depth)
    np.testing.assert_allclose(widest.value, max(every.values()), rtol=1e-12)
    assert tuple(widest.path.astype(int)) == max(every, key=every.get)
    assert [len(paths) for paths in widest.levels] == [3 ** (level + 1) for level in range(depth)]


@pytest.mark.parametrize(
    ("tau", "expected"),
    [(1, [0.6652, 0.2447, 0.09]), (0.5, [0.8668, 0.1173, 0.0159]), (2, [0.5065, 0.3072, 0.1863])],
)
def test_temperature(tau, expected):
    np.testing.assert_allclose(decoding.temperature([2, 1, 0], tau), expected, atol=5e-5)


def test_samples_follow_the_probabilities():
    generator = np.random.default_rng(0)
    drawn = np.bincount([decoding.sample([2, 1, 0], 2, generator) for _ in range(4000)], minlength=3) / 4000
    np.testing.assert_allclose(drawn, [0.5065, 0.3072, 0.1863], atol=0.03)
    assert decoding.sample([2, 1, 0], 1e-3, generator) == 0


def test_steps_can_be_read_again():
    steps = decoding.beam_steps(decoding.beam(*TREE, width=2))
    assert [(step.name, step.numbers) for step in steps] == [
        ("P(0)", "0.6"),
        ("P(1)", "0.4"),
        ("P(1, 0)", "0.4 * 0.9"),
        ("P(0, 0)", "0.6 * 0.4"),
        ("best", "0.36"),
    ]
    assert_readable(steps)
    assert_readable(decoding.temperature_steps(decoding.temperature_trace([2, 1, 0], 0.5)))


def test_what_does_not_fit_is_told():
    with pytest.raises(ShapeMismatch, match=r"level 2 has shape \(1, 2\), expected \(2, words\)"):
        decoding.greedy([0.6, 0.4], [[0.5, 0.5]])
    with pytest.raises(ShapeMismatch, match=r"level 1 has shape \(\), expected \(words,\)"):
        decoding.greedy(0.6)
    with pytest.raises(ValueError, match=r"^level 2"):
        decoding.greedy([0.6, 0.4], [["word"]])
    with pytest.raises(ValueError, match="at least one level"):
        decoding.beam(width=1)
    with pytest.raises(ValueError, match="width must be a whole number of at least 1"):
        decoding.beam([1], width=0)
    with pytest.raises(ValueError, match="the temperature must be one positive number"):
        decoding.temperature([1, 2], 0)
