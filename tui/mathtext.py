"""LaTeX between dollar signs, read into Unicode: `$h_{t-1}$` becomes hₜ₋₁.

What is read is typeset in a way that cannot be misread: nothing vanishes, and what has no Unicode form is set in brackets or
stays as it was written.
"""

import re
from functools import lru_cache
from typing import Final

MATHEMATICS: Final = re.compile(
    r"(?P<code>(?P<ticks>`+)[^`](?s:.*?)(?P=ticks)(?!`))"
    r"|\$\$(?P<block>[^$]+)\$\$"
    r"|(?<![\\$\d])\$(?![\s$])(?P<inline>[^$`]*[^$`\s\\])\$(?![\d$])"
)
"""Code (left alone), displayed and inline mathematics; `$5 and $6` stays money."""

LATEX: Final = r"[\\%&~#$]|''|``|--"
"""What only a LaTeX reader understands; without it, letters and their subscripts need none."""

NESTING: Final = 40
"""Deeper braces are shown as they were written."""


def readable(text: str) -> str:
    """Text, Markdown or plain, with the mathematics between dollar signs in Unicode; code is kept. Never raises."""
    if "$" not in text:
        return text
    return MATHEMATICS.sub(_replaced, text)


@lru_cache(maxsize=4096)
def formula(latex: str) -> str:
    """One formula, without its dollar signs, in Unicode; rows of an aligned display on lines. Never raises."""
    if len(latex) == 1 and latex.isalnum() and latex.isascii():
        return latex  # the commonest formula by far; a letter needs no typesetting

    from tui.typeset import typeset

    source = " ".join(latex.split())
    if _too_deep(source):
        return source
    if not re.search(LATEX, source):
        return typeset(source) or source
    from tui.latex import unread

    return typeset(unread(source)) or source


def _replaced(found: re.Match[str]) -> str:
    if found["code"]:
        return found[0]
    if found["block"]:
        return "\n".join("  " + line for line in formula(found["block"]).splitlines())
    return formula(found["inline"]).replace("\n", " ")


def _too_deep(latex: str) -> bool:
    depth = deepest = 0
    for character in latex:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest > NESTING or latex.count("\\begin") + latex.count("\\left") > NESTING
