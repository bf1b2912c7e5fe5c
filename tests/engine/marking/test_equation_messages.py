"""What is said of wrong equations, word for word."""

import pytest

from tests.engine.marking.equations import judged

MESSAGES = [
    (
        "lstm-forget-gate",
        "f_t = σ(W x_t + W h_{t-1} + b)",
        "One letter, $W$, stands for two different parameters; give each its own.",
    ),
    ("lstm-forget-gate", "i_t = σ(W x_t + U h_{t-1} + b)", "The left side should be $f_t$, not $i_t$."),
    ("lstm-forget-gate", "σ(W x_t + U h_{t-1})", "Right but for the bias, which this question asks for."),
    (
        "lstm-peephole-forget-gate",
        "f_t = σ(W x_t + U h_{t-1} + b)",
        "Right but for the peephole, which this question asks for.",
    ),
    (
        "gru-hidden-state-z-keeps",
        "h_t = (1 - z_t) h_{t-1} + z_t n_t",
        "Right under another convention: z on the candidate, as Chung et al. 2014 write it. This question asks for its own.",
    ),
    (
        "lstm-forget-gate",
        "f_t = σ(W ⊙ x_t + U ⊙ h_{t-1} + b)",
        "A weight matrix is applied by the matrix product, not element by element.",
    ),
    (
        "lstm-forget-gate",
        "f_t = σ(W (x_t + h_{t-1}) + b)",
        "The shapes do not fit: x_t has shape (D) and h_{t-1} has shape (H): they cannot be added.",
    ),
    ("lstm-forget-gate", "f_t = σ(W x_t ⊙ h_{t-1})", "This is not the equation asked for."),
    ("lstm-forget-gate", "c_t = f_t c_{t-1} + i_t g_t", "This is an equation for $c_t$; asked for is $f_t$."),
    ("lstm-forget-gate", "f_t = σ(W x_t + U h_{t-1} + b)^2", "This is not the equation asked for."),
    (
        "lstm-forget-gate",
        "f_t = σ(W x_t + U h_{t-1} + w ⊙ c_{t-1} + b)",
        "You added a peephole, $w ⊙ c_{t-1}$; this cell has none.",
    ),
    ("lstm-forget-gate", "f_t = σ(W x_t + U h_{t-1} + V o_t + b)", "The term $V o_t$ does not belong here."),
    (
        "lstm-forget-gate",
        "f_t = σ(tanh(W x_t + U h_{t-1} + b))",
        "tanh does not belong around $W x_t + U h_{t-1} + b$.",
    ),
    ("lstm-forget-gate", "f_t = σ(W x_t + U h_{t-1} + b) ⊙ c_{t-1}", "The factor $c_{t-1}$ does not belong here."),
    ("lstm-cell-state", "c_t = f_t c_{t-1} + i_t g_t + b", "No bias belongs here."),
    (
        "lstm-cell-state",
        "c_t = f_t @ c_{t-1} + i_t @ g_t",
        "Two vectors are multiplied element by element here, not as matrices.",
    ),
    ("lstm-cell-state", "c_t = W c_{t-1} + U g_t", "$f_t$ does not enter; it has to."),
    ("lstm-forget-gate", "f_t = tanh(W x_t + U h_t)^2", "You used $h_t$ where $h_{t-1}$ belongs."),
    ("lstm-forget-gate", "f_t = σ(W x_{t-1} + U h_{t-1})^2", "You used $x_{t-1}$ where $x_t$ belongs."),
    ("lstm-forget-gate", "f_t = σ(W c_t)^2", "You used $c_t$; $x_t$ is missing."),
    ("lstm-forget-gate", "f_t = σ(W x_t)^2", "The previous state $h_{t-1}$ does not enter; it has to."),
    ("lstm-forget-gate", "f_t = σ(W h_{t-1})^2", "The input $x_t$ does not enter; it has to."),
    ("lstm-forget-gate", "f_t = σ(W x_t + U h_{t-1} + V c_{t-1})^2", "$c_{t-1}$ does not enter this equation."),
    ("lstm-forget-gate", "f_t = σ(W x_t + U h_{t-1} + V o_t)^2", "$o_t$ does not enter this equation."),
    ("lstm-forget-gate", "f_t = tanh(W x_t + U h_{t-1})^2", "You applied tanh; here it is sigmoid."),
    ("lstm-forget-gate", "f_t = (W x_t + U h_{t-1})^2", "The activation is missing: apply sigmoid."),
    ("lstm-cell-state", "c_t = tanh(f_t c_{t-1} + i_t g_t)^2", "No tanh belongs here."),
    ("lstm-cell-state", "c_t = f_t + i_t + c_{t-1}", "$g_t$ does not enter; it has to."),
    (
        "lstm-cell-state",
        "c_t = W f_t + i_t + c_{t-1} + g_t",
        "No weights belong here: the quantities given are multiplied element by element.",
    ),
    ("lstm-candidate", "g_t = tanh(W x_t + b) + U h_{t-1}", "tanh is applied once, to the whole sum."),
    ("softmax-definition", "p = softmax(z)", "Write it out, without softmax."),
    ("bptt-delta", "q = h_t U + d", "This is not the equation asked for."),
]


@pytest.mark.parametrize(("question", "text", "message"), MESSAGES)
def test_messages(question: str, text: str, message: str) -> None:
    assert judged(question, text).message == message
