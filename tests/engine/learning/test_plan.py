"""Which questions, in which order, with which numbers."""

import pytest

from engine.errors import UnknownQuestionError
from engine.learning import plan
from engine.learning.store import Store


def test_the_first_meeting_is_as_printed_and_in_the_banks_order(questions) -> None:
    assert plan.planned(list(questions), set()) == [
        ("forget", 0),
        ("input", 0),
        ("reset", 0),
        ("update", 0),
        ("update-again", 0),
    ]


def test_what_was_met_least_comes_first_with_numbers_not_met(questions, store: Store) -> None:
    for question, seed in (("forget", 0), ("forget", 1), ("forget", 1), ("input", 5), ("gone", 0)):
        store.append("fresh", {"question": question, "seed": seed})
    store.append("sitting", {"plan": [["reset", 0]]})
    found = plan.planned(list(questions), store.ledger.met())
    assert found == [("reset", 0), ("update", 0), ("update-again", 0), ("input", 0), ("forget", 2)]
    assert plan.planned(list(questions), store.ledger.met(), count=2) == found[:2]


def test_a_seed_is_one_quiz_whatever_was_met_and_in_whatever_order_the_banks_are(questions, store: Store) -> None:
    quiz = plan.planned(list(questions), set(), seed=7)
    store.append("fresh", {"question": "forget", "seed": 0})
    assert plan.planned(list(questions)[::-1], store.ledger.met(), seed=7) == quiz
    assert plan.planned(list(questions), set(), seed=7, count=2) == quiz[:2]
    assert sorted(name for name, _ in quiz) == sorted(questions)
    assert all(1 <= seed <= plan.SEEDS for _, seed in quiz)


def test_a_seed_is_the_same_quiz_for_ever(questions) -> None:
    # Quizzes are shared by their seeds: when this fails, every seed written on a blackboard means another quiz.
    assert plan.planned(list(questions), set(), seed=7, count=2) == [("reset", 1800458289), ("forget", 1173407575)]


def test_seeds_differ(questions) -> None:
    quizzes = [tuple(plan.planned(list(questions), set(), seed=seed)) for seed in range(50)]
    assert len(set(quizzes)) == 50
    assert len({tuple(name for name, _ in quiz) for quiz in quizzes}) > 25


def test_no_question_and_no_place_are_refused(questions) -> None:
    with pytest.raises(UnknownQuestionError, match="no question"):
        plan.planned([], set())
    with pytest.raises(ValueError, match="1 question or more, not 0"):
        plan.planned(list(questions), set(), count=0)
