"""The collection of published, wrong and unusable equations, each with the verdict that it must get."""

import contextlib

import pytest

from engine.errors import FormulaError, ShapeError, UnreadableAnswerError
from engine.marking.equation import EquationKey, echo, equation_key, mark_equation, read_equation
from tests.engine.marking.equations import INVALID, KEYS, REFUSED, RIGHT, WRONG, judged, statuses


def test_the_collection_is_as_large_as_promised() -> None:
    published = [source for source, status in statuses() if status == "published"]
    assert {status for _, status in statuses()} == {"published", "adapted", "made"}
    assert len(published) >= 150
    assert len(set(published)) >= 40
    assert len(WRONG) >= 150
    assert len(INVALID) >= 40


@pytest.mark.parametrize(("source", "question", "text"), RIGHT, ids=lambda value: str(value)[:60])
def test_published_equations_are_right(source: str, question: str, text: str) -> None:
    verdict = judged(question, text)
    assert (verdict.outcome, verdict.score, verdict.mistake) == ("correct", 1.0, None), verdict


@pytest.mark.parametrize(("question", "text", "why"), REFUSED, ids=lambda value: str(value)[:60])
def test_published_equations_that_are_not_accepted_yet(question: str, text: str, why: str) -> None:
    """A list of debts: whoever makes one acceptable moves it to the right ones."""
    assert why
    with contextlib.suppress(UnreadableAnswerError):
        assert judged(question, text).outcome != "correct"


@pytest.mark.parametrize(("question", "text", "mistake"), WRONG, ids=lambda value: str(value)[:60])
def test_slips_are_wrong_and_named(question: str, text: str, mistake: str | None) -> None:
    verdict = judged(question, text)
    assert (verdict.outcome, verdict.score) == ("wrong", 0.0), verdict
    assert verdict.mistake == mistake
    assert verdict.message


def test_nearly_every_slip_has_a_name() -> None:
    named = [judged(question, text).mistake for question, text, _ in WRONG]
    assert sum(name is not None for name in named) >= 0.9 * len(named)


@pytest.mark.parametrize("text", INVALID)
def test_unusable_texts_cost_nothing(text: str) -> None:
    with pytest.raises(UnreadableAnswerError) as refused:
        read_equation(text, KEYS["lstm-forget-gate"])
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("question", KEYS)
def test_each_key_knows_itself_its_mistakes_and_its_conventions(question: str) -> None:
    key = KEYS[question]
    assert judged(question, key.answer).outcome == "correct"
    for mistake in key.mistakes:
        assert (judged(question, mistake.equation).mistake, mistake.feedback) == (
            mistake.id,
            judged(question, mistake.equation).message,
        )
    for convention in key.conventions:
        verdict = judged(question, convention.equation)
        assert (verdict.outcome, verdict.convention, verdict.mistake) == ("wrong", convention.name, None)
        assert convention.name in verdict.message


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("lstm-forget-gate", "f_t = σ(W_f x_t + U_f h_{t-1})"),
        ("gru-update-gate", r"z_t = \sigma(W_z\cdot[h_{t-1}, x_t])"),
        ("gru-update-gate", r"z_t^j = \sigma(W_z \mathbf{x}_t + U_z \mathbf{h}_{t-1})^j"),
        ("gru-candidate-reset-before", r"\tilde{h}_t^j = \tanh(W x_t + U(r_t \odot h_{t-1}))^j"),
        ("gru-candidate-reset-after", r"n_t = \tanh(W x_t + r_t \odot (U h_{t-1} + d))"),
        ("rnn-output-linear", "y_t = W h_t"),
    ],
)
def test_a_missing_bias_is_partly_right_where_it_is_required(question: str, text: str) -> None:
    verdict = judged(question, text)
    assert (verdict.outcome, verdict.mistake) == ("partial", "missing-bias")
    assert 0 < verdict.score < 1


