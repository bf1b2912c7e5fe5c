"""A sitting step by step."""

from pathlib import Path

import pytest

from engine.errors import UnknownQuestionError
from engine.learning.session import Session
from engine.learning.store import Store
from tests.engine.learning.sittings import kinds


def test_the_plan_is_written_before_the_first_question_is_shown(session: Session, store: Store) -> None:
    (entry,) = store.entries()
    assert (entry.kind, entry.body["mode"]) == ("sitting", "quiz")
    assert entry.body["plan"] == [["forget", 0], ["input", 0], ["reset", 0]]
    assert session.variant.question.id == "forget"
    assert (session.position, session.count, session.tries, session.verdict, session.draft) == (1, 3, 0, None, "")


def test_an_answer_is_in_the_log_when_its_verdict_is_back(session: Session, store: Store, clock) -> None:
    clock.pass_(seconds=42)
    verdict = session.submit("tanh")
    (entry,) = store.entries("attempt")
    body = entry.body
    assert verdict.outcome == body["verdict"]["outcome"] == "wrong"
    assert verdict.mistake == body["verdict"]["mistake"] == "tanh-for-sigmoid"
    assert (body["question"], body["seed"], body["given"], body["raw"]) == ("forget", 0, {}, "tanh")
    assert (body["digest"], body["hints"], body["tries"], body["seconds"]) == ("cafe", 0, 1, 42.0)
    assert (body["confidence"], body["sitting"]) == (None, store.entries("sitting")[0].uid)
    assert (session.verdict, session.tries, session.draft) == (verdict, 1, "tanh")


def test_an_answer_that_cannot_be_read_is_logged_apart_and_costs_nothing(session: Session, store: Store, clock) -> None:
    clock.pass_(seconds=10)
    assert session.submit("nonsense").outcome == "invalid"
    assert (session.tries, session.verdict.outcome, session.draft) == (0, "invalid", "nonsense")
    assert kinds(store) == ["sitting", "invalid"]
    clock.pass_(seconds=5)
    session.submit("sigmoid")
    (body,) = [entry.body for entry in store.entries("attempt")]
    assert (body["tries"], body["seconds"]) == (1, 15.0)
    assert session.summary().items[0].first == "correct"


def test_tries_hints_and_seconds_are_of_these_numbers_and_start_anew_with_fresh_ones(
    session: Session, store: Store, clock
) -> None:
    assert session.hint() == "It lies between 0 and 1."
    assert session.hint() == "It is the logistic function."
    assert session.hint() is None
    clock.pass_(seconds=20)
    session.submit("tanh")
    clock.pass_(seconds=100)
    session.try_again()
    assert session.verdict is None
    clock.pass_(seconds=3)
    session.submit("sigmoid")
    clock.pass_(seconds=7)
    variant = session.fresh_numbers()
    assert (variant.question.id, variant.seed, session.variant) == ("forget", 1, variant)
    assert (session.tries, session.hints_used, session.verdict, session.draft) == (0, 0, None, "")
    clock.pass_(seconds=1)
    session.submit("sigmoid")
    told = [
        (body["seed"], body["hints"], body["tries"], body["seconds"])
        for body in (e.body for e in store.entries("attempt"))
    ]
    assert told == [(0, 2, 1, 20.0), (0, 2, 2, 3.0), (1, 0, 1, 1.0)]


def test_a_clock_set_back_costs_no_time(session: Session, store: Store, clock) -> None:
    clock.pass_(hours=-3)
    session.submit("sigmoid")
    assert store.entries("attempt")[0].body["seconds"] == 0


def test_the_sitting_ends_after_the_last_question(session: Session, store: Store) -> None:
    session.submit("sigmoid")
    assert session.advance().question.id == "input"
    assert session.skip().question.id == "reset"
    assert session.advance() is None
    assert (session.variant, session.verdict, session.position, session.draft) == (None, None, 3, "")
    assert kinds(store) == ["sitting", "attempt", "advance", "skip", "skip", "finish"]
    for step in (session.try_again, session.fresh_numbers, session.hint, session.skip, session.advance, session.flag):
        with pytest.raises(ValueError, match="over"):
            step()
    with pytest.raises(ValueError, match="over"):
        session.submit("sigmoid")
    session.keep_draft("late")
    session.finish()
    assert kinds(store)[-1] == "finish"
    assert len(kinds(store)) == 6


def test_summary(session: Session, clock) -> None:
    for answer in ("tanh", "nonsense", "tanh", "sigmoid"):
        clock.pass_(seconds=10)
        session.submit(answer)
    session.flag()
    session.advance()
    session.submit("ReLU")
    session.finish()
    summary = session.summary()
    shown = [(item.question, item.first, item.last, item.tries, item.seconds, item.flagged) for item in summary.items]
    assert shown == [
        ("forget", "wrong", "correct", 3, 40.0, True),
        ("input", "wrong", "wrong", 1, 0.0, False),
        ("reset", None, None, 0, 0.0, False),
    ]
    assert (summary.total.questions, summary.total.answered, summary.total.correct, summary.seconds) == (3, 2, 0, 40.0)
    assert [*summary.by_skill] == ["lstm.forget", "lstm.input", "gru.reset"]
    assert [(met.question, met.mistake, met.times) for met in summary.mistakes] == [
        ("forget", "tanh-for-sigmoid", 2),
        ("input", "relu-for-sigmoid", 1),
    ]


def test_a_first_right_answer_counts_as_right_in_the_summary(session: Session) -> None:
    session.submit("sigmoid")
    session.submit("tanh")
    total = session.summary().total
    assert (total.answered, total.correct) == (1, 1)


def test_a_seed_is_the_same_quiz_on_another_machine(tmp_path: Path, questions, store: Store, clock) -> None:
    elsewhere = Store.open(tmp_path / "elsewhere", clock=clock)
    store.append("retry", {"question": "forget", "seed": 0})
    here = Session.begin(questions, store, clock=clock, seed=3, names=["reset", "update", "update-again"])
    there = Session.begin(questions, elsewhere, clock=clock, seed=3, names=["reset", "update", "update-again"])
    while here.variant:
        assert here.variant == there.variant
        assert here.variant.options == there.variant.options
        here.skip()
        there.skip()
    assert there.variant is None
    elsewhere.close()


def test_nothing_to_ask_begins_nothing(store: Store, clock) -> None:
    with pytest.raises(UnknownQuestionError):
        Session.begin({}, store, clock=clock)
    assert store.entries() == []


def test_the_quiz_goes_on_when_the_log_cannot_be_written(tmp_path: Path, questions, clock) -> None:
    (tmp_path / "file").touch()
    store = Store.open(tmp_path / "file" / "unrolled", clock=clock)
    session = Session.begin(questions, store, clock=clock, count=1)
    assert session.submit("sigmoid").outcome == "correct"
    assert session.advance() is None
    assert session.summary().total.correct == 1
    assert store.read_only
    store.close()
