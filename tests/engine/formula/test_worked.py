"""Worked steps: each line a formula with numbers that gives what the line says, for every computed question we ship."""

import numpy as np
import pytest

from engine.bank.load import load
from engine.formula.evaluate import evaluate_number, numeric
from engine.formula.python_syntax import parse
from engine.formula.worked import WorkedStep, worked_steps
from engine.question.variant import deal

BANK = load()


def steps(formula: str, **given: object) -> list[WorkedStep]:
    """The steps of a formula over givens as plain data."""
    return worked_steps(parse(formula), {name: numeric(value) for name, value in given.items()})


def assert_true(told: list[WorkedStep]) -> None:
    """Evaluate every line and compare it with its value; intermediates are printed to six digits."""
    for step in told:
        found = evaluate_number(parse(step.numbers), {})
        expected = evaluate_number(parse(step.value), {})
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-5, err_msg=f"{step.name} {step.numbers}")


def test_arithmetic_is_one_line() -> None:
    assert steps("f*c + i*g", f=0.5, c=2, i=0.25, g=-1) == [
        WorkedStep("", "f * c + i * g", "0.5 * 2 + 0.25 * (-1)", "0.75")
    ]


def test_arithmetic_within_a_call_is_a_line_of_its_own() -> None:
    told = steps("o * tanh(f*c + i*g)", o=0.5, f=0.5, c=2, i=0.25, g=-1)
    assert told == [
        WorkedStep("", "f * c + i * g", "0.5 * 2 + 0.25 * (-1)", "0.75"),
        WorkedStep("", "o * tanh(f * c + i * g)", "0.5 * tanh(0.75)", "0.317574"),
    ]


def test_the_decks_pooling_is_told_window_by_window() -> None:
    C = [[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 7, 6, 8]]
    told = steps("pool.average(C, size=2, stride=2)", C=C)
    assert [step.numbers for step in told[:4]] == [
        "(1 + 2 + 5 + 6) / 4",
        "(3 + 4 + 7 + 8) / 4",
        "(1 + 2 + 5 + 7) / 4",
        "(3 + 4 + 6 + 8) / 4",
    ]
    assert [step.value for step in told] == ["3.5", "5.5", "3.75", "5.25", "[[3.5, 5.5], [3.75, 5.25]]"]
    assert_true(told)


def test_a_field_of_a_trace_is_told_by_its_solver_alone() -> None:
    told = steps("rnn.step(x, h, W=w, U=u, b=b, activation='tanh').h", x=1, h=0.5, w=0.5, u=0.8, b=0.1)
    assert [(step.name, step.value) for step in told] == [("a_t", "1"), ("h_t", "0.761594")]
    assert_true(told)


def test_a_solver_within_a_formula_is_told_first_and_its_value_stands_in_its_place() -> None:
    told = steps("2 * pool.average(C, size=2, stride=2)[0, 0] - 1", C=[[1, 2], [3, 6]])
    assert [step.numbers for step in told] == ["(1 + 2 + 3 + 6) / 4", "[[3]]", "2 * [[3]][0, 0] - 1"]
    assert told[-1] == WorkedStep("", "2 * pool.average(C, size=2, stride=2)[0, 0] - 1", "2 * [[3]][0, 0] - 1", "5")


def test_solvers_within_solvers() -> None:
    told = steps("pool.maximum(pool.average(C, size=1, stride=1), size=2, stride=2)", C=[[1, 2], [3, 6]])
    assert told[-1].value == "[[6]]"
    assert_true(told)


def test_a_solver_that_tells_nothing_is_shown_with_its_numbers() -> None:
    assert steps("encode.labels(s, first=1, order='seen')", s=["b", "a", "b"]) == [
        WorkedStep(
            "",
            'encode.labels(s, first=1, order="seen")',
            'encode.labels(["b", "a", "b"], first=1, order="seen")',
            "[1, 2, 1]",
        )
    ]


def test_results_of_earlier_steps_are_printed_as_they_were_shown() -> None:
    given = {"U": 0.1234567, "W": 2.0}
    told = worked_steps(parse("U * h + W * v"), given, {"h": 0.7615941559557649, "v": np.array([1 / 3, 2])})
    assert [(step.rule, step.numbers) for step in told] == [
        ("U * h + W * v", "0.1234567 * 0.761594 + 2 * [0.333333, 2]")
    ]
    assert told[0].value == "[0.760691, 4.09402]"


def test_a_name_alone_needs_no_step() -> None:
    assert steps("x", x=3) == []


@pytest.mark.parametrize(
    "name", [name for name, summary in BANK.summaries.items() if summary.kind in ("number", "array", "shape", "steps")]
)
def test_every_line_of_every_computed_question_gives_what_it_says(name: str) -> None:
    question = BANK.questions[name]
    for seed in range(6 if question.vary else 1):
        assert_true(question.worked(deal(question, seed)))


def test_a_solver_that_takes_another_ones_trace() -> None:
    cell = "W=[[1],[1],[1]], U=[[1],[1],[1]], b=[0,0,0], order='rzn', reset='after', z='keeps'"
    told = steps(f"gru.backward(gru.step([1], [0], {cell}), dh_last=[1]).U")
    assert told[0].rule == "W_r @ x_t + U_r @ h_prev + b_r"
    assert_true(told)