def test_a_missing_bias_is_right_where_it_is_optional() -> None:
    key = equation_key("y = V x + c", {"x": ["D"]}, {"V": ["O", "D"], "c": ["O"]})
    assert mark_equation(read_equation("y = W x", key), key).outcome == "correct"
    assert mark_equation(read_equation("y = W x + b", key), key).outcome == "correct"


@pytest.mark.parametrize(
    ("text", "outcome", "mistake"),
    [
        ("f_t = σ(W x_t + U h_{t-1} + w_c ⊙ c_{t-1} + b)", "correct", None),
        ("f_t = σ(W x_t + U h_{t-1} + V_c c_{t-1} + b)", "correct", None),
        ("f_t = σ(W x_t + U h_{t-1} + b)", "partial", "missing-peephole"),
        ("f_t = σ(W x_t + U h_{t-1})", "partial", "missing-peephole"),
        ("f_t = σ(W x_t + U h_{t-1} + w_c ⊙ c_{t-1})", "partial", "missing-bias"),
        ("f_t = σ(W x_t + U h_{t-1} + w_c ⊙ c_t + b)", "wrong", "current-state-for-previous"),
    ],
)
def test_peepholes_where_they_are_asked_for(text: str, outcome: str, mistake: str | None) -> None:
    key = equation_key(
        "f_t = sigmoid(W x_t + U h_{t-1} + p ⊙ c_{t-1} + b)",
        {"x_t": ["D"], "h_{t-1}": ["H"], "c_{t-1}": ["H"]},
        {"W": ["H", "D"], "U": ["H", "H"], "p": ["H"], "b": ["H"]},
        bias_required=True,
    )
    verdict = mark_equation(read_equation(text, key), key)
    assert (verdict.outcome, verdict.mistake) == (outcome, mistake)


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("gru-candidate-reset-before", r"n_t = \tanh(W x_t + b_i + r_t \odot (U h_{t-1}+ b_h))", "after the product"),
        (
            "gru-candidate-reset-before",
            "ht = tanh(Xt*(Wh^T) + (rt (.) (Ht-1*(Rh^T) + Rbh)) + Wbh)",
            "after the product",
        ),
        ("gru-candidate-reset-after", r"\tilde{h}_t = \tanh(W x_t + U (r_t \odot h_{t-1}))", "before the product"),
        ("gru-hidden-state-z-keeps", r"c^{<t>} = \Gamma_u * \tilde{c}^{<t>} + (1 - \Gamma_u) * c^{<t-1>}", "Chung"),
        ("gru-hidden-state-z-takes", "Ht = (1 - zt) (.) ht + zt (.) Ht-1", "Cho"),
    ],
)
def test_other_conventions_are_named_whatever_their_biases(question: str, text: str, words: str) -> None:
    verdict = judged(question, text)
    assert (verdict.outcome, verdict.mistake) == ("wrong", None)
    assert verdict.convention is not None
    assert words in verdict.convention


@pytest.mark.parametrize(
    ("question", "text", "understood"),
    [
        (
            "lstm-forget-gate",
            "ft = sigmoid(Wf xt + Uf ht-1 + bf)",
            "f_t = σ(W x_t + U h_{t-1} + b), with W_f → W, U_f → U, b_f → b",
        ),
        (
            "lstm-forget-gate",
            "f_t = σ(W_f [h_{t-1}, x_t] + b_i + b_h)",
            "f_t = σ(U h_{t-1} + W x_t + b), with W_f → [U, W] (columns: H on h_{t-1}, D on x_t), b_i + b_h → b",
        ),
        ("lstm-cell-state", "C_t = i_t * C~_t + f_t * C_{t-1}", "c_t = i_t ⊙ g_t + f_t ⊙ c_{t-1}"),
        ("lstm-forget-gate", "f_t = σ(A x_t)", "f_t = σ(A x_t)"),
        ("lstm-forget-gate", "f_t = σ(x_t + h_{t-1})", ""),
        ("lstm-candidate", "f_t = tanh(W x_t + U h_{t-1} + b)", "f_t = tanh(W x_t + U h_{t-1} + b)"),
        ("lstm-candidate", "c_t = f_t * c_{t-1} + i_t * g_t", "c_t = f_t ⊙ c_{t-1} + i_t ⊙ g_t"),
    ],
)
def test_what_was_understood_is_shown_back(question: str, text: str, understood: str) -> None:
    assert judged(question, text).understood == understood


