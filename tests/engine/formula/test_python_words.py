"""Words of a formula: their kinds, their places, where reading stops."""

import pytest

from engine import limits
from engine.errors import FormulaError
from engine.formula.python_words import TYPED_SIGNS, tokens


def test_every_word_has_its_kind_and_place() -> None:
    text = " x1**2.5e-3 *'a b' + _y[.5]\n"
    found = tokens(text)
    assert [(word.kind, word.text) for word in found] == [
        ("name", "x1"),
        ("sign", "**"),
        ("number", "2.5e-3"),
        ("sign", "*"),
        ("text", "'a b'"),
        ("sign", "+"),
        ("name", "_y"),
        ("sign", "["),
        ("number", ".5"),
        ("sign", "]"),
        ("end", ""),
    ]
    assert all(text[word.start : word.end] == word.text for word in found)
    assert (found[-1].start, found[-1].end) == (len(text), len(text))


@pytest.mark.parametrize("text", ["", " ", "\n\t\r "])
def test_blanks_alone_are_the_end(text: str) -> None:
    assert tokens(text) == [("end", "", len(text), len(text))]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2x", ["number", "name"]),
        ("2e5", ["number"]),
        ("2e", ["number", "name"]),
        ("1.5.5", ["number", "number"]),
        ("5.", ["number"]),
        ("x.y", ["name", "sign", "name"]),
        ("σπ", ["name", "name"]),
        ("* *", ["sign", "sign"]),
        ("***", ["sign", "sign"]),
        ('""', ["text"]),
        ("a=b,c@d^e", ["name", "sign", "name", "sign", "name", "sign", "name", "sign", "name"]),
    ],
)
def test_where_a_word_ends(text: str, kinds: list[str]) -> None:
    assert [word.kind for word in tokens(text)] == [*kinds, "end"]


@pytest.mark.parametrize(
    ("text", "sign", "place"),
    [("1 ? 2", "?", 2), ("'a", "'", 0), ("'a\nb'", "'", 0), ("x\f", "\f", 1), ("é", "é", 0), ("1\u2028", "\u2028", 1)],
)
def test_a_character_without_meaning_is_pointed_at(text: str, sign: str, place: int) -> None:
    with pytest.raises(FormulaError) as caught:
        tokens(text, offset=7)
    assert (caught.value.message, caught.value.at) == (
        f"{sign!r} has no meaning in a formula",
        (place + 7, place + 8),
    )


def test_places_are_counted_from_the_offset() -> None:
    assert [(word.start, word.end) for word in tokens("a + b", offset=10)] == [
        (10, 11),
        (12, 13),
        (14, 15),
        (15, 15),
    ]


def test_so_many_words_and_no_more() -> None:
    most = limits.FORMULA_TOKENS
    assert len(tokens("x " * most)) == most + 1
    with pytest.raises(FormulaError, match=f"^a formula may have {most} words and signs$") as caught:
        tokens("x " * (most + 1))
    assert caught.value.at == (2 * most, 2 * most + 2)


@pytest.mark.parametrize(("typed", "plain"), list(zip("−–×·∙⋅÷⁄∕’‘\u00a0", "--****///'' ", strict=True)))
def test_signs_that_people_paste(typed: str, plain: str) -> None:
    assert typed.translate(TYPED_SIGNS) == plain
