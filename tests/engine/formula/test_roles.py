"""The parts of letters in each cell, and which cell a question is about."""

import pytest

from engine.formula.roles import Family, family_of, published_pair, role
from tests.engine.formula.equation_reading import symbol

PARTS: dict[Family, dict[str, str]] = {
    "lstm": {"x": "xuve", "h": "hasym", "c": "c", "f": "fφ", "i": "iι", "o": "oqω", "g": "gzjn"},
    "gru": {"x": "xve", "h": "hascy", "z": "zu", "r": "r", "n": "ngk"},
    "rnn": {"x": "xuve", "h": "has", "y": "yop", "c": "c"},
    "plain": {},
}
LETTERS = "abcdefghijklmnopqrstuvwxyzφιω"


@pytest.mark.parametrize("family", PARTS)
def test_letters(family: Family) -> None:
    known = {letter: part for part, letters in PARTS[family].items() for letter in letters}
    for letter in LETTERS:
        assert role(symbol(f"{letter}_t"), family) == known.get(letter), letter
        if letter.isascii():
            assert role(symbol(f"{letter.upper()}_t"), family) == known.get(letter), letter


@pytest.mark.parametrize(
    ("name", "family", "part"),
    [
        ("c~_t", "lstm", "g"),
        ("\\hat{h}_t", "gru", "n"),
        ("\\bar{z}_t", "gru", "n"),
        ("\\tilde{c}_t", "rnn", "c"),
        ("\\tilde{x}_t", "lstm", "x"),
        ("Γ_f", "lstm", "f"),
        ("Γ_i", "lstm", "i"),
        ("Γ_u", "lstm", "i"),
        ("Γ_o", "lstm", "o"),
        ("Γ_c", "lstm", "g"),
        ("Γ_u", "gru", "z"),
        ("Γ_z", "gru", "z"),
        ("Γ_r", "gru", "r"),
        ("Γ", "gru", "z"),
        ("Γ_f", "gru", None),
        ("Γ_u", "rnn", None),
    ],
)
def test_accents_and_labels(name: str, family: Family, part: str | None) -> None:
    assert role(symbol(name), family) == part


@pytest.mark.parametrize(
    ("target", "givens", "family"),
    [
        ("f_t", "x_t h_{t-1}", "lstm"),
        ("i_t", "x_t h_{t-1}", "lstm"),
        ("g_t", "x_t h_{t-1}", "lstm"),
        ("c_t", "f_t c_{t-1}", "lstm"),
        ("o_t", "x_t h_{t-1}", "lstm"),
        ("h_t", "o_t c_t", "lstm"),
        ("h_t", "f_t h_{t-1}", "lstm"),
        ("o_t", "h_t", "rnn"),
        ("z_t", "x_t h_{t-1}", "gru"),
        ("r_t", "x_t h_{t-1}", "gru"),
        ("n_t", "x_t h_{t-1}", "gru"),
        ("\\tilde{h}_t", "x_t h_{t-1}", "gru"),
        ("h_t", "z_t h_{t-1}", "gru"),
        ("h_t", "n_t h_{t-1}", "gru"),
        ("h_t", "x_t h_{t-1}", "rnn"),
        ("y_t", "h_t", "rnn"),
        ("a_t", "x_t a_{t-1}", "rnn"),
        ("q_t", "s_t k_t", "plain"),
        ("y_t", "y_{t-1}", "plain"),
        ("y", "x", "plain"),
        ("h_t", "x h", "plain"),
        ("h", "x_t h_{t-1}", "plain"),
    ],
)
def test_families(target: str, givens: str, family: Family) -> None:
    assert family_of(symbol(target), [symbol(name) for name in givens.split()]) == family


@pytest.mark.parametrize(
    ("letters", "pair"),
    [
        ("ty", "ty"),
        ("yt", "ty"),
        ("dy", "dy"),
        ("yd", "dy"),
        ("pq", "pq"),
        ("qp", "qp"),
        ("ttyy", "ty"),
        ("yp", ""),
        ("t", ""),
        ("tyz", ""),
    ],
)
def test_published_pairs(letters: str, pair: str) -> None:
    assert "".join(published_pair(list(letters))) == pair