@pytest.mark.parametrize(("source", "question", "text"), RIGHT, ids=lambda value: str(value)[:60])
def test_what_is_shown_back_reads_as_the_same_equation(source: str, question: str, text: str) -> None:
    shown = judged(question, text).understood.partition(", with")[0]
    assert judged(question, shown).outcome == "correct", shown


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("f_t = σ(x_t + h_{t-1})", "x_t has shape (D) and h_{t-1} has shape (H): they cannot be added"),
        ("f_t = σ(W (x_t ⊙ h_{t-1}))", "x_t has shape (D) and h_{t-1} has shape (H): they cannot be multiplied"),
        ("f_t = σ([W, U, V] [h_{t-1}, x_t])", "3 blocks of weights cannot be applied to 2 vectors"),
    ],
)
def test_shapes_that_do_not_fit_are_named(text: str, message: str) -> None:
    verdict = judged("lstm-forget-gate", text)
    assert verdict.mistake == "shapes-do-not-fit"
    assert message in verdict.message


def test_one_letter_for_two_parameters_is_named() -> None:
    verdict = judged("lstm-forget-gate", "f_t = σ(W_f x_t + W_f h_{t-1} + b)")
    assert verdict.mistake == "one-letter-two-parameters"
    assert "$W_f$" in verdict.message


def test_a_wrong_left_side_is_said_even_without_the_bias() -> None:
    assert judged("lstm-forget-gate", "o_t = σ(W x_t + U h_{t-1} + b)").mistake == "wrong-left-side"
    assert judged("lstm-forget-gate", "o_t = σ(W x_t + U h_{t-1})").outcome == "wrong"


@pytest.mark.parametrize(
    ("answer", "given", "parameters", "kind"),
    [
        ("f_t = σ(W x_t +", {"x_t": ["D"]}, {"W": ["H", "D"]}, FormulaError),
        ("σ(W x_t)", {"x_t": ["D"]}, {"W": ["H", "D"]}, FormulaError),
        ("f_t = σ(W x_t)", {"x_t +": ["D"]}, {"W": ["H", "D"]}, FormulaError),
        ("f_t = σ(W x_t)", {"x_t": ["D"]}, {"W": ["H", "E"]}, ShapeError),
        ("f_t = x_t + h_t", {"x_t": ["D"], "h_t": ["H"]}, {}, ShapeError),
        ("f_t = p ⊙ x_t", {"x_t": ["D"]}, {"p": ["H"]}, ShapeError),
    ],
)
def test_authors_hear_of_their_faults(
    answer: str, given: dict[str, list[str]], parameters: dict[str, list[str]], kind: type[FormulaError]
) -> None:
    with pytest.raises(kind):
        equation_key(answer, given, parameters)


def test_a_question_may_name_its_activations() -> None:
    key = equation_key(
        "h_t = tanh(W x_t + b)",
        {"x_t": ["D"]},
        {"W": ["H", "D"], "b": ["H"]},
        activations={"g": "tanh", "φ": "sigmoid"},
    )
    assert mark_equation(read_equation("h_t = g(W x_t + b)", key), key).outcome == "correct"
    assert mark_equation(read_equation("h_t = φ(W x_t + b)", key), key).mistake == "sigmoid-for-tanh"
    with pytest.raises(UnreadableAnswerError, match="Say which function f is"):
        read_equation("h_t = f(W x_t + b)", key)


def test_a_peephole_is_another_convention_of_a_gate() -> None:
    verdict = judged("lstm-forget-gate", "f_t = σ(W x_t + U h_{t-1} + w ⊙ c_{t-1} + b)")
    assert (verdict.outcome, verdict.mistake) == ("wrong", "peephole-added")
    assert verdict.convention == "the LSTM with peepholes, Gers and Schmidhuber 2000"


