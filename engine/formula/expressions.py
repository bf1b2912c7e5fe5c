"""One side of an equation as a tree: operators by strength, brackets, functions with and without them."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from engine.errors import UnreadableAnswerError
from engine.formula import words
from engine.formula.names import METHODS
from engine.formula.operators import INVERSES, JUXTAPOSED, STRENGTH, called, joined
from engine.formula.postfix import PostfixReader
from engine.formula.scanner import OPENING, Token
from engine.formula.symbols import Symbol
from engine.formula.tree import Binary, Call, Concatenation, Negative, Node, Number, Span, Total

Activations: TypeAlias = Mapping[str, str]
"""What a text or a question calls its activations: `{"φ": "tanh"}`."""

_NORM = 9
_NEGATED = 15
_GENERIC = frozenset("fghφψΦΨ")


class ExpressionReader(PostfixReader):
    """A precedence climber over the tokens of one side."""

    def __init__(self, side: Sequence[Token], activations: Activations):
        super().__init__(side)
        self.activations = activations

    def whole(self) -> Node:
        """Read the side to its end."""
        if self.is_at("end"):
            raise UnreadableAnswerError("nothing stands on the right side", (self.next.start, self.next.end))
        node = self.expression(0)
        if not self.is_at("end"):
            self.unexpected()
        return node

    def expression(self, least: int) -> Node:
        """Read operands as long as what joins them binds at least so strongly."""
        self.deeper()
        left = self.operand()
        while True:
            sign, strength = self.joint()
            if not sign or strength < least:
                break
            at = (self.next.start, self.next.end)
            self.count(at)
            sign = self.take_joint(sign)
            left = joined(sign, left, self.expression(strength + 1), at)
        self.depth -= 1
        return left

    def joint(self) -> tuple[str, int]:
        """What joins the operand before with the one that follows, and how strongly; nothing at an end."""
        token = self.next
        if token.kind == "sign" and token.text in STRENGTH:
            return token.text, STRENGTH[token.text]
        starts = token.kind in {"word", "number", "function", "accent"} or self.is_sign_of("([{⌊⌈√∑⟨")
        return ("beside", JUXTAPOSED) if starts or self.is_sign("frac") else ("", 0)

    def take_joint(self, sign: str) -> str:
        """Step over what joins two operands; `x.dot(W)` is a product written as a call."""
        if sign == "beside":
            return sign
        self.take()
        method = METHODS.get(self.next.text)
        if sign == "." and method and self.is_sign("(", 1):
            self.take()
            return "⊙" if method == "*" else method
        return sign

    def operand(self) -> Node:
        """Read a number, a name, a function or a bracket, with what is raised over it."""
        token = self.next
        if token.kind == "number":
            self.take()
            return self.postfix(Number(float(token.text), (token.start, token.end)))
        if token.kind in {"word", "accent"}:
            return self.word()
        if token.kind == "function":
            self.take()
            return self.applied(token.text, token)
        return self.signed(token) if token.kind == "sign" else self.unexpected()

    def signed(self, token: Token) -> Node:
        """Read an operand that begins with a sign."""
        at = (token.start, token.end)
        if token.text in OPENING and token.text != "⟨":
            return self.bracketed(token)
        if token.text not in {"-", "+", "‖", "|", "frac", "√", "∑", "⟨"}:
            self.unexpected()
        self.take()
        match token.text:
            case "-":
                return Negative(self.expression(_NEGATED), at)
            case "+":
                return self.expression(_NEGATED)
            case "frac":
                return self.postfix(Binary("/", self.single(), self.single(), at))
            case "√":
                return Call("sqrt", (self.group(),), (), at)
            case "∑":
                return self.total(at)
            case "⟨":
                return self.postfix(Call("dot", tuple(self.items("⟩")), (), at))
            case _:
                return self.norm(token)

    def group(self) -> Node:
        """The braces after a command; without them, the next operand."""
        if self.skip("{"):
            items = self.items("}")
            return items[0] if len(items) == 1 else self.unexpected()
        self.deeper()
        node = self.operand()
        self.depth -= 1
        return node

    def bracketed(self, token: Token) -> Node:
        """Read what a bracket holds: a group, a list, a name in braces."""
        self.take()
        if token.text == "{" and (name := self.name_in_braces()):
            return self.postfix(self.with_scripts(name))
        items = self.items(OPENING[token.text])
        at = (token.start, self.before.end)
        if token.text in {"⌊", "⌈"}:
            return Call("floor" if token.text == "⌊" else "ceil", tuple(items), (), at)
        if len(items) > 1 or token.text == "[":
            return self.postfix(Concatenation(tuple(items), at))
        return self.postfix(items[0])

    def name_in_braces(self) -> Symbol | None:
        """`{W}_f` is `W_f`; anything longer in braces is a group."""
        start = self.position
        is_word = self.is_at("word") and not self.is_function_word(self.next.text)
        if self.is_at("accent") or (is_word and self.next.text not in {"e", "σ"}):
            names = self.names()
            if len(names) == 1 and self.skip("}"):
                return names[0]
        self.position = start
        return None

    def items(self, closing: str) -> list[Node]:
        """What stands between brackets, parted by commas, semicolons, cells or rows."""
        opened = self.before
        items: list[Node] = []
        while not self.skip(closing):
            if self.is_at("row") or self.is_sign_of(",:&"):
                self.take()
                continue
            if self.is_at("word") and self.is_sign("=", 1):
                self.skip_option(closing)
                continue
            items.append(self.expression(0))
            if not (self.is_at("row") or self.is_sign_of(",:&") or self.is_sign(closing)):
                self.unexpected()
        if not items:
            raise UnreadableAnswerError("nothing stands between these brackets", (opened.start, self.before.end))
        return items

    def skip_option(self, closing: str) -> None:
        """A program's `axis=-1` says nothing about the mathematics."""
        while not (self.is_at("end") or self.is_sign(",") or self.is_sign(closing)):
            self.take()

    def norm(self, token: Token) -> Node:
        """Read what stands between bars."""
        inner = self.expression(_NORM)
        if not self.skip(token.text):
            raise UnreadableAnswerError("this bar is never closed", (token.start, token.end))
        if self.skip("_"):
            self.script_text()
        at = (token.start, self.before.end)
        return self.postfix(Call("norm" if token.text == "‖" else "bars", (inner,), (), at))

    def total(self, at: Span) -> Node:
        """A sum with its limits, over everything multiplied that follows."""
        index = ""
        while self.is_sign_of("_^"):
            is_below = self.take().text == "_"
            text = self.script_text()
            while self.skip("'"):
                pass
            if is_below:
                index = text.partition("=")[0].partition("∈")[0].strip("'{}() ")
        if len(index) > 1:
            raise UnreadableAnswerError("name one letter under the sum, such as \\sum_j", at)
        self.sums.append(index)
        body = self.expression(_NEGATED)
        self.sums.pop()
        return Total(index, body, at)

    def applied(self, function: str, token: Token) -> Node:
        """A function and its argument, in brackets or bare: `\\tanh c_t`."""
        at = (token.start, token.end)
        power: Node | None = None
        while self.is_sign_of("_^"):
            if self.take().text == "^":
                power = self.exponent()
                continue
            text = self.script_text()
            if function == "sum" and len(text) == 1:
                return Total(text, self.expression(_NEGATED), at)
        if self.is_sign(".") and self.is_sign("(", 1):
            self.take()
        if self.is_sign_of("([{"):
            arguments = self.items(OPENING[self.take().text])
        elif self.is_at("end", "row") or self.is_sign_of(")],}⊙*+"):
            raise UnreadableAnswerError(f"{function} has no argument here", at)
        else:
            arguments = [self.expression(JUXTAPOSED)]
        is_inverse = isinstance(power, Negative) and power.operand == Number(1.0, power.operand.at)
        if is_inverse and function in INVERSES:
            return self.postfix(called(INVERSES[function], arguments, at))
        node = called(function, arguments, at)
        return self.postfix(Binary("**", node, power, at) if isinstance(power, Number | Negative) else node)

    def word(self) -> Node:
        """Read a function by its name, a power of e, or a quantity's name."""
        token = self.next
        if token.text == "e" and self.is_sign("^", 1) and not self.is_time_script(2):
            self.position += 2
            return Call("exp", (self.exponent(),), (), (token.start, token.end))
        is_function = token.kind == "word" and self.is_function_word(token.text)
        if is_function and not self.is_concatenated(token.text) and not self.is_quantity(token.text):
            self.take()
            return self.applied(words.FUNCTIONS[token.text.lower()], token)
        names = self.names()
        if len(names) == 2:
            self.count((token.start, self.before.end))
            return Binary("product", names[0], self.postfix(names[1]), (token.start, self.before.end))
        function = self.activation(names[0])
        return self.applied(function, token._replace(end=self.before.end)) if function else self.postfix(names[0])

    def activation(self, name: Symbol) -> str:
        """The function that a name stands for; with a question mark before it when nobody said which; else empty."""
        if name.key in self.activations:
            return self.activations[name.key]
        if name.base == "σ" and not name.time:
            return "sigmoid"
        opens = self.is_sign_of("([") and not self.next.gap
        return f"?{name.key}" if name.base in _GENERIC and not (name.time or name.accent) and opens else ""
