"""Worked lines written out: a rule whose letters give way to numbers, a sum or a mean term by term."""

import re
from collections.abc import Iterable, Sequence

from numpy.typing import ArrayLike

from solvers.shapes import Array
from solvers.steps import Step, show

LETTER = re.compile(r"(?<![\w.\"])[A-Za-z_]\w*(?![\w(\"])")
"""A name in a rule that is no function, no field and no quoted word."""


def line(name: str, rule: str, value: Array | float, /, **letters: ArrayLike) -> Step:
    """A step whose numbers are its rule with every letter replaced by its value, or by text already written."""
    written = {letter: meant if isinstance(meant, str) else factor(meant) for letter, meant in letters.items()}
    return Step(name, rule, LETTER.sub(lambda match: written.get(match[0], match[0]), rule), value)


def total(terms: Iterable[ArrayLike]) -> str:
    """`1 + 2 - 5`: a sum as one would write it by hand; `0` when there is nothing to add."""
    return _joined(show(term) for term in terms)


def mean(terms: Sequence[ArrayLike]) -> str:
    """`(1 + 2 + 5 + 6) / 4`; `3 / 1` for a single term."""
    return f"{total(terms)} / 1" if len(terms) == 1 else f"({total(terms)}) / {len(terms)}"


def weighted(weights: Iterable[float], terms: Iterable[ArrayLike]) -> str:
    """`0.5 * 1 - 2 * 3`: a sum of products, the sign of each taken from its weight."""
    return _joined(f"{show(weight)} * {factor(term)}" for weight, term in zip(weights, terms, strict=True))


def factor(number: ArrayLike) -> str:
    """A number or array that may stand in a product: negative numbers in parentheses."""
    written = show(number)
    return f"({written})" if written.startswith("-") else written


def _joined(terms: Iterable[str]) -> str:
    return " + ".join(terms).replace("+ -", "- ") or "0"
