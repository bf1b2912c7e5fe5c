"""Do two equations say the same under some naming of the learner's free parameters?"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from engine import limits
from engine.formula.equation_functions import Value
from engine.formula.evaluation import Evaluator, fingerprint
from engine.formula.points import Point
from engine.formula.terms import Term, uses, walk

Print: TypeAlias = tuple[tuple[int, ...], float]
"""The fingerprint of a value at the first point."""

_RELATIVE = 1e-7


class Reference:
    """An equation to be compared with; its values are computed as far as comparisons go."""

    def __init__(self, term: Term, points: Sequence[Point]):
        """Raises `ValueError` when sizes do not fit."""
        self.term = term
        self.points = points
        self.uses = uses(term)
        with np.errstate(all="ignore"):
            evaluator = Evaluator(points[0])
            self.values = [evaluator.value(term)]
            self.operands = [_prints(use, evaluator) for use in self.uses]

    def value(self, place: int) -> Value:
        """The value at a point; each is computed once."""
        while len(self.values) <= place:
            with np.errstate(all="ignore"):
                self.values.append(Evaluator(self.points[len(self.values)]).value(self.term))
        return self.values[place]

    def is_same(self, other: "Reference") -> bool:
        """Are two equations equal as they stand, each parameter for itself?"""
        return all(_close(self.value(place), other.value(place)) for place in range(len(self.points)))


class Match(NamedTuple):
    """A naming under which two equations agree."""

    naming: Mapping[Term, Term]
    """Each use of a learner's parameter, and the reference's use that it equals."""
    doubled: str
    """A letter of the learner's that stands for two different parameters; empty when every letter stands for one."""


class Candidate:
    """A learner's equation, compared with one reference after another; what was computed for one serves the next."""

    def __init__(self, term: Term, points: Sequence[Point]):
        self.term = term
        self.points = points
        self.uses = uses(term)
        self.size = sum(1 for _ in walk(term))
        self.work = 0
        self.firsts: dict[tuple[Term, ...], Value | None] = {}
        self.operands: dict[Term, tuple[Print, ...] | None] = {}

    def match(self, other: Reference) -> Match | None:
        """Find a naming under which the candidate equals the reference; one that gives each letter one meaning is preferred.

        `None` when there is none, or when the work spent on this candidate is over its limit.
        """
        found: Match | None = None
        with np.errstate(all="ignore"):
            for tried, naming in enumerate(self._namings(other, {}, 0)):
                if self.work > limits.EQUATION_WORK or tried >= limits.EQUATION_NAMINGS:
                    break
                if self._agrees(naming, other):
                    match = Match(naming, _doubled(naming))
                    if not match.doubled:
                        return match
                    found = found or match
        return found

    def _namings(self, other: Reference, naming: dict[Term, Term], place: int) -> Iterator[dict[Term, Term]]:
        if place == len(self.uses):
            yield naming
            return
        use = self.uses[place]
        operands = self._operands(use, naming)
        if operands is None or self.work > limits.EQUATION_WORK:
            return
        for candidate, prints in zip(other.uses, other.operands, strict=True):
            fitted = _fit(use, candidate, operands, prints)
            if fitted is not None:
                yield from self._namings(other, {**naming, use: fitted}, place + 1)

    def _operands(self, use: Term, naming: Mapping[Term, Term]) -> tuple[Print, ...] | None:
        """What a parameter is applied to; remembered where no other parameter is in it."""
        if use in self.operands:
            return self.operands[use]
        self.work += self.size
        try:
            prints = _prints(use, Evaluator(self.points[0], naming))
        except (ValueError, KeyError):
            prints = None
        if all(not uses(argument) for argument in use.arguments):
            self.operands[use] = prints
        return prints

    def _agrees(self, naming: Mapping[Term, Term], other: Reference) -> bool:
        """Equal at the first point, and if so at all others."""
        key = tuple(naming.values())
        if key not in self.firsts:
            self.firsts[key] = self._value(self.points[0], naming)
        first = self.firsts[key]
        if first is None or not _close(first, other.value(0)):
            return False
        for place, point in enumerate(self.points[1:], 1):
            value = self._value(point, naming)
            if value is None or not _close(value, other.value(place)):
                return False
        return True

    def _value(self, point: Point, naming: Mapping[Term, Term]) -> Value | None:
        self.work += self.size
        try:
            return Evaluator(point, naming).value(self.term)
        except (ValueError, KeyError):
            return None


def _prints(use: Term, evaluator: Evaluator) -> tuple[Print, ...]:
    return tuple(fingerprint(evaluator.value(argument)) for argument in use.arguments)


def _fit(use: Term, candidate: Term, operands: tuple[Print, ...], prints: tuple[Print, ...]) -> Term | None:
    """The reference's use as it answers to the learner's, or `None` when they differ in what they are applied to."""
    if use.kind == "diagonal" and candidate.operation == "parameter":
        return candidate
    if use.operation != candidate.operation:
        return None
    if use.kind not in {"", "any", candidate.kind} and not (
        use.kind == "matrix" and candidate.kind in {"dot", "scale"}
    ):
        return None
    if all(_same(one, two) for one, two in zip(operands, prints, strict=True)):
        return candidate
    if use.operation == "bilinear" and _same(operands[0], prints[1]) and _same(operands[1], prints[0]):
        return candidate._replace(kind="turned")
    return None


def _same(one: Print, two: Print) -> bool:
    return one[0] == two[0] and math.isclose(one[1], two[1], rel_tol=_RELATIVE, abs_tol=_RELATIVE)


def _close(one: Value, two: Value) -> bool:
    """Equal to rounding; never equal where either is infinite or no number."""
    if one.shape != two.shape:
        return False
    return bool((np.abs(one - two) <= _RELATIVE * (1.0 + np.abs(two))).all())


def _doubled(naming: Mapping[Term, Term]) -> str:
    meanings: dict[str, str] = {}
    for use, meaning in naming.items():
        for letter in use.name.split("+"):
            if meanings.setdefault(letter, meaning.name) != meaning.name:
                return letter.partition("#")[0]
    return _spread(set(meanings))


def _spread(letters: set[str]) -> str:
    """A letter that is applied both whole and in blocks stands for two things."""
    blocks = {letter.partition("#")[0] for letter in letters if "#" in letter}
    both = sorted(blocks & letters)
    return both[0] if both else ""
