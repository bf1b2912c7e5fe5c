"""Names taken apart."""

import pytest

from engine.formula.symbols import identifier_symbol, plain_symbol, read_script, split_product


@pytest.mark.parametrize(
    ("text", "time", "labels"),
    [
        ("t", "t", ()),
        ("t-1", "t-1", ()),
        ("(t-1)", "t-1", ()),
        ("⟨t⟩", "t", ()),
        ("t+1", "t+1", ()),
        ("t - 1", "t-1", ()),
        (" f , t ", "t", ("f",)),
        ("t-2", "t-2", ()),
        ("(t+3)", "t+3", ()),
        ("k-2", "", ("k-2",)),
        ("t-0", "", ("t-0",)),
        ("prev", "t-1", ()),
        ("k-1", "t-1", ()),
        ("f,t", "t", ("f",)),
        ("t,j", "t", ("j",)),
        ("hh", "", ("hh",)),
        ("tk", "", ("tk",)),
        ("T", "", ("T",)),
        ("", "", ()),
    ],
)
def test_scripts(text: str, time: str, labels: tuple[str, ...]) -> None:
    assert read_script(text) == (time, labels)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("h", "h"),
        ("ht", "h_t"),
        ("Wf", "W_f"),
        ("Wxi", "W_{xi}"),
        ("W1", "W_1"),
        ("hprev", "h_{t-1}"),
        ("prev_h", "h_{t-1}"),
        ("h_prev", "h_{t-1}"),
        ("h_tm1", "h_{t-1}"),
        ("h_t_minus_1", "h_{t-1}"),
        ("prev_hidden", "h_{t-1}"),
        ("next_c", "c_t"),
        ("c_tilde", "c~"),
        ("c_tilde_t", "c~_t"),
        ("htilde", "h~"),
        ("chat", "c^"),
        ("W_fx", "W_{fx}"),
        ("weight_ih_l0", "weight_{ih,l0}"),
        ("forget_gate", "f_t"),
        ("bias", "bias"),
        ("y_hat", "y^"),
        ("hs", "h"),
        ("h_s", "h_s"),
    ],
)
def test_names(word: str, key: str) -> None:
    symbol = identifier_symbol(word, (0, 0))
    assert symbol is not None
    assert symbol.key == key


@pytest.mark.parametrize("word", ["hello", "import", "lstm", "idea", "gate"])
def test_words_that_no_equation_uses(word: str) -> None:
    assert plain_symbol(word, (0, 0)) is None


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("Wx", ("W", "x")),
        ("Uh", ("U", "h")),
        ("Wiixt", ("Wii", "xt")),
        ("Whht", ("Wh", "ht")),
        ("Wf", None),
        ("Wbh", None),
        ("b", None),
    ],
)
def test_a_lone_word_may_be_a_product(word: str, halves: tuple[str, str] | None) -> None:
    assert split_product(word) == halves
