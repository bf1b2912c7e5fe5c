"""Terms computed with numbers: at points drawn once and for all, in several sizes."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from engine.formula.equation_functions import FUNCTIONS, Value
from engine.formula.setting import Shape
from engine.formula.terms import Operation, Term, uses, walk

_SIZES = ((3, 2, 5, 4, 6, 7), (2, 4, 3, 5, 7, 6))
"""Sizes for the dimensions of a question in the order in which they are met, one row a choice."""
_POINTS_OF_A_SIZE = 2
_POSITIVE = frozenset({"log", "sqrt", "norm", "floor", "ceil", "min"})
_WHOLE = frozenset({"floor", "ceil"})


class Point(NamedTuple):
    """Numbers for everything that an equation may name."""

    values: Mapping[str, Value]
    """Of givens and of states that do not belong."""
    parameters: Mapping[str, Value]
    """Of the reference."""
    sizes: Mapping[str, int]


def points(reference: Iterable[Term], quantities: Mapping[str, Shape]) -> tuple[Point, ...]:
    """Draw the points at which equations are compared, the same in every run."""
    terms = list(reference)
    functions = {one.name for term in terms for one in walk(term) if one.operation == "apply"}
    generator = np.random.default_rng(20_140_603)
    result = []
    for sizes in _SIZES:
        measures = _measures(quantities, terms, sizes)
        for _ in range(_POINTS_OF_A_SIZE + 2 * bool(functions & _POSITIVE)):
            values = {
                key: _drawn(generator, shape, measures, functions, key) for key, shape in sorted(quantities.items())
            }
            parameters = _parameters(generator, terms, measures)
            result.append(Point(values, parameters, measures))
    return tuple(result)


def _measures(quantities: Mapping[str, Shape], terms: Iterable[Term], sizes: tuple[int, ...]) -> dict[str, int]:
    shapes = [
        *quantities.values(),
        *(term.shape or () for whole in terms for term in walk(whole) if term.operation != "concat"),
    ]
    named = dict.fromkeys(size for shape in shapes for size in shape if isinstance(size, str))
    return {name: sizes[place % len(sizes)] for place, name in enumerate(named)}


def _drawn(
    generator: np.random.Generator, shape: Shape, sizes: Mapping[str, int], functions: set[str], key: str
) -> Value:
    measured = measured_shape(shape, sizes)
    if functions & _WHOLE:
        low, high = {"n": (8, 30), "k": (1, 6), "s": (1, 5), "p": (0, 4)}.get(key[:1].lower(), (1, 9))
        return generator.integers(low, high, measured).astype(float)
    if functions & _POSITIVE:
        return generator.uniform(0.05, 2.0, measured)
    return generator.uniform(-1.5, 1.5, measured)


def measured_shape(shape: Shape, sizes: Mapping[str, int]) -> tuple[int, ...]:
    """A shape with numbers for its named sizes."""
    return tuple(size if isinstance(size, int) else sizes.get(size, 1) for size in shape)


def _parameters(generator: np.random.Generator, terms: Iterable[Term], sizes: Mapping[str, int]) -> dict[str, Value]:
    drawn: dict[str, Value] = {}
    for term in terms:
        for use in uses(term):
            if use.name not in drawn:
                drawn[use.name] = generator.uniform(-1.0, 1.0, measured_shape(parameter_shape(use), sizes))
    return drawn


def parameter_shape(use: Term) -> Shape:
    """The shape of a reference's parameter, laid out to be applied from the left."""
    if use.operation == "parameter":
        return use.shape or ()
    if use.operation == "bilinear":
        return (*(use.arguments[0].shape or ()), *(use.arguments[1].shape or ()))
    operand = use.arguments[0].shape or ()
    return {"matrix": (*(use.shape or ()), *operand), "diagonal": operand, "dot": operand}.get(use.kind, ())


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
