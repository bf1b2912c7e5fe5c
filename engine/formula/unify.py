"""Do two equations say the same under some naming of the learner's free parameters?"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from engine import limits
from engine.formula.evaluation import Evaluator, Point, Value, fingerprint
from engine.formula.terms import Term, uses

Print: TypeAlias = tuple[tuple[tuple[int, ...], float], ...]
"""The fingerprints of a value at every point."""

_RELATIVE = 1e-7


class Reference(NamedTuple):
    """An equation to be compared with, computed beforehand."""

    term: Term
    values: tuple[Value, ...]
    """At every point."""
    uses: tuple[Term, ...]
    operands: tuple[tuple[Print, ...], ...]
    """Of each use: what its parameter is applied to, at every point."""


class Match(NamedTuple):
    """A naming under which two equations agree."""

    naming: Mapping[Term, Term]
    """Each use of a learner's parameter, and the reference's use that it equals."""
    doubled: str
    """A letter of the learner's that stands for two different parameters; empty when every letter stands for one."""


def reference(term: Term, points: Sequence[Point]) -> Reference:
    """Compute an equation at every point."""
    with np.errstate(all="ignore"):
        evaluators = [Evaluator(point) for point in points]
        own = tuple(uses(term))
        return Reference(
            term, tuple(one.value(term) for one in evaluators), own, tuple(_prints(use, evaluators) for use in own)
        )


class Candidate:
    """A learner's equation, compared with one reference after another; what was computed for one serves the next."""

    def __init__(self, term: Term, points: Sequence[Point]):
        self.term = term
        self.points = points
        self.uses = uses(term)
        self.values: dict[tuple[Term, ...], tuple[Value, ...] | None] = {}
        self.tried = 0

    def match(self, other: Reference) -> Match | None:
        """Find a naming under which the candidate equals the reference; one that gives each letter one meaning is preferred."""
        found: Match | None = None
        self.tried = 0
        with np.errstate(all="ignore"):
            for naming in self._namings(other, {}, 0):
                self.tried += 1
                if self._agrees(naming, other):
                    match = Match(naming, _doubled(naming))
                    if not match.doubled:
                        return match
                    found = found or match
                if self.tried >= limits.EQUATION_NAMINGS:
                    break
        return found

    def _namings(self, other: Reference, naming: dict[Term, Term], place: int) -> Iterator[dict[Term, Term]]:
        if place == len(self.uses):
            yield naming
            return
        use = self.uses[place]
        operands = self._operands(use, naming)
        if operands is None:
            return
        for candidate, prints in zip(other.uses, other.operands, strict=True):
            fitted = _fit(use, candidate, operands, prints)
            if fitted is not None:
                yield from self._namings(other, {**naming, use: fitted}, place + 1)
                if self.tried >= limits.EQUATION_NAMINGS:
                    return

    def _operands(self, use: Term, naming: Mapping[Term, Term]) -> tuple[Print, ...] | None:
        try:
            return _prints(use, [Evaluator(point, naming) for point in self.points])
        except (ValueError, KeyError):
            return None

    def _agrees(self, naming: Mapping[Term, Term], other: Reference) -> bool:
        key = tuple(naming.values())
        if key not in self.values:
            self.values[key] = self._computed(naming)
        values = self.values[key]
        return values is not None and all(_close(one, two) for one, two in zip(values, other.values, strict=True))

    def _computed(self, naming: Mapping[Term, Term]) -> tuple[Value, ...] | None:
        try:
            return tuple(Evaluator(point, naming).value(self.term) for point in self.points)
        except (ValueError, KeyError, OverflowError):
            return None


def _prints(use: Term, evaluators: Sequence[Evaluator]) -> tuple[Print, ...]:
    return tuple(tuple(fingerprint(one.value(argument)) for one in evaluators) for argument in use.arguments)


def _fit(use: Term, candidate: Term, operands: tuple[Print, ...], prints: tuple[Print, ...]) -> Term | None:
    """The reference's use as it answers to the learner's, or `None` when they differ in what they are applied to."""
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
    return all(
        a[0] == b[0] and math.isclose(a[1], b[1], rel_tol=_RELATIVE, abs_tol=1e-9)
        for a, b in zip(one, two, strict=True)
    )


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
    return _spread({letter for letter in meanings}, meanings)


def _spread(letters: set[str], meanings: Mapping[str, str]) -> str:
    """A letter that is applied both whole and in blocks stands for two things."""
    blocks = {letter.partition("#")[0] for letter in letters if "#" in letter}
    both = sorted(blocks & letters)
    return both[0] if both else ""
