"""A place in the tokens of an equation, and what may be asked there."""

from collections.abc import Sequence
from typing import NoReturn

from engine import limits
from engine.errors import UnreadableAnswerError
from engine.formula.scanner import Kind, Token
from engine.formula.symbols import read_script
from engine.formula.tree import Span

_SCRIPT_BRACKETS = {"{": "}", "(": ")", "⟨": "⟩", "[": "]"}


class Cursor:
    """Walks over one side of an equation; counts depth and operations against their limits."""

    def __init__(self, side: Sequence[Token]):
        last = side[-1].end if side else 0
        self.tokens = [*side, Token("end", "", last, last, True)]
        self.position = 0
        self.depth = 0
        self.operations = 0

    @property
    def next(self) -> Token:
        """The token that stands here."""
        return self.tokens[self.position]

    @property
    def before(self) -> Token:
        """The token taken last."""
        return self.tokens[max(self.position - 1, 0)]

    def after(self, ahead: int = 1) -> Token:
        """A later token."""
        return self.tokens[min(self.position + ahead, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The token that stands here, and step over it."""
        token = self.next
        self.position = min(self.position + 1, len(self.tokens) - 1)
        return token

    def part_first_character(self) -> None:
        """Make a token of the first character that stands here: without braces LaTeX takes no more, as in `\\frac12`."""
        token = self.next
        if token.kind in {"number", "word"} and len(token.text) > 1 and token.text.isalnum():
            end = token.start + 1
            self.tokens[self.position] = token._replace(text=token.text[0], end=end)
            self.tokens.insert(self.position + 1, token._replace(text=token.text[1:], start=end, gap=False))

    def is_at(self, *kinds: Kind) -> bool:
        """Does a token of one of these kinds stand here?"""
        return self.next.kind in kinds

    def is_sign(self, text: str, ahead: int = 0) -> bool:
        """Does this sign stand here, or some tokens later?"""
        token = self.after(ahead)
        return token.kind == "sign" and token.text == text

    def is_sign_of(self, signs: str) -> bool:
        """Does one of these signs stand here?"""
        return self.next.kind == "sign" and self.next.text in tuple(signs)

    def skip(self, text: str) -> bool:
        """Step over a sign if it stands here."""
        if self.is_sign(text):
            self.take()
            return True
        return False

    def unexpected(self) -> NoReturn:
        """Refuse what stands here."""
        token = self.next
        found = f"{token.text!r}" if token.kind != "end" else "the end"
        raise UnreadableAnswerError(f"{found} was not expected here", (token.start, max(token.end, token.start + 1)))

    def deeper(self) -> None:
        """Count one level of nesting."""
        self.depth += 1
        if self.depth > limits.EQUATION_NESTING:
            message = f"this nests more than {limits.EQUATION_NESTING} levels deep"
            raise UnreadableAnswerError(message, (self.next.start, self.next.end))

    def count(self, at: Span) -> None:
        """Count one operation."""
        self.operations += 1
        if self.operations > limits.EQUATION_OPERATORS:
            raise UnreadableAnswerError(f"an equation holds at most {limits.EQUATION_OPERATORS} operations", at)

    def script_text(self) -> str:
        """The raw text of the subscript or superscript that stands here."""
        if not self.is_sign_of("{(⟨["):
            if self.next.kind == "end":
                self.unexpected()
            return self.take().text
        opened = self.take()
        wanted, text = [_SCRIPT_BRACKETS[opened.text]], ""
        while wanted:
            token = self.take()
            if token.kind == "end":
                raise UnreadableAnswerError(f"this {opened.text} is never closed", (opened.start, opened.end))
            if token.kind == "sign" and token.text == wanted[-1]:
                wanted.pop()
                text += token.text if wanted else ""
                continue
            if token.kind == "sign" and token.text in _SCRIPT_BRACKETS:
                wanted.append(_SCRIPT_BRACKETS[token.text])
            text += token.text
        return text

    def is_time_script(self, ahead: int = 0) -> bool:
        """Does the script that stands here, or some tokens later, name a time step?"""
        start = self.position
        self.position = min(start + ahead, len(self.tokens) - 1)
        try:
            text = self.script_text()
        except UnreadableAnswerError:
            text = ""
        self.position = start
        return bool(read_script(text).time)

    def is_time_beside(self) -> bool:
        """Does a time step in brackets follow without a gap: `h(t-1)`, `x[t]`?"""
        return self.is_sign_of("([⟨{") and not self.next.gap and self.is_time_script()
