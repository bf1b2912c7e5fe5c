"""The points at which equations are compared: numbers drawn once and for all, in several sizes."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from engine.formula.equation_functions import Value
from engine.formula.setting import Shape
from engine.formula.terms import Term, uses, walk

_SIZES = ((3, 2, 5, 4, 6, 7), (2, 4, 3, 5, 7, 6))
"""Sizes for the dimensions of a question in the order in which they are met, one row a choice."""
_POINTS_OF_A_SIZE = 2
_FURTHER_POINTS = 4
"""Of each size, where a function is not made alike everywhere."""
_POSITIVE = frozenset({"log", "sqrt"})
_WHOLE = frozenset({"floor", "ceil"})
_COMPARING = frozenset({"max", "min", "norm", "where"})
_BOUND = (0.5, 0.9)
_INSIDE, _OUTSIDE = 0.2, 2.5
"""How large a value is at every other point, so that some are within their bounds and some beyond."""


class Point(NamedTuple):
    """Numbers for everything that an equation may name."""

    values: Mapping[str, Value]
    """Of givens and of states that do not belong."""
    parameters: Mapping[str, Value]
    """Of the reference."""
    sizes: Mapping[str, int]


def points(reference: Iterable[Term], quantities: Mapping[str, Shape]) -> tuple[Point, ...]:
    """Draw the points for some equations, the same in every run."""
    terms = list(reference)
    drawing = _Drawing(terms, quantities)
    return tuple(drawing.point(sizes, place) for sizes in _SIZES for place in range(drawing.points_of_a_size))


class _Drawing:
    """Draws what the functions of some equations can be told apart by."""

    def __init__(self, terms: list[Term], quantities: Mapping[str, Shape]):
        self.generator = np.random.default_rng(20_140_603)
        self.terms = terms
        self.quantities = quantities
        self.functions = {one.name for term in terms for one in walk(term) if one.operation == "apply"}
        is_uneven = bool(self.functions & (_POSITIVE | _WHOLE | _COMPARING))
        self.points_of_a_size = _POINTS_OF_A_SIZE + (_FURTHER_POINTS if is_uneven else 0)
        self.bounds = _bounds(terms, quantities) if self.functions & _COMPARING else frozenset()

    def point(self, sizes: tuple[int, ...], place: int) -> Point:
        """One point; `place` counts those of these sizes."""
        measures = self._measures(sizes)
        values = {key: self._value(key, measured_shape(shape, measures), place) for key, shape in self._sorted()}
        return Point(values, self._parameters(measures), measures)

    def _sorted(self) -> list[tuple[str, Shape]]:
        return sorted(self.quantities.items())

    def _measures(self, sizes: tuple[int, ...]) -> dict[str, int]:
        parts = [part for whole in self.terms for part in walk(whole) if part.operation != "concat"]
        shapes = [*self.quantities.values(), *(part.shape or () for part in parts)]
        named = dict.fromkeys(size for shape in shapes for size in shape if isinstance(size, str))
        return {name: sizes[place % len(sizes)] for place, name in enumerate(named)}

    def _value(self, key: str, shape: tuple[int, ...], place: int) -> Value:
        uniform = self.generator.uniform
        if self.functions & _WHOLE:
            low, high = {"n": (8, 30), "k": (1, 6), "s": (1, 5), "p": (0, 4)}.get(key[:1].lower(), (1, 9))
            return self.generator.integers(low, high, shape).astype(float)
        if self.functions & _POSITIVE:
            return uniform(0.05, 2.0, shape)
        if key in self.bounds:
            return np.asarray(uniform(*_BOUND))
        if not self.functions & _COMPARING:
            return uniform(-1.5, 1.5, shape)
        spread = _OUTSIDE if place % 2 else _INSIDE
        if shape:
            return uniform(-spread, spread, shape)
        return np.asarray(uniform(0.5 * spread, spread) * (-1.0 if place // 2 % 2 else 1.0))

    def _parameters(self, measures: Mapping[str, int]) -> dict[str, Value]:
        drawn: dict[str, Value] = {}
        for use in [use for term in self.terms for use in uses(term)]:
            if use.name not in drawn:
                drawn[use.name] = self.generator.uniform(-1.0, 1.0, measured_shape(parameter_shape(use), measures))
        return drawn


def _bounds(terms: Iterable[Term], quantities: Mapping[str, Shape]) -> frozenset[str]:
    """Numbers that others are held against, and that are positive therefore: those beside vectors, negated, or divided."""
    numbers = frozenset(key for key, shape in quantities.items() if shape == ())
    if len(numbers) < len(quantities):
        return numbers
    compared = [one for term in terms for one in walk(term) if one.operation == "apply" and one.name in _COMPARING]
    parts = {part for whole in compared for part in walk(whole) if part.operation == "divide" or part.signs == (-1,)}
    return numbers & {argument.name for part in parts for argument in part.arguments}


def measured_shape(shape: Shape, sizes: Mapping[str, int]) -> tuple[int, ...]:
    """A shape with numbers for its named sizes."""
    return tuple(size if isinstance(size, int) else sizes.get(size, 1) for size in shape)


def parameter_shape(use: Term) -> Shape:
    """The shape of a reference's parameter, laid out to be applied from the left."""
    if use.operation == "parameter":
        return use.shape or ()
    if use.operation == "bilinear":
        return (*(use.arguments[0].shape or ()), *(use.arguments[1].shape or ()))
    operand = use.arguments[0].shape or ()
    return {"matrix": (*(use.shape or ()), *operand), "diagonal": operand, "dot": operand}.get(use.kind, ())
