"""The Python-like syntax of banks and of numbers as learners type them: text to expression tree, nothing evaluated.

Precedence as in Python: `**` binds tightest and to the right, then the sign, then `* / @`, then `+ -`.
"""

from functools import lru_cache

from engine import limits
from engine.errors import FormulaError
from engine.formula.python_words import TYPED_SIGNS, Token, refused, tokens
from engine.formula.tree import (
    Array,
    Binary,
    Call,
    Field,
    Flag,
    Index,
    Name,
    Negative,
    Node,
    Number,
    Operator,
    Text,
    depth,
)

BINARY: dict[str, tuple[int, Operator]] = {"+": (1, "+"), "-": (1, "-"), "*": (2, "*"), "/": (2, "/"), "@": (2, "@")}
"""Sign -> how tightly it binds, and the operator it stands for."""

PREFIXES = ("np.", "numpy.", "math.", "torch.")
"""Modules whose functions learners type by habit; the bare name is meant."""


def parse(text: str, limit: int = limits.BANK_FORMULA_CHARACTERS, start: int = 0, end: int | None = None) -> Node:
    """Read a formula, or the one between two places of a longer text.

    `limit`: the greatest length in characters. Raises `FormulaError` with the place in the text.
    """
    written = text[start:end]
    if len(written) > limit:
        at = (start + limit, start + len(written))
        raise FormulaError(f"a formula may have {limit:,} characters; this one has {len(written):,}", at)
    words = tokens(written.translate(TYPED_SIGNS), start)
    node = Parser(words).whole()
    # A sum of n terms is n levels deep though it has no brackets; whoever walks the tree must survive it. Each level takes a word.
    if len(words) > limits.FORMULA_TREE_DEPTH and depth(node) > limits.FORMULA_TREE_DEPTH:
        raise FormulaError(f"a formula may be {limits.FORMULA_TREE_DEPTH} levels deep", (start, start + len(written)))
    return node


@lru_cache(maxsize=1024)
def parse_once(text: str) -> Node:
    """`parse` for a formula of a bank, which many variants need: read the first time only."""
    return parse(text)


