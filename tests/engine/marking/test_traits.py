"""The plainest difference of an equation that fits nothing known."""

import pytest

from engine.marking.equation_key import right_term, setting_of
from engine.marking.traits import trait
from tests.engine.formula.equation_reading import learner_term
from tests.engine.marking.equations import KEYS


@pytest.mark.parametrize(
    ("question", "text", "mistake"),
    [
        ("lstm-forget-gate", "f_t = tanh(W x_t + U h_t)^2", "current-state-for-previous"),
        ("lstm-forget-gate", "f_t = σ(W x_{t-1} + U h_{t-1})^2", "wrong-time-step"),
        ("lstm-forget-gate", "f_t = σ(W c_t)^2", "wrong-quantity"),
        ("lstm-forget-gate", "f_t = σ(W x_t)^2", "missing-recurrent-term"),
        ("lstm-forget-gate", "f_t = σ(W h_{t-1})^2", "missing-input-term"),
        ("lstm-forget-gate", "f_t = σ(W x_t + U h_{t-1} + V c_{t-1})^2", "peephole-added"),
        ("lstm-forget-gate", "f_t = σ(W x_t + U h_{t-1} + V o_t)^2", "extra-quantity"),
        ("lstm-forget-gate", "f_t = tanh(W x_t + U h_{t-1})^2", "tanh-for-sigmoid"),
        ("lstm-forget-gate", "f_t = (W x_t + U h_{t-1})^2", "no-activation"),
        ("lstm-cell-state", "c_t = tanh(f_t c_{t-1} + i_t g_t)^2", "extra-activation"),
        ("lstm-cell-state", "c_t = f_t + i_t + c_{t-1}", "missing-quantity"),
        ("lstm-cell-state", "c_t = W f_t + i_t + c_{t-1} + g_t", "weights-for-gates"),
        ("lstm-forget-gate", "f_t = σ(W x_t + U h_{t-1})^2", None),
    ],
)
def test_traits(question: str, text: str, mistake: str | None) -> None:
    key = KEYS[question]
    found = trait(learner_term(text, setting_of(key)), right_term(key), setting_of(key))
    assert (found and found[0]) == mistake
    assert not found or found[1].endswith(".")
