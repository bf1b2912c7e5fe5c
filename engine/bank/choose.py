"""Choosing questions from a bank: by id, by skill, by kind."""

from collections.abc import Sequence

from engine.bank.bank_file import Summary
from engine.bank.load import Bank
from engine.errors import UnknownQuestionError
from engine.kinds import kinds
from engine.question.question import Question


def question_called(bank: Bank, name: str) -> Question:
    """The question with this id.

    Raises `UnknownQuestionError`, with the nearest ids, when there is none.
    """
    if name not in bank.summaries:
        raise UnknownQuestionError(f"no question is called {name!r}" + nearest(name, list(bank.summaries)))
    return bank.questions[name]


def chosen(bank: Bank, skills: Sequence[str] = (), kind: str | None = None) -> list[Summary]:
    """The questions on any of these skills (`lstm` includes `lstm.forget`), in the banks' order; no skills: all.

    Raises `UnknownQuestionError` for a skill that no question has and for a kind that is none.
    """
    known = {summary.skill for summary in bank.summaries.values()} if skills else set()
    for skill in skills:
        if not any(within(other, skill) for other in known):
            names = sorted(known | {other.split(".")[0] for other in known})
            raise UnknownQuestionError(f"no question is on the skill {skill!r}" + nearest(skill, names))
    if kind is not None and kind not in kinds():
        raise UnknownQuestionError(f"no kind is called {kind!r}; kinds: {', '.join(kinds())}")
    return [
        summary
        for summary in bank.summaries.values()
        if (not skills or any(within(summary.skill, skill) for skill in skills)) and kind in (None, summary.kind)
    ]


def within(skill: str, general: str) -> bool:
    """Whether a skill is the other or one of its branches."""
    return skill == general or skill.startswith(f"{general}.")


def nearest(name: str, names: list[str]) -> str:
    """`; did you mean …?`, or where to look."""
    # Spares a quiz on skills that are spelt right its import.
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), names, n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else "; unrolled list shows all"
