"""What a word without quotes means in a bank: the scalars of YAML 1.2, and none of the surprises of YAML 1.1.

`yes`, `no`, `on`, `off`, `012`, `1:30`, `0x1f`, `.inf` and dates stay text; `1e-3` is a number. Both are the rules of YAML 1.2's core schema
(section 10.3.2), less its octal, hexadecimal and infinite numbers.
"""

import re
from typing import TypeAlias

from engine import limits

Scalar: TypeAlias = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_NUMBER_STARTS = frozenset("+-.0123456789")
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WHOLE_DIGITS = 15
"""What every reader of JSON and every double keeps exactly."""


def scalar(word: str) -> Scalar:
    """The value of a word without quotes.

    Raises `OverflowError` for a number that is too long or too large to be kept exactly.
    """
    if word[:1] in _NUMBER_STARTS and word:
        return _number(word)
    return _WORDS.get(word, word)


def _number(word: str) -> str | int | float:
    if _WHOLE.fullmatch(word):
        if len(word.lstrip("+-")) > _WHOLE_DIGITS:
            raise OverflowError
        return int(word)
    if not _DECIMAL.fullmatch(word):
        return word
    if len(word) > limits.NUMBER_CHARACTERS or abs(value := float(word)) > limits.NUMBER_MAGNITUDE:
        raise OverflowError
    return value
