"""Which figure belongs to which question, over the shipped banks."""

import pytest

from engine.bank.load import Bank, load
from engine.kinds.equation import EquationQuestion
from tui.drawings.figures import FIGURES, SKILLS, figure_for


@pytest.fixture(scope="module")
def shipped() -> Bank:
    return load([]).sound()


def test_skills_are_those_of_the_banks(shipped: Bank) -> None:
    assert {skill for skill in SKILLS if skill not in shipped.skills} == set()


def test_parts_that_are_lit_are_drawn() -> None:
    for name, lit in SKILLS.values():
        runs = [run for line in FIGURES[name]().lines({}, ()) for run in line]
        assert set(lit) <= {run.part for run in runs}


@pytest.mark.parametrize(
    ("skill", "lit"),
    [
        ("lstm.forget", "f"),
        ("lstm.input", "i"),
        ("lstm.candidate", "g"),
        ("lstm.output", "o"),
        ("gru.reset", "r"),
        ("gru.update", "z"),
    ],
)
def test_the_gate_asked_for_is_lit(shipped: Bank, skill: str, lit: str) -> None:
    questions = [question for question in shipped.questions.values() if question.skill == skill]
    figures = [figure_for(question) for question in questions if not isinstance(question, EquationQuestion)]
    assert figures
    assert all(figure is not None and lit in figure.lit for figure in figures)


def test_of_an_equation_its_left_side_is_lit(shipped: Bank) -> None:
    lit = {}
    for question in shipped.questions.values():
        figure = figure_for(question)
        if isinstance(question, EquationQuestion) and figure is not None:
            lit[question.answer.split("=")[0].strip()] = set(figure.lit)
    assert lit["f_t"] == {"f"}
    assert lit["o_t"] == {"o"}
    assert lit["c_t"] == {"c"}


def test_other_questions_have_none(shipped: Bank) -> None:
    assert figure_for(shipped.questions["pool-average-2x2"]) is None
