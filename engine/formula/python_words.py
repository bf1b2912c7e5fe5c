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
    r"""[ \t\r\n]*
      (?: (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
        | (?P<name>[A-Za-z_][A-Za-z0-9_]*|[σπ])
        | (?P<text>"[^"\n]*"|'[^'\n]*')
        | (?P<sign>\*\*|[-+*/@^()\[\],.=])
        | (?P<end>\Z)
        | (?P<other>.)
      )
    """,
    re.VERBOSE,
)
"""One word and the blanks before it; the end is a word of its own."""


class Token(NamedTuple):
    """One word of a formula."""

    kind: str
    """`number`, `name`, `text`, `sign` or `end`."""
    text: str
    start: int
    end: int


def tokens(text: str, offset: int = 0) -> list[Token]:
    """Cut a formula into words; the last is an empty `end`. `offset`: added to every place.

    Raises `FormulaError` for a character without meaning, and for too many words.
    """
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        kind = str(match.lastgroup)
        start, end = match.span(kind)
        if kind == "other":
            raise FormulaError(f"{match[kind]!r} has no meaning in a formula", (offset + start, offset + end))
        found.append(Token(kind, match[kind], offset + start, offset + end))
        if kind == "end":
            break
        if len(found) > limits.FORMULA_TOKENS:
            at = (offset + start, offset + len(text))
            raise FormulaError(f"a formula may have {limits.FORMULA_TOKENS} words and signs", at)
    return found


def refused(word: Token, expected: str) -> FormulaError:
    """What to say of a token that cannot stand where it does."""
    found = "the end" if word.kind == "end" else repr(word.text)
    return FormulaError(f"{found} cannot stand here" + (f": {expected}" if expected else ""), (word.start, word.end))
