"""Tables of questions: what several files hold, by id, made when it is asked for; a start needs little of ten thousand questions."""

from bisect import bisect_right
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from itertools import accumulate, chain
from typing import TypeAlias, TypeVar

import msgspec

from engine.bank.bank_file import BankFile, Summary
from engine.question.question import Question

Row = TypeVar("Row")
Named: TypeAlias = tuple[str, BankFile]
"""A file with its name, as the reader has it."""


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a question is written."""

    file: str
    """As the reader named it."""
    line: int
    """From 1."""


class Shelf:
    """Files side by side, their questions numbered through from 0; of several with one id, the first counts."""

    def __init__(self, files: Sequence[Named]):
        self._files = files
        self._starts = [0, *accumulate(len(file.listing.column("id")) for _, file in files)]
        ids = list(chain.from_iterable(file.listing.column("id") for _, file in files))
        self.numbers = dict(zip(ids, range(len(ids)), strict=True))
        """By id."""
        self.again: list[int] = []
        """Questions whose id an earlier one has."""
        if len(self.numbers) < len(ids):
            self.numbers = {}
            self.again = [number for number, key in enumerate(ids) if self.numbers.setdefault(key, number) != number]

    def find(self, number: int) -> tuple[Named, int]:
        """The file that holds a question, and where in it the question stands, from 0."""
        at = bisect_right(self._starts, number) - 1
        return self._files[at], number - self._starts[at]

    def all(self, rows: Callable[[Named], Iterable[Row]]) -> Iterable[Row]:
        """The rows of all files for the questions that count."""
        every = chain.from_iterable(map(rows, self._files))
        if not self.again:
            return every
        listed = list(every)
        return [listed[number] for number in self.numbers.values()]


class Table(Mapping[str, Row]):
    """Something of each question, by id, in the order of files and lines."""

    def __init__(self, shelf: Shelf, one: Callable[[Named, int], Row], every: Callable[[Named], Iterable[Row]]):
        """`one`: makes the row of the question in a place of a file. `every`: makes all rows of a file."""
        self._shelf = shelf
        self._one = one
        self._every = every
        self._rows: dict[str, Row] = {}
        self._is_complete = False

    def __getitem__(self, key: str) -> Row:
        if key not in self._rows:
            self._rows[key] = self._one(*self._shelf.find(self._shelf.numbers[key]))
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.numbers)

    def __len__(self) -> int:
        return len(self._shelf.numbers)

    def __contains__(self, key: object) -> bool:
        return key in self._shelf.numbers

    def items(self) -> ItemsView[str, Row]:
        """Every id with its row."""
        return self._complete().items()

    def values(self) -> ValuesView[Row]:
        """Every row."""
        return self._complete().values()

    def _complete(self) -> dict[str, Row]:
        if not self._is_complete:
            self._rows = dict(zip(self, self._shelf.all(self._every), strict=True)) | self._rows
            self._is_complete = True
        return self._rows


def questions(shelf: Shelf) -> Table[Question]:
    """The questions themselves."""
    return Table(shelf, lambda named, at: named[1].questions[at], lambda named: named[1].questions)


def summaries(shelf: Shelf) -> Table[Summary]:
    """What lists and plans need to know of each."""
    return Table(shelf, lambda named, at: named[1].listing.summary(at), lambda named: named[1].listing.summaries())


def skills(shelf: Shelf) -> Table[str]:
    """The skill of each."""
    return _column(shelf, "skill")


def digests(shelf: Shelf) -> Table[str]:
    """A fingerprint of each."""
    return _column(shelf, "digest")


def _column(shelf: Shelf, field: str) -> Table[str]:
    return Table(
        shelf, lambda named, at: named[1].listing.column(field)[at], lambda named: named[1].listing.column(field)
    )


def places(shelf: Shelf) -> Table[Place]:
    """Where each is written."""
    return Table(shelf, lambda named, at: Place(named[0], named[1].listing.column("line")[at]), _places)


def _places(named: Named) -> Iterator[Place]:
    return (Place(named[0], line) for line in named[1].listing.column("line"))
