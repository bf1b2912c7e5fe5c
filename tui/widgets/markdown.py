"""Markdown from a bank: its mathematics is readable, and it can neither link nor act."""

from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from textual.widgets import Markdown

from tui.mathtext import formula
from tui.text import visible

DISABLED: Final = ["link", "image", "autolink", "html_inline", "html_block", "reference", "entity"]
"""Syntax that a bank has no use for: it is shown as it is written."""


class BankMarkdown(Markdown):
    """Markdown with mathematics in Unicode; every character of a bank's text is shown, none is obeyed."""

    DEFAULT_CSS = """
    BankMarkdown {
        height: auto;
        padding: 0 2;
        margin: 0 0 1 0;
        background: transparent;
        & > MarkdownBlock:last-child { margin: 0; }
        &:dark MarkdownBlock > .code_inline, &:light MarkdownBlock > .code_inline {
            background: transparent; color: $text-secondary; text-style: bold;
        }
        MarkdownFence { margin: 0 0 1 0; }
        MarkdownH1, MarkdownH2, MarkdownH3 { text-align: left; margin: 0 0 1 0; }
    }
    """

    def __init__(self, text: str) -> None:
        """`text`: Markdown with LaTeX between dollar signs."""
        super().__init__(visible(text), parser_factory=parser, open_links=False)


def parser() -> MarkdownIt:
    """A Markdown reader for bank text: tables and emphasis, mathematics as code spans, no links, no HTML."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(DISABLED)
    reader.use(dollarmath_plugin, allow_space=False, allow_digits=False)
    reader.core.ruler.push("readable", _make_readable)
    return reader


def _make_readable(state: StateCore) -> None:
    """Turn mathematics into what the Markdown widget can draw, and sanitise what the reader decoded."""
    state.tokens = [made for token in state.tokens for made in _readable_block(token)]


def _readable_block(token: Token) -> Iterator[Token]:
    if token.type in ("math_block", "math_block_label"):
        yield from _display(token)
        return
    if token.type in ("fence", "code_block"):
        # Left to guess the language, the widget finds faults in most code.
        token.info = token.info or "python"
    token.content = visible(token.content)
    for child in token.children or ():
        if child.type.startswith("math_inline"):
            child.type = "code_inline"
            child.content = formula(child.content).replace("\n", "; ")
        child.content = visible(child.content)
    yield token


def _display(token: Token) -> Iterator[Token]:
    """A paragraph whose lines are the rows of the formula."""
    children: list[Token] = []
    for line in formula(token.content).splitlines():
        if children:
            children.append(Token("hardbreak", "br", 0))
        children.append(Token("code_inline", "code", 0, content=visible(f"  {line}")))
    yield Token("paragraph_open", "p", 1, map=token.map)
    yield Token("inline", "", 0, content=token.content, children=children, map=token.map)
    yield Token("paragraph_close", "p", -1)
