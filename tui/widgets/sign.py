"""The sign of an outcome: symbol, word and colour; colour never stands alone."""

from typing import Final, NamedTuple


class Sign(NamedTuple):
    """How an outcome is shown."""

    symbol: str
    word: str
    style: str


SIGNS: Final = {
    "correct": Sign("✓", "Correct", "$text-success"),
    "wrong": Sign("✗", "Wrong", "$text-error"),
    "partial": Sign("◐", "Partial", "$text-warning"),
    "invalid": Sign("?", "Not read", "$text-warning"),
}
