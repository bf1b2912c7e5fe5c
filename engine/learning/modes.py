"""The ways to sit: what each tells, and what help it gives."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Mode(NamedTuple):
    """One way to sit."""

    name: str
    tells: bool = True
    """Whether the verdict is told after each answer; else at the end, and an answer that counts leaves the question."""
    helps: bool = True
    """Whether there are hints, worked solutions and fresh numbers."""
    follows_up: bool = False
    """Whether the next question may hang on the last answer."""


QUIZ: Final = Mode("quiz")
DRILL: Final = Mode("drill")
WEAK: Final = Mode("weak")
EXAM: Final = Mode("exam", tells=False, helps=False)
INTERVIEW: Final = Mode("interview", follows_up=True)

MODES: Final[Mapping[str, Mode]] = {mode.name: mode for mode in (QUIZ, DRILL, WEAK, EXAM, INTERVIEW)}


def mode_called(name: str) -> Mode:
    """The way to sit of this name; for one that a later version may have added, a quiz of that name."""
    return MODES.get(name, QUIZ._replace(name=name))
