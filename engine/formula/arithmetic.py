"""Sums and products of terms, read by the shapes on their two sides."""

from collections.abc import Mapping, Sequence

from engine.errors import ShapeError
from engine.formula.products import common_shape, declared_use, inner_product, is_free, matrix_product, upright
from engine.formula.setting import Shape
from engine.formula.terms import Term, multiplied, summed
from engine.formula.tree import Span


class Arithmetic:
    """Joins terms; `parameters` holds the shapes of a bank's own, and is `None` for a learner's, which are solved for."""

    def __init__(self, parameters: Mapping[str, Shape] | None, products_are_inner: bool, is_lenient: bool):
        """`is_lenient`: read ⊙ beside a weight as the matrix product that may have been meant."""
        self.parameters = parameters
        self.products_are_inner = products_are_inner
        self.is_lenient = is_lenient
        self.turned: set[str] = set()
        """The weights that are laid out the other way round: applied from behind, or transposed."""

    def added(self, terms: Sequence[Term], signs: Sequence[int], at: Span) -> Term:
        """A sum."""
        terms = [upright(term) for term in terms]
        shape = common_shape(terms, "added", at)
        if self.parameters is not None:
            terms = [
                term._replace(shape=shape) if term.operation == "parameter" and term.shape is None else term
                for term in terms
            ]
        return summed(terms, signs, shape)

    def divided(self, left: Term, right: Term, at: Span) -> Term:
        """A quotient, element by element."""
        left, right = upright(left), upright(right)
        return Term("divide", arguments=(left, right), shape=common_shape([left, right], "divided", at))

    def product(self, left: Term, right: Term, operator: str, at: Span) -> Term:
        """A product of any two terms, free parameters among them."""
        if is_free(left) and is_free(right):
            return Term("blocks", arguments=(left, right), shape=None, kind="chain")
        if is_free(left):
            return self.weighted(left, right, operator, at, turned=False)
        if is_free(right):
            row = self.weighted(right, left, operator, at, turned=True)
            lies = left.operation == "transpose" and row.shape != ()
            return Term("transpose", arguments=(row,), shape=row.shape) if lies else row
        return self.multiplied(left, right, operator, at)

    def multiplied(self, left: Term, right: Term, operator: str, at: Span) -> Term:
        """A product in which no parameter stands bare."""
        first, second = upright(left), upright(right)
        if (
            operator != "*"
            and left.operation == "transpose"
            and right.operation != "transpose"
            and () not in (first.shape, second.shape)
            and max(len(first.shape or ()), len(second.shape or ())) < 2
        ):
            return self.inner(first, second, at)
        one, two = first.shape, second.shape
        if one is None or two is None or one == () or two == ():
            if (operator == "@" or self.products_are_inner) and one != () and two != () and operator != "*":
                return self.inner(first, second, at)
            return multiplied(
                [first, second], one or two if one is not None and two is not None else (one or two or None)
            )
        if len(one) == 1 and len(two) == 1:
            if right.operation == "transpose" and left.operation != "transpose" and operator != "*":
                return Term("outer", arguments=(first, second), shape=(one[0], two[0]))
            if operator == "@" or (operator == "product" and self.products_are_inner):
                return self.inner(first, second, at)
            return multiplied([first, second], common_shape([first, second], "multiplied", at))
        return matrix_product(left, right, operator, at)

    def inner(self, first: Term, second: Term, at: Span) -> Term:
        """Two vectors multiplied to a number; of a weight between them it is noted how it is laid out."""
        product = inner_product(first, second, at)
        if product.operation == "bilinear" and (product.arguments[1] is second) == (product.name in self.turned):
            self.turned.discard(product.name)
        elif product.operation == "bilinear":
            self.turned.add(product.name)
        return product

    def weighted(self, weight: Term, operand: Term, operator: str, at: Span, turned: bool) -> Term:
        """A parameter, or several side by side, applied to a value; `turned` when the value stands first."""
        is_row = weight.kind == "turned" or (turned and operand.operation == "transpose")
        operand = upright(operand)
        if weight.operation == "blocks":
            return self.blockwise(weight, operand, operator, at, turned)
        if turned != (weight.kind == "turned"):
            self.turned.add(weight.name.partition("#")[0])
        weight = upright(weight)
        if operand.operation == "concat":
            parts = [
                self.weighted(weight._replace(name=f"{weight.name}#{place}"), part, operator, at, turned)
                for place, part in enumerate(operand.arguments)
            ]
            return self.added(parts, [1] * len(parts), at)
        if operand.operation == "number" and operator != "@" and self.parameters is None and operand.value == 1.0:
            return weight
        is_open = operator == "product" or (operator == "*" and self.is_lenient)
        kind, shape = "any" if is_open else "diagonal" if operator == "*" else "matrix", None
        if self.parameters is not None:
            kind, shape = declared_use(weight, operand, operator, turned, self.products_are_inner or is_row, at)
        elif kind == "diagonal":
            shape = operand.shape
        return Term("linear", weight.name, (operand,), shape=shape, kind=kind)

    def blockwise(self, weight: Term, operand: Term, operator: str, at: Span, turned: bool) -> Term:
        """Several parameters, multiplied or side by side, applied to a value."""
        if weight.kind == "chain":
            first, second = weight.arguments
            return self.product(first, self.product(second, operand, operator, at), operator, at)
        parts = operand.arguments if operand.operation == "concat" else (operand,)
        if len(parts) != len(weight.arguments):
            raise ShapeError(f"{len(weight.arguments)} blocks of weights cannot be applied to {len(parts)} vectors", at)
        terms = [
            self.weighted(block, part, operator, at, turned)
            for block, part in zip(weight.arguments, parts, strict=True)
        ]
        return self.added(terms, [1] * len(terms), at)

    def transposed(self, term: Term) -> Term:
        """Rows and columns exchanged; of a free parameter that is only noted."""
        if term.operation == "parameter":
            return term._replace(kind="" if term.kind else "turned")
        if is_free(term) or term.operation == "concat" or term.shape == ():
            return term
        if term.operation == "transpose":
            return term.arguments[0]
        shape = term.shape[::-1] if term.shape else term.shape
        return Term("transpose", arguments=(term,), shape=shape)

    def circled_plus(self, terms: Sequence[Term], at: Span) -> Term:
        """`⊕` puts vectors of different sizes one after the other and adds those of one size."""
        first, second = terms
        if first.shape and second.shape and first.shape != second.shape:
            parts = [part for term in terms for part in (term.arguments if term.operation == "concat" else (term,))]
            return Term("concat", arguments=tuple(parts), shape=(f"{first.shape[0]}+{second.shape[0]}",))
        return self.added(terms, [1, 1], at)
