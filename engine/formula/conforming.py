"""A tree read as terms: each product is what the shapes on its two sides allow."""

from collections.abc import Mapping
from typing import TypeGuard

from engine.errors import UnreadableAnswerError
from engine.formula import words
from engine.formula.aliases import Naming
from engine.formula.arithmetic import Arithmetic
from engine.formula.products import common_shape, is_free, upright
from engine.formula.setting import Shape
from engine.formula.substitution import symbols_in
from engine.formula.symbols import Symbol
from engine.formula.terms import ELEMENTWISE, REDUCING, Term, number, summed, walk
from engine.formula.tree import Binary, Call, Concatenation, Negative, Node, Number, Total, Transpose


class Conforming(Arithmetic):
    """Reads one side of an equation; `parameters` holds the shapes of a bank's own, and is empty for a learner's."""

    def __init__(
        self,
        naming: Naming,
        parameters: Mapping[str, Shape] | None = None,
        products_are_inner: bool = False,
        is_lenient: bool = False,
        bars_are_norms: bool = False,
    ):
        """`bars_are_norms`: read |g| of a vector as its length, and not as the sizes of its elements."""
        super().__init__(parameters, products_are_inner, is_lenient)
        self.naming = naming
        self.bars_are_norms = bars_are_norms
        self.indices: list[str] = []
        self.unsummed = ""
        """An index that two factors bear and that no sum counts over, where their product was read as a sum: `α_k h_k`."""

    def term(self, node: Node) -> Term:
        """Read a node.

        Raises `ShapeError` when no reading of a product or sum conforms, `UnreadableAnswerError` for what no equation of these questions holds.
        """
        match node:
            case Number():
                return number(node.value)
            case Symbol():
                return self.named(node)
            case Negative():
                operand = upright(self.term(node.operand))
                return (
                    number(-operand.value) if operand.operation == "number" else summed([operand], [-1], operand.shape)
                )
            case Transpose():
                return self.transposed(self.term(node.operand))
            case Concatenation():
                return self.concatenated(node)
            case Total():
                return self.total(node)
            case Call():
                return self.call(node)
            case Binary():
                return self.binary(node)
            case _:
                raise UnreadableAnswerError("this cannot stand in an equation", node.at)

    def named(self, name: Symbol) -> Term:
        """A given, a parameter, or one item of a given under a sum."""
        quantity = self.naming.quantity(name)
        if quantity.kind == "parameter":
            both = self.both_inputs() if name.base in words.CONCATENATED else None
            if both:
                return both
            shape = self.parameters.get(name.key) if self.parameters is not None else None
            return Term("parameter", name.key, shape=shape)
        index = self.index_of(name)
        if index and quantity.shape:
            return Term("item", quantity.key, shape=quantity.shape[1:], kind=index)
        return Term("given" if quantity.kind == "given" else "foreign", quantity.key, shape=quantity.shape)

    def both_inputs(self) -> Term | None:
        """The previous state and the input, as a program's `concat` holds them."""
        givens = {given.symbol.base: given for given in self.naming.setting.givens}
        if not {"h", "x"} <= givens.keys():
            return None
        parts = tuple(Term("given", givens[letter].key, shape=givens[letter].shape) for letter in "hx")
        return Term("concat", arguments=parts, shape=("+".join(str(part.shape[0]) for part in parts if part.shape),))

    def index_of(self, name: Symbol) -> str:
        """The index, of those summed over here, that a name bears; empty when it bears none."""
        for index in filter(None, reversed(self.indices)):
            if any(index in label for label in name.labels) or index == name.time:
                return index
        return ""

    def binary(self, node: Binary) -> Term:
        """Two operands and what joins them."""
        inner = node.left
        if node.operator in {"product", "@"} and _is_scaled(inner):
            scaled = Binary("*", inner.right, node.right, node.at)
            return self.binary(Binary(inner.operator, inner.left, scaled, inner.at))
        if scaling := _scaling(node):
            return self.binary(Binary("*", *scaling, node.at))
        if node.operator in {"+", "-"}:
            left, right = self.term(node.left), self.term(node.right)
            return self.added([left, right], [1, 1 if node.operator == "+" else -1], node.at)
        left, right = self.term(node.left), self.term(node.right)
        if node.operator == "/":
            return self.divided(left, right, node.at)
        if node.operator == "**":
            return Term("power", arguments=(upright(left), upright(right)), shape=left.shape)
        product = self.product(left, right, node.operator, node.at)
        is_summing = node.operator == "product" and product.operation in {"inner", "matrix"}
        if is_summing and not isinstance(node.left, Transpose):
            self.unsummed = self.unsummed or self.shared_index(node)
        return product

    def shared_index(self, node: Binary) -> str:
        """The letter below both factors that counts their components, if no sum counts over it; else empty."""
        bare = {given.key for given in self.naming.setting.givens if not (given.symbol.labels or given.symbol.time)}
        letters = [
            {letter for name in symbols_in(side) if self.naming.quantity(name).key in bare for letter in name.labels}
            for side in (node.left, node.right)
        ]
        return min((letters[0] & letters[1]).difference(self.indices), default="")

    def concatenated(self, node: Concatenation) -> Term:
        """Vectors one after the other, or weights side by side; one item alone is itself."""
        if len(node.items) == 1:
            only = node.items[0]
            beside = self.beside(only) if isinstance(only, Binary) and only.operator == "product" else None
            return beside or upright(self.term(only))
        items = [upright(self.term(item)) for item in node.items]
        flat = [part for item in items for part in (item.arguments if item.operation == "concat" else (item,))]
        if all(is_free(item) for item in flat):
            return Term("blocks", arguments=tuple(flat), shape=None, kind="beside")
        size = "+".join(str(item.shape[0]) if item.shape else "1" if item.shape == () else "?" for item in flat)
        return Term("concat", arguments=tuple(flat), shape=(size,))

    def beside(self, node: Binary) -> Term | None:
        """`[h_{t-1} x_t]`: two vectors that cannot be multiplied stand one after the other."""
        left, right = self.term(node.left), self.term(node.right)
        both_free = is_free(left) and is_free(right)
        if both_free:
            return Term("blocks", arguments=(left, right), shape=None, kind="beside")
        if left.shape and right.shape and left.shape != right.shape:
            return Term("concat", arguments=(left, right), shape=(f"{left.shape[0]}+{right.shape[0]}",))
        return None

    def total(self, node: Total) -> Term:
        """A sum over an index: of items, of a whole vector, or a matrix product spelled out."""
        index = node.index or self.common_index(node.body)
        contracted = index and any(
            self.naming.quantity(name).kind == "parameter" and any(index in label for label in name.labels)
            for name in symbols_in(node.body)
        )
        if contracted:
            return self.term(node.body)
        self.indices.append(index)
        body = upright(self.term(node.body))
        self.indices.pop()
        if not any(one.operation == "item" and one.kind == index for one in walk(body)):
            is_summed = not index and body.operation in {"matrix", "inner"}
            return body if body.shape == () or is_summed else Term("apply", "sum", (body,), shape=())
        return Term("total", index, (body,), shape=body.shape)

    def common_index(self, body: Node) -> str:
        """The index that is meant under a bare sum: a letter that every quantity in it bears; empty when there is none."""
        quantities = [name for name in symbols_in(body) if self.naming.quantity(name).kind != "parameter"]
        letters = [{letter for label in name.labels for letter in label} for name in quantities]
        common = set.intersection(*letters) if letters else set()
        return min(filter(str.isalpha, common), default="")

    def call(self, node: Call) -> Term:
        """A function applied."""
        if node.function.startswith("?"):
            return self.undefined(node)
        arguments = [upright(self.term(argument)) for argument in node.arguments]
        first = arguments[0]
        if node.function == "oplus":
            return self.circled_plus(arguments, node.at)
        if node.function in {"identity", "diag"}:
            return first
        if node.function == "bars":
            is_norm = self.bars_are_norms and first.shape not in {(), None}
            return Term("apply", "norm" if is_norm else "abs", (first,), shape=() if is_norm else first.shape)
        if node.function == "dot" and len(arguments) == 2:
            return self.product(first, arguments[1], "@", node.at)
        if node.function == "outer" and len(arguments) == 2 and all(one.shape for one in arguments):
            return self.product(first, self.transposed(arguments[1]), "product", node.at)
        if node.function == "where" and len(arguments) == 4:
            common_shape(arguments[:2], "compared", node.at)
            return Term(
                "apply", "where", tuple(arguments), shape=common_shape(arguments[2:], "chosen between", node.at)
            )
        if node.function in {"max", "min"}:
            shape = common_shape(arguments, "compared", node.at) if len(arguments) > 1 else ()
            return Term("apply", node.function, tuple(arguments), shape=shape)
        if len(arguments) != 1:
            raise UnreadableAnswerError(f"{node.function} takes one argument here", node.at)
        if node.function in ELEMENTWISE or node.function == "softmax":
            return Term("apply", node.function, (first,), shape=first.shape)
        if node.function in REDUCING:
            return Term("apply", node.function, (first,), shape=())
        raise UnreadableAnswerError(f"the function {node.function} cannot be judged here", node.at)

    def undefined(self, node: Call) -> Term:
        """`f(...)`: a product when the question has an f, else a function that nobody named."""
        key = node.function[1:]
        argument = node.arguments[0] if len(node.arguments) == 1 else Concatenation(node.arguments, node.at)
        for given in self.naming.setting.givens:
            if given.symbol.base == key and key in {"f", "g"}:
                return self.product(
                    Term("given", given.key, shape=given.shape), self.term(argument), "product", node.at
                )
        raise UnreadableAnswerError(f"say which function {key} is: add, for example, “, {key} = tanh”", node.at)


def _is_scaled(node: Node) -> TypeGuard[Binary]:
    """Is this a matrix times a diagonal one, `U diag(v)`? What follows is scaled first."""
    if not isinstance(node, Binary) or node.operator not in {"product", "@"}:
        return False
    return isinstance(node.right, Call) and node.right.function == "diag"


def _scaling(node: Binary) -> tuple[Node, Node] | None:
    """A chain of products behind a diagonal matrix, `diag(v) U x`: the diagonal, and what it scales."""
    if node.operator not in {"product", "@"}:
        return None
    if isinstance(node.left, Call) and node.left.function == "diag":
        return node.left, node.right
    inner = _scaling(node.left) if isinstance(node.left, Binary) else None
    return inner and (inner[0], Binary(node.operator, inner[1], node.right, node.at))
