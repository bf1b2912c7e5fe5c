"""The words of the Python-like syntax: a text cut into numbers, names, quoted words and signs, each with its place."""

import re
from typing import NamedTuple

from engine import limits
from engine.errors import FormulaError

TYPED_SIGNS = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "×": "*",
        "·": "*",
        "∙": "*",
        "⋅": "*",
        "÷": "/",
        "⁄": "/",
        "∕": "/",
        "’": "'",
        "‘": "'",
        "\u00a0": " ",
    }
)
"""Signs that people paste, one character for one, so that places in the text stay where they were."""

TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*|[σπ])
      | (?P<text>"[^"\n]*"|'[^'\n]*')
      | (?P<sign>\*\*|[-+*/@^()\[\],.=])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One word of a formula."""

    kind: str
    """`number`, `name`, `text`, `sign` or `end`."""
    text: str
    start: int
    end: int


def tokens(text: str, offset: int = 0) -> list[Token]:
    """Cut a formula into words; the last is an empty `end`. `offset`: added to every place."""
    found: list[Token] = []
    place = 0
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            raise FormulaError(f"{text[place]!r} has no meaning in a formula", (offset + place, offset + place + 1))
        kind = str(match.lastgroup)
        if kind != "space":
            found.append(Token(kind, match.group(), offset + place, offset + match.end()))
        if len(found) > limits.FORMULA_TOKENS:
            at = (offset + place, offset + len(text))
            raise FormulaError(f"a formula may have {limits.FORMULA_TOKENS} words and signs", at)
        place = match.end()
    found.append(Token("end", "", offset + len(text), offset + len(text)))
    return found
