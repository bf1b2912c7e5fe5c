"""The rating of an answer: the published table by which what happened becomes again, hard, good or easy."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args

from engine.learning.attempt import Confidence
from engine.marking.verdict import Outcome

Rating: TypeAlias = Literal["again", "hard", "good", "easy"]

RATINGS: Final[tuple[Rating, ...]] = get_args(Rating)
"""From forgotten to effortless."""
HALF: Final = 0.5
"""The score below which an answer shows that the skill was not remembered."""
QUICK: Final = 20.0
"""Seconds for each level of the question within which a sure answer is effortless."""
SLOW: Final = 180.0
"""Seconds for each level of the question beyond which an answer was hard."""


class Answer(NamedTuple):
    """What the rating of one answer hangs on."""

    outcome: Outcome
    score: float
    """From 0 to 1."""
    hints: int = 0
    """Shown for these numbers before."""
    told: bool = False
    """Whether the whole solution had been shown before."""
    tries: int = 1
    """Which try at these numbers it was, from 1."""
    seconds: float = 60.0
    level: int = 1
    """Of the question, from 1 to 5."""
    confidence: Confidence | None = None


class Row(NamedTuple):
    """One line of the table."""

    rating: Rating
    when: str
    """What happened, in the learner's words."""
    fits: Callable[[Answer], bool]


TABLE: Final = (
    Row("again", "the solution was shown first", lambda answer: answer.told),
    Row("again", "less than half right", lambda answer: answer.score < HALF),
    Row("hard", "partly right", lambda answer: answer.outcome != "correct"),
    Row("hard", "right, with a hint", lambda answer: answer.hints > 0),
    Row("hard", "right at a later try", lambda answer: answer.tries > 1),
    Row("hard", "right, and a guess", lambda answer: answer.confidence == "guess"),
    Row("hard", f"right after more than {SLOW:.0f} s a level", lambda answer: answer.seconds > SLOW * answer.level),
    Row(
        "easy",
        f"right, sure, within {QUICK:.0f} s a level",
        lambda answer: answer.confidence == "sure" and answer.seconds <= QUICK * answer.level,
    ),
    Row("good", "right", lambda answer: True),
)
"""The first line that fits decides. An answer that is right under another convention is taken as right."""


def rated(answer: Answer) -> Row:
    """The line of the table that an answer falls under."""
    return next(row for row in TABLE if row.fits(answer))


def answer_in(body: Mapping[str, Any], level: int) -> Answer:
    """What the body of an attempt says of the answer. `level`: of the question."""
    verdict = body["verdict"]
    other = verdict.get("convention") is not None
    return Answer(
        outcome="correct" if other else verdict["outcome"],
        score=1.0 if other else verdict["score"],
        hints=body["hints"],
        told=body.get("told", False),
        tries=body["tries"],
        seconds=body["seconds"],
        level=level,
        confidence=body.get("confidence"),
    )
