"""The kind `equation` on the shipped questions: any honest notation is right, tanh for the sigmoid is named, a slip is no crash."""

import pytest

from engine.bank.load import load
from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question

BANK = load().sound()
GATES = {"lstm-input-gate": "i", "lstm-forget-gate": "f", "lstm-output-gate": "o"}
NOTATIONS = {
    "per gate": "{q}_t = {act}(W_{q}h h_{{t-1}} + W_{q}x x_t + b_{q})",
    "concatenated": "{q}_t = {act}(W_{q}·[h_{{t-1}}, x_t] + b_{q})",
    "LaTeX": r"\mathbf{{{q}}}_t = {latex}\left( \mathbf{{W}}_{{{q}h}} \mathbf{{h}}_{{t-1}}"
    r" + \mathbf{{W}}_{{{q}x}} \mathbf{{x}}_t + \mathbf{{b}}_{q} \right)",
    "rows": "{Q}_t = {act}(X_t W_x{q} + H_{{t-1}} W_h{q} + b_{q})",
    "two biases": "{q}_t = {act}(W_i{q} x_t + b_i{q} + W_h{q} h_{{t-1}} + b_h{q})",
    "ASCII": "{q}t = {act}(W{q} [ht-1, xt] + b{q})",
    "Unicode": "{q}ₜ = {uni}(W{q} · [hₜ₋₁, xₜ] + b{q})",
}


def judged(name: str, text: str):
    return grade(deal(BANK.questions[name]), text)


def written(notation: str, gate: str, activation: str) -> str:
    signs = {"sigmoid": (r"\sigma", "σ"), "tanh": (r"\tanh", "tanh")}[activation]
    return NOTATIONS[notation].format(q=gate, Q=gate.upper(), act=activation, latex=signs[0], uni=signs[1])


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("name", GATES)
def test_a_gate_is_right_in_any_notation(name, notation):
    verdict = judged(name, written(notation, GATES[name], "sigmoid"))
    assert (verdict.outcome, verdict.score) == ("correct", 1.0), verdict.message


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("name", GATES)
def test_tanh_for_the_sigmoid_is_named(name, notation):
    verdict = judged(name, written(notation, GATES[name], "tanh"))
    assert (verdict.outcome, verdict.mistake) == ("wrong", "tanh-for-sigmoid")


@pytest.mark.parametrize("notation", NOTATIONS)
def test_the_candidate_is_right_with_tanh_and_wrong_with_the_sigmoid(notation):
    assert judged("lstm-candidate", written(notation, "g", "tanh")).outcome == "correct"
    verdict = judged("lstm-candidate", written(notation, "g", "sigmoid"))
    assert verdict.outcome == "wrong"
    assert verdict.mistake


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lstm-cell-state", "c_t = f_t * c_{t-1} + i_t * g_t"),
        (
            "lstm-cell-state",
            r"\mathbf{c}_t = \mathbf{f}_t \odot \mathbf{c}_{t-1} + \mathbf{i}_t \odot \tilde{\mathbf{c}}_t",
        ),
        ("lstm-cell-state", "C_t = F_t ⊙ C_{t−1} + I_t ⊙ C̃_t"),
        ("lstm-hidden-state", "h_t = o_t * tanh(c_t)"),
        ("lstm-hidden-state", r"h_t = o_t \odot \tanh\left( c_t \right)"),
        ("lstm-hidden-state", "H_t = O_t ∘ tanh(C_t)"),
        ("rnn-hidden-state", "h_t = tanh(W_hh h_{t-1} + W_xh x_t + b_h)"),
        ("rnn-output", "y_t = softmax(W_hy h_t + b_y)"),
        ("rnn-output-linear", "y_t = W_hy h_t + b_y"),
        ("gru-reset-gate", "r_t = σ(W_r x_t + U_r h_{t-1} + b_r)"),
        ("gru-update-gate", "z = sigmoid(W_z [h, x] + b_z)"),
        ("gru-candidate-reset-before", "n_t = tanh(W x_t + U (r_t ⊙ h_{t-1}) + b)"),
        ("gru-candidate-reset-after", "n_t = tanh(W_in x_t + b_in + r_t * (W_hn h_{t-1} + b_hn))"),
        ("gru-hidden-state-z-keeps", "h_t = (1 - z_t) * n_t + z_t * h_{t-1}"),
        ("gru-hidden-state-z-takes", "h_t = (1 - z_t) * h_{t-1} + z_t * n_t"),
    ],
)
def test_the_other_equations(name, text):
    verdict = judged(name, text)
    assert verdict.outcome == "correct", verdict.message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gru-candidate-reset-before", "n_t = tanh(W x_t + b + r_t ⊙ (U h_{t-1} + d))"),
        ("gru-hidden-state-z-keeps", "h_t = (1 - z_t) * h_{t-1} + z_t * n_t"),
        ("gru-hidden-state-z-takes", "h_t = z_t * h_{t-1} + (1 - z_t) * n_t"),
    ],
)
def test_another_convention_is_named_as_one(name, text):
    verdict = judged(name, text)
    assert verdict.outcome == "wrong"
    assert verdict.convention


