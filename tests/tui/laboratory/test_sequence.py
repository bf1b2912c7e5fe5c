"""Sequences as learners type them, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import limits
from engine.errors import UnrolledError
from tui.laboratory.sequence import read_matrix, read_sequence, written


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("0.5 1 -1", ((0.5,), (1.0,), (-1.0,))),
        ("1 0; 0 1", ((1.0, 0.0), (0.0, 1.0))),
        ("[[1, 2], [3, 4]]", ((1.0, 2.0), (3.0, 4.0))),
        ("1/2", ((0.5,),)),
        ("aba", ((1.0, 0.0), (0.0, 1.0), (1.0, 0.0))),
        ("zzz", ((1.0,), (1.0,), (1.0,))),
    ],
)
def test_numbers_and_texts(text: str, x: tuple) -> None:
    assert read_sequence(text).x == x


def test_a_text_keeps_its_letters_in_the_order_they_came() -> None:
    assert read_sequence("hello").letters == ("h", "e", "l", "o")
    assert read_sequence("'12'").letters == ("1", "2")
    assert "".join(read_sequence("'it's'").letters) == "it's"
    assert read_sequence("'random 5'").letters[:4] == ("r", "a", "n", "d")
    assert read_sequence("0.5 1").letters == ()


def test_random_sequences_are_the_same_for_the_same_seed() -> None:
    one, other, same = (read_sequence(f"random 5 2 {seed}").x for seed in (1, 2, 1))
    assert (len(one), len(one[0])) == (5, 2)
    assert one == same != other
    assert all(-1 <= number <= 1 for row in one for number in row)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Type a sequence"),
        ("   ", "Type a sequence"),
        ("1 2; 3", "no numbers"),
        ("[[[1]]]", "3 axes"),
        (f"random {limits.SCENE_STEPS + 1}", f"from 1 to {limits.SCENE_STEPS} steps"),
        ("random 999999 9", f"from 1 to {limits.SCENE_STEPS} steps; this one has 999999"),
        ("random 3 777", "this one has 777"),
        (f"random 3 {limits.SCENE_INPUTS + 1}", f"from 1 to {limits.SCENE_INPUTS} numbers"),
        ("random 0", "from 1"),
        ("".join(map(chr, range(0x4E00, 0x4E00 + limits.SCENE_INPUTS + 1))), "different characters"),
        ("ab" * limits.SCENE_STEPS, "steps"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, told: str) -> None:
    with pytest.raises(UnrolledError, match=told):
        read_sequence(text)


@pytest.mark.parametrize("text", [f"random {limits.SCENE_STEPS} {limits.SCENE_INPUTS}", "a" * limits.SCENE_STEPS])
def test_the_largest_sequences_are_read(text: str) -> None:
    assert len(read_sequence(text).x) == limits.SCENE_STEPS


def test_matrices_there_and_back() -> None:
    assert read_matrix("1 2; 3 4") == ((1, 2), (3, 4))
    assert read_matrix("1 2 3") == ((1, 2, 3),)
    assert written(((1, -0.25), (3, 1e6))) == "1 -0.25; 3 1e+06"
    assert read_matrix(written(((1, -0.25), (3, 1e6)))) == ((1, -0.25), (3, 1e6))
    for text in ("hello", "[[[1]]]", ""):
        with pytest.raises(UnrolledError, match="rows of numbers"):
            read_matrix(text)


@given(st.text(max_size=60))
def test_any_text_is_a_sequence_or_an_error_of_ours(text: str) -> None:
    try:
        sequence = read_sequence(text)
    except UnrolledError:
        return
    assert len({len(row) for row in sequence.x}) == 1


@given(st.text(st.characters(categories=("Ll", "Lu")), min_size=1, max_size=20))
def test_every_row_of_a_text_has_one_1_where_its_letter_is(text: str) -> None:
    text = f"'{text}'"
    try:
        sequence = read_sequence(text)
    except UnrolledError:
        return
    assert "".join(sequence.letters[row.index(1.0)] for row in sequence.x) == text[1:-1]
    assert all(sorted(row) == [0.0] * (len(row) - 1) + [1.0] for row in sequence.x)
