"""What was met: the variants that a learner has done anything with, held by question."""

from collections import Counter
from collections.abc import Iterator, Mapping, MutableSet, Set
from itertools import chain
from typing import TypeAlias

Dealing: TypeAlias = tuple[str, int]
"""Id of a question, and the seed of its numbers."""


class Met(MutableSet[Dealing]):
    """A set of variants. Seeds are dealt from 0 on, so that for most questions one number says which of them were met."""

    def __init__(self, below: Mapping[str, int] | None = None, beyond: Mapping[str, Set[int]] | None = None):
        """By question, `below`: the lowest seed not met; `beyond`: the seeds met that are higher. Both are copied."""
        self.below = dict(below or {})
        self.beyond = {question: set(seeds) for question, seeds in (beyond or {}).items()}

    def __contains__(self, dealing: object) -> bool:
        if not isinstance(dealing, tuple):
            return False
        question, seed = dealing
        return 0 <= seed < self.below.get(question, 0) or seed in self.beyond.get(question, ())

    def __iter__(self) -> Iterator[Dealing]:
        contiguous = ((question, seed) for question, end in self.below.items() for seed in range(end))
        return chain(contiguous, ((question, seed) for question, seeds in self.beyond.items() for seed in seeds))

    def __len__(self) -> int:
        return sum(self.below.values()) + sum(map(len, self.beyond.values()))

    @property
    def times(self) -> Mapping[str, int]:
        """How many variants of each question that has any."""
        if not self.beyond:
            return self.below
        return Counter(self.below) + Counter({question: len(seeds) for question, seeds in self.beyond.items()})

    def unseen(self, question: str) -> int:
        """The lowest seed of a question that is not in."""
        return self.below.get(question, 0)

    def add(self, value: Dealing) -> None:
        """Take in a variant."""
        question, seed = value
        end = self.below.get(question, 0)
        if seed != end:
            if value not in self:
                self.beyond.setdefault(question, set()).add(seed)
            return
        higher = self.beyond.pop(question, set())
        while (end := end + 1) in higher:
            higher.remove(end)
        self.below[question] = end
        if higher:
            self.beyond[question] = higher

    def discard(self, value: Dealing) -> None:
        """Take out a variant, if it is there."""
        question, seed = value
        end = self.below.get(question, 0)
        higher = self.beyond.pop(question, set()) - {seed}
        if 0 <= seed < end:
            self.below[question] = seed
            higher |= set(range(seed + 1, end))
            if not seed:
                del self.below[question]
        if higher:
            self.beyond[question] = higher


def times(met: Set[Dealing]) -> Mapping[str, int]:
    """How many variants of each question were met, if any."""
    return met.times if isinstance(met, Met) else Counter(question for question, _ in met)


def unseen(question: str, met: Set[Dealing]) -> int:
    """The lowest seed of a question that is not among those met."""
    if isinstance(met, Met):
        return met.unseen(question)
    seeds = {seed for name, seed in met if name == question}
    seed = 0
    while seed in seeds:
        seed += 1
    return seed
