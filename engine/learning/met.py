"""What was met: the variants that a learner has done anything with, held by question."""

from collections import Counter
from collections.abc import Iterator, Mapping, MutableSet, Set
from typing import TypeAlias

Dealing: TypeAlias = tuple[str, int]
"""Id of a question, and the seed of its numbers."""


class Met(MutableSet[Dealing]):
    """A set of variants that takes a few bytes for each."""

    def __init__(self, seeds: dict[str, set[int]] | None = None):
        """`seeds`: of the variants, by question; copied."""
        self._seeds = {question: set(found) for question, found in (seeds or {}).items()}

    def __contains__(self, dealing: object) -> bool:
        if not isinstance(dealing, tuple):
            return False
        question, seed = dealing
        return seed in self._seeds.get(question, ())

    def __iter__(self) -> Iterator[Dealing]:
        return ((question, seed) for question, seeds in self._seeds.items() for seed in seeds)

    def __len__(self) -> int:
        return sum(map(len, self._seeds.values()))

    @property
    def times(self) -> Mapping[str, int]:
        """How many variants of each question."""
        return {question: len(seeds) for question, seeds in self._seeds.items()}

    def seeds(self, question: str) -> Set[int]:
        """The seeds of the variants of a question; not to be changed."""
        return self._seeds.get(question, frozenset())

    def add(self, value: Dealing) -> None:
        """Take in a variant."""
        question, seed = value
        self._seeds.setdefault(question, set()).add(seed)

    def discard(self, value: Dealing) -> None:
        """Take out a variant, if it is there."""
        question, seed = value
        self._seeds.get(question, set()).discard(seed)


def times(met: Set[Dealing]) -> Mapping[str, int]:
    """How many variants of each question were met; questions without any may be left out."""
    return met.times if isinstance(met, Met) else Counter(question for question, _ in met)
