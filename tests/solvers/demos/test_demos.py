"""The list of demonstrations."""

import pytest

from solvers import demos


def test_all_fourteen_are_found():
    assert demos.names() == [
        "ball",
        "cliff",
        "copying",
        "first_symbol",
        "gradient_distance",
        "gradient_shares",
        "label_codes",
        "melody",
        "next_word",
        "random_walk",
        "speed",
        "steepness",
        "truncation",
        "word_order",
    ]


@pytest.mark.parametrize("name", demos.names())
def test_each_asks_before_it_shows_and_says_its_limits(name: str):
    demonstration = demos.named(name)
    assert demonstration.prediction.question.endswith(("?", "?)", ".)"))
    assert len(set(demonstration.prediction.choices)) == len(demonstration.prediction.choices) >= 2
    assert demonstration.claim.endswith(".")
    assert demonstration.limits.endswith(".")
    assert demonstration.seeds >= 1
    assert next(demonstration.run(0, 1)).done <= 1


def test_an_unknown_name_is_no_demonstration():
    with pytest.raises(KeyError):
        demos.named("__init__")
