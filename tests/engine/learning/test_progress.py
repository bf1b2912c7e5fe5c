"""Progress and streak against a log counted by hand."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from engine.learning.progress import SkillProgress, progress, streak
from engine.learning.session import Session
from engine.learning.store import Store


def test_progress_counts_questions_seen_and_right_when_last_answered(questions, store: Store, clock) -> None:
    session = Session.begin(questions, store, clock=clock)
    for answers in (["tanh", "sigmoid"], ["sigmoid", "tanh"], ["nonsense"], ["sigmoid"], ["sigmoid"]):
        for answer in answers:
            session.submit(answer)
        clock.pass_(days=1)
        session.advance()
    store.append("attempt", {**store.entries("attempt")[0].body, "question": "gone"})
    found = progress(store.entries(), questions)
    day = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert list(found.items()) == [
        ("lstm.forget", SkillProgress(questions=1, seen=1, correct=1, tries=2, last=day)),
        ("lstm.input", SkillProgress(questions=1, seen=1, correct=0, tries=2, last=day + timedelta(days=1))),
        ("gru.reset", SkillProgress(questions=1, seen=0, correct=0, tries=0, last=None)),
        ("gru.update", SkillProgress(questions=2, seen=2, correct=2, tries=2, last=day + timedelta(days=4))),
    ]


@pytest.mark.parametrize(
    ("days_ago", "length"),
    [([], 0), ([0], 1), ([1], 1), ([2], 0), ([0, 1, 2], 3), ([1, 2, 4], 2), ([0, 0, 1], 2), ([5, 4, 3, 2, 1], 5)],
)
def test_streak(questions, store: Store, clock, days_ago: list[int], length: int) -> None:
    now = clock.now
    for days in days_ago:
        clock.now = now - timedelta(days=days)
        Session.begin(questions, store, clock=clock).submit("sigmoid")
    assert streak(store.entries(), now) == length


def test_a_day_begins_at_midnight_where_the_learner_is(questions, store: Store, clock) -> None:
    for hour in (1, 23):
        clock.now = datetime(2026, 3, 2, hour, tzinfo=UTC)
        Session.begin(questions, store, clock=clock).submit("sigmoid")
    assert streak(store.entries(), datetime(2026, 3, 2, 23, tzinfo=UTC)) == 1
    west = timezone(timedelta(hours=-5))
    assert streak(store.entries(), datetime(2026, 3, 2, 20, tzinfo=west)) == 2
    with pytest.raises(ValueError, match="time zone"):
        streak([], datetime(2026, 3, 2))


def test_an_answer_that_could_not_be_read_makes_no_streak(questions, store: Store, clock) -> None:
    Session.begin(questions, store, clock=clock).submit("nonsense")
    assert streak(store.entries(), clock.now) == 0
