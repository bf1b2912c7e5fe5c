"""Lines wrapped at words."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.wrapping import echo, wrapped


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("An LSTM layer with the same input", ["An LSTM layer with", "the same input"]),
        ("  3) an option that goes on", ["  3) an option that", "     goes on"]),
        ("✗ Wrong: one less than t is meant", ["✗ Wrong: one less", "  than t is meant"]),
        ("name   what it is called by", ["name   what it is", "       called by"]),
        ("a long first column   then another", ["a long first column", "    then another"]),
        ("A first sentence.  And one more", ["A first sentence.", "And one more"]),
        ("  A = ⎡1.25  2.5  3.75⎤", ["  A = ⎡1.25  2.5  3.75⎤"]),
        ("| topic | score | answered |", ["| topic | score | answered |"]),
        ("a word-that-is-longer-than-the-line b", ["a", "word-that-is-longer-than-the-line", "b"]),
        ("call it as `f(a, b, c)` only", ["call it as", "`f(a, b, c)` only"]),
        ("```\nx = 1 + 2 + 3 + 4 + 5 + 6\n```", ["```", "x = 1 + 2 + 3 + 4 + 5 + 6", "```"]),
        ("one\n\ntwo", ["one", "", "two"]),
    ],
)
def test_lines_break_between_words_and_hang(text: str, lines: list[str]) -> None:
    assert wrapped(text, 20).split("\n") == lines


@given(st.text("ab `.) 1\n", max_size=120), st.integers(10, 40))
def test_no_word_is_lost_or_changed(text: str, width: int) -> None:
    assert wrapped(text, width).split() == text.split()


def test_a_pipe_gets_whole_lines(capsys: pytest.CaptureFixture[str]) -> None:
    echo("word " * 60)
    assert capsys.readouterr().out == "word " * 60 + "\n"


def test_a_terminal_gets_lines_of_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("COLUMNS", "30")
    echo("word " * 10)
    assert [len(line) for line in terminal.getvalue().splitlines()] == [29, 19]
