"""A sitting broken off and taken up where it was left."""

from pathlib import Path

import msgspec
import pytest

from engine.learning.session import Session
from engine.learning.store import Store
from tests.engine.learning.sittings import broken_off, kinds, state

STEPS = [
    lambda session: session.keep_draft("sig"),
    lambda session: session.submit("nonsense"),
    lambda session: session.hint(),
    lambda session: session.submit("tanh"),
    lambda session: session.flag(),
    lambda session: session.undo(),
    lambda session: session.submit("ReLU"),
    lambda session: session.try_again(),
    lambda session: session.keep_draft("sigm"),
    lambda session: session.fresh_numbers(),
    lambda session: session.submit("sigmoid"),
    lambda session: session.advance(),
    lambda session: session.keep_draft("tan"),
    lambda session: session.skip(),
    lambda session: session.submit("2"),
    lambda session: session.flag(),
    lambda session: session.flag(),
]


def is_taken_up_as_it_was(left: Session, store: Store, folder: Path, questions, clock) -> None:
    again, resumed = broken_off(store, folder, questions, clock)
    assert state(resumed) == state(left)
    assert resumed.draft == left.draft
    again.close()


@pytest.mark.parametrize("steps", range(len(STEPS) + 1))
def test_broken_off_after_any_step_it_is_taken_up_as_it_was(
    tmp_path: Path, store, session, questions, clock, steps: int
) -> None:
    for step in STEPS[:steps]:
        clock.pass_(seconds=2)
        step(session)
    is_taken_up_as_it_was(session, store, tmp_path, questions, clock)


MOVES = [
    lambda exam: exam.keep_draft("sig"),
    lambda exam: exam.later(),
    lambda exam: exam.submit("sigmoid"),
    lambda exam: exam.skip(),
    lambda exam: exam.later(),
    lambda exam: exam.submit("tanh"),
    lambda exam: exam.submit("sigmoid"),
]


@pytest.mark.parametrize("steps", range(len(MOVES)))
def test_an_exam_broken_off_after_any_move_is_taken_up_as_it_was(
    tmp_path: Path, store: Store, questions, clock, steps: int
) -> None:
    names = ["forget", "input", "reset", "update"]
    exam = Session.begin(questions, store, clock=clock, mode="exam", dealings=[(name, 0) for name in names], minutes=9)
    for step in MOVES[:steps]:
        clock.pass_(seconds=2)
        step(exam)
    is_taken_up_as_it_was(exam, store, tmp_path, questions, clock)


def test_time_away_is_not_counted(tmp_path: Path, store: Store, session: Session, questions, clock) -> None:
    clock.pass_(seconds=30)
    session.keep_draft("sigm")
    clock.pass_(days=2)
    again, resumed = broken_off(store, tmp_path, questions, clock)
    clock.pass_(seconds=5)
    resumed.submit("sigmoid")
    assert again.entries("attempt")[0].body["seconds"] == 35.0
    again.close()


def test_a_draft_of_another_question_is_not_shown(
    tmp_path: Path, store: Store, session: Session, questions, clock
) -> None:
    session.keep_draft("sigm")
    session.skip()
    assert session.draft == ""
    again, resumed = broken_off(store, tmp_path, questions, clock)
    assert (resumed.position, resumed.draft) == (2, "")
    again.close()


def test_a_finished_sitting_is_not_resumed_but_an_older_unfinished_one_is(questions, store: Store, clock) -> None:
    assert Session.resume(questions, store, clock=clock) is None
    older = Session.begin(questions, store, clock=clock, names=["reset", "update"])
    older.skip()
    newer = Session.begin(questions, store, clock=clock, names=["forget", "input"])
    assert Session.resume(questions, store, clock=clock).variant == newer.variant
    newer.finish()
    assert Session.resume(questions, store, clock=clock).variant == older.variant
    older.finish()
    assert Session.resume(questions, store, clock=clock) is None


def test_a_sitting_that_another_process_is_at_is_left_to_it(
    tmp_path: Path, questions, store: Store, session, clock
) -> None:
    other = Store.open(tmp_path, clock=clock)
    assert Session.resume(questions, other, clock=clock) is None
    store.close()
    assert Session.resume(questions, other, clock=clock).variant == session.variant
    other.close()


def test_questions_that_the_banks_lost_are_skipped(
    tmp_path: Path, questions, store: Store, session: Session, clock
) -> None:
    again, resumed = broken_off(store, tmp_path, dict(list(questions.items())[2:]), clock)
    assert (resumed.variant.question.id, resumed.position) == ("reset", 3)
    assert [item.skill for item in resumed.summary().items] == ["", "", "gru.reset"]
    again.close()


def test_a_sitting_of_other_banks_is_left_to_them(tmp_path: Path, questions, store: Store, session, clock) -> None:
    again, resumed = broken_off(store, tmp_path, dict(list(questions.items())[3:]), clock)
    assert resumed is None
    assert kinds(again)[-1] == "sitting"
    assert Session.resume(questions, again, clock=clock).variant == session.variant
    again.close()


def test_a_sitting_whose_question_can_no_longer_be_dealt_is_over(
    tmp_path: Path, questions, store: Store, session, clock
) -> None:
    session.fresh_numbers()
    broken = msgspec.structs.replace(questions["forget"], vary={"n": "integers("})
    again, resumed = broken_off(store, tmp_path, questions | {"forget": broken}, clock)
    assert resumed is None
    assert kinds(again)[-1] == "finish"
    again.close()


def test_a_sitting_is_known_again_by_what_was_asked_for(questions, store: Store, clock) -> None:
    begun = Session.begin(questions, store, clock=clock, asked={"skills": ["gru"]})
    plain = Session.begin(questions, store, clock=clock, asked={})
    assert Session.resume(questions, store, clock=clock, asked={"skills": ["gru"]}).uid == begun.uid
    assert Session.resume(questions, store, clock=clock, asked={}).uid == plain.uid
    assert Session.resume(questions, store, clock=clock, asked={"skills": ["lstm"]}) is None
    assert Session.resume(questions, store, clock=clock).uid == plain.uid


def test_what_has_nothing_to_come_back_to_is_over_when_it_is_left(questions, store: Store, clock) -> None:
    names = list(questions)[:1]
    picked = Session.begin(questions, store, clock=clock, names=names, asked={"names": names})
    picked.leave()
    assert Session.resume(questions, store, clock=clock) is None
    drafted = Session.begin(questions, store, clock=clock, names=names, asked={"names": names})
    drafted.keep_draft("1")
    drafted.leave()
    assert Session.resume(questions, store, clock=clock).uid == drafted.uid
    drafted.submit("1")
    drafted.leave()
    assert Session.resume(questions, store, clock=clock) is None
    untouched = Session.begin(questions, store, clock=clock, names=names, asked={})
    untouched.leave()
    assert Session.resume(questions, store, clock=clock).uid == untouched.uid
