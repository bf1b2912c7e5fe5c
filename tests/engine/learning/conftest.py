"""A clock that is set by hand, and two banks' worth of questions."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.kinds.choice import ChoiceQuestion, WrongOption
from engine.learning.session import Session
from engine.learning.store import Store


class HandClock:
    """Says the time it was set to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(tmp_path: Path, clock: HandClock) -> Iterator[Store]:
    opened = Store.open(tmp_path, clock=clock)
    yield opened
    opened.close()


def gate(name: str, skill: str) -> ChoiceQuestion:
    """A question on one gate: `sigmoid` is right, `tanh` a known mistake."""
    return ChoiceQuestion(
        id=name,
        prompt="What squashes the gate?",
        skill=skill,
        level=1,
        source="deck 7",
        answer="sigmoid",
        mistakes=(
            WrongOption(id="tanh-for-sigmoid", feedback="Tanh reaches below zero.", answer="tanh"),
            WrongOption(id="relu-for-sigmoid", feedback="ReLU has no upper bound.", answer="ReLU"),
        ),
        hints=("It lies between 0 and 1.", "It is the logistic function."),
    )


@pytest.fixture
def questions() -> dict[str, ChoiceQuestion]:
    made = [
        gate("forget", "lstm.forget"),
        gate("input", "lstm.input"),
        gate("reset", "gru.reset"),
        gate("update", "gru.update"),
        gate("update-again", "gru.update"),
    ]
    return {question.id: question for question in made}


@pytest.fixture
def session(questions, store: Store, clock) -> Session:
    return Session.begin(questions, store, clock=clock, count=3, digests={"forget": "cafe"})
