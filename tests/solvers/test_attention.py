"""Attention against hand figures and a loop oracle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers import attention
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch
from tests.oracles.attention import attend
from tests.solvers.worked_lines import assert_readable

KEYS = [[1, 0], [0, 1], [1, 1]]
WEIGHTS = {
    "general": {"W": [[1, 2], [0, -1]]},
    "additive": {"W": [[1, 2], [0, -1], [1, 1], [2, 0]], "U": [[1, 0], [1, 1], [-1, 0], [0, 2]], "v": [1, -1, 2, 1]},
}


def test_dot_scores_weights_and_context():
    e = attention.scores([1, 0], KEYS, kind="dot")
    assert e.tolist() == [1, 0, 1]
    a = attention.weights(e)
    np.testing.assert_allclose(a, [0.4223, 0.1554, 0.4223], atol=5e-5)
    np.testing.assert_allclose(attention.context(a, [[1, 0], [0, 1], [2, 2]]), [1.267, 1], atol=5e-5)


def test_scaled_scores_divide_by_the_root_of_the_size():
    np.testing.assert_allclose(attention.scores([2, 2], [[1, 1]], kind="scaled"), [2.8284], atol=5e-5)


def test_additive_scores():
    e = attention.scores([0], [[0], [1]], kind="additive", W=[[1]], U=[[1]], v=[1])
    np.testing.assert_allclose(e, [0, 0.7616], atol=5e-5)
    np.testing.assert_allclose(attention.weights(e), [0.3183, 0.6817], atol=5e-5)


@given(st.sampled_from(attention.KINDS), st.integers(0, 10**6), st.integers(1, 4), st.integers(1, 4))
def test_every_kind_agrees_with_the_oracle(kind, seed, size, positions):
    generator = np.random.default_rng(seed)
    asked, hidden = (size, size) if kind in ("dot", "scaled") else (size + 1, size + 2)
    q, K, V = (
        generator.normal(size=asked),
        generator.normal(size=(positions, size)),
        generator.normal(size=(positions, 3)),
    )
    W = generator.normal(size=(size if kind == "general" else hidden, asked))
    U, v = generator.normal(size=(hidden, size)), generator.normal(size=hidden)
    mask = [1, *generator.integers(0, 2, positions - 1).tolist()]
    needed = {"general": {"W": W}, "additive": {"W": W, "U": U, "v": v}}.get(kind, {})
    found = attention.attend_trace(q, K, V, kind=kind, mask=mask, **needed)
    e, a, context = attend(q.tolist(), K.tolist(), V.tolist(), kind, W.tolist(), U.tolist(), v.tolist(), mask)
    np.testing.assert_allclose(found.scores.value, e, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(found.weights.value, a, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(found.value, context, rtol=1e-12, atol=1e-12)
    assert_readable(attention.attend_steps(found), rtol=1e-3, atol=1e-4)


def test_a_batch_is_each_query_on_its_own():
    generator = np.random.default_rng(0)
    q, K, V = generator.normal(size=(5, 2)), generator.normal(size=(5, 3, 2)), generator.normal(size=(5, 3, 4))
    found = attention.attend(q, K, V, kind="scaled")
    each = [attention.attend(*one, kind="scaled") for one in zip(q, K, V, strict=True)]
    np.testing.assert_allclose(found, each, rtol=1e-12)
    for kind, weights in WEIGHTS.items():
        found = attention.attend(q, K, V, kind=kind, mask=np.ones((5, 3)), **weights)
        each = [attention.attend(*one, kind=kind, **weights) for one in zip(q, K, V, strict=True)]
        np.testing.assert_allclose(found, each, rtol=1e-12)
    shared = attention.scores(q, K[0], kind="dot")
    np.testing.assert_allclose(shared, q @ K[0].T, rtol=1e-12)


def test_masked_positions_have_exactly_no_weight():
    a = attention.weights([1, 1000, 1], mask=[1, 0, 1])
    assert a.tolist() == [0.5, 0, 0.5]
    assert attention.weights([[1, 1], [1, 1]], mask=[[1, 0], [1, 1]]).tolist() == [[1, 0], [0.5, 0.5]]
    first = attention.attend([1, 0], KEYS, KEYS, kind="dot", mask=[1, 0, 0])
    assert first.tolist() == KEYS[0]


def test_large_scores_do_not_overflow_and_precision_is_kept():
    a = attention.weights(np.array([1e4, -1e4], np.float32))
    assert a.tolist() == [1, 0]
    assert a.dtype == np.float32
    assert attention.scores(np.ones(2, np.float32), np.ones((1, 2), np.float32), kind="scaled").dtype == np.float32


def test_equal_scores_give_the_mean_and_order_does_not_matter():
    V = np.random.default_rng(0).normal(size=(4, 3))
    np.testing.assert_allclose(attention.attend([0, 0], np.ones((4, 2)), V, kind="dot"), V.mean(axis=0), rtol=1e-12)
    K = np.random.default_rng(1).normal(size=(4, 2))
    turned = attention.attend([1, 2], K[::-1], V[::-1], kind="dot")
    np.testing.assert_allclose(turned, attention.attend([1, 2], K, V, kind="dot"), rtol=1e-12)


def wrong(kind, **changes):
    return attention.scores([1, 0], KEYS, kind=kind, **WEIGHTS[kind] | changes)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: attention.scores([1, 0], KEYS), ValueError, 'say kind="dot" or'),
        (lambda: attention.scores([1, 0], KEYS, kind="general"), ValueError, 'kind="general" needs W'),
        (lambda: attention.scores([1, 0], KEYS, kind="dot", W=[[1]]), ValueError, 'kind="dot" has no W'),
        (lambda: attention.scores([1, 0, 1], KEYS, kind="dot"), ShapeMismatch, r"K has shape \(3, 2\)"),
        (lambda: attention.weights(1), ShapeMismatch, "at least one position"),
        (lambda: attention.weights([1, 2], mask=[1]), ShapeMismatch, "mask has shape"),
        (lambda: attention.weights([1, 2], mask=[0, 0]), ValueError, "no position to attend to"),
        (lambda: attention.weights([[1, 2]] * 2, mask=[[1, 0], [0, 0]]), ValueError, "no position to attend to"),
        (lambda: attention.context([1, 0], [[1]]), ShapeMismatch, r"a has shape \(2,\)"),
        (lambda: attention.context([1, 0], [1, 0]), ShapeMismatch, r"V has shape \(2,\), expected \(..., T, Dv\)"),
        (lambda: attention.scores(1, KEYS, kind="dot"), ShapeMismatch, r"q has shape \(\), expected \(..., Dq\)"),
        (lambda: attention.scores([1, 0], [1, 0], kind="dot"), ShapeMismatch, r"expected \(..., T, 2\)"),
        (
            lambda: attention.scores([1, 0], [1, 0], kind="general", W=[[1, 2]]),
            ShapeMismatch,
            r"expected \(..., T, Dk\)",
        ),
        (lambda: wrong("general", W=[[1, 2]]), ShapeMismatch, r"W has shape \(1, 2\), expected \(2, 2\)"),
        (lambda: wrong("additive", v=[[1]]), ShapeMismatch, r"v has shape \(1, 1\), expected \(A,\)"),
        (lambda: wrong("additive", W=[[1, 2]]), ShapeMismatch, r"W has shape \(1, 2\), expected \(4, 2\)"),
        (lambda: wrong("additive", U=[[1, 2]]), ShapeMismatch, r"U has shape \(1, 2\), expected \(4, 2\)"),
        (lambda: wrong("additive", U=None), ValueError, 'kind="additive" needs U'),
        (lambda: wrong("additive", v=None), ValueError, 'kind="additive" needs v'),
    ],
)
def test_what_does_not_fit_is_told(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_one_query_is_told_by_formulas():
    trace = attention.attend_trace([1, 0], KEYS, KEYS, kind="dot")
    assert [step.rule for step in attention.attend_steps(trace)] == ["K @ q", "softmax(e)", "a @ V"]
    masked = attention.weights_steps(attention.weights_trace([1, 0, 1], mask=[1, 1, 0]))
    assert [step.rule for step in masked] == ["mask * exp(e - m)", "s / sum(s)"]
    assert masked[0].numbers == "[1, 1, 0] * exp([1, 0, 1] - 1)"


def test_of_a_batch_the_result_alone_is_told():
    trace = attention.attend_trace(np.ones((2, 2)), KEYS, KEYS, kind="dot", mask=[[1, 0, 0], [1, 1, 0]])
    steps = attention.attend_steps(trace)
    assert [step.name for step in steps] == ["e", "a", "context"]
    assert [step.rule for step in steps] == [
        "the scores of each query",
        "the softmax of each row over the positions that count",
        "the weighted sum of each query",
    ]
    shared = attention.attend_trace([1, 0], [KEYS, KEYS], [KEYS, KEYS], kind="dot")
    assert attention.scores_steps(shared.scores)[0].rule == "the scores of each query"
    assert attention.context_steps(shared.context)[0].rule == "the weighted sum of each query"
    values = attention.context_steps(attention.context_trace([1, 0, 2], [KEYS, KEYS]))
    assert values[0].rule == "the weighted sum of each query"
    assert_readable(steps)
    unmasked = attention.weights_steps(attention.weights_trace([[1, 0], [0, 1]]))
    assert unmasked[0].rule == "softmax(e)"
    assert_readable(unmasked)


def test_sizes_are_known_before_the_call():
    elements = SOLVERS["attention.scores"].elements
    assert elements(np.ones((5, 1, 2)), np.ones((7, 3, 2)), kind="dot") == 5 * 7 * 3 * 2
    assert (
        elements(
            np.ones(1), np.ones((100, 1)), kind="additive", W=np.ones((300, 1)), U=np.ones((300, 1)), v=np.ones(300)
        )
        == 30_000
    )
    assert SOLVERS["attention.context"].elements(np.ones((9, 1, 3)), np.ones((8, 3, 5))) == 9 * 8 * 3 * 5
    assert elements(np.ones(3), np.ones((1, 1)), kind="dot") == 3
    assert elements(np.ones(1), np.ones((5, 1)), kind="dot") == 5
    assert elements(1, 1, kind="dot") == elements(1, np.ones(1), kind="dot") == 1
    assert SOLVERS["attention.attend"].elements(np.ones(2), np.ones((3, 2)), np.ones((4, 3, 5)), kind="dot") == 60
