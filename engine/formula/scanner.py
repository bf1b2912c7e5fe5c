"""The smallest pieces of an equation, and a place in its characters from which they are cut."""

from typing import Literal, NamedTuple, TypeAlias

from engine.errors import UnreadableAnswerError
from engine.formula import signs

Kind: TypeAlias = Literal["word", "number", "sign", "accent", "function", "row", "end"]

OPENING = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉", "⟨": "⟩"}
"""Brackets and what closes them."""
CLOSING = frozenset(OPENING.values())
_EQUAL_WORDS = frozenset({"is", "denotes", "equals"})


class Token(NamedTuple):
    """The smallest piece of an equation that means something."""

    kind: Kind
    text: str
    """In the reader's alphabet: a product of elements is always `⊙`, a Greek letter always the letter."""
    start: int
    """First character in the text that was read."""
    end: int
    """One past the last."""
    gap: bool
    """Is there white space before it? `h_t-1` and `h_t - 1` differ by that alone."""


def is_equals(token: Token) -> bool:
    """Does a token stand between the sides of an equation?"""
    return (token.kind == "sign" and token.text in {"=", "←"}) or (
        token.kind == "word" and token.text.lower() in _EQUAL_WORDS
    )


class Scanner:
    """A place in a text, and the tokens found before it."""

    def __init__(self, text: str):
        self.text = text
        self.at = 0
        self.gap = False
        self.found: list[Token] = []
        self.matrices: list[bool] = []
        self.cases = 0
        self.is_latex = "\\" in text

    def put(self, kind: Kind, text: str, start: int) -> None:
        """Add a token that ends here."""
        self.found.append(Token(kind, text, start, self.at, self.gap))
        self.gap = False

    def peek(self, ahead: int = 0) -> str:
        """The character here, or some places later; empty past the end."""
        return self.text[self.at + ahead : self.at + ahead + 1]

    def is_letter(self, ahead: int = 0) -> bool:
        """Does a plain Latin letter stand here?"""
        character = self.peek(ahead)
        return character.isascii() and character.isalpha()

    def accent_at(self, ahead: int = 0) -> str:
        """The combining mark that stands here, as a decoration; empty when there is none."""
        return signs.COMBINING.get(self.peek(ahead), "")

    def argument(self) -> str:
        """The text in braces after a command; empty when there are none."""
        if self.peek() == "*":
            self.at += 1
        if self.peek() != "{":
            return ""
        end = self.text.find("}", self.at)
        if end < 0:
            raise UnreadableAnswerError("this brace is never closed", (self.at, self.at + 1))
        inside = self.text[self.at + 1 : end]
        self.at = end + 1
        return inside

    def sign(self, sign: str, start: int) -> None:
        """Add a sign; two characters that are typed for one become one."""
        pairs = {"//": "//", "->": "→", ":=": "=", "==": "=", "||": "‖", "**": "^", ".*": "⊙"}
        pairs |= {".+": "+", ".-": "-", "./": "/", ".^": "^"}
        typed = self.text[self.at : self.at + 2]
        if sign + self.peek() in pairs:
            sign = pairs[sign + self.peek()]
            self.at += 1
        elif sign == "⟨" and self.text[start : start + 2] == "<-" and not self.peek(1).isdecimal():
            sign = "←"
            self.at += 1
        elif (sign == "(" and typed in {".)", "*)", "·)", "⋅)"}) or (sign == "⟨" and typed == "*>"):
            self.at += 2
            sign = "⊙"
        self.put("row" if sign == ";" else "sign", sign, start)
