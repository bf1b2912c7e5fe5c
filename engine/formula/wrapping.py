"""What a text wraps its mathematics in: tags of web pages, dollar signs and quotes, comments behind a line."""

import re

from engine.formula.latex import LatexScanner

_TAGS = {"<sub>": "_{", "</sub>": "}", "<sup>": "^{", "</sup>": "}"}
_REMARK = re.compile(r"#|// ?[A-Za-z]{3,}(?: [A-Za-z]{2,})+\s*(?:\n|$)|% ?[A-Za-z]{2,}")
"""How a comment begins; two strokes otherwise divide."""
_SURROUNDING = frozenset('$"“”„«»▒├┤█')
_QUOTES = frozenset("'’′`´")


class WrappingScanner(LatexScanner):
    """Steps over wrappings."""

    def wrapping(self) -> bool:
        """Step over the wrapping that stands here, if one does."""
        start, character = self.at, self.peek()
        if character == "<":
            self.tag(start)
        elif character == "%" and self.text.startswith("%*%", start):
            self.at += 3
            self.put("sign", "@", start)
        elif character in {"#", "%", "/"} and self.is_at(_REMARK):
            self.comment(start)
        elif character in _SURROUNDING or (character in "!?" and not self.text[start:].strip(" !?")):
            self.at += 1
            self.gap = True
        elif character in _QUOTES:
            self.quote(character, start)
        return self.at > start

    def is_at(self, pattern: re.Pattern[str]) -> bool:
        """Does the rest of the text begin like this?"""
        return pattern.match(self.text, self.at) is not None

    def tag(self, start: int) -> None:
        """`h<sub>t</sub>` is `h_{t}`."""
        tag = next((tag for tag in _TAGS if self.text.startswith(tag, start)), "")
        self.at += len(tag)
        for sign in _TAGS.get(tag, ""):
            self.put("sign", sign, start)

    def comment(self, start: int) -> None:
        """What follows the mathematics on its line says nothing; at the beginning of a line only the sign itself is stepped over."""
        end = self.text.find("\n", start)
        is_behind = self.text[:start].rpartition("\n")[2].strip()
        self.at = start + 1 if not is_behind else end if end >= 0 else len(self.text)

    def quote(self, character: str, start: int) -> None:
        """A stroke behind a letter is a prime; elsewhere it wraps."""
        self.at += 1
        if not self.found:
            self.gap = True
        elif character != "`" or (not self.gap and self.found[-1].kind == "word"):
            self.put("sign", "'", start)
