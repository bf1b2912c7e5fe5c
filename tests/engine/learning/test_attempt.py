"""Attempts as bodies of entries."""

import json
from typing import Any

import pytest

from engine.learning.attempt import Attempt, attempts, read, write
from engine.learning.store import Store
from engine.marking.verdict import Part, Verdict, invalid

VERDICTS = [
    Verdict(outcome="correct", score=1.0, message="Correct.", expected=[[3.5, 5.5], [3.75, 5.25]]),
    Verdict(outcome="partial", score=0.75, message="3 of 4 values are right.", cells=[[True, True], [True, False]]),
    Verdict(
        outcome="wrong", score=0.0, message="Tanh reaches below zero.", mistake="tanh-for-sigmoid", convention="other"
    ),
    Verdict(
        outcome="partial",
        score=0.5,
        message="",
        parts=(Part(name="f_1", outcome="correct"), Part(name="f_2", outcome="wrong")),
    ),
    invalid("Nothing is called hello.", (0, 5)),
]


def an_attempt(verdict: Verdict, **changes: Any) -> Attempt:
    fields: dict[str, Any] = {
        "sitting": "ab",
        "position": 3,
        "question": "pool-average-2x2",
        "digest": "cafe",
        "seed": 7,
        "given": {"C": [[1, 2], [3, 4]], "size": 2},
        "raw": "3.5 5.5; 3.75 5.25",
        "hints": 1,
        "tries": 2,
        "seconds": 12.5,
    }
    return Attempt(verdict=verdict, **{**fields, **changes})


@pytest.mark.parametrize("verdict", VERDICTS, ids=lambda verdict: verdict.outcome)
def test_an_attempt_comes_back_from_json_as_it_was(verdict: Verdict) -> None:
    made = an_attempt(verdict, confidence="sure")
    assert read(json.loads(json.dumps(write(made)))) == made


def test_the_body_is_plain_data_by_name() -> None:
    body = write(an_attempt(VERDICTS[2]))
    assert body["verdict"]["mistake"] == "tanh-for-sigmoid"
    assert (body["question"], body["seed"], body["given"]["C"], body["confidence"]) == (
        "pool-average-2x2",
        7,
        [[1, 2], [3, 4]],
        None,
    )


def test_fields_of_later_versions_are_ignored() -> None:
    body = write(an_attempt(VERDICTS[0]))
    body["mood"] = "good"
    body["verdict"]["colour"] = "green"
    assert read(body) == an_attempt(VERDICTS[0])


def test_what_could_not_be_read_does_not_count(store: Store) -> None:
    store.append("sitting", {})
    kept = store.append("attempt", write(an_attempt(VERDICTS[0])))
    store.append("invalid", write(an_attempt(VERDICTS[4])))
    assert list(attempts(store.entries())) == [(kept, an_attempt(VERDICTS[0]))]