def test_what_is_asked_for_is_shown_as_the_bank_writes_it() -> None:
    key = equation_key("g_{new} = min(1, c / norm(g)) g", {"g": ["N"], "c": []}, {})
    assert mark_equation(read_equation("g = c g", key), key).understood == "g_{new} = c g"


def test_an_author_may_write_rows() -> None:
    key = equation_key("q = d^T U", {"U": ["H", "H"], "d": ["H"]}, {})
    for text, outcome in (("q = U^T d", "correct"), ("q = d U", "correct"), ("q = U d", "wrong")):
        assert mark_equation(read_equation(text, key), key).outcome == outcome


LOSS = equation_key("L = -∑_k y_k log(p_k)", {"p": ["K"], "y": ["K"]}, {})
CONTEXT = equation_key(r"c_t = \sum_k \alpha_k h_k", {r"\alpha": ["T"], "h": ["T", "H"]}, {})


@pytest.mark.parametrize(
    ("key", "text", "outcome", "message"),
    [
        (LOSS, "L = -y_k log p_k", "wrong", "A sum over $k$ is missing."),
        (LOSS, "L = -y log p", "correct", "Right."),
        (LOSS, "L = -y_k^T log p_k", "correct", "Right."),
        (LOSS, "L = -Σ y_k log p_k", "correct", "Right."),
        (CONTEXT, "c_t = α_k h_k", "wrong", "A sum over $k$ is missing."),
        (CONTEXT, "c_t = α^T h", "correct", "Right."),
        (CONTEXT, "c_t = α @ h", "correct", "Right."),
    ],
)
def test_an_index_wants_its_sum(key: EquationKey, text: str, outcome: str, message: str) -> None:
    verdict = mark_equation(read_equation(text, key), key)
    assert (verdict.outcome, verdict.message) == (outcome, message)
    assert verdict.mistake == ("missing-sum" if outcome == "wrong" else None)


SOFTMAX = equation_key("p_i = exp(z_i) / \\sum_j exp(z_j)", {"z": ["K"]}, {})
SCORE = equation_key(
    "e = v^T tanh(W s + U h)", {"s": ["H"], "h": ["E"]}, {"v": ["A"], "W": ["A", "H"], "U": ["A", "E"]}
)
GENERAL = equation_key("e = s^T W h", {"s": ["H"], "h": ["E"]}, {"W": ["H", "E"]})


@pytest.mark.parametrize(
    ("key", "text", "understood"),
    [
        (SOFTMAX, "e^{z_i}/Σ_j e^{z_j}", "p_i = exp(z_i) / (∑_j exp(z_j))"),
        (SOFTMAX, "exp(z)/sum(exp(z))", "p_i = exp(z_i) / sum(exp(z))"),
        (SOFTMAX, "softmax(z)", "p_i = softmax(z)_i"),
        (SOFTMAX, "exp(z_i - max(z)) / Σ_j exp(z_j - max(z))", "p_i = exp(z_i - max(z)) / (∑_j exp(z_j - max(z)))"),
        (SOFTMAX, "‖z‖ exp(z_i)", "p_i = ‖z‖ exp(z_i)"),
        (CONTEXT, "c_t = Σ_k α_k h_k", r"c_t = ∑_k \alpha_k h_k"),
        (CONTEXT, "c_t = h^T α", r"c_t = h^T \alpha"),
        (LOSS, "-Σ_i t_i log ŷ_i", "L = -∑_i y_i log(p_i)"),
        (LOSS, "-t^T log(y)", "L = -y^T log(p)"),
        (SCORE, "v^T tanh(W s + U h)", "e = v^T tanh(W s + U h)"),
        (SCORE, "w · tanh([s, h] W)", "e = v^T tanh(W s + U h), with W → [W^T; U^T] (rows: H on s, E on h), w → v"),
        (SCORE, "v ⊙ tanh(W s + U h)", "e = v ⊙ tanh(W s + U h)"),
        (GENERAL, "h^T W s", "e = s^T W h, with W → W^T"),
        (GENERAL, "(A s)^T h", "e = s^T W h, with A → W^T"),
        (GENERAL, "(A h)^T s", "e = s^T W h, with A → W"),
    ],
)
def test_indices_and_transposes_are_shown_back(key: EquationKey, text: str, understood: str) -> None:
    assert mark_equation(read_equation(text, key), key).understood == understood


