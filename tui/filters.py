"""The browser's filters: what each can ask for, and what is said of one that asks for something else."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from engine.bank.choose import within
from engine.bank.names import one_of
from engine.bank.search import FILTERS, Query
from engine.bank.search import read as read_line
from engine.kinds import kinds
from engine.learning.condition import WORDS
from tui.widgets.sitting_bar import LEVELS

HINT: Final = "words, or kind:array  level:2  skill:lstm  is:due"
CYCLES: Final[Mapping[str, tuple[str, ...]]] = {
    "is": WORDS,
    "kind": tuple(kinds()),
    "level": tuple(str(place) for place in range(1, len(LEVELS) + 1)),
}
"""What a key goes through, one press after another; after the last comes none."""


def read(line: str) -> Query:
    """The query that a line stands for, a level by its number: `level:ap` asks for `level:2`."""
    query = read_line(line)
    name = query.asked("level")
    numbers = [number for number, level in zip(CYCLES["level"], LEVELS, strict=True) if name and level.startswith(name)]
    return query.filtered("level", numbers[0]) if numbers else query


def advice(query: Query, skills: Collection[str]) -> Iterator[str]:
    """A sentence on each filter of a query that nothing could fit, with what it can ask for. `skills`: all there are."""
    for word in query.words:
        name, colon, _ = word.partition(":")
        if colon and name in FILTERS:
            yield _allowed(name)
        elif colon:
            yield f"{name}: is no filter; there are {', '.join(f'{known}:' for known in FILTERS)}."
    for name, value in query.filters:
        known = {"kind": any(kind.startswith(value) for kind in kinds()), "skill": _is_skill(value, skills)}
        if not known.get(name, value in CYCLES.get(name, ())):
            yield _allowed(name)


def _is_skill(value: str, skills: Collection[str]) -> bool:
    return any(within(skill.lower(), value) for skill in skills)


def _allowed(name: str) -> str:
    """What a filter can ask for: `is: new, learning, due, weak or flagged.`"""
    if name == "skill":
        return "skill: asks for a skill or its family, such as skill:lstm; x asks for the one under the cursor."
    if name == "level":
        return f"level: asks for {one_of([f'1 to {len(LEVELS)}', *LEVELS])}."
    return f"{name}: asks for {one_of(CYCLES[name])}."
