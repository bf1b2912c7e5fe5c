"""Answers of a sitting taken back."""

import pytest

from engine.learning.session import Session
from engine.learning.store import Store


def test_an_answer_taken_back_is_as_if_it_had_not_been_given(session: Session, store: Store, clock) -> None:
    before = session.summary()
    clock.pass_(seconds=40)
    session.submit("tanh")
    assert session.undo() is not None
    assert (session.verdict, session.tries, session.summary()) == (None, 0, before)
    assert session.draft == "tanh"
    assert [entry.kind for entry in store.entries()][-2:] == ["attempt", "undo"]
    clock.pass_(seconds=7)
    session.submit("sigmoid")
    assert store.entries("attempt")[-1].body["seconds"] == 7.0
    assert session.summary().items[0].first == "correct"


def test_the_last_of_several_answers_is_taken_back_and_then_the_one_before(session: Session) -> None:
    session.submit("tanh")
    session.advance()
    session.submit("sigmoid")
    assert [session.undo().raw, session.undo().raw, session.undo()] == ["sigmoid", "tanh", None]
    assert session.position == 2
    assert session.summary().total.answered == 0


def test_a_resumed_sitting_knows_of_answers_undone_elsewhere(questions, store: Store, clock) -> None:
    first = Session.begin(questions, store, clock=clock)
    first.submit("tanh")
    store.append("undo", {"attempt": first.entries[-1].uid})
    resumed = Session.resume(questions, store, clock=clock)
    assert resumed is not None
    assert (resumed.verdict, resumed.tries) == (None, 0)


def test_no_answer_of_an_exam_is_taken_back(questions, store: Store, clock) -> None:
    exam = Session.begin(questions, store, clock=clock, mode="exam")
    exam.submit("tanh")
    assert exam.undo() is None
    exam.finish()
    with pytest.raises(ValueError, match="over"):
        exam.undo()
