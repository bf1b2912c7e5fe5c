"""The skills that bank files declare, and what is wrong with them once all files are known."""

from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, NamedTuple, TypeAlias

import msgspec

from engine import limits
from engine.bank.mismatch import nearest
from engine.errors import Problem
from engine.question.question import Skill

Title: TypeAlias = Annotated[str, msgspec.Meta(max_length=limits.TITLE_CHARACTERS)]


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


class Use(NamedTuple):
    """A question's claim to be about a skill."""

    question: str
    skill: str
    file: str
    line: int


def gather(files: Sequence[tuple[str, dict[str, Declared]]]) -> tuple[dict[str, Concept], list[Problem]]:
    """The skills of all files in their order, and what is wrong with their declarations.

    Two files may declare the same skill when they agree on it.
    """
    skills: dict[str, Concept] = {}
    problems = []
    for file, declared in files:
        for name, (concept, line) in declared.items():
            if skills.setdefault(name, concept) != concept:
                found = f"the skill {name} declared otherwise than before"
                problems.append(Problem(file, line, f"skills.{name}", found, "one declaration", "keep one of the two"))
    for file, declared in files:
        for name, (concept, line) in declared.items():
            for required in concept.requires:
                if required not in skills:
                    found = f"the unknown skill {required}"
                    problems.append(Problem(file, line, f"skills.{name}.requires", found, *_known(required, skills)))
    problems += _circles(files, skills)
    return skills, problems


def unknown_skills(uses: Iterable[Use], skills: dict[str, Concept]) -> Iterator[Problem]:
    """Questions about skills that no file declares."""
    for use in uses:
        if use.skill not in skills:
            found = f"the unknown skill {use.skill}"
            yield Problem(use.file, use.line, f"{use.question} skill", found, *_known(use.skill, skills))


def _known(name: str, skills: dict[str, Concept]) -> tuple[str, str]:
    """What was expected instead of an unknown skill, and the fix."""
    meant = nearest(name, skills)
    return "a skill declared under skills:", f"did you mean {meant}?" if meant else f"declare {name}, or use another"


def _circles(files: Sequence[tuple[str, dict[str, Declared]]], skills: dict[str, Concept]) -> Iterator[Problem]:
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
