"""Options as learners name them: by number, by letter, by their text."""

import re
from collections.abc import Sequence
from functools import cached_property
from string import ascii_lowercase

from engine.errors import UnreadableAnswerError

LABEL = re.compile(r"\(?(?:option[ \t]+)?([0-9]{1,3}|[a-zA-Z])\)?[.:)]?", re.IGNORECASE | re.ASCII)
NONE = ("none", "no", "-")


def option_number(raw: str, options: Sequence[str]) -> int:
    """The place, counted from 0, of the option that a text names.

    A number that counts an option is its number, even where another option reads the same; then texts; then letters.
    Raises `UnreadableAnswerError` when it names none.
    """
    return _Names(options).place(raw)


def option_numbers(raw: str, options: Sequence[str]) -> frozenset[int]:
    """The places, counted from 0, of the options that a text names; `none` names no option.

    Numbers and letters may stand together (`1 3`, `A, C`, `ac`); whole texts stand one to a line.
    Raises `UnreadableAnswerError`.
    """
    named = _Names(options)
    text = folded(raw)
    if text in named.texts:
        return frozenset({named.place(raw)})
    if text in NONE:
        return frozenset()
    lines = [line for line in raw.splitlines() if line.strip()]
    if any(folded(line) in named.texts for line in lines):
        return frozenset(map(named.place, lines))
    words = [word for word in re.split(r"[\s,;+&]+|\band\b|\boptions?\b", raw, flags=re.IGNORECASE) if word]
    letters = words[0] if len(words) == 1 else ""
    if letters.isalpha() and letters.isascii() and len(letters) == len(set(letters.casefold())) <= len(options):
        words = list(letters)
    if not words:
        raise named.unreadable()
    return frozenset(map(named.place, words))


class _Names:
    """What each option of a question may be called."""

    def __init__(self, options: Sequence[str]):
        self.options = options
        self.count = len(options)

    @cached_property
    def texts(self) -> dict[str, int]:
        """The place of each text; of two that read alike, the first."""
        return {folded(self.options[place]): place for place in reversed(range(self.count))}

    def place(self, raw: str) -> int:
        """The place of one option."""
        label = LABEL.fullmatch(raw.strip())
        if label and label[1].isdigit() and 1 <= int(label[1]) <= self.count:
            return int(label[1]) - 1
        text = folded(raw)
        if text in self.texts:
            return self.texts[text]
        letter = ascii_lowercase.find(label[1].lower()) if label else -1
        if 0 <= letter < self.count:
            return letter
        raise self.unreadable()

    def unreadable(self) -> UnreadableAnswerError:
        """What to type instead."""
        last = ascii_lowercase[min(self.count, len(ascii_lowercase)) - 1].upper()
        return UnreadableAnswerError(f"Type the number of an option, 1 to {self.count} (or A to {last}).")


def folded(text: str) -> str:
    """A text without what does not matter when it is typed again: case, spacing, dollar signs, a full stop at the end."""
    return " ".join(text.replace("$", "").split()).casefold().rstrip(".")
