"""Options as learners name them: by number, by letter, by their text."""

import re
from collections.abc import Sequence
from string import ascii_lowercase

from engine.errors import UnreadableAnswerError

LABEL = re.compile(r"\(?(?:option\s+)?([0-9]{1,3}|[a-zA-Z])\)?[.:)]?", re.IGNORECASE)


def option_number(raw: str, options: Sequence[str]) -> int:
    """The place, counted from 0, of the option that a text names.

    Raises `UnreadableAnswerError` when it names none.
    """
    text = folded(raw)
    for place, option in enumerate(options):
        if text == folded(option):
            return place
    label = LABEL.fullmatch(raw.strip())
    if label:
        place = int(label[1]) - 1 if label[1].isdigit() else ascii_lowercase.index(label[1].lower())
        if 0 <= place < len(options):
            return place
    last = ascii_lowercase[len(options) - 1].upper()
    raise UnreadableAnswerError(f"Type the number of an option, 1 to {len(options)} (or A to {last}).")


def option_numbers(raw: str, options: Sequence[str]) -> frozenset[int]:
    """The places, counted from 0, of the options that a text names; `none` names no option.

    Numbers and letters may stand together (`1 3`, `A, C`, `ac`); whole texts stand one to a line.
    Raises `UnreadableAnswerError`.
    """
    text = raw.strip()
    if text.casefold() in ("none", "no", "-"):
        return frozenset()
    lines = [line for line in text.splitlines() if line.strip()]
    known = {folded(option) for option in options}
    if any(folded(line) in known for line in lines):
        return frozenset(option_number(line, options) for line in lines)
    words = [word for word in re.split(r"[\s,;+&]+|\band\b", text) if word]
    letters = words[0] if len(words) == 1 else ""
    if letters.isalpha() and 1 < len(letters) <= len(options) and letters.isascii():
        words = list(letters)
    return frozenset(option_number(word, options) for word in words)


def folded(text: str) -> str:
    """A text without what does not matter when it is typed again: case, spacing, dollar signs, a full stop at the end."""
    return " ".join(text.replace("$", "").split()).casefold().rstrip(".")
