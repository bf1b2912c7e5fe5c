"""A sitting step by step, broken off and taken up."""

from pathlib import Path

import msgspec
import pytest

from engine.errors import UnknownQuestionError
from engine.learning.session import Session
from engine.learning.store import Store


@pytest.fixture
def session(questions, store: Store, clock) -> Session:
    return Session.begin(questions, store, clock=clock, count=3, digests={"forget": "cafe"})


def kinds(store: Store) -> list[str]:
    return [entry.kind for entry in store.entries()]


def broken_off(store: Store, folder: Path, questions, clock) -> tuple[Store, Session | None]:
    """The program ends without a word; another one starts."""
    store._file.close()
    store._file.holds.release_all()
    again = Store.open(folder, clock=clock)
    return again, Session.resume(questions, again, clock=clock)


def state(session: Session) -> tuple[object, ...]:
    shown = session.variant and (session.variant.question.id, session.variant.seed, session.variant.options)
    marks = (session.tries, session.hints_used, session.hints_shown, session.flagged)
    return shown, session.verdict, session.position, session.count, session.mode, marks, session.summary()


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


@pytest.mark.parametrize("steps", range(len(STEPS) + 1))
def test_broken_off_after_any_step_it_is_taken_up_as_it_was(
    tmp_path: Path, store, session, questions, clock, steps: int
) -> None:
    for step in STEPS[:steps]:
        clock.pass_(seconds=2)
        step(session)
    again, resumed = broken_off(store, tmp_path, questions, clock)
    assert state(resumed) == state(session)
    assert resumed.draft == session.draft
    again.close()


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
    again, resumed = broken_off(store, tmp_path, questions, clock)
    assert state(resumed) == state(exam)
    assert resumed.draft == exam.draft
    again.close()


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


def test_a_sitting_whose_questions_are_all_gone_is_finished(
    tmp_path: Path, questions, store: Store, session, clock
) -> None:
    again, resumed = broken_off(store, tmp_path, dict(list(questions.items())[3:]), clock)
    assert resumed is None
    assert kinds(again)[-1] == "finish"
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
