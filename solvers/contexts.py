"""Contexts: how texts are cut and filled up for a model: fixed windows with their next word, padding and its mask."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.arguments import whole, wholes
from solvers.registry import solver
from solvers.shapes import Array, ShapeMismatch, describe, floats
from solvers.steps import Step
from solvers.terms import line
from solvers.vocabulary import Text, words_of


class Windows(NamedTuple):
    """Every stretch of k words that has a next one."""

    tokens: list[str]
    k: int
    value: int
    """How many pairs there are: words - k, never negative."""

    @property
    def contexts(self) -> list[list[str]]:
        """The stretches, in the order of the text."""
        return [self.tokens[start : start + self.k] for start in range(self.value)]

    @property
    def nexts(self) -> list[str]:
        """The word after each."""
        return self.tokens[self.k :]


def windows_steps(trace: Windows) -> list[Step]:
    """The count: every word after the first k has a full context."""
    return [line("pairs", "max(T - k, 0)", trace.value, T=len(trace.tokens), k=trace.k)]


def windows_trace(tokens: Text, k: ArrayLike) -> Windows:
    """`windows` with the stretches and the words after them."""
    words, size = words_of(tokens), whole(k, "k", 1)
    return Windows(words, size, max(len(words) - size, 0))


@solver("encode.windows", trace=windows_trace, steps=windows_steps)
def windows(tokens: Text, k: ArrayLike) -> int:
    """How many pairs of k words and the next one a text of T words gives: T - k."""
    return windows_trace(tokens, k).value


class Padded(NamedTuple):
    """Sequences of different lengths in one array."""

    mask: NDArray[np.float64]
    """1 for a real element, 0 for padding, (N, T)."""
    value: Array
    """(N, T): each sequence in its row, the padding behind it."""


def padded_elements(sequences: Sequence[ArrayLike], *, padding: float) -> int:
    """How many numbers the padded array holds."""
    return len(sequences) * max((int(np.size(row)) for row in sequences), default=0)


@solver("encode.pad", elements=padded_elements)
def pad(sequences: Sequence[ArrayLike], *, padding: float) -> Padded:
    """Fill sequences up with `padding` to the longest: the array is the field `value`, its mask `mask`.

    Raises `ShapeMismatch` for what are no sequences of numbers.
    """
    rows = [floats(**{f"sequence {place}": row})[0] for place, row in enumerate(sequences, start=1)]
    for place, row in enumerate(rows, start=1):
        if row.ndim != 1:
            raise ShapeMismatch(f"sequence {place} has shape {describe(row.shape)}, expected (T,)")
    counted = mask([len(row) for row in rows])
    value = np.full(counted.shape, padding, dtype=np.result_type(np.float32, *rows))
    value[counted == 1] = np.concatenate([*rows, []])
    return Padded(counted, value)


@solver("encode.mask", elements=lambda lengths: int(np.size(lengths) * np.max(lengths, initial=0)))
def mask(lengths: ArrayLike) -> NDArray[np.float64]:
    """1 where a sequence of each of the `lengths` (N,) has an element, 0 where it is padded to the longest: (N, T)."""
    counts = np.atleast_1d(wholes(lengths, "lengths"))
    return (np.arange(counts.max(initial=0)) < counts[:, None]).astype(np.float64)


class Pads(NamedTuple):
    """How much padding sequences need."""

    lengths: NDArray[np.int64]
    value: int
    """Longest length times their number, minus their sum."""


def pads_trace(lengths: ArrayLike) -> Pads:
    """`pads` with its argument."""
    counts = np.atleast_1d(wholes(lengths, "lengths"))
    return Pads(counts, int(counts.max(initial=0) * counts.size - counts.sum()))


def pads_steps(trace: Pads) -> list[Step]:
    """Cells of the array minus real elements."""
    rule = "n * max(lengths) - sum(lengths)"
    return [line("pads", rule, trace.value, n=trace.lengths.size, lengths=trace.lengths)]


@solver("count.pads", trace=pads_trace, steps=pads_steps)
def pads(lengths: ArrayLike) -> int:
    """How many cells are padding when sequences of these `lengths` (N,) are padded to the longest."""
    return pads_trace(lengths).value
