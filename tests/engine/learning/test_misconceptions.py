"""Classes of mistakes, by the ids that the shipped banks use."""

import pytest

from engine.learning.misconceptions import BELIEF, group_of, told


@pytest.mark.parametrize(
    ("mistake", "group"),
    [
        ("no-bias", "something left out"),
        ("forgot-to-divide", "something left out"),
        ("not-transposed", "something left out"),
        ("unweighted", "something left out"),
        ("tanh-for-sigmoid", "another function"),
        ("squashed", "another function"),
        ("linear", "another function"),
        ("transposed", "convention"),
        ("other-convention", "convention"),
        ("gates-swapped", "exchanged parts"),
        ("x-for-h", "exchanged parts"),
        ("took-the-maximum", "another operation"),
        ("elementwise-weights", "another operation"),
        ("one-step-short", "index or direction"),
        ("reversed", "index or direction"),
        ("last-only", "too little or too much"),
        ("times-length", "too little or too much"),
        ("becomes-zero", BELIEF),
        ("both-harmless", BELIEF),
    ],
)
def test_the_class_of_a_mistake(mistake: str, group: str) -> None:
    assert group_of(mistake) == group


@pytest.mark.parametrize(
    ("said", "times", "line"),
    [
        ("Divide by the length.", 1, "sum for mean: Divide by the length."),
        ("Divide by the length.", 3, "sum for mean (×3): Divide by the length."),
        ("", 2, "sum for mean (×2)"),
    ],
)
def test_a_mistake_is_named_before_what_there_is_to_say_of_it(said: str, times: int, line: str) -> None:
    assert told("sum-for-mean", said, times) == line
