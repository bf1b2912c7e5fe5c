"""Counts, windows and nets on sentences whose order decides."""

import numpy as np
import pytest

from solvers.demos import word_order
from tests.solvers.demos.running import figures, finished


@pytest.fixture(scope="module")
def found() -> dict[str, list[tuple[float, float]]]:
    frame = finished(word_order.DEMONSTRATION, 0, 2)
    assert frame.right == 0
    return {row[0]: figures(frame, str(row[0])) for row in frame.table.rows}


def test_a_bag_cannot_beat_chance(found):
    assert all(0.44 < low <= high < 0.56 for low, high in found["bag of words"])


def test_a_window_is_blind_beyond_its_width(found):
    same, _, tail = found["last 3 words"]
    assert 0.65 < same[0] <= same[1] < 0.9
    assert 0.44 < tail[0] <= tail[1] < 0.56


def test_weights_by_position_do_not_carry_over(found):
    same, later, _ = found["every position a weight"]
    assert same[0] > 0.97
    assert later[1] < 0.65


def test_nets_that_read_in_order_do(found):
    for net in ("GRU", "RNN", "LSTM"):
        assert found[net][0][0] > 0.97, net
        assert found[net][1][0] > found["every position a weight"][1][1], net


def test_both_classes_have_the_same_words_before_and_after():
    words, praises = word_order.sentences(np.random.default_rng(0), 4000, (0, 6), (0, 6))
    counts = np.stack([np.bincount(words[praises == praise].ravel(), minlength=word_order.V) for praise in (0, 1)])
    shares = counts / (praises == np.array([[0], [1]])).sum(1, keepdims=True)
    np.testing.assert_allclose(shares[0, 1:], shares[1, 1:], rtol=0.15)
