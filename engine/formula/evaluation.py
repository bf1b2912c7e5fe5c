"""Terms computed with numbers at one point."""

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np

from engine.formula.equation_functions import FUNCTIONS, Value
from engine.formula.points import Point
from engine.formula.terms import Operation, Term, walk


class Evaluator:
    """Computes terms at one point; `naming` maps the learner's uses of parameters to the reference's."""

    def __init__(self, point: Point, naming: Mapping[Term, Term] | None = None):
        self.point = point
        self.naming = naming
        self.indices: dict[str, int] = {}

    def value(self, term: Term) -> Value:
        """Compute a term.

        Raises `ValueError` when sizes do not fit under this naming, `KeyError` for a name without a value.
        """
        return _COMPUTED[term.operation](self, term)

    def _number(self, term: Term) -> Value:
        return np.asarray(term.value)

    def _given(self, term: Term) -> Value:
        return self.point.values[term.name]

    def _item(self, term: Term) -> Value:
        return np.asarray(self.point.values[term.name][self.indices[term.kind]])

    def _parameter(self, term: Term) -> Value:
        name = (self.naming[term] if self.naming is not None else term).name
        if name in self.point.parameters:
            return self.point.parameters[name]
        return np.asarray(sum(self.point.parameters[part] for part in name.split("+")))

    def _linear(self, term: Term) -> Value:
        use = self.naming[term] if self.naming is not None else term
        weight, operand = self.point.parameters[use.name], self.value(term.arguments[0])
        return np.asarray(weight @ operand if use.kind in {"matrix", "dot"} else weight * operand)

    def _bilinear(self, term: Term) -> Value:
        use = self.naming[term] if self.naming is not None else term
        left, right = self.value(term.arguments[0]), self.value(term.arguments[1])
        weight = self.point.parameters[use.name]
        if self.naming is not None and use.kind == "turned":
            left, right = right, left
        return np.asarray(left @ weight @ right)

    def _sum(self, term: Term) -> Value:
        first, *rest = term.arguments
        result = self.value(first) * term.signs[0]
        for argument, sign in zip(rest, term.signs[1:], strict=True):
            value = self.value(argument)
            result = result + value if sign > 0 else result - value
        return result

    def _product(self, term: Term) -> Value:
        first, *rest = term.arguments
        result = self.value(first)
        for argument in rest:
            result = result * self.value(argument)
        return result

    def _divide(self, term: Term) -> Value:
        return np.asarray(self.value(term.arguments[0]) / self.value(term.arguments[1]))

    def _power(self, term: Term) -> Value:
        base, exponent = (self.value(argument) for argument in term.arguments)
        return np.asarray(np.power(base.astype(float), exponent))

    def _inner(self, term: Term) -> Value:
        return np.asarray(self.value(term.arguments[0]) @ self.value(term.arguments[1]))

    def _outer(self, term: Term) -> Value:
        return np.outer(self.value(term.arguments[0]), self.value(term.arguments[1]))

    def _transpose(self, term: Term) -> Value:
        return self.value(term.arguments[0]).T

    def _concat(self, term: Term) -> Value:
        return np.concatenate([np.atleast_1d(self.value(argument)) for argument in term.arguments])

    def _blocks(self, term: Term) -> Value:
        raise ValueError("weights stand alone")

    def _total(self, term: Term) -> Value:
        lengths = [
            len(self.point.values[one.name])
            for one in walk(term.arguments[0])
            if one.operation == "item" and one.kind == term.name
        ]
        if not lengths:
            raise ValueError("nothing bears the index of this sum")
        outside = self.indices.get(term.name)
        parts = []
        for index in range(min(lengths)):
            self.indices[term.name] = index
            parts.append(self.value(term.arguments[0]))
        self.indices.pop(term.name)
        if outside is not None:
            self.indices[term.name] = outside
        return np.asarray(np.sum(parts, axis=0))

    def _apply(self, term: Term) -> Value:
        values = [self.value(argument) for argument in term.arguments]
        return np.asarray(FUNCTIONS[term.name](*values))


_COMPUTED: dict[Operation, Callable[[Evaluator, Term], Value]] = {
    "number": Evaluator._number,
    "given": Evaluator._given,
    "foreign": Evaluator._given,
    "item": Evaluator._item,
    "parameter": Evaluator._parameter,
    "blocks": Evaluator._blocks,
    "linear": Evaluator._linear,
    "bilinear": Evaluator._bilinear,
    "sum": Evaluator._sum,
    "product": Evaluator._product,
    "divide": Evaluator._divide,
    "power": Evaluator._power,
    "inner": Evaluator._inner,
    "matrix": Evaluator._inner,
    "outer": Evaluator._outer,
    "apply": Evaluator._apply,
    "total": Evaluator._total,
    "concat": Evaluator._concat,
    "transpose": Evaluator._transpose,
}


@lru_cache(maxsize=256)
def _weights(shape: tuple[int, ...]) -> Value:
    return np.random.default_rng(len(shape) + 7).uniform(0.5, 1.5, shape)


def fingerprint(value: Value) -> tuple[tuple[int, ...], float]:
    """A shape and one number that tell values apart with certainty enough: a fixed random projection."""
    return value.shape, float((value * _weights(value.shape)).sum())
