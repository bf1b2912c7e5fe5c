"""What is taken out of a wrong equation to see what was too much."""

import pytest

from engine.formula.canonical import written
from engine.marking.repairs import repairs
from tests.engine.formula.equation_reading import CELL, LSTM, learner_term


@pytest.mark.parametrize(
    ("text", "repair", "after"),
    [
        ("f_t = σ(W x_t + U h_{t-1} + V c_{t-1} + b)", "peephole-added", "σ(W x_t + U h_{t-1} + b)"),
        ("f_t = σ(W x_t + U h_{t-1} + h_{t-1})", "extra-term", "σ(W x_t + U h_{t-1})"),
        ("f_t = tanh(σ(W x_t))", "extra-activation", "σ(W x_t)"),
        ("f_t = σ(W x_t) ⊙ c_{t-1}", "extra-factor", "σ(W x_t)"),
        ("f_t = W x_t + b", "extra-bias", "W x_t"),
    ],
)
def test_repairs(text: str, repair: str, after: str) -> None:
    found = {(one.id, written(one.term)) for one in repairs(learner_term(text, LSTM))}
    assert (repair, after) in found


def test_matrix_products_between_vectors() -> None:
    found = {(one.id, written(one.term)) for one in repairs(learner_term("c_t = f_t @ c_{t-1} + i_t", CELL))}
    assert ("matrix-for-elementwise", "f_t ⊙ c_{t-1} + i_t") in found


def test_nothing_to_mend_in_a_name() -> None:
    assert repairs(learner_term("c_t = f_t", CELL)) == []
    assert repairs(learner_term("c_t = -f_t", CELL)) == []
