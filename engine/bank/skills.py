"""The skills that bank files declare, and what is wrong with them once all files are known."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from typing import Annotated, NamedTuple, TypeAlias

import msgspec

from engine import limits
from engine.bank.names import nearest
from engine.errors import Problem
from engine.question.question import Skill

Title: TypeAlias = Annotated[str, msgspec.Meta(max_length=limits.TITLE_CHARACTERS)]


_MOST_PROBLEMS = 100
"""Told of all files together."""


class Concept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A skill as a bank declares it."""

    title: Annotated[Title, msgspec.Meta(min_length=1)]
    """How learners see it."""
    requires: tuple[Skill, ...] = ()
    """The skills to have before it."""


class Declared(NamedTuple):
    """A skill and where it is declared."""

    concept: Concept
    line: int
    """From 1."""


Files: TypeAlias = Sequence[tuple[str, dict[str, Declared]]]
"""What each file declares, by the file's name."""


class Use(NamedTuple):
    """A skill as it is named by a question or by another skill."""

    path: str
    """The place, in the bank's own words."""
    skill: str
    file: str
    line: int


def gather(files: Files) -> tuple[dict[str, Concept], list[Problem]]:
    """The skills of all files in their order, and the declarations that contradict one another."""
    skills: dict[str, Concept] = {}
    problems = []
    for file, declared in files:
        for name, (concept, line) in declared.items():
            if skills.setdefault(name, concept) != concept:
                found = f"the skill {name} declared otherwise than before"
                problems.append(Problem(file, line, f"skills.{name}", found, "one declaration", "keep one of the two"))
    return skills, [*problems, *_circles(files, skills)]


def requirements(files: Files) -> Iterator[Use]:
    """Every claim of a declaration to build on a skill."""
    for file, declared in files:
        for name, (concept, line) in declared.items():
            for required in concept.requires:
                yield Use(f"skills.{name}.requires", required, file, line)


def unknown(uses: Iterable[Use], known: Collection[str]) -> Iterator[Problem]:
    """What to say of skills that are used and declared nowhere."""
    for use in islice((use for use in uses if use.skill not in known), _MOST_PROBLEMS):
        meant = nearest(use.skill, known)
        fix = f"did you mean {meant}?" if meant else f"declare {use.skill}, or use another"
        yield Problem(
            use.file, use.line, use.path, f"the unknown skill {use.skill}", "a skill declared under skills:", fix
        )


def _circles(files: Files, skills: dict[str, Concept]) -> Iterator[Problem]:
    """The first chain of skills that leads back to where it began."""
    try:
        TopologicalSorter({name: concept.requires for name, concept in skills.items()}).prepare()
    except CycleError as error:
        chain: list[str] = error.args[1]
        for file, declared in files:
            if chain[0] in declared:
                line = declared[chain[0]].line
                found = f"a skill that leads back to itself ({' < '.join(chain[:5])})"
                yield Problem(file, line, f"skills.{chain[0]}.requires", found, "skills that come before it", "")
                return
