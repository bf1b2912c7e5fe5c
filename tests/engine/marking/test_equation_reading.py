"""Learners' texts read: the line that is asked for, its helpers put in, its shapes settled."""

import pytest

from engine.errors import UnreadableAnswerError
from engine.formula.canonical import written
from engine.marking.equation_reading import read_equation
from tests.engine.marking.equations import KEYS

BLOCK = r"""
i_t = \sigma(W_i x_t + U_i h_{t-1} + b_i) \\
f_t = \sigma(W_f x_t + U_f h_{t-1} + b_f) \\
\tilde{c}_t = \tanh(W_c x_t + U_c h_{t-1} + b_c) \\
c_t = f_t \odot c_{t-1} + i_t \odot \tilde{c}_t \\
o_t = \sigma(W_o x_t + U_o h_{t-1} + b_o) \\
h_t = o_t \odot \tanh(c_t)
"""


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("lstm-input-gate", "σ(W_i x_t + U_i h_{t-1} + b_i)"),
        ("lstm-forget-gate", "σ(W_f x_t + U_f h_{t-1} + b_f)"),
        ("lstm-candidate", "tanh(W_c x_t + U_c h_{t-1} + b_c)"),
        ("lstm-cell-state", "f_t ⊙ c_{t-1} + i_t ⊙ g_t"),
        ("lstm-output-gate", "σ(W_o x_t + U_o h_{t-1} + b_o)"),
        ("lstm-hidden-state", "o_t ⊙ tanh(c_t)"),
    ],
)
def test_a_whole_cell_may_be_pasted(question: str, shown: str) -> None:
    term = read_equation(BLOCK, KEYS[question]).term
    assert term is not None
    assert written(term) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_t = W x_t + U h_{t-1}; h_t = tanh(a_t)", "tanh(W x_t + U h_{t-1})"),
        ("h_t = tanh(a_t), where a_t = W x_t + v_t, v_t = U h_{t-1}", "tanh(W x_t + U h_{t-1})"),
        ("h_t = g(W x_t) with g = tanh", "tanh(W x_t)"),
        ("h_t = f(h_{t-1}, x_t) = tanh(W x_t)", "tanh(W x_t)"),
        ("h_t = W x_t; h_t = tanh(h_t)", "tanh(W x_t)"),
        ("a_t = W x_t; h_t = tanh(U h_t + a_t)", "tanh(U h_t + W x_t)"),
        ("h_t = W x_t; h_t += b; h_t = tanh(h_t)", "tanh(W x_t + b)"),
        ("h_t = W x_t + U h_{t-1}; h_t = tanh(W x_t)", "W x_t + U h_{t-1}"),
    ],
)
def test_helpers_are_put_in(text: str, shown: str) -> None:
    term = read_equation(text, KEYS["rnn-hidden-state"]).term
    assert term is not None
    assert written(term) == shown


def test_a_definition_may_also_be_another_spelling_of_a_given() -> None:
    response = read_equation("h_t = tanh(a), a = W x_t + U h_{t-1} + b", KEYS["rnn-hidden-state"])
    assert response.other is not None
    assert written(response.other) == "tanh(W x_t + U h_{t-1} + b)"


def test_a_lenient_reading_is_kept_for_elementwise_weights() -> None:
    response = read_equation("f_t = σ(W ⊙ x_t + U ⊙ h_{t-1} + b)", KEYS["lstm-forget-gate"])
    assert response.term is None
    assert response.lenient is not None
    assert written(response.lenient) == "σ(W x_t + U h_{t-1} + b)"


def test_the_true_class_of_a_one_hot_target() -> None:
    term = read_equation(r"L = -\log p_c", KEYS["cross-entropy-definition"]).term
    assert term is not None
    assert written(term) == "y_k^T (-log(p_k))"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("h_t = 3 + 4", "names the quantities"),
        ("h_t = hello", "The word 'hello'"),
        ("g = tanh", "Write the equation for h_t"),
        ("h_t = f(h_{t-1}, x_t)", "Say which function f is"),
    ],
)
def test_refusals(text: str, message: str) -> None:
    with pytest.raises(UnreadableAnswerError, match=message):
        read_equation(text, KEYS["rnn-hidden-state"])
