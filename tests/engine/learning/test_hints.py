"""The ladder of hints against what a learner should be told, rung by rung."""

import msgspec
import pytest

from engine.kinds.number import NumberQuestion
from engine.learning.hints import Hint, ladder, may_have_more
from engine.question.variant import deal


@pytest.fixture
def cell() -> NumberQuestion:
    return NumberQuestion(
        id="cell",
        prompt="One step.",
        skill="rnn.step",
        level=2,
        source="deck 4",
        given={"w": 0.5, "x": 2},
        answer="tanh(w * x)",
        hints=("Multiply first.",),
    )


def test_from_the_questions_own_words_to_all_of_it(cell) -> None:
    assert ladder(deal(cell)) == (
        Hint("Multiply first."),
        Hint("The rule: w * x"),
        Hint("With numbers: 0.5 * 2"),
        Hint("The first step: 1"),
        Hint("All of it:\nw * x = 0.5 * 2 = 1\ntanh(w * x) = tanh(1) = 0.761594", told=True),
    )


def test_a_single_step_has_no_rung_of_its_own(cell) -> None:
    product = msgspec.structs.replace(cell, answer="w * x", hints=(), solution="Multiply.")
    assert [hint.text for hint in ladder(deal(product))] == [
        "The rule: w * x",
        "With numbers: 0.5 * 2",
        "All of it:\nMultiply.\nw * x = 0.5 * 2 = 1",
    ]


def test_without_a_worked_solution_there_are_only_the_questions_own(questions) -> None:
    own = ladder(deal(questions["forget"]))
    assert own == (Hint("It lies between 0 and 1."), Hint("It is the logistic function."))
    told = msgspec.structs.replace(questions["forget"], solution="A gate is a share.")
    assert ladder(deal(told))[-1] == Hint("All of it:\nA gate is a share.", told=True)


def test_a_question_that_cannot_be_worked_keeps_its_own(cell) -> None:
    broken = msgspec.structs.replace(cell, answer="w / 0")
    assert ladder(deal(broken)) == (Hint("Multiply first."),)


@pytest.mark.parametrize(("shown", "told", "more"), [(0, False, True), (1, False, True), (4, True, False)])
def test_whether_there_may_be_more_is_known_without_computing(cell, shown: int, told: bool, more: bool) -> None:
    assert may_have_more(cell, shown, told=told) is more


def test_a_question_of_words_has_no_more_than_its_own(questions) -> None:
    assert may_have_more(questions["forget"], 1, told=False)
    assert not may_have_more(questions["forget"], 2, told=False)
