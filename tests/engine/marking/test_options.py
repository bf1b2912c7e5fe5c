"""Options named by number, letter or text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UnreadableAnswerError
from engine.marking.options import folded, option_number, option_numbers

COLOURS = ["Red", "Dark  green.", "$x_t$ is blue", "None"]
COUNTS = ["4", "2", "3", "no"]


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("1", 0),
        (" 4 ", 3),
        ("02", 1),
        ("2.", 1),
        ("(3)", 2),
        ("3)", 2),
        ("b", 1),
        ("B)", 1),
        ("(c).", 2),
        ("option 2", 1),
        ("Option C", 2),
        ("red", 0),
        ("RED.", 0),
        ("dark green", 1),
        ("x_t is  blue", 2),
        ("none", 3),
    ],
)
def test_one_option(raw: str, place: int) -> None:
    assert option_number(raw, COLOURS) == place


@pytest.mark.parametrize(
    "raw", ["0", "5", "e", "99", "-1", "1 2", "reddish", "option", "", "?", "İ", "ı", "K", "١", "1" * 5000]
)
def test_what_names_no_option(raw: str) -> None:
    with pytest.raises(UnreadableAnswerError, match=r"^Type the number of an option, 1 to 4 \(or A to D\)\.$"):
        option_number(raw, COLOURS)


@pytest.mark.parametrize(("raw", "place"), [("1", 0), ("2", 1), ("3", 2), ("4", 3), ("no", 3)])
def test_a_number_that_counts_an_option_is_its_number(raw: str, place: int) -> None:
    assert option_number(raw, COUNTS) == place


def test_of_two_that_read_alike_the_first_is_meant() -> None:
    assert option_number("same", ["other", "Same.", "same"]) == 1


def test_a_number_beyond_the_options_may_be_a_text() -> None:
    assert option_number("128", ["64", "128"]) == 1


def test_more_options_than_letters() -> None:
    options = [f"number {place}" for place in range(30)]
    assert option_number("30", options) == 29
    assert option_number("z", options) == 25
    with pytest.raises(UnreadableAnswerError, match=r"1 to 30 \(or A to Z\)"):
        option_number("31", options)


@pytest.mark.parametrize(
    ("raw", "places"),
    [
        ("1 3", {0, 2}),
        ("1,3", {0, 2}),
        ("1; 3", {0, 2}),
        ("1 and 3", {0, 2}),
        ("1 AND 3", {0, 2}),
        ("Options 1 And 2", {0, 1}),
        ("1 & 3 + 4", {0, 2, 3}),
        ("A, c", {0, 2}),
        ("ac", {0, 2}),
        ("options 1 and 2", {0, 1}),
        ("1\n3\n", {0, 2}),
        ("Red\nDark green", {0, 1}),
        ("red\n4", {0, 3}),
        ("3 3 3", {2}),
        ("-", set()),
        ("no", set()),
        ("none", {3}),
        ("d", {3}),
    ],
)
def test_several_options(raw: str, places: set[int]) -> None:
    assert option_numbers(raw, COLOURS) == places


@pytest.mark.parametrize("raw", ["1 5", "bad egg", "aa", "abcde", ",,,", "and", "red and green", "1 x", "", "hello"])
def test_several_options_of_which_one_is_none(raw: str) -> None:
    with pytest.raises(UnreadableAnswerError):
        option_numbers(raw, COLOURS)


def test_none_names_no_option_unless_one_reads_so() -> None:
    assert option_numbers("None.", ["a", "b"]) == frozenset()
    assert option_numbers("no", COUNTS) == {3}


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=5))
def test_any_text_names_options_or_is_refused(raw: str, options: list[str]) -> None:
    for read in (lambda: {option_number(raw, options)}, lambda: option_numbers(raw, options)):
        try:
            places = read()
        except UnreadableAnswerError:
            continue
        assert all(0 <= place < len(options) for place in places)


def test_folding() -> None:
    assert folded("  The  $W_{hh}$\n matrix. ") == "the w_{hh} matrix"
