"""Cards folded from logs written by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.learning.cards import Cards, change
from engine.learning.entry import Entry
from engine.learning.session import Session
from engine.learning.settings import Settings
from engine.learning.store import Store
from tests.engine.learning.conftest import HandClock

DAY = date(2026, 3, 2)


def answered(store: Store, questions, clock, name: str, answer: str) -> Entry:
    """Answer a question in a sitting of its own; the entry of the answer."""
    session = Session.begin(questions, store, clock=clock, names=[name])
    clock.pass_(seconds=60)
    session.submit(answer)
    session.finish()
    return store.entries("attempt")[-1]


def cards(store: Store, questions) -> Cards:
    return Cards.replayed(store.entries(), questions, Settings())


def test_a_first_answer_makes_a_card(store: Store, questions, clock) -> None:
    entry = answered(store, questions, clock, "forget", "sigmoid")
    card = cards(store, questions).by_skill["lstm.forget"]
    (review,) = card.reviews
    assert (review.attempt, review.day, review.rating, review.because) == (entry.uid, DAY, "good", "right")
    assert card.memory.due == DAY + timedelta(days=2)


def test_practice_later_in_the_day_moves_no_date(store: Store, questions, clock) -> None:
    answered(store, questions, clock, "update", "tanh")
    first = cards(store, questions).by_skill["gru.update"]
    clock.pass_(hours=5)
    answered(store, questions, clock, "update-again", "sigmoid")
    later = cards(store, questions).by_skill["gru.update"]
    assert (later.reviews, later.memory, later.question) == (first.reviews, first.memory, "update-again")
    clock.pass_(days=1)
    answered(store, questions, clock, "update-again", "sigmoid")
    card = cards(store, questions).by_skill["gru.update"]
    assert [review.rating for review in card.reviews] == ["again", "good"]


def test_answers_that_cannot_be_read_and_questions_of_other_banks_make_no_card(store: Store, questions, clock) -> None:
    answered(store, questions, clock, "forget", "tanh")
    Session.begin(questions, store, clock=clock, names=["input"]).submit("nonsense")
    fewer = {name: question for name, question in questions.items() if name != "forget"}
    assert cards(store, fewer).by_skill == {}


def test_the_learner_may_change_a_rating_and_later_reviews_follow(store: Store, questions, clock) -> None:
    first = answered(store, questions, clock, "forget", "sigmoid")
    clock.pass_(days=3)
    answered(store, questions, clock, "forget", "sigmoid")
    before = cards(store, questions).by_skill["lstm.forget"]
    store.append("rating", change(first.uid, "again"))
    after = cards(store, questions).by_skill["lstm.forget"]
    assert [(review.rating, review.because) for review in after.reviews] == [
        ("again", "your choice"),
        ("good", "right"),
    ]
    assert after.memory.due < before.memory.due
    store.append("rating", change(first.uid, "good"))
    assert cards(store, questions).by_skill["lstm.forget"].memory == before.memory


def test_what_each_rating_would_mean(store: Store, questions, clock) -> None:
    entry = answered(store, questions, clock, "forget", "sigmoid")
    found = cards(store, questions)
    due = {rating: (day - DAY).days for rating, day in found.choices("lstm.forget").items()}
    assert due == {"again": 1, "hard": 1, "good": 2, "easy": 8}
    found.hear(store.append("rating", change(entry.uid, "easy")))
    assert found.by_skill["lstm.forget"].memory.due == DAY + timedelta(days=8)


def test_a_rating_of_nothing_and_a_rating_that_is_none_change_nothing(store: Store, questions, clock) -> None:
    entry = answered(store, questions, clock, "forget", "sigmoid")
    found = cards(store, questions).plain()
    for body in ({"attempt": "gone", "rating": "easy"}, {"attempt": entry.uid, "rating": "superb"}, {}):
        store.append("rating", body)
    assert cards(store, questions).plain() == found


def test_an_answer_taken_back_leaves_no_card(store: Store, questions, clock) -> None:
    entry = answered(store, questions, clock, "forget", "sigmoid")
    store.append("rating", change(entry.uid, "easy"))
    store.append("undo", {"attempt": entry.uid})
    assert cards(store, questions).by_skill == {}


def test_sure_and_wrong_is_remembered_until_the_next_answer(store: Store, questions, clock) -> None:
    body = answered(store, questions, clock, "forget", "tanh").body
    store.append("attempt", {**body, "confidence": "sure"})
    assert cards(store, questions).by_skill["lstm.forget"].overconfident
    answered(store, questions, clock, "forget", "sigmoid")
    assert not cards(store, questions).by_skill["lstm.forget"].overconfident


def test_what_is_due_comes_longest_due_first(store: Store, questions, clock) -> None:
    for name, answer in (("forget", "sigmoid"), ("input", "tanh"), ("reset", "tanh")):
        answered(store, questions, clock, name, answer)
    found = cards(store, questions)
    assert list(found.due(DAY)) == []
    assert list(found.due(DAY + timedelta(days=1))) == ["gru.reset", "lstm.input"]
    assert list(found.due(DAY + timedelta(days=2))) == ["gru.reset", "lstm.input", "lstm.forget"]


@pytest.mark.parametrize("days", [[0, 1, 3], [0, 0, 900, 2], [5, 4, 4, 6]])
def test_heard_entry_by_entry_they_are_as_read_at_once(store: Store, questions, clock, days: list[int]) -> None:
    live, start = Cards(questions, Settings()), clock.now
    for place, day in enumerate(days):
        clock.now = start + timedelta(days=day)
        entry = answered(store, questions, clock, "forget", "sigmoid" if place % 2 else "tanh")
        live.hear(entry)
        if place == 1:
            live.hear(store.append("rating", change(entry.uid, "hard")))
    assert live.plain() == cards(store, questions).plain()


def test_corrections_of_the_last_answer_on_a_skill_are_heard_at_once(store: Store, questions, clock) -> None:
    heard = cards(store, questions)
    session = Session.begin(questions, store, clock=clock, names=["forget", "update", "update-again"])
    session.heard = heard.hear
    for answer in ("sigmoid", "tanh", "sigmoid"):
        clock.pass_(seconds=30)
        session.submit(answer)
        if answer != "tanh":
            session.advance()
    assert heard.by_skill["gru.update"].reviews[0].rating == "again"
    assert session.undo().raw == "sigmoid"
    assert heard.plain() == cards(store, questions).plain()
    assert not heard.stale


def test_a_first_answer_taken_back_leaves_no_card(store: Store, questions, clock) -> None:
    heard = cards(store, questions)
    session = Session.begin(questions, store, clock=clock, names=["forget"])
    session.heard = heard.hear
    session.submit("tanh")
    heard.hear(store.append("rating", change(session.entries[-1].uid, "easy")))
    session.undo()
    assert heard.by_skill == {}
    session.submit("sigmoid")
    assert heard.plain() == cards(store, questions).plain()


@given(steps=st.lists(st.sampled_from(["right", "wrong", "undo", "day", "easy", "regrade", "advance"]), max_size=25))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_heard_is_what_a_replay_says_unless_it_says_that_it_is_stale(
    tmp_path_factory: pytest.TempPathFactory, questions, steps: list[str]
) -> None:
    clock = HandClock()
    store = Store.open(tmp_path_factory.mktemp("log"), clock=clock)
    try:
        session = Session.begin(questions, store, clock=clock)
        heard = Cards(questions, Settings())
        session.heard = heard.hear
        for step in steps:
            if session.variant is None:
                break
            answers = [entry for entry in session.entries if entry.kind == "attempt"]
            match step:
                case "right" | "wrong":
                    session.submit("sigmoid" if step == "right" else "tanh", "sure")
                case "undo":
                    session.undo()
                case "day":
                    clock.pass_(days=1)
                case "advance":
                    session.advance()
                case "easy" if answers:
                    heard.hear(store.append("rating", change(answers[0].uid, "easy")))
                case "regrade" if answers:
                    verdict = {**answers[-1].body["verdict"], "outcome": "wrong", "score": 0.0}
                    heard.hear(store.append("regrade", {"attempt": answers[-1].uid, "verdict": verdict}))
        assert heard.stale or heard.plain() == cards(store, questions).plain()
    finally:
        store.close()
