"""The published table, line by line, with the edges of its times and scores."""

import pytest

from engine.learning.attempt import overconfident
from engine.learning.rating import RATINGS, TABLE, Answer, answer_in, rated

RIGHT = Answer(outcome="correct", score=1.0)


@pytest.mark.parametrize(
    ("answer", "rating", "when"),
    [
        (RIGHT, "good", "right"),
        (RIGHT._replace(told=True), "again", "the solution was shown first"),
        (Answer(outcome="wrong", score=0.0), "again", "less than half right"),
        (Answer(outcome="partial", score=0.49), "again", "less than half right"),
        (Answer(outcome="partial", score=0.5), "hard", "partly right"),
        (RIGHT._replace(hints=1), "hard", "right, with a hint"),
        (RIGHT._replace(tries=2), "hard", "right at a later try"),
        (RIGHT._replace(confidence="guess"), "hard", "right, and a guess"),
        (RIGHT._replace(seconds=181.0), "hard", "right after more than 180 s a level"),
        (RIGHT._replace(seconds=181.0, level=2), "good", "right"),
        (RIGHT._replace(seconds=20.0, confidence="sure"), "easy", "right, sure, within 20 s a level"),
        (RIGHT._replace(seconds=20.1, confidence="sure"), "good", "right"),
        (RIGHT._replace(seconds=1.0), "good", "right"),
        (RIGHT._replace(seconds=1.0, confidence="unsure"), "good", "right"),
        (RIGHT._replace(seconds=1.0, confidence="sure", hints=1), "hard", "right, with a hint"),
    ],
)
def test_what_happened_becomes_a_rating(answer: Answer, rating: str, when: str) -> None:
    row = rated(answer)
    assert (row.rating, row.when) == (rating, when)


def test_the_table_ends_with_a_line_that_always_fits_and_names_every_rating() -> None:
    assert TABLE[-1].fits(Answer(outcome="wrong", score=0.0))
    assert {row.rating for row in TABLE} == set(RATINGS)


def body(**changes: object) -> dict[str, object]:
    verdict = {"outcome": "wrong", "score": 0.0, "convention": changes.pop("convention", None)}
    return {"verdict": verdict, "hints": 0, "tries": 1, "seconds": 60.0, **changes}


def test_another_convention_is_rated_as_right() -> None:
    assert rated(answer_in(body(convention="[h; x]"), 1)).rating == "good"
    assert rated(answer_in(body(), 1)).rating == "again"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"confidence": "sure"}, True),
        ({"confidence": "unsure"}, False),
        ({}, False),
        ({"confidence": "sure", "convention": "[h; x]"}, False),
    ],
)
def test_sure_and_wrong(changes: dict[str, object], found: bool) -> None:
    assert overconfident(body(**changes)) is found
