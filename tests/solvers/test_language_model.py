"""Language models by counting, against the curriculum's figures."""

import numpy as np
import pytest

from solvers import language_model as lm
from tests.solvers.worked_lines import assert_readable

CORPUS = "i took a walk . i took a cat . i saw a walk ."


def test_bigram_and_unigram():
    np.testing.assert_allclose(lm.bigram(CORPUS, "walk", previous="a"), 0.6667, atol=5e-5)
    assert lm.bigram(CORPUS, "a", previous="walk") == 0
    np.testing.assert_allclose(lm.unigram(CORPUS, "walk"), 0.1333, atol=5e-5)


def test_the_last_word_has_no_next_one():
    assert lm.bigram("a b a", "b", previous="a") == 1


def test_counts_may_be_smoothed():
    words = sorted(set(CORPUS.split()))
    shares = [lm.bigram(CORPUS, word, previous="a", alpha=0.5) for word in words]
    np.testing.assert_allclose(sum(shares), 1, rtol=1e-12)
    np.testing.assert_allclose(lm.bigram(CORPUS, "walk", previous="a", alpha=1), (2 + 1) / (3 + 7), rtol=1e-15)


def test_smoothing_reaches_words_never_seen():
    np.testing.assert_allclose(lm.bigram(CORPUS, "a", previous="zebra", alpha=0.5), 1 / 7, rtol=1e-15)


def test_smoothing_that_adds_as_much_as_was_counted():
    assert lm.bigram("a b a c a b", "b", previous="a", alpha=1) == (2 + 1) / (3 + 3)


def test_certainty_is_a_probability():
    assert lm.chain([1, 1]) == lm.perplexity([1, 1]) == 1


def test_chain_rule():
    assert lm.chain([0.5, 0.25, 0.5]) == 0.0625
    np.testing.assert_allclose(lm.log_chain([0.5, 0.25, 0.5]), -2.7726, atol=5e-5)


def test_perplexity():
    np.testing.assert_allclose(lm.perplexity([0.5, 0.25, 0.125]), 4, rtol=1e-12)
    np.testing.assert_allclose(lm.perplexity_trace([0.5, 0.25, 0.125]).mean, 1.3863, atol=5e-5)
    np.testing.assert_allclose(lm.perplexity([1 / 7] * 5), 7, rtol=1e-12)


def test_steps_can_be_read_again():
    bigram = lm.bigram_steps(lm.bigram_trace(CORPUS, "walk", previous="a"))
    assert [step.numbers for step in bigram] == ["2 / 3"]
    assert_readable(bigram)
    assert_readable(lm.bigram_steps(lm.bigram_trace(CORPUS, "walk", previous="a", alpha=1)))
    assert_readable(lm.unigram_steps(lm.unigram_trace(CORPUS, "walk")))
    assert_readable(lm.chain_steps(lm.chain_trace([0.5, 0.25, 0.5])))
    assert_readable(lm.log_chain_steps(lm.log_chain_trace([0.5, 0.25, 0.5])))
    assert_readable(lm.perplexity_steps(lm.perplexity_trace([0.5, 0.25, 0.125])))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lm.bigram(CORPUS, "a", previous="zebra"), "no word follows 'zebra'"),
        (lambda: lm.bigram(CORPUS, "a", previous="i", alpha=-1), "cannot be negative"),
        (lambda: lm.unigram("", "a"), "a text without words"),
        (lambda: lm.chain([0.5, 0]), "each above 0 and at most 1"),
        (lambda: lm.perplexity([1.5]), "each above 0 and at most 1"),
        (lambda: lm.perplexity([]), "a list of probabilities"),
        (lambda: lm.log_chain(0.5), "a list of probabilities"),
    ],
)
def test_what_does_not_fit_is_told(call, message):
    with pytest.raises(ValueError, match=message):
        call()
