"""What each way of sitting tells and allows: exams, time, hints, confidence, and all of it after a break."""

from pathlib import Path

import pytest

from engine.errors import UnknownQuestionError
from engine.learning.exam import answers
from engine.learning.modes import MODES, mode_called
from engine.learning.session import Session
from engine.learning.store import Store


@pytest.fixture
def exam(questions, store: Store, clock) -> Session:
    return Session.begin(questions, store, clock=clock, mode="exam", count=3, minutes=10)


def again(store: Store, questions, clock) -> Session:
    """The program ends without a word; another one starts."""
    folder: Path = store._file.places.log.parent
    store._file.close()
    store._file.holds.release_all()
    store.__dict__.update(Store.open(folder, clock=clock).__dict__)
    resumed = Session.resume(questions, store, clock=clock)
    assert resumed is not None
    return resumed


def test_a_way_of_sitting_that_a_later_version_added_is_taken_up_as_a_quiz() -> None:
    assert mode_called("exam") is MODES["exam"]
    assert mode_called("duel") == MODES["quiz"]._replace(name="duel")


def test_in_an_exam_an_answer_leaves_the_question_and_nothing_is_told(exam: Session, store: Store) -> None:
    assert exam.submit("nonsense").outcome == "invalid"
    assert (exam.position, exam.verdict.outcome) == (1, "invalid")
    exam.submit("tanh")
    assert (exam.position, exam.verdict, exam.tries, exam.draft) == (2, None, 0, "")
    assert [item.first for item in exam.summary().items] == [None, None, None]
    assert (exam.summary().total.answered, exam.summary().mistakes) == (0, ())
    exam.skip()
    exam.submit("sigmoid")
    assert exam.finished
    assert [item.first for item in exam.summary().items] == ["wrong", None, "correct"]
    found = answers(store.entries(), exam.uid)
    assert {position: answer.raw for position, answer in found.items()} == {1: "tanh", 3: "sigmoid"}


def test_in_an_exam_there_is_no_help(exam: Session, store: Store) -> None:
    variant = exam.variant
    assert (exam.hint(), exam.may_hint, exam.tell()) == (None, False, False)
    assert exam.fresh_numbers() == exam.variant == variant
    assert [entry.kind for entry in store.entries()] == ["sitting"]


def test_an_exam_killed_between_an_answer_and_the_next_question_goes_on_there(
    exam: Session, store, questions, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(exam, "_deal", killed)
    with pytest.raises(KeyboardInterrupt):
        exam.submit("tanh")
    assert store.entries()[-1].kind == "attempt"
    resumed = again(store, questions, clock)
    assert (resumed.position, resumed.mode, resumed.verdict) == (2, "exam", None)


def test_time_runs_only_while_the_learner_is_there(exam: Session, store: Store, questions, clock) -> None:
    clock.pass_(minutes=4)
    exam.skip()
    clock.pass_(minutes=1)
    exam.keep_draft("sig")
    clock.pass_(days=1)
    resumed = again(store, questions, clock)
    assert (resumed.minutes, resumed.seconds_left, resumed.draft) == (10, 300.0, "sig")
    clock.pass_(minutes=2)
    resumed.submit("sigmoid")
    assert resumed.seconds_left == 180.0


def test_an_answer_that_comes_too_late_does_not_count(exam: Session, store: Store, clock) -> None:
    exam.submit("sigmoid")
    clock.pass_(minutes=10)
    verdict = exam.submit("sigmoid")
    assert (verdict.outcome, exam.finished, exam.variant, exam.seconds_left) == ("invalid", True, None, 0.0)
    assert "too late" in verdict.message
    assert [entry.kind for entry in store.entries()][-2:] == ["late", "finish"]
    assert [item.first for item in exam.summary().items] == ["correct", None, None]


def test_no_further_question_is_dealt_when_the_time_is_up(exam: Session, clock) -> None:
    clock.pass_(minutes=11)
    assert exam.skip() is None
    assert exam.finished


def test_a_quiz_takes_as_long_as_it_takes(questions, store: Store, clock) -> None:
    quiz = Session.begin(questions, store, clock=clock, count=1)
    clock.pass_(days=1)
    assert (quiz.minutes, quiz.seconds_left) == (None, None)
    assert "spent" not in store.append("flag", {}).body
    assert quiz.submit("sigmoid").outcome == "correct"


def test_confidence_is_kept_and_changes_no_score(questions, store: Store, clock) -> None:
    quiz = Session.begin(questions, store, clock=clock, count=1)
    verdicts = [quiz.submit("tanh", confidence) for confidence in ("guess", "unsure", "sure", None)]
    assert len({verdict.score for verdict in verdicts}) == 1
    kept = [entry.body["confidence"] for entry in store.entries("attempt")]
    assert kept == ["guess", "unsure", "sure", None]


def test_a_solution_that_was_shown_is_noted_with_the_answer(questions, store: Store, clock) -> None:
    quiz = Session.begin(questions, store, clock=clock, count=2)
    assert quiz.tell()
    assert quiz.tell()
    quiz.submit("sigmoid")
    assert quiz.tell()
    quiz.advance()
    quiz.submit("sigmoid")
    assert [entry.body["told"] for entry in store.entries("attempt")] == [True, False]
    assert len(store.entries("told")) == 1


def test_a_way_of_sitting_is_taken_up_by_its_name(questions, store: Store, clock) -> None:
    first = Session.begin(questions, store, clock=clock, mode="exam", count=2)
    Session.begin(questions, store, clock=clock, mode="quiz", count=2)
    assert Session.resume(questions, store, clock=clock, mode="exam").uid == first.uid
    assert Session.resume(questions, store, clock=clock, mode="drill") is None


def test_what_is_written_is_heard(questions, store: Store, clock) -> None:
    quiz = Session.begin(questions, store, clock=clock, count=1)
    heard = []
    quiz.heard = heard.append
    quiz.submit("tanh")
    quiz.advance()
    assert heard == store.entries()[1:]


STEPS = [
    lambda session: session.keep_draft("sig"),
    lambda session: session.submit("nonsense"),
    lambda session: session.hint(),
    lambda session: session.submit("tanh", "sure"),
    lambda session: session.tell(),
    lambda session: session.advance(),
    lambda session: session.tell(),
    lambda session: session.fresh_numbers(),
    lambda session: session.submit("sigmoid"),
    lambda session: session.keep_draft("x"),
]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("steps", range(len(STEPS) + 1))
def test_broken_off_after_any_step_it_is_taken_up_as_it_was(
    questions, store: Store, clock, mode: str, steps: int
) -> None:
    dealings = [("forget", 0), ("input", 3), ("reset", 1), ("update", 0), ("update-again", 0)]
    session = Session.begin(questions, store, clock=clock, mode=mode, dealings=dealings, minutes=30)
    for step in STEPS[:steps]:
        clock.pass_(seconds=7)
        step(session)
    entries = len(store.entries())
    resumed = again(store, questions, clock)
    assert len(store.entries()) == entries
    for name in ("variant", "verdict", "position", "mode", "tries", "hints_shown", "because", "places", "minutes"):
        assert getattr(resumed, name) == getattr(session, name)
    assert resumed.draft == session.draft


def test_a_plan_of_nothing_begins_nothing(questions, store: Store, clock) -> None:
    with pytest.raises(UnknownQuestionError, match="nothing to ask"):
        Session.begin(questions, store, clock=clock, mode="drill", dealings=[])
    assert store.entries() == []
