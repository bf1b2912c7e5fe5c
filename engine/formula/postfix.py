"""What stands above or behind an operand: powers, transposes, the index of a component, calls of a method."""

from engine.formula import words
from engine.formula.names import TRANSPOSED, NameReader
from engine.formula.symbols import Symbol, read_script
from engine.formula.tree import Binary, Call, Negative, Node, Span, Transpose

_INDEX_LETTERS = frozenset("ijklmnpqs")


class PostfixReader(NameReader):
    """Reads on after an operand; what a group in braces holds is read by its subclass."""

    def group(self) -> Node:
        """The braces that stand here; without them, the next operand."""
        raise NotImplementedError

    def single(self) -> Node:
        """The braces that stand here; without them a single character, as LaTeX takes it."""
        self.part_first_character()
        return self.group()

    def postfix(self, node: Node) -> Node:
        """Powers, transposes, and the index of a component after a bracket."""
        while True:
            at = (self.next.start, self.next.end)
            if self.is_sign("^"):
                self.count(at)
                self.take()
                node = self.raised(node, at)
            elif self.is_sign("_") and not isinstance(node, Symbol):
                self.take()
                self.script_text()
            elif self.is_sign("⊤") or self.is_sign("'"):
                self.take()
                node = Transpose(node, at)
            elif self.is_sign(".") and self.after().text in {"T", "t"} and not self.after().gap:
                self.position += 2
                node = Transpose(node, at)
                self.position += 2 * (self.is_sign("(") and self.is_sign(")", 1))
            elif (
                self.is_sign(".")
                and self.is_function_word(self.after().text)
                and self.is_sign("(", 2)
                and self.is_sign(")", 3)
            ):
                function = words.FUNCTIONS[self.after().text.lower()]
                self.position += 4
                node = Call(function, (node,), (), at)
            else:
                return node

    def raised(self, node: Node, at: Span) -> Node:
        """A power, a transpose, or an index that says nothing here."""
        start = self.position
        text = self.script_text().strip("()[]{}⟨⟩ ")
        if text in TRANSPOSED or text == "'":
            return Transpose(node, at)
        if (len(text) == 1 and text in _INDEX_LETTERS) or read_script(text).time:
            return node
        self.position = start
        return Binary("**", node, self.exponent(), at)

    def exponent(self) -> Node:
        """What stands above: a group, or one operand with its sign."""
        if self.is_sign("-"):
            token = self.take()
            return Negative(self.group(), (token.start, token.end))
        return self.group()
