"""An equation's text cut into tokens: one small alphabet for LaTeX, Unicode and plain ASCII."""

import re
import unicodedata

from engine import limits
from engine.errors import UnreadableAnswerError
from engine.formula import signs, words
from engine.formula.scanner import Token
from engine.formula.wrapping import WrappingScanner

_SCRIPTS = {"<sub>": "_", "<super>": "^"}
_PLAIN = {
    **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
    **{styled: str((styled - 0x1D7CE) % 10) for styled in range(0x1D7CE, 0x1D800)},
    ord("。"): ".",
    ord("、"): ",",
}
"""The full-width forms and the stops that East Asian keyboards type, and the digits of mathematical alphabets."""
_METHOD = re.compile(r"\.[a-z]+\(\)")
_SPELLED_ON = re.compile(r"((?:_[A-Za-z0-9]{1,12}){1,3}) ?\(")


def tokens(text: str) -> list[Token]:
    """Cut an equation into tokens, the last of kind `end`.

    Raises `UnreadableAnswerError` for characters that no equation holds and for texts over the limits.
    """
    if len(text) > limits.ANSWER_CHARACTERS:
        raise UnreadableAnswerError(f"this is longer than {limits.ANSWER_CHARACTERS} characters; write one equation")
    return _Lexer(text.translate(_PLAIN)).run()


def _with_typed_times(found: list[Token]) -> list[Token]:
    """Tokens in which a lone x between two operands is the sign that it was typed for: `f_t x c_{t-1}`."""
    lone = {place for place, token in enumerate(found[:-1]) if token.text == "x" and token.gap and found[place + 1].gap}
    typed = {place for place in lone if _stands_between(found, place, lone)}
    return [token._replace(kind="sign", text="*") if place in typed else token for place, token in enumerate(found)]


def _stands_between(found: list[Token], place: int, lone: set[int]) -> bool:
    """Does an x stand between two operands, and not in a row of its like?"""
    before, after = found[max(place - 1, 0)], found[place + 1]
    ends = before.kind in {"word", "number"} or before.text in {")", "]", "}"}
    begins = after.kind in {"word", "number", "accent", "function"} or after.text in {"(", "["}
    is_repeated = place + 1 in lone or before.text == "x"
    return place > 0 and ends and begins and not is_repeated and before.text.lower() not in words.FUNCTIONS


class _Lexer(WrappingScanner):
    """Cuts everything else."""

    def run(self) -> list[Token]:
        while self.at < len(self.text):
            self.step()
            if len(self.found) > limits.EQUATION_TOKENS:
                raise UnreadableAnswerError(f"this has more than {limits.EQUATION_TOKENS} symbols; write one equation")
        self.put("end", "", self.at)
        return _with_typed_times(self.found)

    def step(self) -> None:
        character, start = self.text[self.at], self.at
        if character == "\\":
            self.command()
        elif self.is_letter():
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
        mark = self.accent_at()
        self.at += bool(mark)
        while self.peek().isascii() and self.peek().isalnum() and not self.accent_at(1):
            word += self.peek()
            self.at += 1
        if self.is_run_together(word):
            self.at -= 1
            word = word[0]
        if mark:
            self.put("accent", mark, start)
        elif word in words.MODULES and self.peek() == "." and self.peek(1).isalpha() and not self.is_at(_METHOD):
            self.at += 1
            return
        elif word in signs.SPELLED_SIGNS and not self.text[self.at :].lstrip().startswith("("):
            self.put("sign", signs.SPELLED_SIGNS[word], start)
            return
        word = self.spelled_on(word)
        self.put("word", signs.GREEK.get(word, word) if len(word) > 2 else word, start)

    def spelled_on(self, word: str) -> str:
        """A function's name goes on behind its underscores: `reduce_sum(`."""
        found = _SPELLED_ON.match(self.text, self.at)
        whole = word + found[1].replace("_", "") if found else word
        if not found or whole.lower() not in words.FUNCTIONS:
            return word
        self.at = found.end(1)
        return whole

    def is_run_together(self, word: str) -> bool:
        """In LaTeX one letter stands below: `W_ah_i` is `W_a` and `h_i`."""
        is_below = self.is_latex and not self.gap and bool(self.found) and self.found[-1].text == "_"
        return is_below and len(word) == 2 and word[1] in "hsxc" and self.peek() == "_"

    def other(self, character: str) -> None:
        start = self.at
        if self.wrapping():
            return
        decomposition = unicodedata.decomposition(character).partition(" ")
        if decomposition[0] in _SCRIPTS and character not in signs.SIGN_OF_CHARACTER:
            self.script(_SCRIPTS[decomposition[0]], decomposition[0])
            return
        self.at += 1
        if character in signs.SIGN_OF_CHARACTER:
            self.sign(signs.SIGN_OF_CHARACTER[character], start)
        elif character in signs.COMBINING and self.found and self.found[-1].kind == "word":
            self.put("accent", signs.COMBINING[character], start)
            self.found[-2:] = [self.found[-1], self.found[-2]._replace(gap=False)]
        elif character == "∈":
            self.put("row", character, start)
        elif character in "∂∇":
            self.derivative(start)
        elif character == "~":
            self.tilde(start)
        elif character == "&" and self.cases > 0:
            self.put("word", "if", start)
        elif character in "+-*/=()[]{},;:_^&@.%!":
            self.sign(character, start)
        else:
            self.letter(character, start)

    def tilde(self, start: int) -> None:
        """`~h` and `h~` are ways to type h with a tilde; in LaTeX a tilde is a space."""
        if not self.is_latex and self.peek().isalpha() and self.peek().isascii():
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
            if base.isalpha():
                self.put("row", "\\\\", start)
                return
            if plain == "...":
                raise UnreadableAnswerError("write the equation out; dots cannot be judged", (start, self.at))
            raise UnreadableAnswerError(f"the character {character!r} has no meaning in an equation", (start, self.at))
        mark = signs.COMBINING.get(plain[1:2], "") or self.accent_at()
        if mark:
            self.put("accent", mark, start)
            if self.accent_at():
                self.at += 1
        if base.isascii() and not mark:
            self.styled(start)
            return
        while base == "Γ" and self.peek().isascii() and self.peek().isalpha():
            base += self.peek()
            self.at += 1
        self.put("word", base, start)

    def styled(self, start: int) -> None:
        """Letters of a mathematical alphabet standing together are one word, as their plain twins are."""
        self.at = start
        word = ""
        while self.at < len(self.text):
            character = self.text[self.at]
            plain = unicodedata.normalize("NFKD", signs.GREEK_TWINS.get(character, character))
            is_script = unicodedata.decomposition(character).partition(" ")[0] in _SCRIPTS
            if character.isascii() or is_script or len(plain) != 1 or not (plain.isascii() and plain.isalnum()):
                break
            word += plain
            self.at += 1
        self.put("word", word, start)

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
        self.put("sign", sign, start)
        self.put("sign", "{", start)
        self.found += [token._replace(start=start, end=self.at) for token in inner.found]
        self.put("sign", "}", start)
