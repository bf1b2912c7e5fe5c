"""Words, ids and bags against the curriculum's sentences."""

import numpy as np
import pytest

from solvers import vocabulary
from tests.solvers.worked_lines import assert_readable

KITTEN = "at dawn we led our kitten out for a walk and our kitten led us home"


def test_vocabulary_in_either_order():
    assert vocabulary.vocabulary("b a b c", order="seen") == ["b", "a", "c"]
    assert vocabulary.vocabulary(["b", "a", "b"], order="alphabetical") == ["a", "b"]
    assert len(vocabulary.vocabulary(KITTEN, order="seen")) == 13


def test_ids_in_the_order_first_seen():
    expected = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 6, 7, 5, 13, 14]
    assert vocabulary.token_ids(KITTEN, first=2).tolist() == expected


def test_ids_from_a_vocabulary():
    assert vocabulary.token_ids("dawn at night", ["at", "dawn"], first=2, unknown=1).tolist() == [3, 2, 1]
    assert vocabulary.token_ids("", ["at"], first=2).tolist() == []
    assert vocabulary.token_ids("at night", ["at"], first=2, unknown=0).tolist() == [2, 0]


def test_bag_of_words():
    known = ["at", "bad", "food", "good", "not", "was"]
    assert vocabulary.bag_of_words("not bad not good indeed", known).tolist() == [0, 1, 0, 1, 2, 0]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("food good not bad", "food bad not good", True),
        ("dog bites man", "man bites dog", True),
        ("good", "not good", False),
        ("the cat sat", "the cat sat sat", False),
    ],
)
def test_bags_forget_order_and_nothing_else(first, second, same):
    assert vocabulary.same_bag(first, second) is same


def test_steps_can_be_read_again():
    steps = vocabulary.token_ids_steps(vocabulary.token_ids_trace("a b a z", ["a", "b"], first=2, unknown=1))
    assert [step[:3] for step in steps] == [
        ("id of a", "its place in the vocabulary", "2"),
        ("id of b", "its place in the vocabulary", "3"),
        ("id of a", "seen before", "2"),
        ("id of z", "unknown", "1"),
        ("ids", "one after the other", "[2, 3, 2, 1]"),
    ]
    assert_readable(steps)
    steps = vocabulary.bag_of_words_steps(vocabulary.bag_of_words_trace("a b a", "a b c"))
    assert [step.numbers for step in steps] == ["2", "1", "0", "[2, 1, 0]"]
    assert_readable(steps)


def test_an_empty_text_has_no_ids_and_no_counts():
    assert vocabulary.token_ids("", first=0).dtype == np.int64
    assert vocabulary.bag_of_words("a", []).dtype == np.int64


def test_what_does_not_fit_is_told():
    with pytest.raises(ValueError, match="the vocabulary has no 'night'; say unknown="):
        vocabulary.token_ids("at night", ["at"], first=0)
    with pytest.raises(ValueError, match=r"^tokens must be words"):
        vocabulary.bag_of_words([1, 2], ["a"])
    with pytest.raises(ValueError, match=r"^vocabulary must be words"):
        vocabulary.bag_of_words(["a"], [1])
    with pytest.raises(ValueError, match=r"^vocabulary must be words"):
        vocabulary.token_ids("a", [1], first=0)
    with pytest.raises(ValueError, match='say order="seen"'):
        vocabulary.vocabulary("a b")
