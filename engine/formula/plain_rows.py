"""The common case of a typed array, plain numbers in brackets or in rows, read at once and without a tree."""

import re
from typing import Any

import msgspec

from engine import limits

PLAIN_ROWS = re.compile(r"[\[\],;\s]*+(?:[-+.0-9eE]{1,32}+(?![-+.0-9eE])[\[\],;\s]*+)*+")
ROW_END = re.compile(r"[;\n]")
PRINTED = re.compile(r"\s*\[\s*(?:\[[^\[\],;]*\]\s*)+\]\s*")
PRINTED_ROW = re.compile(r"\[([^\[\]]+)\]")
NESTED = msgspec.json.Decoder(list[Any])
BLANK_LINE = re.compile(r"\n\s*\n")


def plain_rows(text: str) -> list[Any] | None:
    """Plain numbers in nested lists or in rows, read at once; nothing for whatever is not so plain, which `parse_array` reads or explains."""
    if not PLAIN_ROWS.fullmatch(text) or len(text) > limits.ANSWER_CHARACTERS:
        return None
    try:
        rows = _bracketed_rows(text) if "[" in text else _bare_rows(text)
    except (ValueError, RecursionError):
        return None
    return rows if _is_regular(rows) else None


def _bare_rows(text: str) -> list[Any]:
    """Rows of numbers without brackets; a single row is a vector. Raises `ValueError` for what is not so plain."""
    if BLANK_LINE.search(text.strip()):
        raise ValueError("blank lines may part matrices")
    lines = [line for line in ROW_END.split(text) if line.strip()]
    rows = [[float(word) for word in (line.split(",") if "," in line else line.split())] for line in lines]
    return rows[0] if len(rows) == 1 and len(rows[0]) > 1 else rows if len(rows) > 1 else []


def _bracketed_rows(text: str) -> list[Any]:
    """Nested lists, or what NumPy prints. Raises `ValueError` for what is not so plain."""
    printed = [] if "," in text else _printed_rows(text)
    return printed or NESTED.decode(text)


def _printed_rows(text: str) -> list[Any]:
    """A matrix as NumPy prints it, without commas; empty for anything else. Raises `ValueError` for what is not so plain."""
    if not PRINTED.fullmatch(text):
        return []
    return [[float(word) for word in row.split()] for row in PRINTED_ROW.findall(text)]


def _is_regular(rows: list[Any]) -> bool:
    """Whether nested lists of one depth and length hold numbers that need no refusing."""
    level, depth = rows, 1
    while level and isinstance(level[0], list):
        width = len(level[0])
        even = {*map(type, level)} == {list} and {*map(len, level)} == {width}
        if not even or width > limits.ARRAY_DIMENSION or depth >= limits.ARRAY_DIMENSIONS:
            return False
        level, depth = [item for row in level for item in row], depth + 1
    if not level or len(rows) > limits.ARRAY_DIMENSION or list in {*map(type, level)}:
        return False
    bound = limits.NUMBER_MAGNITUDE
    return bool(-bound <= min(level) and max(level) <= bound)