@pytest.mark.parametrize(
    ("question", "text", "understood"),
    [
        ("lstm-forget-gate", "f_t = σ(x_t W + h_{t-1} U + b)", "σ(W x_t + U h_{t-1} + b), with W → W^T, U → U^T"),
        ("lstm-forget-gate", "f_t = σ(x_t A^T + U h_{t-1} + b)", "σ(W x_t + U h_{t-1} + b), with A → W"),
        ("lstm-forget-gate", "f_t = tanh(W_f [h_{t-1}, x_t] + b_f)", "tanh(W_f [h_{t-1}, x_t] + b_f)"),
        ("lstm-forget-gate", "f_t = tanh(W [h_{t-1}, x_t, 1])", "tanh(W [h_{t-1}, x_t, 1])"),
        (
            "lstm-peephole-forget-gate",
            "f_t = σ(W x_t + U h_{t-1} + V c_{t-1} + b)",
            "σ(W x_t + U h_{t-1} + p ⊙ c_{t-1} + b), with V → p",
        ),
    ],
)
def test_weights_are_shown_back(question: str, text: str, understood: str) -> None:
    assert judged(question, text).understood == f"f_t = {understood}"


@pytest.mark.parametrize("text", ["f_t = ∂L/∂W", r"f_t = \nabla L", "f_t = σ(W x_t + grad)"])
def test_no_derivative_enters_a_cell(text: str) -> None:
    with pytest.raises(UnreadableAnswerError, match="No derivative enters an equation for f_t"):
        read_equation(text, KEYS["lstm-forget-gate"])


OUTER = equation_key("G = d h^T", {"d": ["H"], "h": ["E"]}, {})
SCALED = equation_key("e = s ⊙ (U d)", {"U": ["H", "H"], "s": ["H"], "d": ["H"]}, {})


@pytest.mark.parametrize(
    ("key", "text", "outcome"),
    [
        (OUTER, "np.outer(d, h)", "correct"),
        (OUTER, "G = d ⊗ h", "correct"),
        (OUTER, r"G = d \otimes h", "correct"),
        (OUTER, r"\frac{\partial L}{\partial U} = d h^\top", "correct"),
        (OUTER, "dL/dU = d h^T", "correct"),
        (OUTER, "dL/da_{ij} = d h^T", "correct"),
        (OUTER, "h ⊗ d", "wrong"),
        (OUTER, "G = outer(h, d)", "wrong"),
        (SCALED, "diag(s) U d", "correct"),
        (SCALED, "diag(s) @ U @ d", "correct"),
        (SCALED, "diag(s) (U d)", "correct"),
        (SCALED, "s ⊗ (U d)", "correct"),
        (SCALED, "U diag(s) d", "wrong"),
        (SCALED, "diag(d) U s", "wrong"),
    ],
)
def test_outer_products_and_diagonal_matrices(key: EquationKey, text: str, outcome: str) -> None:
    assert mark_equation(read_equation(text, key), key).outcome == outcome


@pytest.mark.parametrize("text", ["a/b = d h^T", "dL*dU = d h^T", "outer(d) = outer(d)"])
def test_other_left_sides_are_refused(text: str) -> None:
    with pytest.raises(UnreadableAnswerError):
        read_equation(text, OUTER)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("q_t = tanh(A x_t)", "q_t = tanh(A x_t)"),
        ("tanh(A x_t)", "f_t = tanh(A x_t)"),
        ("f_t = x_t + h_{t-1}", ""),
    ],
)
def test_an_equation_is_echoed_without_a_verdict(text: str, shown: str) -> None:
    key = KEYS["lstm-forget-gate"]
    assert echo(read_equation(text, key), key) == shown