class Parser:
    """A recursive-descent reading of the tokens; depth is counted, so that no text can exhaust the stack."""

    def __init__(self, words: list[Token]):
        self.words = words
        self.place = 0
        self.next = words[0]
        """The token to be read."""
        self.depth = 0

    def whole(self) -> Node:
        """The one expression that the text must be."""
        if self.next.kind == "end":
            raise FormulaError("nothing is written here", (0, self.next.end))
        node = self.expression()
        if self.next.kind != "end":
            raise self.unexpected()
        return node

    def take(self) -> Token:
        """Read one token; the end stays the next however often it is read."""
        word = self.next
        self.place += 1
        self.next = self.words[min(self.place, len(self.words) - 1)]
        return word

    def is_sign(self, *signs: str) -> bool:
        """Whether one of these signs comes next; no other kind of word reads like a sign."""
        return self.next.text in signs

    def expect(self, sign: str, why: str) -> Token:
        """Read this very sign."""
        if not self.is_sign(sign):
            raise self.unexpected(f"expected {sign!r} {why}")
        return self.take()

    def unexpected(self, expected: str = "") -> FormulaError:
        """What to say of the next token, which cannot stand here."""
        word = self.next
        previous = self.words[self.place - 1]
        if not expected and (previous.kind in ("number", "name") or previous.text in ")]"):
            if word.kind in ("number", "name") or word.text in ("(", "["):
                expected = "a sign such as * or + is missing before it"
            elif word.text == "=":
                expected = "write the value alone, without ="
        return refused(word, expected)

    def deeper(self) -> None:
        """Count one level down."""
        self.depth += 1
        if self.depth > limits.FORMULA_DEPTH:
            at = (self.next.start, self.next.end)
            raise FormulaError(f"a formula may nest {limits.FORMULA_DEPTH} levels deep", at)

    def expression(self, tightness: int = 1) -> Node:
        """Operands joined by signs that bind at least this tightly."""
        left = self.signed()
        while (sign := BINARY.get(self.next.text)) and sign[0] >= tightness:
            word = self.take()
            right = self.expression(sign[0] + 1)
            left = Binary(sign[1], left, right, (word.start, word.end))
        return left

    def signed(self) -> Node:
        """An operand with its sign."""
        if self.is_sign("-", "+"):
            word = self.take()
            self.deeper()
            operand = self.signed()
            self.depth -= 1
            return operand if word.text == "+" else Negative(operand, (word.start, word.end))
        return self.power()

    def power(self) -> Node:
        """A base, perhaps raised."""
        base = self.postfix()
        if not self.is_sign("**", "^"):
            return base
        word = self.take()
        self.deeper()
        exponent = self.signed()
        self.depth -= 1
        return Binary("**", base, exponent, (word.start, word.end))

    def postfix(self) -> Node:
        """An atom with the fields and indices behind it."""
        node = self.atom()
        while True:
            if self.is_sign("."):
                self.take()
                word = self.take()
                if word.kind != "name":
                    raise refused(word, "expected the name of a field after the dot")
                node = self.call(node, word) if self.is_sign("(") else Field(node, word.text, (word.start, word.end))
            elif self.is_sign("["):
                start = self.take().start
                indices = self.items("]", "an index")
                node = Index(node, indices, (start, self.words[self.place - 1].end))
            elif self.is_sign("(") and isinstance(node, Name):
                node = self.arguments(node.name, node.at)
            else:
                return node

    def call(self, base: Node, word: Token) -> Node:
        """`pool.average(...)`: a dotted name before an opening parenthesis is one function."""
        names = [word.text]
        node = base
        while isinstance(node, Field):
            names.append(node.name)
            node = node.base
        if not isinstance(node, Name):
            raise FormulaError(
                f"{word.text} is no function: only names of solvers can be called", (word.start, word.end)
            )
        names.append(node.name)
        return self.arguments(".".join(reversed(names)), (node.at[0], word.end))

    def arguments(self, function: str, at: tuple[int, int]) -> Call:
        """What stands between the parentheses of a call."""
        self.take()
        self.deeper()
        plain: list[Node] = []
        named: list[tuple[str, Node]] = []
        while not self.is_sign(")"):
            following = self.words[self.place + 1] if self.next.kind == "name" else None
            if following and following.kind == "sign" and following.text == "=":
                key = self.take().text
                self.take()
                if any(key == other for other, _ in named):
                    raise FormulaError(f"{key} is given twice", at)
                named.append((key, self.expression()))
            elif named:
                raise self.unexpected("arguments without a name come before those with one")
            else:
                plain.append(self.expression())
            if not self.is_sign(")"):
                self.expect(",", f"or ')' in the call of {function}")
        self.take()
        self.depth -= 1
        for prefix in PREFIXES:
            function = function.removeprefix(prefix)
        return Call(function, tuple(plain), tuple(named), at)

    def items(self, closing: str, what: str) -> tuple[Node, ...]:
        """Expressions between commas, up to a closing sign; a trailing comma is allowed."""
        self.deeper()
        found: list[Node] = []
        while not self.is_sign(closing):
            found.append(self.expression())
            if not self.is_sign(closing):
                self.expect(",", f"or {closing!r} after {what}")
        self.take()
        self.depth -= 1
        return tuple(found)

    def atom(self) -> Node:
        """A number, a word, an array, or an expression in parentheses."""
        word = self.take()
        at = (word.start, word.end)
        if word.kind == "number":
            return number(word)
        if word.kind == "text":
            return Text(word.text[1:-1], at)
        if word.kind == "name":
            if word.text in ("True", "False"):
                return Flag(word.text == "True", at)
            if len(word.text) > limits.NAME_CHARACTERS:
                raise FormulaError(f"a name may have {limits.NAME_CHARACTERS} characters", at)
            return Name(word.text, at)
        if word.text == "[":
            items = self.items("]", "an element")
            return Array(items, (word.start, self.words[self.place - 1].end))
        if word.text == "(":
            return self.parenthesised(word)
        raise refused(word, "expected a number, a name or an opening bracket")

    def parenthesised(self, opening: Token) -> Node:
        """`(a + b)`, or a tuple `(1, 2)`, which is read as an array."""
        items = self.items(")", "an element")
        closing = self.words[self.place - 1]
        if not items:
            raise FormulaError("nothing stands between the parentheses", (opening.start, closing.end))
        trailing = self.words[self.place - 2].text == ","
        return items[0] if len(items) == 1 and not trailing else Array(items, (opening.start, closing.end))


def number(word: Token) -> Number:
    """A literal as a float, bounded."""
    at = (word.start, word.end)
    if len(word.text) > limits.NUMBER_CHARACTERS:
        raise FormulaError(f"a number may have {limits.NUMBER_CHARACTERS} characters", at)
    value = float(word.text)
    if value > limits.NUMBER_MAGNITUDE:
        raise FormulaError(f"a number may be at most {limits.NUMBER_MAGNITUDE:g}", at)
    return Number(value, at)
