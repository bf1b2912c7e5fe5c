"""Equations of the shipped banks in other forms and other conventions."""

import pytest

from engine.question.grade import grade
from engine.question.variant import deal
from tests.questions.shipped import bank

DERIVED = {
    "softmax-gradient-equation": ("-(y - softmax(z))", "softmax(z) (1 - y)"),
    "bptt-weight-equation": ("d h_{t-1}^T", "h_{t-1}^T d"),
    "jacobian-equation": ("U d - h_t^2 ⊙ (U d)", "U^T (1 - h_t^2) ⊙ d"),
    "lstm-forget-gate-gradient-equation": ("d ⊙ c_{t-1} ⊙ (f_t - f_t^2)", "d ⊙ f_t ⊙ c_{t-1}"),
    "lstm-hidden-gradient-equation": (
        "d_i^T U_i + d_f^T U_f + d_g^T U_g + d_o^T U_o",
        "U_i^T d_i + U_f d_f + U_g^T d_g + U_o^T d_o",
    ),
    "gru-candidate-gradient-equation": ("(d - d ⊙ z_t) ⊙ (1 - n_t^2)", "d ⊙ (1 - z_t) ⊙ (1 - n_t)"),
    "gru-reset-gate-gradient-equation": ("r_t ⊙ (1 - r_t) ⊙ h_{t-1} ⊙ (U^T d)", "U^T (d ⊙ h_{t-1} ⊙ r_t ⊙ (1 - r_t))"),
}
"""Derivations in another form than the bank's, and wrong ones that no mistake of the bank shows."""


@pytest.mark.parametrize("name", DERIVED)
def test_derived_equation(name: str) -> None:
    variant = deal(bank().questions[name])
    right, wrong = DERIVED[name]
    assert [grade(variant, text).outcome for text in (right, wrong)] == ["correct", "wrong"]


def test_an_equation_in_another_convention_is_told_so() -> None:
    lost = []
    for question in bank().questions.values():
        if question.kind == "equation":
            verdicts = {other.name: grade(deal(question), other.answer) for other in question.conventions}
            lost += [(question.id, name) for name, verdict in verdicts.items() if verdict.convention != name]
    assert lost == []
