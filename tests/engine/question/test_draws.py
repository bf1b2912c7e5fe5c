"""Draws: what they give, what they refuse, and that nothing large is made on the way to a refusal."""

import tracemalloc
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import FormulaError
from engine.question.drawing import draw
from engine.question.draws import DRAWS, Stream


def drawn(text: str, seed: int = 1, **given: Any) -> Any:
    """One draw."""
    return draw(text, given, Stream("question", seed, "name"))


def flat(value: Any) -> list[Any]:
    """Everything in nested lists."""
    return [leaf for item in value for leaf in flat(item)] if isinstance(value, list) else [value]


def test_integers_reach_both_ends_and_nothing_else() -> None:
    assert set(flat(drawn("integers(-2, 2, shape=[20, 20])"))) == {-2, -1, 0, 1, 2}
    assert drawn("integers(5, 5)") == 5


def test_decimals_are_rounded_as_they_print() -> None:
    values = flat(drawn("decimals(-1, 1, places=1, shape=[30, 30])"))
    assert {repr(value) for value in values} == {"-1", "0", "1"} | {
        f"{sign}0.{n}" for sign in ("", "-") for n in range(1, 10)
    }
    assert all(type(value) is int for value in values if float(value).is_integer())
    assert flat(drawn("decimals(0.25, 0.25, places=2, shape=[3])")) == [0.25] * 3


def test_choices_permutations_and_samples() -> None:
    assert set(flat(drawn("choice(['a', 'b'], shape=[50])"))) == {"a", "b"}
    assert drawn("choice([[1, 2]])") == [1, 2]
    assert sorted(drawn("permutation([3, 1, 2])")) == [1, 2, 3]
    assert sorted(drawn("sample(words, 2)", words=["x", "y"])) == ["x", "y"]
    assert drawn("sample([1], 0)") == []
    assert drawn("distinct(4, 4)") == [4]
    values = drawn("distinct(1, 6, shape=[6])")
    assert sorted(values) == [1, 2, 3, 4, 5, 6]


