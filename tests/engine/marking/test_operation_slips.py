"""Slips with sums, functions, quotients, dots and weights, made on purpose."""

import pytest

from engine.formula.canonical import written
from engine.formula.setting import Setting
from engine.marking.operation_slips import operation_slips
from tests.engine.formula.equation_reading import LSTM, bank_term, learner_term, setting

VECTOR = setting("p_i", {"z": ["K"]})
LOSS = setting("L", {"y": ["K"], "p": ["K"]})
SIZES = setting("m", {"n": [], "s": []})
SCORE = setting("e", {"s_t": ["H"], "h_k": ["H"]})


@pytest.mark.parametrize(
    ("text", "around", "made"),
    [
        (
            "p_i = exp(z_i) / ∑_j exp(z_j)",
            VECTOR,
            {
                ("max-for-sum", "exp(z) / max(exp(z))", "You took the largest; here all are added up."),
                ("mean-for-sum", "exp(z) / mean(exp(z))", "You took the mean; here all are added up."),
                ("no-exp", "z / (∑_j exp(z_j))", "The exp is missing: $exp(z)$."),
                ("no-exp", "z / (∑_j z_j)", "The exp is missing: $exp(z)$."),
                ("no-exp", "exp(z) / (∑_j z_j)", "The exp is missing: $exp(z_j)$."),
                ("no-exp", "z / (∑_j z_j)", "The exp is missing: $exp(z_j)$."),
                (
                    "quotient-turned-over",
                    "(∑_j exp(z_j)) / exp(z)",
                    "The quotient is upside down: $exp(z) / (∑_j exp(z_j))$.",
                ),
                (
                    "product-for-quotient",
                    "exp(z) (∑_j exp(z_j))",
                    "You multiplied where the one is divided by the other: $exp(z) / (∑_j exp(z_j))$.",
                ),
            },
        ),
        (
            "m = floor(n / s)",
            SIZES,
            {
                ("no-floor", "n / s", "The floor is missing: $⌊n / s⌋$."),
                ("quotient-turned-over", "⌊s / n⌋", "The quotient is upside down: $n / s$."),
                (
                    "product-for-quotient",
                    "⌊n s⌋",
                    "You multiplied where the one is divided by the other: $n / s$.",
                ),
            },
        ),
        (
            "e = s_t^T h_k",
            SCORE,
            {
                (
                    "elementwise-for-dot",
                    "s_t ⊙ h_k",
                    "Two vectors are multiplied to a number here, not element by element.",
                ),
                ("sum-for-product", "s_t + h_k", "You added where the two are multiplied to a number."),
            },
        ),
        (
            "f_t = σ(W x_t + U h_{t-1})",
            LSTM,
            {
                ("missing-weight", "σ(x_t + U h_{t-1})", "The weight before $x_t$ is missing."),
                ("missing-weight", "σ(W x_t + h_{t-1})", "The weight before $h_{t-1}$ is missing."),
            },
        ),
        ("L = tanh(y)", LOSS, set()),
        ("m = sqrt(n)", SIZES, {("no-sqrt", "n", "The sqrt is missing: $sqrt(n)$.")}),
        ("m = ceil(n)", SIZES, {("no-ceil", "n", "The ceil is missing: $⌈n⌉$.")}),
        ("m = log(n)", SIZES, {("no-log", "n", "The log is missing: $log(n)$.")}),
        ("L = norm(y)", LOSS, {("no-norm", "y", "The norm is missing: $‖y‖$.")}),
    ],
)
def test_what_is_made(text: str, around: Setting, made: set[tuple[str, str, str]]) -> None:
    parameters = {"W": ["H", "D"], "U": ["H", "H"]} if around is LSTM else {}
    term = bank_term(text, around, parameters) if parameters else learner_term(text, around)
    found = list(operation_slips(term, around))
    assert {(slip.id, written(slip.term), slip.feedback) for slip in found} == made
    shapes = {slip.id: slip.term.shape for slip in found}
    assert shapes.get("elementwise-for-dot", ("H",)) == ("H",)
    assert shapes.get("product-for-quotient", term.shape) == term.shape


def test_an_outer_index_stays_when_an_inner_sum_becomes_a_mean() -> None:
    term = learner_term("m = ∑_k ∑_j y_j p_k", LOSS)
    found = {written(slip.term) for slip in operation_slips(term, LOSS) if slip.id == "mean-for-sum"}
    assert found == {"∑_k mean(y p_k)", "mean(∑_j y_j p)"}
