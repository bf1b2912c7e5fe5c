"""The pace of a learner, worked out by hand."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from engine.learning.entry import Entry
from engine.learning.pace import by_kind, pace


def answers(question: str, *seconds: float) -> list[Entry]:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return [Entry(uid="", kind="attempt", at=at, body={"question": question, "seconds": one}) for one in seconds]


def test_a_median_where_there_is_enough_and_that_of_all_elsewhere(questions) -> None:
    log = (
        answers("forget", 60, 600, 120)
        + answers("reset", 30, 30)
        + answers("update", 1, 1)
        + answers("update-again", 1)
    )
    assert pace([*log, *answers("gone", 9000)], questions) == {
        "lstm.forget": 2.0,
        "lstm.input": 0.5,
        "gru.reset": 0.5,
        "gru.update": 0.25,
    }


def test_what_is_usual_while_nothing_is_known(questions) -> None:
    assert set(pace(answers("forget", 600, 600), questions).values()) == {1.5}
    assert pace(answers("forget", 600, 600, 600), questions)["gru.reset"] == pytest.approx(10)


def test_the_time_by_kind_is_a_median_slowest_first() -> None:
    kinds = {"one": SimpleNamespace(kind="choice"), "two": SimpleNamespace(kind="array")}
    log = answers("one", 10, 20, 90) + answers("two", 60, 100) + answers("gone", 5)
    assert list(by_kind(log, kinds).items()) == [("array", 80.0), ("choice", 20.0)]
    assert by_kind([], kinds) == {}
