"""The one place where foreign text (banks, imports, what a learner typed or pasted) becomes safe to show.

Every character that a terminal would obey instead of drawing is turned into a mark that can be seen; nothing is read
as markup.
"""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.content import Content

COMBINING_MARKS: Final = 4
"""How many accents one letter may carry; more would climb over the neighbouring lines."""

FIRST_COMBINING: Final = "\u0300"
"""No character before it is a combining mark."""
TAB: Final = "    "
UNSAFE_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
CONTROL_PICTURES: Final = 0x2400


class _Marks(dict[int, str]):
    """Characters to what is shown for them, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = _mark(code)
        return self[code]


def _mark(code: int) -> str:
    character = chr(code)
    if character == "\n" or unicodedata.category(character) not in UNSAFE_CATEGORIES:
        return character
    if character == "\t":
        return TAB
    if code < 0x20:
        return chr(CONTROL_PICTURES + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


@cache
def _marks() -> _Marks:
    return _Marks()


@cache
def _towers() -> re.Pattern[str]:
    """Runs of combining marks too long for one letter, the allowed ones apart."""
    blocks = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    marks = f"[{blocks}\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f]"
    return re.compile(f"({marks}{{{COMBINING_MARKS}}})({marks}+)")


def visible(text: str) -> str:
    """Text with every control, format, private, unassigned or line-separating character made visible.

    New lines stay, a tab becomes four spaces, and accents beyond the fourth on one letter are counted instead of drawn.
    Text that is already safe comes back unchanged, so that applying it twice does no harm.
    """
    if text.isascii() and text.isprintable():
        return text
    marked = text.translate(_marks())
    if max(marked) < FIRST_COMBINING:
        return marked
    return _towers().sub(lambda tower: f"{tower[1]}⟨+{len(tower[2])}⟩", marked)


def content(text: str) -> "Content":
    """Safe text for a widget, character for character: never markup, never an action."""
    from textual.content import Content

    return Content(visible(text))
