"""Moving freely among the questions of an exam."""

import pytest

from engine.learning.session import Session
from engine.learning.store import Store


class TestFreeMovingInAnExam:
    @pytest.fixture
    def exam(self, questions, store: Store, clock) -> Session:
        return Session.begin(questions, store, clock=clock, mode="exam", names=["forget", "input", "reset"])

    def test_a_question_put_off_comes_back_with_what_was_typed(self, exam: Session) -> None:
        exam.keep_draft("sigm")
        assert exam.later()
        assert (exam.position, exam.draft) == (2, "")
        exam.submit("sigmoid")
        assert exam.position == 3
        exam.submit("tanh")
        assert exam.position == 1
        assert exam.later() is False
        assert exam.submit("sigmoid").outcome == "correct"
        assert exam.finished
        assert [item.first for item in exam.summary().items] == ["correct", "correct", "wrong"]

    def test_the_time_before_it_was_put_off_counts(self, exam: Session, store: Store, clock) -> None:
        clock.pass_(seconds=20)
        exam.later()
        clock.pass_(seconds=4)
        exam.submit("sigmoid")
        exam.submit("sigmoid")
        clock.pass_(seconds=3)
        exam.submit("sigmoid")
        assert [entry.body["seconds"] for entry in store.entries("attempt")] == [4.0, 0.0, 23.0]

    def test_one_goes_round_the_open_ones_and_finds_the_text(self, exam: Session) -> None:
        exam.keep_draft("one")
        exam.later()
        exam.later()
        assert exam.position == 3
        exam.later()
        assert (exam.position, exam.draft) == (1, "one")

    def test_a_question_that_was_left_does_not_come_back(self, exam: Session) -> None:
        exam.later()
        exam.skip()
        exam.submit("sigmoid")
        assert exam.position == 1
        exam.skip()
        assert exam.finished

    def test_it_is_taken_up_where_one_had_gone(self, exam: Session, questions, store: Store, clock) -> None:
        exam.later()
        exam.later()
        taken = Session.resume(questions, store, clock=clock)
        assert taken is not None
        assert (taken.position, taken.open_places) == (3, (1, 2, 3))

    def test_in_other_ways_of_sitting_one_goes_in_order(self, session: Session) -> None:
        assert session.open_places == ()
        assert session.later() is False
        assert session.position == 1
