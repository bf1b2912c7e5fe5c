"""Words without quotes, against the tables of YAML 1.2's core schema."""

import pytest

from engine.bank.scalars import scalar


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("FALSE", False),
        ("0", 0),
        ("-0", 0),
        ("+12", 12),
        ("999999999999999", 999_999_999_999_999),
        ("-999999999999999", -999_999_999_999_999),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e-3", 0.001),
        ("1E+3", 1000.0),
        ("-0.0", -0.0),
        ("1e15", 1e15),
    ],
)
def test_core_schema(word: str, value: object) -> None:
    read = scalar(word)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "word",
    [
        *(
            "yes",
            "no",
            "on",
            "off",
            "y",
            "n",
            "Yes",
            "NO",
            "tRUE",
            "nUll",
            "none",
            "NaN",
            ".inf",
            "-.inf",
            ".nan",
            "inf",
        ),
        *("012", "-01", "0x1f", "0o17", "1_000", "1:30", "1:30:00", "2024-01-01", "12e03x", "1e", "1.2.3", "١٢"),
        *("+", "-", ".", "=", "<<"),
    ],
)
def test_what_other_yaml_takes_for_something_else_stays_text(word: str) -> None:
    assert scalar(word) == word


@pytest.mark.parametrize(
    "word", ["1000000000000000", "-1000000000000000", "1e16", "-1.1e15", "1e999", "1" * 5000, "0." + "0" * 31]
)
def test_numbers_that_cannot_be_kept_exactly_are_refused(word: str) -> None:
    with pytest.raises(OverflowError):
        scalar(word)


def test_a_decimal_has_at_most_32_characters() -> None:
    assert scalar("0." + "1" * 30) == pytest.approx(1 / 9)
    with pytest.raises(OverflowError):
        scalar("0." + "1" * 31)
