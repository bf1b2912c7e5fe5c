"""A prompt, a solution, a model answer: bank text in paragraphs, or in full Markdown where it uses any."""

import re
from typing import Final

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.mathtext import MATHEMATICS, formula
from tui.text import visible

MARKDOWN: Final = re.compile(r"[*_`#>|~\\]|^\s*(?:[-+]|\d+[.)])\s|^\s*(?:=+|-+)\s*$|^ {4}| {2}$", re.MULTILINE)
"""What could be Markdown; text without any of it needs no reader, and none is loaded."""


class Paragraphs(Static):
    """Plain paragraphs with readable mathematics."""

    DEFAULT_CSS = """
    Paragraphs {
        height: auto;
        padding: 0 2;
        margin: 0 0 1 0;
    }
    """


def prompt(text: str) -> Widget:
    """A widget for bank text; nothing in the text can style itself, link or act."""
    if "$$" in text or "`" in text or MARKDOWN.search(MATHEMATICS.sub("", text)):
        # The Markdown reader takes as long to load as half of the rest of the app.
        from tui.widgets.markdown import BankMarkdown

        return BankMarkdown(text)
    return Paragraphs(paragraphs(text))


def paragraphs(text: str) -> Content:
    """Lines joined within paragraphs, mathematics read and set apart by colour."""
    return Content("\n\n").join(_paragraph(part) for part in re.split(r"\n\s*\n", text.strip()))


def _paragraph(text: str) -> Content:
    parts: list[Content | str | tuple[str, str]] = []
    end = 0
    joined = " ".join(text.split())
    for found in MATHEMATICS.finditer(joined):
        parts.append(visible(joined[end : found.start()]))
        parts.append((visible(formula(found["inline"]).replace("\n", "; ")), "bold $text-secondary"))
        end = found.end()
    return Content.assemble(*parts, visible(joined[end:]))
