"""Gradients of attention against central differences and complex steps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solvers import attention
from solvers.attention_gradients import backward, gradients
from solvers.gradcheck import central_differences, complex_step, disagreement
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch


def layer(kind, generator, size, positions, batch):
    asked, hidden = (size, size) if kind in ("dot", "scaled") else (size + 1, size + 2)
    named = {
        "q": generator.normal(size=(*batch, asked)),
        "K": generator.normal(size=(*batch, positions, size)),
        "V": generator.normal(size=(*batch, positions, 3)),
    }
    if kind == "general":
        named["W"] = generator.normal(size=(size, asked))
    if kind == "additive":
        named |= {"W": generator.normal(size=(hidden, asked)), "U": generator.normal(size=(hidden, size))}
        named["v"] = generator.normal(size=hidden)
    return named


@given(
    st.sampled_from(attention.KINDS),
    st.integers(0, 10**6),
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from([(), (2,)]),
)
@settings(max_examples=40, deadline=None)
def test_every_kind_agrees_with_differences_and_complex_steps(kind, seed, size, positions, batch):
    generator = np.random.default_rng(seed)
    named = layer(kind, generator, size, positions, batch)
    dcontext = generator.normal(size=(*batch, 3))

    def loss(**moved):
        return (dcontext * attention.attend(**(named | moved), kind=kind)).sum()

    found = gradients(dcontext, **named, kind=kind)
    for name, at in named.items():
        claimed = getattr(found, name)
        exact = complex_step(lambda moved, name=name: loss(**{name: moved}), at)
        assert disagreement(claimed, exact, rtol=1e-9, atol=1e-11) is None, name
        measured = central_differences(lambda moved, name=name: loss(**{name: moved}), at)
        assert disagreement(claimed, measured, rtol=1e-6, atol=1e-7) is None, name


def test_shared_keys_gather_what_every_query_hands_back():
    generator = np.random.default_rng(0)
    q, K, V = generator.normal(size=(5, 2)), generator.normal(size=(3, 2)), generator.normal(size=(3, 4))
    dcontext = generator.normal(size=(5, 4))
    found = gradients(dcontext, q, K, V, kind="dot")
    each = [gradients(slope, query, K, V, kind="dot") for slope, query in zip(dcontext, q, strict=True)]
    np.testing.assert_allclose(found.K, sum(one.K for one in each), rtol=1e-12)
    np.testing.assert_allclose(found.V, sum(one.V for one in each), rtol=1e-12)
    np.testing.assert_allclose(found.q, [one.q for one in each], rtol=1e-12)


def test_masked_positions_receive_nothing():
    generator = np.random.default_rng(0)
    named = layer("additive", generator, 2, 3, ())
    found = gradients([1, -1, 2], **named, kind="additive", mask=[1, 0, 1])
    assert found.e[1] == 0
    assert found.K[1].tolist() == [0, 0]
    assert found.V[1].tolist() == [0, 0, 0]


def test_slopes_along_scores_sum_to_nothing():
    found = gradients([1, 2], [1, 0], [[1, 0], [0, 1], [1, 1]], [[1, 0], [0, 1], [2, 2]], kind="scaled")
    np.testing.assert_allclose(found.e.sum(), 0, atol=1e-15)


def test_sizes_are_known_before_the_call():
    elements = SOLVERS["attention.gradients"].elements
    assert elements(np.ones(3), np.ones(2), np.ones((5, 2)), np.ones((5, 3)), kind="dot") == 5 * 3 * 2
    assert elements(np.ones(1), np.ones(2), np.ones((3, 7)), np.ones((3, 1)), kind="general") == 3 * 7 * 7
    assert elements(np.ones(1), np.ones(9), np.ones((3, 2)), np.ones((3, 1)), kind="general") == 3 * 9 * 9
    assert elements(1, 1, 1, 1, kind="dot") == 1
    assert elements(np.ones(1), np.ones(4), np.ones((5, 2)), np.ones((5, 1)), kind="general") == 5 * 4 * 4
    assert elements(np.ones(1), np.ones(2), np.ones((5, 4)), np.ones((5, 1)), kind="general") == 5 * 4 * 4


def test_a_slope_of_another_shape_is_refused():
    trace = attention.attend_trace([1, 0], [[1, 0]], [[1, 2, 3]], kind="dot")
    with pytest.raises(ShapeMismatch, match=r"dcontext has shape \(2,\), expected \(3,\)"):
        backward([1, 2], trace)
