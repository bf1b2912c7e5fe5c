"""Equations written back so that brackets stand where they are needed."""

import pytest

from engine.formula.canonical import equation_text, written
from engine.formula.terms import Term, uses
from tests.engine.formula.equation_reading import CELL, GRU, LSTM, learner_term


@pytest.mark.parametrize(
    "text",
    [
        "σ(W x_t + U h_{t-1} + b)",
        "U (r_t ⊙ h_{t-1})",
        "r_t ⊙ (U h_{t-1} + b)",
        "(1 - r_t) ⊙ h_{t-1}",
        "1 - (r_t + 2)",
        "-(r_t + 1)",
        "r_t / (r_t + 1)",
        "(r_t + 1)^{2}",
        "tanh(r_t)^{2}",
        "2 r_t",
        "max(r_t, 0)",
        "2 r_t if ‖r_t‖ > 1 else r_t",
        "2 r_t if ‖r_t‖ > 1 else r_t if r_t > 0 else 1 - r_t",
        "‖r_t‖ r_t",
        "r_t - (h_{t-1} - 1)",
    ],
)
def test_reading_and_writing(text: str) -> None:
    term = learner_term(f"n_t = {text}", GRU)
    again = learner_term(f"n_t = {written(term)}", GRU)
    assert written(again) == written(term)
    assert again == term


def test_names_are_mapped() -> None:
    term = learner_term("f_t = σ(A x_t + B h_{t-1})", LSTM)
    first, second = (Term("linear", name, kind="matrix") for name in ("W_f", "U_f"))
    naming = dict(zip(uses(term), (first, second), strict=True))
    assert equation_text("f_t", term, naming) == "f_t = σ(W_f x_t + U_f h_{t-1})"
    assert equation_text("c_t", learner_term("c_t = f_t c_{t-1}", CELL)) == "c_t = f_t ⊙ c_{t-1}"
