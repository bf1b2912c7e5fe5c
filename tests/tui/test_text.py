"""Foreign text is shown, never obeyed."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bank.load import load
from tui.text import COMBINING_MARKS, content, visible


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("h[t-1]", "h[t-1]"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u2028b", "a⟨U+2028⟩b"),
        ("\ud800", "⟨U+D800⟩"),
        ("a\tb\nc", "a    b\nc"),
        ("a\x7f\x00", "a␡␀"),
        ("ŷ h̃ₜ ✓", "ŷ h̃ₜ ✓"),
        ("e" + "\u0301" * 9 + "f", "e" + "\u0301" * 4 + "⟨+5⟩f"),
    ],
)
def test_shows_each_kind_of_character(given_text: str, shown: str) -> None:
    assert visible(given_text) == shown


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_leaves_nothing_to_obey_and_is_stable(text: str) -> None:
    shown = visible(text)
    unsafe = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not [c for c in shown if c != "\n" and unicodedata.category(c) in unsafe]
    assert visible(shown) == shown


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=100))
def test_harmless_text_is_unchanged(text: str) -> None:
    assert visible(text) == text


@given(st.text("eo\u0300\u0301\u20d7", max_size=60))
def test_accents_stay_on_their_line(text: str) -> None:
    run = 0
    for character in visible(text):
        run = run + 1 if unicodedata.combining(character) else 0
        assert run <= COMBINING_MARKS


@pytest.mark.parametrize(
    "text", ["h[t-1]", "[/b]", "[@click=app.quit]x[/]", r"\[b]", "[ @click=app.quit]x", "[[1, 2], [3, 4]]"]
)
def test_content_is_the_text_and_carries_no_style(text: str) -> None:
    safe = content(text)
    assert safe.plain == text
    assert not safe.spans


def texts(data: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(key)
            yield from texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts(value)


def test_every_shipped_text_is_shown_as_it_is_written() -> None:
    shipped = [text for question in load().questions.values() for text in texts(msgspec.to_builtins(question))]
    assert len(shipped) > 1000
    assert [text for text in shipped if visible(text) != text] == []
