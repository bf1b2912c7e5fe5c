"""The door to the laboratory: which questions have something to show there, told from their formulas without computing anything."""

import re
from collections.abc import Iterator
from typing import Final

from engine.question.question import Question

SHOWN: Final = re.compile(
    r"(?<![\w.])(?:(?:rnn|lstm|gru)\.(?:step|forward)|pool\.(?:average|maximum|minimum|sum)|conv\.forward"
    r"|attention\.(?:scores|attend))\("
)
"""A call that a bench can take over."""


def opens(question: Question) -> bool:
    """Whether a question's formula has a call that a bench can take over."""
    return any(SHOWN.search(formula) for formula in formulas(question))


def formulas(question: Question) -> Iterator[str]:
    """The formulas of a question that is computed; none of others."""
    answer = getattr(question, "answer", None) if question.computed else None
    if isinstance(answer, dict):
        yield from map(str, answer.values())
    elif answer is not None:
        yield str(answer)
