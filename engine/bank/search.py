"""Search: which questions of a bank fit what a reader types, words and filters in one line."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from engine.bank.bank_file import Summary
from engine.bank.choose import within
from engine.bank.load import Bank
from engine.errors import UnrolledError

FILTERS: Final = ("kind", "level", "skill", "is")
"""What can stand before a colon: `kind:array`, `level:2`, `skill:lstm`, `is:due`."""
STEP: Final = 64
"""Questions whose prompts are read in one go: some milliseconds, in which another thread has to wait."""


class Query(NamedTuple):
    """What is looked for; everything must fit."""

    words: tuple[str, ...] = ()
    """In lower case; each stands somewhere in id, title, skill or prompt."""
    filters: tuple[tuple[str, str], ...] = ()
    """Names of `FILTERS` with what is asked of each, the last one of a name first."""

    @property
    def text(self) -> str:
        """The line that reads as this query."""
        return " ".join([*(f"{name}:{value}" for name, value in self.filters), *self.words])

    def asked(self, name: str) -> str:
        """What a filter asks for; empty when it is not set."""
        return dict(self.filters).get(name, "")

    def filtered(self, name: str, value: str) -> "Query":
        """The query with one filter set, or without it for an empty value."""
        kept = {known: old for known, old in self.filters if known != name}
        return self._replace(filters=tuple((kept | {name: value} if value else kept).items()))


def read(line: str) -> Query:
    """The query that a line of text stands for; what is no filter is a word."""
    words: list[str] = []
    filters: dict[str, str] = {}
    for piece in line.lower().split():
        name, colon, value = piece.partition(":")
        if colon and value and name in FILTERS:
            filters[name] = value
        else:
            words.append(piece)
    return Query(tuple(words), tuple(filters.items()))


class Catalogue:
    """A bank's questions with the words that they are found by."""

    def __init__(self, bank: Bank):
        """Quick; `fill` reads the prompts."""
        self._bank = bank
        self._texts = {name: self._headline(summary) for name, summary in bank.summaries.items()}

    def fill(self) -> Iterator[int]:
        """Take in the prompts, a few dozen questions a step; yields how many are done. A question that cannot be read is passed over."""
        for done, name in enumerate(self._texts, start=1):
            try:
                self._texts[name] += f" {self._bank.questions[name].prompt.lower()}"
            except UnrolledError:
                continue
            if done % STEP == 0:
                yield done

    def found(self, query: Query, conditions: Mapping[str, Collection[str]]) -> list[Summary]:
        """The questions that fit, in the banks' order; `conditions`: by id, the words that `is:` asks for."""
        kind, level, skill, condition = (query.asked(name) for name in FILTERS)
        found: Iterable[Summary] = self._bank.summaries.values()
        # A filter that is not set costs no look at the questions.
        if kind:
            found = [summary for summary in found if summary.kind.startswith(kind)]
        if level:
            found = [summary for summary in found if str(summary.level) == level]
        if skill:
            found = [summary for summary in found if within(summary.skill.lower(), skill)]
        if condition:
            found = [summary for summary in found if condition in conditions.get(summary.id, ())]
        for word in query.words:
            found = [summary for summary in found if word in self._texts[summary.id]]
        return list(found)

    def _headline(self, summary: Summary) -> str:
        concept = self._bank.skills.get(summary.skill)
        title = concept.title if concept else ""
        return f"{summary.id} {summary.title} {summary.skill} {title}".lower()
