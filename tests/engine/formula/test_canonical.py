"""Equations written back so that brackets stand where they are needed."""

import pytest

from engine.formula.canonical import equation_text, written
from engine.formula.terms import Term, uses
from tests.engine.formula.equation_reading import CELL, GRU, LSTM, learner_term, setting


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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("exp(z_i) / ∑_j exp(z_j)", "exp(z_i) / (∑_j exp(z_j))"),
        ("softmax(z)", "softmax(z)_i"),
        ("‖z‖ z sum(z) mean(z) max(z) min(z)", "‖z‖ z_i sum(z) mean(z) max(z) min(z)"),
        ("logsumexp(z) z", "logsumexp(z) z_i"),
        ("max(z, 0)", "max(z_i, 0)"),
        ("-∑_j z_j", "-∑_j z_j"),
        ("2 - ∑_j (z_j + 1)", "2 - ∑_j (z_j + 1)"),
        ("n z", "n z_i"),
        ("z - (z - n)", "z_i - z_i + n"),
        ("⌊z⌋ + ⌈z⌉", "⌊z_i⌋ + ⌈z_i⌉"),
    ],
)
def test_components_are_shown_with_their_index(text: str, shown: str) -> None:
    around = setting("p_i", {"z": ["K"], "n": []})
    assert written(learner_term(f"p_i = {text}", around), index="i") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("W [h_{t-1}, x_t] + b", "W [h_{t-1}, x_t] + b"),
        ("b + W [h_{t-1}, x_t, 1]", "W [h_{t-1}, x_t] + b + W[3]"),
        ("V c_{t-1} + W [h_{t-1}, x_t]", "V c_{t-1} + W [h_{t-1}, x_t]"),
        ("W [h_{t-1}, x_t] + V [h_{t-1}, x_t]", "W [h_{t-1}, x_t] + V [h_{t-1}, x_t]"),
        ("V c_{t-1} - W [h_{t-1}, x_t]", "V c_{t-1} - W[1] h_{t-1} - W[2] x_t"),
        ("f_t^T c_{t-1}", "f_t^T c_{t-1}"),
        ("f_t^T (c_{t-1} + h_{t-1})", "f_t^T (c_{t-1} + h_{t-1})"),
        ("f_t (c_{t-1} + h_{t-1})^T", "f_t (c_{t-1} + h_{t-1})^T"),
    ],
)
def test_weights_over_several_vectors_and_dots(text: str, shown: str) -> None:
    assert written(learner_term(f"f_t = {text}", LSTM)) == shown
