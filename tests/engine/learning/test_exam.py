"""The answers of an exam, place by place."""

from engine.learning.exam import answers, reviewed
from engine.learning.session import Session
from engine.learning.store import Store


def test_the_first_answer_that_counts_at_each_place(questions, store: Store, clock) -> None:
    exam = Session.begin(questions, store, clock=clock, mode="exam", names=["forget", "input", "reset"])
    exam.submit("what?")
    exam.submit("tanh")
    exam.skip()
    exam.submit("sigmoid")
    found = answers(store.entries(), exam.uid)
    assert {position: answer.raw for position, answer in found.items()} == {1: "tanh", 3: "sigmoid"}
    items = list(reviewed(exam.places, questions, exam.entries, exam.uid))
    assert [(item.position, item.variant.question.id, item.is_right) for item in items] == [
        (1, "forget", False),
        (2, "input", False),
        (3, "reset", True),
    ]


def test_of_several_tries_the_first_stands_until_it_is_undone(questions, store: Store, clock) -> None:
    quiz = Session.begin(questions, store, clock=clock, names=["forget"])
    quiz.submit("tanh")
    quiz.submit("sigmoid")
    assert answers(store.entries(), quiz.uid)[1].raw == "tanh"
    store.append("undo", {"attempt": quiz.entries[1].uid})
    assert answers(store.entries(), quiz.uid)[1].raw == "sigmoid"


def test_other_sittings_and_questions_that_are_gone_are_left_out(questions, store: Store, clock) -> None:
    first = Session.begin(questions, store, clock=clock, names=["forget", "input"])
    first.submit("sigmoid")
    other = Session.begin(questions, store, clock=clock, names=["update"])
    other.submit("tanh")
    assert set(answers(store.entries(), first.uid)) == {1}
    fewer = {name: question for name, question in questions.items() if name != "forget"}
    assert [item.position for item in reviewed(first.places, fewer, first.entries, first.uid)] == [2]
