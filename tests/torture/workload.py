"""What every trial does to a log: a learner answering, as fast as the disk allows."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from engine.learning.attempt import attempts
from engine.learning.session import Session
from engine.learning.store import Store
from engine.marking.verdict import Verdict
from engine.question.question import Question
from engine.question.variant import Variant


class EchoQuestion(Question, frozen=True, kw_only=True, tag="echo"):
    """A question to which every answer is right, so that answers can be told apart."""

    def solve(self, given: Any, options: tuple[str, ...]) -> None:
        return None

    def parse(self, raw: str, variant: Variant) -> str:
        return raw

    def mark(self, response: str, variant: Variant) -> Verdict:
        return Verdict(outcome="correct", score=1.0, message="Correct.", expected=response)


QUESTIONS = {
    f"echo-{n}": EchoQuestion(id=f"echo-{n}", prompt="Say anything.", skill="echo", level=1, source="none")
    for n in range(5)
}


def clock() -> Callable[[], datetime]:
    """A clock that ticks a second each time it is looked at."""
    now = datetime(2026, 3, 1, tzinfo=UTC)

    def tick() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return tick


def sit(
    folder: Path,
    label: str,
    told: Callable[[str], None],
    answers: int | None = None,
    look: Callable[[Store], None] = lambda store: None,
) -> Store:
    """Open the log, take up the sitting or begin one, and answer; each answer's name is told as soon as its verdict is back.

    `answers`: how many; `None`: until killed. `look` sees the store after each of them.
    """
    store = Store.open(folder, clock=clock())
    session = Session.resume(QUESTIONS, store, clock=clock())
    for answer in _labels(label, answers):
        while session is None or session.variant is None:
            session = Session.begin(QUESTIONS, store, clock=clock())
        session.keep_draft(answer[:3])
        session.submit(answer)
        told(answer.rstrip("x"))
        session.advance()
        look(store)
    return store


def _labels(label: str, answers: int | None) -> Iterator[str]:
    number = 0
    while answers is None or number < answers:
        # Some fit a page of the file, some need several.
        yield f"{label}-{number}-" + "x" * (number * 397 % 6000)
        number += 1


def answered(store: Store) -> list[str]:
    """The names of the answers a log holds, each as often as it is there."""
    return [attempt.raw.rstrip("x") for _, attempt in attempts(store.entries())]
