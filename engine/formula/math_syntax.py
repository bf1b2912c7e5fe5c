"""Equations as people write them (LaTeX, Unicode, ASCII), read into the expression tree."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from engine import limits
from engine.errors import UnreadableAnswerError
from engine.formula import signs
from engine.formula.clauses import Clause, clauses
from engine.formula.symbols import Symbol, identifier_symbol, read_script, split_product, with_script
from engine.formula.tokens import OPENING, Token, tokens
from engine.formula.tree import Binary, Call, Concatenation, Negative, Node, Number, Operator, Span, Total, Transpose

Definitions: TypeAlias = Mapping[str, str]
"""What a text or a question calls its activations: `{"φ": "tanh"}`."""

_INFIX: dict[str, tuple[Operator | str, int]] = {
    "‖": ("concat", 8), "|": ("concat", 8), "+": ("+", 10), "-": ("-", 10), "⊕": ("oplus", 12), "⊙": ("*", 20),
    "*": ("product", 25), "·": ("product", 30), ".": ("product", 30), "@": ("@", 30), "/": ("/", 40),
}  # fmt: skip
_METHODS = {"dot": "@", "matmul": "@", "mm": "@", "mv": "@", "mul": "*", "multiply": "*"}
_JUXTAPOSED = 40
_NEGATED = 15
_TRANSPOSED = frozenset({"T", "⊤", "tr", "Tr", "′"})
_GENERIC = frozenset("fghφψΦΨ") | {"act", "activation", "nonlinearity"}
_USUAL_ACTIVATIONS = {"σ_c": "tanh", "σ_h": "tanh", "φ_h": "tanh", "σ_{tanh}": "tanh", "φ_{tanh}": "tanh"}
_RECURRENT = frozenset("hcasyxmHCASYX")
_PARAMETER_LETTERS = frozenset("WUVRBPKwbuv")
_INDEX_LETTERS = frozenset("ijklmnpqs")


class Equation(NamedTuple):
    """One line of mathematics: both sides as trees."""

    left: Symbol | None
    """`None` when only a right side was written."""
    right: Node


def read_equations(text: str, activations: Definitions | None = None) -> list[Equation]:
    """Read every equation in a text, in order; definitions such as `g = tanh` are used and left out.

    Raises `UnreadableAnswerError` for anything that is no equation.
    """
    found = clauses(tokens(text))
    defined = dict(_USUAL_ACTIVATIONS) | dict(activations or {}) | _definitions(found)
    return [_equation(clause, defined) for clause in found if _defined_activation(clause) is None]


def _definitions(found: Sequence[Clause]) -> dict[str, str]:
    return dict(pair for clause in found if (pair := _defined_activation(clause)))


def _defined_activation(clause: Clause) -> tuple[str, str] | None:
    """`g = tanh` names an activation."""
    if len(clause) != 2 or len(clause[1]) != 1 or clause[1][0].kind not in {"word", "function"}:
        return None
    word = clause[1][0].text.lower()
    function = "sigmoid" if word == "σ" else signs.FUNCTIONS.get(word)
    if function is None:
        return None
    reader = _Reader(clause[0], {}, function_names=False)
    name = reader.symbol()
    return (name.key, function) if isinstance(name, Symbol) and reader.next.kind == "end" else None


def _equation(clause: Clause, activations: Definitions) -> Equation:
    right = _Reader(clause[-1], activations).whole()
    if len(clause) == 1:
        return Equation(None, right)
    left = _Reader(clause[0], activations).left_side()
    if isinstance(left, Symbol):
        return Equation(left, right)
    if isinstance(right, Symbol):
        return Equation(right, _Reader(clause[0], activations).whole())
    if isinstance(left, Call):
        return Equation(None, right)
    at = (clause[0][0].start, clause[0][-1].end)
    raise UnreadableAnswerError("the left side should be one name, such as f_t", at)


class _Reader:
    """A precedence climber over the tokens of one side."""

    def __init__(self, side: Sequence[Token], activations: Definitions, function_names: bool = True):
        last = side[-1].end if side else 0
        self.tokens = [*side, Token("end", "", last, last, True)]
        self.position = 0
        self.depth = 0
        self.operators = 0
        self.bars: list[str] = []
        self.activations = activations
        self.function_names = function_names

    @property
    def next(self) -> Token:
        return self.tokens[self.position]

    def after(self, ahead: int = 1) -> Token:
        return self.tokens[min(self.position + ahead, len(self.tokens) - 1)]

    def take(self) -> Token:
        token = self.next
        self.position = min(self.position + 1, len(self.tokens) - 1)
        return token

    def is_sign(self, text: str, ahead: int = 0) -> bool:
        token = self.after(ahead)
        return token.kind == "sign" and token.text == text

    def skip(self, text: str) -> bool:
        if self.is_sign(text):
            self.take()
            return True
        return False

    # The whole of a side

    def whole(self) -> Node:
        if self.next.kind == "end":
            raise UnreadableAnswerError("nothing stands on the right side", (self.next.start, self.next.end))
        node = self.expression(0)
        if self.next.kind != "end":
            self.unexpected()
        return node

    def left_side(self) -> Symbol | Call | None:
        """The one name on the left, whatever fonts or brackets surround it, or a function of names such as `softmax(z)_i`."""
        try:
            node = self.expression(0)
        except UnreadableAnswerError:
            return None
        if isinstance(node, Concatenation) and len(node.items) == 1:
            node = node.items[0]
        return node if isinstance(node, (Symbol, Call)) and self.next.kind == "end" else None

    def unexpected(self) -> None:
        token = self.next
        found = f"{token.text!r}" if token.kind != "end" else "the end"
        raise UnreadableAnswerError(f"{found} was not expected here", (token.start, max(token.end, token.start + 1)))

    # Operators

    def expression(self, least: int) -> Node:
        self.depth += 1
        if self.depth > limits.EQUATION_NESTING:
            raise UnreadableAnswerError(
                f"this nests more than {limits.EQUATION_NESTING} levels deep", (self.next.start, self.next.end)
            )
        left = self.operand()
        while True:
            operator, strength = self.infix()
            if not operator or strength < least:
                break
            at = (self.next.start, self.next.end)
            if strength != _JUXTAPOSED or operator == "/":
                is_method = self.take().text == "." and self.next.text in _METHODS
                self.position += is_method
            self.count_operator(at)
            left = _combined(operator, left, self.expression(strength + 1), at)
        self.depth -= 1
        return left

    def count_operator(self, at: Span) -> None:
        self.operators += 1
        if self.operators > limits.EQUATION_OPERATORS:
            raise UnreadableAnswerError(f"an equation holds at most {limits.EQUATION_OPERATORS} operations", at)

    def infix(self) -> tuple[str, int]:
        token = self.next
        if token.kind == "sign" and token.text in _INFIX:
            if (
                token.text == "."
                and self.after().kind == "word"
                and self.after().text in _METHODS
                and self.is_sign("(", 2)
            ):
                return _METHODS[self.after().text], 30
            if token.text in {"‖", "|"} and self.bars and self.bars[-1] == token.text:
                return "", 0
            return _INFIX[token.text]
        starts = token.kind in {"word", "number", "function", "accent"} or (
            token.kind == "sign" and token.text in "([{⌊⌈√∑⟨frac"
        )
        return ("product", _JUXTAPOSED) if starts else ("", 0)

    # Operands

    def operand(self) -> Node:
        token = self.next
        if token.kind == "number":
            self.take()
            return self.postfix(Number(float(token.text), (token.start, token.end)))
        if token.kind in {"word", "accent"}:
            return self.word()
        if token.kind == "function":
            self.take()
            return self.applied(token.text, token)
        if token.kind == "sign":
            return self.signed(token)
        self.unexpected()
        raise AssertionError

    def signed(self, token: Token) -> Node:
        at = (token.start, token.end)
        if token.text in {"-", "+"}:
            self.take()
            inner = self.expression(_NEGATED)
            return inner if token.text == "+" else Negative(inner, at)
        if token.text in OPENING:
            return self.bracketed(token)
        if token.text in {"‖", "|"}:
            return self.norm(token)
        if token.text == "frac":
            self.take()
            upper = self.group()
            return self.postfix(Binary("/", upper, self.group(), at))
        if token.text == "√":
            self.take()
            return Call("sqrt", (self.group(),), (), at)
        if token.text == "∑":
            self.take()
            return self.total(at)
        if token.text == "⟨":
            self.take()
            items = self.items("⟩")
            return self.postfix(Call("dot", tuple(items), (), at))
        self.unexpected()
        raise AssertionError

    def group(self) -> Node:
        """The braces after a command; without them, the next operand."""
        if self.is_sign("{"):
            self.take()
            items = self.items("}")
            if len(items) == 1:
                return items[0]
            self.unexpected()
        return self.nested_operand()

    def nested_operand(self) -> Node:
        self.depth += 1
        if self.depth > limits.EQUATION_NESTING:
            raise UnreadableAnswerError(
                f"this nests more than {limits.EQUATION_NESTING} levels deep", (self.next.start, self.next.end)
            )
        node = self.operand()
        self.depth -= 1
        return node

    def bracketed(self, token: Token) -> Node:
        self.take()
        if token.text == "{" and (name := self.name_in_braces()):
            return self.scripted(name)
        items = self.items(OPENING[token.text])
        at = (token.start, self.tokens[self.position - 1].end)
        if token.text in "⌊⌈":
            return Call("floor" if token.text == "⌊" else "ceil", tuple(items), (), at)
        if len(items) > 1 or token.text == "[":
            return self.postfix(Concatenation(tuple(items), at))
        return self.postfix(items[0])

    def name_in_braces(self) -> Symbol | None:
        """`{W}_f` is `W_f`; anything longer in braces is a group."""
        start = self.position
        if self.next.kind == "accent" or (
            self.next.kind == "word" and not self.is_function(self.next.text) and self.next.text not in {"e", "σ"}
        ):
            node = self.symbol()
            if isinstance(node, Symbol) and self.is_sign("}"):
                self.take()
                return node
        self.position = start
        return None

    def items(self, closing: str) -> list[Node]:
        """What stands between brackets, parted by commas, semicolons, cells or rows."""
        opened = self.tokens[self.position - 1]
        bars, self.bars = self.bars, []
        items: list[Node] = []
        while not self.skip(closing):
            if self.next.kind == "end":
                raise UnreadableAnswerError(f"this {opened.text} is never closed", (opened.start, opened.end))
            if self.next.kind == "row" or (self.next.kind == "sign" and self.next.text in ",:&"):
                self.take()
                continue
            items.append(self.expression(0))
            if not (
                self.next.kind in {"row", "end"}
                or (self.next.kind == "sign" and self.next.text in {",", ":", "&", closing})
            ):
                self.unexpected()
        if not items:
            raise UnreadableAnswerError(
                "nothing stands between these brackets", (opened.start, self.tokens[self.position - 1].end)
            )
        self.bars = bars
        return items

    def norm(self, token: Token) -> Node:
        self.take()
        self.bars.append(token.text)
        inner = self.expression(9)
        self.bars.pop()
        if not self.skip(token.text):
            raise UnreadableAnswerError("this bar is never closed", (token.start, token.end))
        if self.is_sign("_"):
            self.take()
            self.script_text()
        at = (token.start, self.tokens[self.position - 1].end)
        return self.postfix(Call("norm" if token.text == "‖" else "abs", (inner,), (), at))

    def total(self, at: Span) -> Node:
        """A sum with its limits, over everything multiplied that follows."""
        index = ""
        while self.next.kind == "sign" and self.next.text in {"_", "^"}:
            below = self.take().text == "_"
            text = self.script_text()
            if below:
                index = text.partition("=")[0].partition("∈")[0].strip("'{}() ")
        if len(index) > 2:
            raise UnreadableAnswerError("name one index under the sum, such as \\sum_j", at)
        return Total(index[:1], self.expression(_NEGATED), at)

    # Functions

    def is_function(self, word: str) -> bool:
        return self.function_names and len(word) > 1 and word.lower() in signs.FUNCTIONS

    def applied(self, function: str, token: Token) -> Node:
        """A function and its argument, in brackets or bare: `\\tanh c_t`."""
        at = (token.start, token.end)
        power: Node | None = None
        while self.next.kind == "sign" and self.next.text in {"_", "^"}:
            is_power = self.take().text == "^"
            script = self.exponent() if is_power else None
            if not is_power:
                text = self.script_text()
                if function == "sum" and len(text) == 1:
                    return Total(text, self.expression(_NEGATED), at)
            power = script if isinstance(script, Number) else power
        if self.next.kind == "sign" and self.next.text in {"(", "[", "{"}:
            opened = self.take()
            arguments = self.items(OPENING[opened.text])
        elif self.next.kind in {"end", "row"} or (self.next.kind == "sign" and self.next.text in ")],}⊙*+"):
            raise UnreadableAnswerError(f"{function} has no argument here", at)
        else:
            arguments = [self.expression(_JUXTAPOSED)]
        node = _called(function, arguments, at)
        return self.postfix(Binary("**", node, power, at) if power else node)

    # Names

    def word(self) -> Node:
        token = self.next
        if token.kind == "word" and token.text == "e" and self.is_sign("^", 1) and not self.is_time_script(2):
            self.position += 2
            return Call("exp", (self.exponent(),), (), (token.start, token.end))
        if token.kind == "word" and self.is_function(token.text):
            self.take()
            return self.applied(signs.FUNCTIONS[token.text.lower()], token)
        node = self.symbol()
        if isinstance(node, Symbol):
            function = self.activation(node)
            if function:
                return self.applied(function, token._replace(end=node.at[1]))
            return self.scripted(node)
        return node

    def activation(self, name: Symbol) -> str | None:
        """The function that a name stands for, if it stands for one."""
        if name.key in self.activations:
            return self.activations[name.key]
        if name.base == "σ" and not name.time:
            return "sigmoid"
        opens = self.next.kind == "sign" and self.next.text in {"(", "["} and not self.next.gap
        if name.base in _GENERIC and not name.time and not name.accent and opens:
            return f"?{name.key}"
        return None

    def symbol(self) -> Node:
        """A name with its accents and scripts; two names multiplied when they were written as one word."""
        accent = ""
        while self.next.kind == "accent":
            accent = self.take().text
        token = self.next
        if token.kind == "sign" and token.text == "{" and accent:
            self.take()
            inner = self.symbol()
            if not isinstance(inner, Symbol) or not self.skip("}"):
                raise UnreadableAnswerError("an accent belongs over one letter", (token.start, token.end))
            return self.with_scripts(msgspec.structs.replace(inner, accent=accent))
        if token.kind != "word":
            self.unexpected()
        self.take()
        pieces = [token.text]
        while (
            self.is_sign("_") and not self.next.gap and self.after().kind in {"word", "number"} and not self.after().gap
        ):
            self.take()
            pieces.append(self.take().text)
        return self.named(pieces, accent, token)

    def subscript_word(self) -> str:
        """`x_tU` is `x_t` and `U`: in LaTeX one letter is below, and a time step is never spelled on."""
        word = self.next
        if len(word.text) > 1 and word.text[0] == "t" and word.text[1].isupper():
            self.tokens[self.position] = word._replace(text=word.text[1:], start=word.start + 1, gap=False)
            return "t"
        return self.take().text

    def named(self, pieces: list[str], accent: str, token: Token) -> Node:
        at = (token.start, self.tokens[self.position - 1].end)
        halves = self.halves(pieces)
        if halves:
            first = identifier_symbol(halves[0], at)
            second = identifier_symbol(halves[1], at)
            if first and second:
                self.count_operator(at)
                return Binary("product", first, self.scripted(self.with_scripts(self.earlier(second))), at)
        name = identifier_symbol("_".join(pieces), at) if len(pieces) > 1 or not accent else None
        if accent:
            name = identifier_symbol(
                "_".join([pieces[0][0], *([pieces[0][1:]] if pieces[0][1:] else []), *pieces[1:]]), at
            )
            name = name and msgspec.structs.replace(name, accent=accent)
        if name is None:
            raise UnreadableAnswerError(f"the word {'_'.join(pieces)!r} is no quantity or function known here", at)
        return self.with_scripts(self.earlier(name))

    def earlier(self, name: Symbol) -> Symbol:
        """`ht-1` written without a gap is the previous state, not a subtraction."""
        if name.time == "t" and name.base in _RECURRENT and self.is_minus_one():
            self.position += 2
            return msgspec.structs.replace(name, time="t-1")
        return name

    def halves(self, pieces: list[str]) -> tuple[str, str] | None:
        """`W_fx_t`, `Uh_{t-1}` and a lone `Wx` are a parameter and a state."""
        if pieces[0][0] not in _PARAMETER_LETTERS:
            return None
        for place, piece in enumerate(pieces[1:], 1):
            before = pieces[place - 1]
            if piece == "t" and len(before) > 1 and before[-1] in _RECURRENT:
                return "_".join([*pieces[: place - 1], before[:-1]]), "_".join([before[-1], *pieces[place:]])
        if (
            len(pieces[-1]) > 1
            and pieces[-1][-1] in _RECURRENT
            and self.next.kind == "sign"
            and self.next.text in "_^"
            and self.is_time_script(1)
        ):
            return "_".join([*pieces[:-1], pieces[-1][:-1]]), pieces[-1][-1]
        is_handed_over = self.is_sign(")") and self.tokens[max(self.position - 3, 0)].text in _METHODS
        stands_alone = (
            not is_handed_over
            and self.next.kind in {"end", "row"}
            or (self.next.kind == "sign" and self.next.text in {"+", "-", ")", "}"})
        )
        if len(pieces) == 1 and stands_alone and pieces[0][0].isupper():
            return split_product(pieces[0])
        return None

    def is_minus_one(self) -> bool:
        one = self.after()
        return self.is_sign("-") and not self.next.gap and one.kind == "number" and one.text == "1" and not one.gap

    def is_time_script(self, ahead: int) -> bool:
        start = self.position
        self.position = min(start + ahead, len(self.tokens) - 1)
        try:
            text = self.script_text()
        except UnreadableAnswerError:
            text = ""
        self.position = start
        return bool(read_script(text).time)

    def script_text(self) -> str:
        """The raw text of a subscript or superscript."""
        if not (self.next.kind == "sign" and self.next.text in "{(⟨["):
            if self.next.kind == "end":
                self.unexpected()
            return self.take().text
        closing = {"{": "}", "(": ")", "⟨": "⟩", "[": "]"}
        opened = self.take()
        wanted, text = [closing[opened.text]], ""
        while wanted:
            token = self.take()
            if token.kind == "end":
                raise UnreadableAnswerError(f"this {opened.text} is never closed", (opened.start, opened.end))
            if token.kind == "sign" and token.text == wanted[-1]:
                wanted.pop()
                text += token.text if wanted else ""
                continue
            if token.kind == "sign" and token.text in closing:
                wanted.append(closing[token.text])
            text += token.text
        return text

    def with_scripts(self, name: Symbol) -> Symbol:
        """Subscripts, time steps and gate labels; a superscript that is a power or a transpose is left standing."""
        while True:
            if self.skip("'"):
                name = msgspec.structs.replace(name, accent=name.accent or "'")
            elif self.is_sign("_"):
                self.take()
                name = with_script(name, self.script_text())
            elif self.is_sign("^") and (script := self.label_above(name)):
                name = with_script(name, script)
            elif (
                not name.time
                and self.next.kind == "sign"
                and self.next.text in "([⟨"
                and not self.next.gap
                and self.is_time_script(0)
            ):
                name = with_script(name, self.script_text())
            else:
                return msgspec.structs.replace(name, at=(name.at[0], self.tokens[self.position - 1].end))

    def label_above(self, name: Symbol) -> str:
        """Take a superscript that is part of the name; leave powers and transposes."""
        start = self.position
        self.take()
        bracketed = self.is_sign("{") or self.is_sign("(")
        inner_bracket = self.after().text if self.is_sign("{") else self.next.text
        text = self.script_text() if self.next.kind != "end" else ""
        plain = text.strip("()[]{}⟨⟩ ")
        is_label = plain.replace(",", "").replace(" ", "").isalpha() or (
            plain.isdigit() and (inner_bracket in "([⟨" or name.base in "WUVRb")
        )
        is_transpose = plain in _TRANSPOSED or (plain == "t" and name.base in "WUVR") or (plain == "'" and bracketed)
        if (read_script(text).time and not is_transpose) or (is_label and not is_transpose):
            return text
        self.position = start
        return ""

    def scripted(self, name: Symbol) -> Node:
        return self.postfix(self.with_scripts(name))

    def postfix(self, node: Node) -> Node:
        """Powers, transposes, and the index of a component after a bracket."""
        while True:
            at = (self.next.start, self.next.end)
            if self.is_sign("^"):
                self.count_operator(at)
                self.take()
                node = self.raised(node, at)
            elif self.is_sign("_") and not isinstance(node, Symbol):
                self.take()
                self.script_text()
            elif self.is_sign("⊤") or self.is_sign("'"):
                self.take()
                node = Transpose(node, at)
            elif (
                self.is_sign(".")
                and self.after().kind == "word"
                and self.after().text in {"T", "t"}
                and not self.after().gap
            ):
                self.position += 2
                node = Transpose(node, at)
                if self.is_sign("(") and self.is_sign(")", 1):
                    self.position += 2
            else:
                return node

    def raised(self, node: Node, at: Span) -> Node:
        start = self.position
        text = self.script_text().strip("()[]{}⟨⟩ ")
        if text in _TRANSPOSED or text == "'":
            return Transpose(node, at)
        if (len(text) == 1 and text in _INDEX_LETTERS) or read_script(text).time:
            return node
        self.position = start
        return Binary("**", node, self.exponent(), at)

    def exponent(self) -> Node:
        """What stands above: a group, or one operand with its sign."""
        if self.is_sign("{"):
            return self.group()
        if self.is_sign("-"):
            token = self.take()
            return Negative(self.exponent_operand(), (token.start, token.end))
        return self.exponent_operand()

    def exponent_operand(self) -> Node:
        return self.nested_operand()


def _combined(operator: str, left: Node, right: Node, at: Span) -> Node:
    if operator == "concat":
        items = left.items if isinstance(left, Concatenation) and left.at == (0, 0) else (left,)
        return Concatenation((*items, right), (0, 0))
    if operator == "oplus":
        return Call("oplus", (left, right), (), at)
    return Binary(operator, left, right, at)  # type: ignore[arg-type]


def _called(function: str, arguments: Sequence[Node], at: Span) -> Node:
    """Functions that are other people's spelling of an operator become the operator."""
    if function in {"dot", "elementwise", "add"} and len(arguments) == 2:
        operator: dict[str, Operator] = {"dot": "@", "elementwise": "*", "add": "+"}
        return Binary(operator[function], arguments[0], arguments[1], at)
    if function == "concat":
        inner = arguments[0]
        return inner if isinstance(inner, Concatenation) else Concatenation(tuple(arguments), at)
    if function == "transpose":
        return Transpose(arguments[0], at)
    if function in {"sigmoid", "tanh", "relu"} and len(arguments) > 1:
        return Call(function, (Concatenation(tuple(arguments), at),), (), at)
    return Call(function, tuple(arguments), (), at)
