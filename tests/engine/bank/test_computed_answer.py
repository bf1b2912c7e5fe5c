"""Formulas and values by path, of one number, of a chain, and of what nothing computes."""

from engine.bank.computed_answer import formulas_of, values
from engine.question.variant import deal
from tests.engine.kinds.making import question


def test_one_formula() -> None:
    made = question("number", answer="a + 2", given={"a": 3})
    assert formulas_of(made) == {"answer": "a + 2"}
    assert values(deal(made)) == {"answer": 5.0}


def test_a_number_for_a_formula() -> None:
    assert formulas_of(question("number", answer=2)) == {"answer": "2"}


def test_a_chain() -> None:
    made = question("steps", answer={"b": "a + 2", "c": "2 * b"}, given={"a": 3})
    assert formulas_of(made) == {"answer.b": "a + 2", "answer.c": "2 * b"}
    assert values(deal(made)) == {"answer.b": 5.0, "answer.c": 10.0}


def test_what_is_not_computed() -> None:
    made = question("choice", answer="yes", mistakes=[{"id": "no", "answer": "no", "feedback": "Look again."}])
    assert formulas_of(made) == {}
    assert values(deal(made)) == {}