def test_shapes_and_names() -> None:
    value = drawn("integers(0, n - 1, shape=[n, 2, m * 2])", n=3, m=1)
    assert [len(value), len(value[0]), len(value[0][0])] == [3, 2, 2]
    assert len(drawn("integers(0, 9, shape=4)")) == 4
    assert len(drawn("integers(0, 9, shape=[1024, 64])")) == 1024
    assert len(drawn("integers(-3 + 1, 9, shape=(4,))")) == 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("5", "expected one of the draws integers, decimals, choice, distinct, permutation, sample"),
        ("eye(3)", "expected one of the draws"),
        ("integers(0", "cannot stand here"),
        ("integers()", "integers: "),
        ("integers(0, 1, 2, 3)", "integers: "),
        ("integers(3, 1)", "integers: high takes whole numbers from 3 to 1,000,000,000,000,000, not 1"),
        ("integers(0.5, 2)", "integers: low takes whole numbers from "),
        ("integers('a', 2)", "integers: low takes whole numbers from "),
        ("integers(0, [1])", "integers: high takes whole numbers from "),
        ("integers(0, True)", "a draw takes numbers, words, arrays and the names of givens"),
        ("integers(0, b)", "integers: high takes whole numbers from 0 "),
        ("integers(0, 9, shape=[0])", "integers: a shape takes whole numbers from 1 to 1,024, not 0"),
        ("integers(0, 9, shape=[2.5])", "integers: a shape takes whole numbers from 1 to 1,024, not 2.5"),
        ("integers(0, 9, shape=['a'])", "integers: a shape takes whole numbers from 1 to 1,024, not 'a'"),
        ("integers(0, 9, shape=[1025])", "integers: a shape takes whole numbers from 1 to 1,024, not 1025"),
        ("integers(0, 9, shape=[1024, 65])", "integers: an array may hold 65,536 numbers, not 66,560"),
        ("integers(0, 9, shape=[1, 1, 1, 1, 1])", "integers: an array may have 4 dimensions, not 5"),
        ("decimals(1, 0)", "decimals: low is 1 and may not lie above high, 0"),
        ("decimals(0, 1, places=13)", "decimals: places takes whole numbers from 0 to 12, not 13"),
        ("decimals(0, 1, places=-1)", "decimals: places takes whole numbers from 0 to 12, not -1"),
        ("decimals(0, 1, places=0.5)", "decimals: places takes whole numbers from 0 to 12, not 0.5"),
        ("decimals('a', 1)", "decimals: "),
        ("choice([])", "decimals|choice: a list with something in it is drawn from"),
        ("choice(5)", "choice: a list with something in it is drawn from, not 5"),
        ("choice('abc')", "choice: a list with something in it is drawn from, not 'abc'"),
        ("permutation(5)", "permutation: a list with something in it is drawn from"),
        ("sample([1, 2], 3)", "sample: count takes whole numbers from 0 to 2, not 3"),
        ("sample([1, 2], -1)", "sample: count takes whole numbers from 0 to 2, not -1"),
        ("sample([1, 2], 1.5)", "sample: count takes whole numbers from 0 to 2, not 1.5"),
        ("distinct(1, 3, shape=[2, 2])", "distinct: 3 numbers are too few for this shape"),
        ("distinct(1, 1e15)", "distinct: a range of distinct numbers takes whole numbers from 1 to 65,536"),
        ("distinct(3, 1)", "distinct: high takes whole numbers from 3 "),
        ("integers(0, 9, shape=[1] * 1000000000)", "only numbers can be added, subtracted and multiplied in a draw"),
        ("integers(0, 9, shape=[1] + [1])", "only numbers can be added"),
        ("choice('a' * 1000000000)", "only numbers can be added"),
        ("integers(-[1], 2)", "only numbers can be added"),
        ("integers(0, 1e15 * 1e15)", "a number may be at most 1e\\+15"),
        ("integers(0, 1e15 + 1e15)", "a number may be at most 1e\\+15"),
        ("integers(0, 2 ** 3)", "a draw takes numbers, words, arrays and the names of givens"),
        ("integers(0, nothing)", "a draw takes numbers, words, arrays and the names of givens"),
        ("integers(low=0, low=1)", "low is given twice"),
        ("integers(0, 9, size=3)", "integers: "),
    ],
)
def test_what_cannot_be_drawn(text: str, message: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(FormulaError, match=message):
            drawn(text, b=True)
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


@given(
    st.sampled_from(sorted(DRAWS)),
    st.lists(st.sampled_from(["0", "-1", "2", "0.5", "'a'", "[1, 2]", "[]", "n", "[[1]]", "1e15"]), max_size=4),
)
def test_any_arguments_draw_or_are_refused(name: str, arguments: list[str]) -> None:
    with suppress(FormulaError):
        assert drawn(f"{name}({', '.join(arguments)})", n=3) is not None


def test_streams_belong_to_their_parts() -> None:
    first = [Stream("a", 1).below(10**6) for _ in range(3)]
    assert len(set(first)) == 1
    assert Stream("a", 1).below(10**6) != Stream("a", 2).below(10**6)
    assert Stream("a", 1, "x").below(10**6) != Stream("a", 1, "y").below(10**6)
    assert sorted(Stream("a").shuffled(range(50))) == list(range(50))


def test_every_order_is_as_likely() -> None:
    counts: dict[tuple[int, ...], int] = {}
    for seed in range(6000):
        order = tuple(Stream("orders", seed).shuffled([1, 2, 3]))
        counts[order] = counts.get(order, 0) + 1
    # Six orders, 1,000 expected of each; five standard deviations are 144.
    assert len(counts) == 6
    assert all(856 < count < 1144 for count in counts.values())
