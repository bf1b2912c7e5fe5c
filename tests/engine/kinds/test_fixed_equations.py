"""The equation questions whose ids never change: each read in several notations, each circular or cut-short answer refused a mark."""

import json

import pytest
from click.testing import CliRunner

from engine.bank.load import load
from engine.question.grade import grade
from engine.question.variant import deal
from tui.cli import main

BANK = load().sound()
RIGHT = {
    "rnn-hidden-state": [
        "h_t = tanh(W_hh h_{t-1} + W_xh x_t + b_h)",
        "a^{<t>} = g(W_a [a^{<t-1>}, x^{<t>}] + b_a), g = tanh",
    ],
    "rnn-output": ["ŷ_t = softmax(V h_t + c)", "p = exp(y)/sum(exp(y)), y = W h_t + b"],
    "rnn-output-linear": ["y_t = W_hy h_t + b_y", "O_t = H_t W_hq + b_q"],
    "lstm-forget-gate": [
        "ft = sigmoid(Wf [ht-1, xt] + bf)",
        "ｆ＿ｔ＝σ（Ｗ＿ｆ ｘ＿ｔ＋Ｕ＿ｆ ｈ＿｛ｔ－１｝＋ｂ＿ｆ）",
    ],
    "lstm-input-gate": [
        "i_t = σ(W_i x_t + U_i h_{t-1} + b_i)",
        r"g_i^{(t)} = \sigma(b_i + \sum_j U_{ij} x_j^{(t)} + \sum_j W_{ij} h_j^{(t-1)})",
    ],
    "lstm-output-gate": ["o_t = σ(W_o·[h_{t−1}, x_t] + b_o)", "o = W x + U h + b; o = sigmoid(o)"],
    "lstm-candidate": [
        "C̃_t = tanh(W_C·[h_{t−1}, x_t] + b_C)",
        r"\bar z = W_z x_t + R_z y_{t-1} + b_z, z_t = g(\bar z), g(x) = \tanh(x)",
    ],
    "lstm-cell-state": ["C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t", "cs = ci .* i + cs_prev .* f"],
    "lstm-hidden-state": ["h_t = o_t * tanh(C_t)", "co = tanh(cs)\nh = co .* o"],
    "gru-update-gate": [
        "zt = f(Xt*(Wz^T) + Ht-1*(Rz^T) + Wbz + Rbz)",
        r"\Gamma_u = \sigma(W_u[c^{<t-1>}, x^{<t>}] + b_u)",
    ],
    "gru-reset-gate": ["r_t = σ(W_{ir}x_t + b_{ir} + W_{hr}h_{t-1} + b_{hr})", "r = sigmoid(x @ W + h @ U + b)"],
    "gru-candidate-reset-before": ["h̃_t = tanh(W x_t + U (r_t ∘ h_{t-1}) + b)"],
    "gru-candidate-reset-after": ["n_t = tanh(W_{in}x_t + b_{in} + r_t ⊙ (W_{hn}h_{t-1} + b_{hn}))"],
    "gru-hidden-state-z-keeps": ["h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}", "h = n + z*(h - n)"],
    "gru-hidden-state-z-takes": ["h_t = (1 - z_t) * h_{t-1} + z_t * h̃_t"],
    "sigmoid-definition": [
        "σ(x) = 1/(1 + e^{-x})",
        r"\sigma(x) = \frac12 + \frac12 \tanh\frac{x}{2}",
        r"\sigma(x) = \begin{cases} \frac{1}{1+e^{-x}} & x \geq 0 \\ \frac{e^x}{1+e^x} & x < 0 \end{cases}",
    ],
    "softmax-definition": [
        r"\mathrm{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}",
        r"\hat y_i = \frac{e^{z_i}}{\sum_j e^{z_j}}",
        "np.exp(z) / np.exp(z).sum()",
    ],
    "cross-entropy-definition": [
        r"-\sum_i y_i \log \hat y_i",
        r"L = -\sum_i t_i \log \hat y_i",
        r"L = -\log \hat y_c",
        "-tf.reduce_sum(y * tf.math.log(p))",
    ],
    "clip-by-norm": [
        r"g \leftarrow \min(1, \theta/\|g\|) g",
        "if ||g|| > v: g ← g v / ||g||",
        r"\hat g = \begin{cases} g & \|g\| \le \theta \\ \theta g/\|g\| & \text{otherwise} \end{cases}",
        "g_new = g if ||g|| < c; g_new = c*g/||g|| if ||g|| >= c",
        "g_new = c * g/||g|| if ||g|| > c, otherwise g",
        "g_new = min(1, c/|g|) g",
    ],
    "conv-output-size": [
        "⌊(n + 2p − k)/s⌋ + 1",
        "floor((W - F + 2P)/S) + 1",
        "out = floor((in + 2*padding - kernel_size)/stride) + 1",
        "(n + 2p - k)//s + 1",
    ],
    "attention-score-dot": ["s_t^T h_k", "e = q^T k", r"\langle s_t, h_k \rangle", "np.dot(s, h)"],
    "attention-score-general": ["s_t^T W_a h_k", "h_k^T W s_t", "(W s_t)^T h_k"],
    "attention-score-additive": [
        "v_a^T tanh(W_a s_t + U_a h_k)",
        r"\mathbf w_v^\top \tanh(\mathbf W_q \mathbf q + \mathbf W_k \mathbf k)",
    ],
    "attention-weights": [
        r"\alpha_k = \frac{\exp(e_k)}{\sum_j \exp(e_j)}",
        "w_k = exp(e_k)/Σ_k' exp(e_k')",
        "softmax(e)",
    ],
    "attention-context": ["c_t = Σ_k α_k h_k", "c_t = α^T H", "c = Σ_j a_{tj} h_j"],
}
NOT_RIGHT = {
    "sigmoid-definition": ["σ(x) = sigmoid(x)", "σ(x) = σ(x)", "y = logistic(x)"],
    "softmax-definition": ["p_i = softmax(z)_i", "p = softmax(z)"],
    "cross-entropy-definition": ["L = -y_k log p_k", r"-\sum_k \hat y_k \log y_k"],
    "clip-by-norm": ["g_new = min(g, c)", "g_new = min(max(g, -c), c)", "g_new = min(|g|, c)", "g_new = c g / ||g||"],
    "attention-context": ["c_t = α_k h_k"],
    "attention-score-additive": ["v ⊙ tanh(W s_t + U h_k)"],
    "lstm-hidden-state": ["h_t = o_t ⊙ tanh^{-1}(c_t)"],
    "lstm-cell-state": ["c_t = f_t ⊙ c_{t-2} + i_t ⊙ g_t"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in RIGHT.items() for text in texts])
def test_right_in_every_notation(name, text):
    verdict = grade(deal(BANK.questions[name]), text)
    assert verdict.outcome == "correct", verdict


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in NOT_RIGHT.items() for text in texts])
def test_what_is_not_right(name, text):
    verdict = grade(deal(BANK.questions[name]), text)
    assert (verdict.outcome, verdict.score) == ("wrong", 0.0), verdict


def test_all_are_graded_at_once():
    rows = [(name, text) for name, texts in RIGHT.items() for text in texts]
    lines = "".join(json.dumps({"id": name, "answer": text}) + "\n" for name, text in rows)
    done = CliRunner().invoke(main, ["grade", "--jsonl"], input=lines)
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], one["outcome"]) for one in verdicts] == [(name, "correct") for name, _ in rows]
