"""A prompt, a solution, a model answer: bank text in paragraphs, or in full Markdown where it has blocks."""

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.lines import BOLD
from tui.mathtext import MATHEMATICS, formula
from tui.text import visible

Piece: TypeAlias = str | tuple[str, str]
"""Text, or text with its style."""

SET_APART: Final = "bold $text-secondary"
"""Mathematics and code."""
MARKDOWN: Final = re.compile(
    r"[*`|\\]|~~|(?<!\w)_(?=\S)|^\s*(?:[#>]|[-+]\s|\d+[.)]\s)|^\s*(?:=+|-+)\s*$|^ {4}| {2}$", re.MULTILINE
)
"""What could be Markdown beyond code spans and bold words; text without any of it needs no reader, and none is loaded."""


class Paragraphs(Static):
    """Plain paragraphs with readable mathematics, code spans and bold words."""

    DEFAULT_CSS = """
    Paragraphs {
        height: auto;
        padding: 0 2;
        margin: 0 0 1 0;
    }
    """


def prompt(text: str) -> Widget:
    """A widget for bank text; nothing in the text can style itself, link or act."""
    if "$$" in text or "``" in text or MARKDOWN.search(BOLD.sub("", MATHEMATICS.sub("$", text))):
        # The Markdown reader takes as long to load as half of the rest of the app.
        from tui.widgets.markdown import BankMarkdown

        return BankMarkdown(text)
    return Paragraphs(paragraphs(text))


def paragraphs(text: str) -> Content:
    """Lines joined within paragraphs, mathematics read and set apart by colour."""
    return Content("\n\n").join(_paragraph(part) for part in re.split(r"\n\s*\n", text.strip()))


def _paragraph(text: str) -> Content:
    return Content.assemble(*_pieces(" ".join(text.split())))


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for found in MATHEMATICS.finditer(text):
        yield from _words(text[end : found.start()])
        shown = found["code"].strip("`") if found["code"] else formula(found["inline"]).replace("\n", "; ")
        yield visible(shown), SET_APART
        end = found.end()
    yield from _words(text[end:])


def _words(text: str) -> Iterator[Piece]:
    for place, words in enumerate(BOLD.split(text)):
        if words:
            yield (visible(words), "bold") if place % 2 else visible(words)
