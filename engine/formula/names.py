"""The names in an equation: letters with accents and scripts, code identifiers, and words that are two names in one."""

from collections.abc import Sequence

import msgspec

from engine.errors import UnreadableAnswerError
from engine.formula import words
from engine.formula.cursor import Cursor
from engine.formula.scanner import Token
from engine.formula.symbols import Symbol, identifier_symbol, read_script, split_product, with_script

METHODS = {"dot": "@", "matmul": "@", "mm": "@", "mv": "@", "mul": "*", "multiply": "*"}
"""Products written as calls on their left side: `x.dot(W)`."""
TRANSPOSED = frozenset({"T", "⊤", "tr", "Tr", "′"})
_RECURRENT = frozenset("hcasyxmHCASYX")
_WEIGHTS = frozenset("WUVRBPKwbuv")
_COMPONENTS = frozenset("ijklmny")


class NameReader(Cursor):
    """Reads names; two names multiplied, when they were written as one word."""

    def __init__(self, side: Sequence[Token]):
        super().__init__(side)
        self.sums: list[str] = []

    def names(self) -> tuple[Symbol, ...]:
        """Read the name that stands here; two when `W_fx_t` or `Uh_{t-1}` runs a parameter and a state together."""
        accent = ""
        while self.next.kind == "accent":
            accent = self.take().text
        if self.is_sign("{") and accent:
            return (self.accented_group(accent),)
        token = self.next
        if token.kind != "word":
            self.unexpected()
        self.take()
        pieces = [token.text]
        while self.is_subscript_word():
            self.take()
            pieces.append(self.subscript_word())
        halves = self.halves(pieces) if not accent else None
        if halves:
            at = (token.start, self.before.end)
            first, second = identifier_symbol(halves[0], at), identifier_symbol(halves[1], at)
            if first and second:
                return first, self.with_scripts(self.earlier(second))
        return (self.with_scripts(self.earlier(self.whole_name(pieces, accent, token))),)

    def accented_group(self, accent: str) -> Symbol:
        """`\\tilde{c_t}`: one name in the braces under an accent."""
        opened = self.take()
        inner = self.names()
        if len(inner) != 1 or not self.skip("}"):
            raise UnreadableAnswerError("an accent belongs over one letter", (opened.start, opened.end))
        return self.with_scripts(self.with_time_on(msgspec.structs.replace(inner[0], accent=accent)))

    def is_subscript_word(self) -> bool:
        """Does a plain subscript follow, so that it belongs to the word before?"""
        word = self.after()
        return self.is_sign("_") and not self.next.gap and word.kind in {"word", "number"} and not word.gap

    def subscript_word(self) -> str:
        """`x_tU` is `x_t` and `U`: in LaTeX one letter stands below, and a time step is never spelled on."""
        word = self.next
        is_scripted = len(word.text) == 2 and self.is_sign("_", 1) and not self.after().gap
        if len(word.text) > 1 and word.text[0] == "t" and (word.text[1].isupper() or is_scripted):
            self.tokens[self.position] = word._replace(text=word.text[1:], start=word.start + 1, gap=False)
            return "t"
        return self.take().text

    def whole_name(self, pieces: list[str], accent: str, token: Token) -> Symbol:
        """The one name that a word and its plain subscripts spell.

        Raises `UnreadableAnswerError` for a word that no equation uses.
        """
        at = (token.start, self.before.end)
        if accent:
            first = [pieces[0][0], pieces[0][1:]] if len(pieces[0]) > 1 else [pieces[0]]
            name = identifier_symbol("_".join([*first, *pieces[1:]]), at)
            name = name and msgspec.structs.replace(name, accent=accent)
        else:
            name = identifier_symbol("_".join(pieces), at)
        if name is None:
            raise UnreadableAnswerError(f"the word {'_'.join(pieces)!r} is no quantity or function known here", at)
        return name

    def earlier(self, name: Symbol) -> Symbol:
        """`ht-1` written without a gap is the previous state, not a subtraction."""
        one = self.after()
        is_minus_one = (
            self.is_sign("-") and not self.next.gap and one.kind == "number" and one.text == "1" and not one.gap
        )
        if name.time == "t" and name.base in _RECURRENT and is_minus_one:
            self.position += 2
            return msgspec.structs.replace(name, time="t-1")
        return name

    def halves(self, pieces: list[str]) -> tuple[str, str] | None:
        """`W_fx_t`, `Uh_{t-1}`, `Wfx(t)` and a lone `Wx` are a parameter and a state."""
        if pieces[0][0] not in _WEIGHTS:
            return None
        for place, piece in enumerate(pieces[1:], 1):
            before = pieces[place - 1]
            if piece == "t" and len(before) > 1 and before[-1] in _RECURRENT:
                return "_".join([*pieces[: place - 1], before[:-1]]), "_".join([before[-1], *pieces[place:]])
        last = pieces[-1]
        is_timed = (self.is_sign_of("_^") and self.is_time_script(1)) or self.is_time_beside()
        if len(last) > 1 and last[-1] in _RECURRENT and is_timed:
            return "_".join([*pieces[:-1], last[:-1]]), last[-1]
        if len(pieces) == 1 and self.stands_alone() and pieces[0][0].isupper():
            return split_product(pieces[0])
        return None

    def stands_alone(self) -> bool:
        """Is the word just taken a whole summand, so that it cannot be a weight matrix?"""
        opener, method = self.tokens[max(self.position - 2, 0)], self.tokens[max(self.position - 3, 0)]
        is_first = self.position == 1 or (opener.kind == "sign" and opener.text in {"(", "{", "[", "+", "-"})
        is_handed_over = opener.text == "(" and method.text in METHODS
        return (self.next.kind in {"end", "row"} or self.is_sign_of("+-)}")) and is_first and not is_handed_over

    def with_time_on(self, name: Symbol) -> Symbol:
        """A plain `t` straight after an accent is the time step: `C't`."""
        if name.time or self.next.text != "t" or self.next.gap:
            return name
        self.take()
        return self.earlier(msgspec.structs.replace(name, time="t"))

    def with_scripts(self, name: Symbol) -> Symbol:
        """Add subscripts, time steps and gate labels; a superscript that is a power or a transpose is left standing."""
        while True:
            if name.labels[-1:] and name.labels[-1] in self.sums and self.skip("'"):
                continue
            if self.skip("'"):
                name = self.with_time_on(msgspec.structs.replace(name, accent=name.accent or "'"))
            elif self.is_sign("_"):
                self.take()
                name = with_script(name, self.script_text())
            elif self.is_sign("^") and (script := self.label_above(name)):
                name = with_script(name, script)
            elif self.is_label_after_transpose():
                self.position += 2
            elif (not name.time and self.is_time_beside()) or self.is_index_beside(name):
                name = with_script(name, self.script_text().strip("()[]"))
            else:
                return msgspec.structs.replace(name, at=(name.at[0], self.before.end))

    def is_index_beside(self, name: Symbol) -> bool:
        """Does the index of a sum follow in brackets, `p(x)`, or the number of a component, `p[y]`?"""
        is_bracket = self.is_sign_of("([") and not self.next.gap and self.after(2).text in {")", "]"}
        is_component = self.is_sign("[") and name.base not in _WEIGHTS and self.after().text in _COMPONENTS
        return is_bracket and (self.after().text in self.sums or is_component)

    def is_label_after_transpose(self) -> bool:
        """In `W^T_{hh}` the label comes late; which way round a weight is stored says nothing."""
        return self.is_sign("^") and self.after().text in TRANSPOSED and self.is_sign("_", 2)

    def label_above(self, name: Symbol) -> str:
        """Take a superscript that is part of the name; leave powers and transposes."""
        start = self.position
        self.take()
        in_braces = self.is_sign("{")
        bracket = self.after().text if in_braces else self.next.text
        text = self.script_text() if self.next.kind != "end" else ""
        plain = text.strip("()[]{}⟨⟩ ")
        letters = plain.replace(",", "").replace(" ", "")
        is_label = (letters.isalnum() and not letters.isdigit()) or letters in {"l-1", "l+1"}
        is_number = plain.isdigit() and (bracket in {"(", "[", "⟨"} or name.base in _WEIGHTS)
        if plain == "'" and name.base not in _WEIGHTS:
            return "prime"
        is_transpose = plain in TRANSPOSED or (plain == "t" and name.base in _WEIGHTS) or plain == "'"
        if (read_script(text).time or is_label or is_number) and not is_transpose:
            return text
        self.position = start
        return ""

    def is_function_word(self, word: str) -> bool:
        """Is a word one of the functions that equations use?"""
        return len(word) > 1 and word.lower() in words.FUNCTIONS

    def is_quantity(self, word: str) -> bool:
        """Does a function's name begin a quantity's, as in `max_norm`?"""
        is_spelled_on = self.is_sign("_", 1) and not self.after().gap and self.after(2).kind == "word"
        return is_spelled_on and word.lower() + self.after(2).text.lower() in words.QUANTITIES

    def is_concatenated(self, word: str) -> bool:
        """Is `concat` the vector that a program calls so, and not the function?"""
        return word in words.CONCATENATED and not (self.after().kind == "sign" and self.after().text in {"(", "["})
