"""An equation's text cut into tokens: one small alphabet for LaTeX, Unicode and plain ASCII."""

import re
import unicodedata
from typing import Literal, NamedTuple, TypeAlias

from engine import limits
from engine.errors import UnreadableAnswerError
from engine.formula import signs

Kind: TypeAlias = Literal["word", "number", "sign", "accent", "function", "row", "end"]

OPENING = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉", "⟨": "⟩"}
MATRICES = frozenset(["matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "smallmatrix", "array"])
_SCRIPTS = {"<sub>": "_", "<super>": "^"}
_QUOTES = frozenset("'’′`´")
_SHORTHAND = re.compile("(?:m|v|b|bf|bs|rv|rm|mat|vec|mb|bo)([A-Za-z])")
"""Private commands for bold letters that many texts define: `\\vh`, `\\mW`."""


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


def tokens(text: str) -> list[Token]:
    """Cut an equation into tokens, the last of kind `end`.

    Raises `UnreadableAnswerError` for characters that no equation holds and for texts over the limits.
    """
    if len(text) > limits.ANSWER_CHARACTERS:
        raise UnreadableAnswerError(f"this is longer than {limits.ANSWER_CHARACTERS} characters; write one equation")
    return _Lexer(text).run()


class _Lexer:
    def __init__(self, text: str):
        self.text = text
        self.at = 0
        self.gap = False
        self.found: list[Token] = []
        self.matrices: list[bool] = []
        self.is_latex = "\\" in text

    def run(self) -> list[Token]:
        while self.at < len(self.text):
            self.step()
            if len(self.found) > limits.EQUATION_TOKENS:
                raise UnreadableAnswerError(f"this has more than {limits.EQUATION_TOKENS} symbols; write one equation")
        self.put("end", "", self.at)
        return self.found

    def put(self, kind: Kind, text: str, start: int) -> None:
        self.found.append(Token(kind, text, start, self.at, self.gap))
        self.gap = False

    def step(self) -> None:
        character, start = self.text[self.at], self.at
        if character == "\\":
            self.command()
        elif character.isascii() and character.isalpha():
            self.word()
        elif (character.isdecimal() and character.isascii()) or (character == "." and self.peek(1).isdecimal()):
            self.number()
        elif character in "\r\n":
            self.at += 1
            self.put("row", "\n", start)
        elif character.isspace() or unicodedata.category(character) in {"Cf", "Cc"}:
            self.at += 1
            self.gap = True
        else:
            self.other(character)

    def peek(self, ahead: int) -> str:
        return self.text[self.at + ahead : self.at + ahead + 1]

    def number(self) -> None:
        start, digits = self.at, 0
        while self.at < len(self.text) and (
            self.text[self.at] in "0123456789" or (self.text[self.at] == "." and self.peek(1).isdecimal())
        ):
            self.at += 1
            digits += 1
        if digits > limits.NUMBER_CHARACTERS or self.text[start : self.at].count(".") > 1:
            raise UnreadableAnswerError("this number cannot be read", (start, self.at))
        self.put("number", self.text[start : self.at], start)

    def word(self) -> None:
        """A run of letters and digits; an accent stands over its first letter, or begins another word."""
        start = self.at
        word = self.text[start]
        self.at += 1
        mark = self.accent_at(self.at)
        self.at += bool(mark)
        while self.peek(0).isascii() and self.peek(0).isalnum() and not self.accent_at(self.at + 1):
            word += self.peek(0)
            self.at += 1
        if mark:
            self.put("accent", mark, start)
        elif word in signs.MODULES and self.peek(0) == "." and self.peek(1).isalpha():
            self.at += 1
            return
        elif word in signs.SPELLED_SIGNS and not self.text[self.at :].lstrip().startswith("("):
            self.put("sign", signs.SPELLED_SIGNS[word], start)
            return
        self.put("word", signs.GREEK.get(word, word) if len(word) > 2 else word, start)

    def accent_at(self, index: int) -> str:
        return signs.COMBINING.get(self.text[index : index + 1], "")

    def other(self, character: str) -> None:
        start = self.at
        decomposition = unicodedata.decomposition(character).partition(" ")
        if decomposition[0] in _SCRIPTS and character not in signs.SIGN_OF_CHARACTER:
            self.script(_SCRIPTS[decomposition[0]], decomposition[0])
            return
        self.at += 1
        if character in signs.SIGN_OF_CHARACTER:
            self.sign(signs.SIGN_OF_CHARACTER[character], start)
        elif character in _QUOTES:
            if character != "`" or (self.found and not self.gap and self.found[-1].kind == "word" and start):
                self.put("sign", "'", start)
        elif character in "$":
            self.gap = True
        elif character == "~":
            self.tilde(start)
        elif character in "+-*/=()[]{},;:_^&@.%!":
            self.sign(character, start)
        else:
            self.letter(character, start)

    def tilde(self, start: int) -> None:
        """`~h` and `h~` are ways to type h with a tilde; in LaTeX a tilde is a space."""
        if not self.is_latex and self.peek(0).isalpha() and self.peek(0).isascii():
            self.put("accent", "~", start)
        elif not self.is_latex and self.found and self.found[-1].kind == "word" and not self.gap:
            self.found.insert(len(self.found) - 1, self.found[-1]._replace(kind="accent", text="~"))
            self.found[-1] = self.found[-1]._replace(gap=False)
        else:
            self.gap = True

    def letter(self, character: str, start: int) -> None:
        """A Greek letter, an accented letter, or one of Unicode's mathematical alphabets."""
        plain = unicodedata.normalize("NFKD", signs.GREEK_TWINS.get(character, character))
        base = signs.GREEK_TWINS.get(plain[:1], plain[:1])
        if not base or not base.isalpha() or not ("\u0370" <= base <= "\u03ff" or base.isascii()):
            if plain == "...":
                raise UnreadableAnswerError("write the equation out; dots cannot be judged", (start, self.at))
            raise UnreadableAnswerError(f"the character {character!r} has no meaning in an equation", (start, self.at))
        mark = signs.COMBINING.get(plain[1:2], "") or self.accent_at(self.at)
        if mark:
            self.put("accent", mark, start)
            if self.accent_at(self.at):
                self.at += 1
        if base.isascii() and not mark:
            self.styled(start)
            return
        while base == "Γ" and self.peek(0).isascii() and self.peek(0).isalpha():
            base += self.peek(0)
            self.at += 1
        self.put("word", base, start)

    def styled(self, start: int) -> None:
        """Letters of a mathematical alphabet standing together are one word, as their plain twins are."""
        self.at = start
        word = ""
        while self.at < len(self.text):
            plain = unicodedata.normalize("NFKD", self.text[self.at])
            if self.text[self.at].isascii() or len(plain) != 1 or not (plain.isascii() and plain.isalnum()):
                break
            word += plain
            self.at += 1
        self.put("word", word, start)

    def sign(self, sign: str, start: int) -> None:
        if sign == "-" and self.peek(0) == ">":
            self.at += 1
            sign = "→"
        elif sign == ":" and self.peek(0) == "=":
            self.at += 1
            sign = "="
        elif sign == "=" and self.peek(0) == "=":
            self.at += 1
        elif sign == "|" and self.peek(0) == "|":
            self.at += 1
            sign = "‖"
        elif sign == "*" and self.peek(0) == "*":
            self.at += 1
            sign = "^"
        elif sign == "." and self.peek(0) == "*":
            self.at += 1
            sign = "⊙"
        elif (sign == "(" and self.text[self.at : self.at + 2] in {".)", "*)", "·)", "⋅)"}) or (
            sign == "⟨" and self.text[self.at : self.at + 2] == "*>"
        ):
            self.at += 2
            sign = "⊙"
        self.put("row" if sign == ";" and not self.matrices else "sign", sign, start)

    def script(self, sign: str, style: str) -> None:
        """Unicode subscripts and superscripts, as if typed `_{…}` and `^{…}`."""
        start = self.at
        text = ""
        while self.at < len(self.text):
            head, _, code = unicodedata.decomposition(self.text[self.at]).partition(" ")
            if head != style:
                break
            text += "".join(chr(int(point, 16)) for point in code.split())
            self.at += 1
        inner = _Lexer(text)
        while inner.at < len(text):
            inner.step()
        for kind, piece in [("sign", sign), ("sign", "{")]:
            self.put(kind, piece, start)  # type: ignore[arg-type]
        self.found += [token._replace(start=start, end=self.at) for token in inner.found]
        self.put("sign", "}", start)

    def command(self) -> None:
        start = self.at
        self.at += 1
        if not self.peek(0).isalpha() or not self.peek(0).isascii():
            name = self.peek(0)
            self.at += 1
        else:
            while self.peek(0).isalpha() and self.peek(0).isascii():
                self.at += 1
            name = self.text[start + 1 : self.at]
        self.named(name, start)

    def named(self, name: str, start: int) -> None:
        if name == "\\":
            self.put("row", "\\\\", start)
        elif name in signs.GREEK:
            self.put("word", signs.GREEK[name], start)
        elif name in signs.ACCENTS:
            self.put("accent", signs.ACCENTS[name], start)
        elif name in signs.SIGN_OF_COMMAND:
            self.sign(signs.SIGN_OF_COMMAND[name], start)
        elif name in {"begin", "end"}:
            self.environment(name, start)
        elif name in signs.WITH_IGNORED_ARGUMENT:
            self.argument(start)
        elif name.lower() in signs.FUNCTIONS:
            self.put("function", signs.FUNCTIONS[name.lower()], start)
        elif name in signs.FONTS:
            self.font()
        elif name in signs.SIZES or name in "()[] \n\t,;:!":
            self.gap = True
            if name in {"left", "right"} and self.peek(0) == ".":
                self.at += 1
        elif shorthand := _SHORTHAND.fullmatch(name):
            self.put("word", shorthand[1], start)
        else:
            raise UnreadableAnswerError(f"the command \\{name} is not known here", (start, self.at))

    def argument(self, start: int) -> str:
        """The text in braces after a command; empty when there are none."""
        if self.peek(0) == "*":
            self.at += 1
        if self.peek(0) != "{":
            return ""
        end = self.text.find("}", self.at)
        if end < 0:
            raise UnreadableAnswerError("this brace is never closed", (self.at, self.at + 1))
        inside = self.text[self.at + 1 : end]
        self.at = end + 1
        return inside

    def environment(self, name: str, start: int) -> None:
        kind = self.argument(start).rstrip("*")
        is_matrix = kind in MATRICES and not self.holds_equations(kind)
        if kind == "array" and name == "begin" and self.peek(0) == "{":
            self.argument(start)
        if kind == "cases":
            raise UnreadableAnswerError(
                "write the equation in one line, with max or min instead of cases", (start, self.at)
            )
        if name == "begin":
            self.matrices.append(is_matrix)
        elif self.matrices:
            is_matrix = self.matrices.pop()
        if is_matrix:
            self.put("sign", "[" if name == "begin" else "]", start)

    def holds_equations(self, kind: str) -> bool:
        """An array of whole equations is layout, not a matrix."""
        end = self.text.find(f"\\end{{{kind}}}", self.at)
        return "=" in self.text[self.at : end if end > 0 else len(self.text)]

    def font(self) -> None:
        """`\\mathrm{tanh}` and `\\mathbf{W}` are words; anything else in a font's braces stays a group."""
        end = self.text.find("}", self.at)
        inside = self.text[self.at + 1 : end] if self.peek(0) == "{" and end > 0 else ""
        plain = inside.replace("-", "").replace(" ", "").replace("\\", "")
        if inside.strip() and plain.isalpha() and plain.isascii() and "\\" not in inside:
            start = self.at + 1
            self.at = end + 1
            words = [plain] if plain.lower() in signs.FUNCTIONS else inside.replace("-", " ").split()
            for word in words:
                self.put("word", word, start)
        else:
            self.gap = self.gap or self.peek(0).isspace()