@pytest.mark.parametrize(
    "text", ["hello", "((((", "f_t =", "= = (", "λ" * 900, "[" * 900, "f_t = sigmoid(W x_t + )", "\\frac{", "∑∑∑"]
)
def test_what_is_no_equation_is_invalid(text):
    assert judged("lstm-forget-gate", text).outcome == "invalid"


def test_a_missing_bias_is_partly_right_where_it_is_required():
    verdict = judged("lstm-forget-gate", "f_t = sigmoid(W x_t + U h_{t-1})")
    assert verdict.outcome == "partial"
    assert "bias" in verdict.message


def test_what_was_understood_is_told_in_the_house_notation():
    assert "W_{fx} → W" in judged("lstm-forget-gate", "f_t = sigmoid(W_fx x_t + W_fh h_{t-1} + b_f)").understood


def test_a_draw_is_a_fault():
    made = question("equation", given={"x": []}, answer="y = sigmoid(x)", vary={"x": "integers(0, 1)"})
    assert [fault.path for fault in made.faults()] == ["vary.x"]


def defining(**fields):
    return question("equation", given={"x": []}, answer="y = 1 / (1 + exp(-x))", **fields)


def test_a_definition_does_without_what_it_defines():
    variant = deal(defining(without=["sigmoid"]))
    for text in ("y = sigmoid(x)", "y = σ(x)", "y = 1 - σ(-x)", "y = a, a = sigm(x)"):
        verdict = grade(variant, text)
        assert (verdict.outcome, verdict.mistake) == ("wrong", "not-written-out"), text
        assert verdict.message == "Write it out, without sigmoid."
    assert grade(variant, r"\sigma(x) = \frac{1}{1 + e^{-x}}").outcome == "correct"
    assert grade(deal(defining()), "y = sigmoid(x)").outcome == "correct"


def test_the_rule_says_what_to_do_without():
    assert "It is written out, without sigmoid." in defining(without=["sigmoid"]).answer_rule(deal(defining()))
    assert "written out" not in defining().answer_rule(deal(defining()))


def test_samples_hold_what_to_do_without():
    made = defining(without=["sigmoid"])
    assert ("sigmoid(x)", "not-written-out") in {(one.raw, one.mistake) for one in made.samples(deal(made))}


def test_faults_of_what_to_do_without():
    assert [fault.path for fault in defining(without=["sigmoid", "zeta"]).faults()] == ["without[1]"]
    bare = question("equation", given={}, parameters={"b": []}, answer="y = b", without=["sigmoid"])
    assert "without" in [fault.path for fault in bare.faults()]


@pytest.mark.parametrize("name", ["sigmoid-definition", "softmax-definition"])
def test_shipped_definitions_are_written_out(name):
    assert BANK.questions[name].without == (name.partition("-")[0],)
