"""Answers judged again after banks were mended."""

import msgspec
import pytest

from engine.kinds.choice import WrongOption
from engine.kinds.number import NumberQuestion
from engine.learning.attempt import counted
from engine.learning.progress import progress
from engine.learning.regrade import apply, regraded
from engine.learning.session import Session
from engine.learning.store import Store
from engine.marking.verdict import Verdict
from tests.engine.learning.histories import practise


@pytest.fixture
def product() -> NumberQuestion:
    return NumberQuestion(
        id="product",
        prompt="Compute {{w}} times {{x}}.",
        skill="rnn",
        level=1,
        source="deck 1",
        given={"w": 3, "x": 4},
        vary={"w": "integers(2, 9)"},
        answer="w + x",
    )


def mended(question, **changes):
    return {question.id: msgspec.structs.replace(question, **changes)}


def test_every_verdict_that_changed_is_reported_and_nothing_else(store: Store, questions, clock) -> None:
    practise(store, questions, clock, ["sigmoid", "tanh", "sigmoid", "what?"])
    assert regraded(store.entries(), questions).changes == []
    fixed = {**questions, "input": swapped(questions["input"])}
    rows = store.rows()
    result = regraded(store.entries(), fixed)
    assert (result.judged, result.gone, result.other) == (4, 0, [])
    (change,) = result.changes
    assert (change.attempt.question, change.attempt.seed) == ("input", 0)
    assert (change.attempt.verdict.outcome, change.now.outcome, change.now.score) == ("wrong", "correct", 1.0)
    assert store.rows() == rows


def swapped(question):
    """The same options in the same order, but tanh is right."""
    wrong = WrongOption(id="sigmoid-for-tanh", feedback="No.", answer="sigmoid")
    return msgspec.structs.replace(question, answer="tanh", mistakes=(wrong, question.mistakes[1]))


def test_the_numbers_are_those_that_were_shown(store: Store, clock, product) -> None:
    session = Session.begin({"product": product}, store, clock=clock)
    session.submit("12")
    shown = session.fresh_numbers().given
    session.submit(str(shown["w"] * shown["x"]))
    # Today the bank would draw other numbers for the same seed.
    result = regraded(store.entries(), mended(product, answer="w * x", vary={"w": "integers(20, 90)"}))
    assert [(change.attempt.raw, change.now.outcome) for change in result.changes] == [
        ("12", "correct"),
        (str(shown["w"] * shown["x"]), "correct"),
    ]


def test_applied_verdicts_hold_and_the_last_one_wins(store: Store, questions, clock) -> None:
    practise(store, questions, clock, ["tanh", "sigmoid"])
    fixed = {name: swapped(question) for name, question in questions.items()}
    rows = store.rows()
    apply(store, regraded(store.entries(), fixed).changes)
    assert store.rows()[: len(rows)] == rows
    assert [entry.body["verdict"]["outcome"] for entry in counted(store.entries())] == ["correct", "wrong"]
    assert progress(store.entries(), questions)["lstm.forget"].correct == 1
    assert regraded(store.entries(), fixed).changes == []
    apply(store, regraded(store.entries(), questions).changes)
    assert [entry.body["verdict"]["outcome"] for entry in counted(store.entries())] == ["wrong", "correct"]


def test_an_answer_that_can_now_be_read_counts_and_the_other_way_round(store: Store, questions, clock) -> None:
    practise(store, questions, clock, ["what?", "tanh"])
    first = store.entries("invalid")[0].uid
    second = store.entries("attempt")[0].uid
    right = {"outcome": "correct", "score": 1.0, "message": ""}
    store.append("regrade", {"attempt": first, "verdict": right})
    store.append("regrade", {"attempt": second, "verdict": {**right, "outcome": "invalid", "score": 0.0}})
    assert [(entry.uid, entry.body["verdict"]) for entry in counted(store.entries())] == [(first, right)]


def test_a_question_that_became_another_is_not_judged(store: Store, questions, clock, product) -> None:
    session = Session.begin({"product": product}, store, clock=clock)
    session.submit("12")
    result = regraded(store.entries(), mended(product, given={"w": 3, "x": 4, "b": 1}))
    assert [reason for _, _, reason in result.other] == ["the question has other givens by now"]
    assert (result.judged, result.gone) == (0, 0)
    assert regraded(store.entries(), questions).gone == 1


def test_a_number_that_names_another_option_by_now_is_not_judged(store: Store, questions, clock) -> None:
    session = Session.begin(questions, store, clock=clock)
    session.submit("1")
    more = WrongOption(id="linear", feedback="No.", answer="linear")
    moved = mended(questions["forget"], mistakes=(more, more, *questions["forget"].mistakes))
    result = regraded(store.entries(), moved)
    assert (result.changes, [reason for _, _, reason in result.other]) == ([], ["its options are others by now"])


def test_undone_answers_are_left_alone(store: Store, questions, clock) -> None:
    practise(store, questions, clock, ["tanh"])
    store.append("undo", {"attempt": store.entries("attempt")[0].uid})
    result = regraded(store.entries(), {name: swapped(question) for name, question in questions.items()})
    assert (result.judged, result.changes) == (0, [])


def test_better_wording_is_no_other_verdict(store: Store, questions, clock) -> None:
    practise(store, questions, clock, ["tanh"])
    entry = store.entries("attempt")[0]
    verdict = Verdict(outcome="wrong", score=0.0, message="In other words.", mistake="tanh-for-sigmoid")
    store.append("attempt", {**entry.body, "verdict": {**entry.body["verdict"], **msgspec.to_builtins(verdict)}})
    assert regraded(store.entries(), questions).changes == []
