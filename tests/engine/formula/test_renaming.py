"""What is told of a learner's letters."""

import pytest

from engine.formula.renaming import renamings
from engine.formula.terms import Term, uses
from tests.engine.formula.equation_reading import ATTENTION, LSTM, learner_term

W, U, V = (Term("linear", name, kind="matrix") for name in "WUV")
B = Term("parameter", "b")


@pytest.mark.parametrize(
    ("text", "meanings", "turned", "told"),
    [
        ("f_t = σ(W x_t + U h_{t-1} + b)", [W, U, B], "", []),
        ("f_t = σ(A x_t + U h_{t-1} + b)", [W, U, B], "", ["A → W"]),
        ("f_t = σ(A x_t + A h_{t-1} + b)", [W, U, B], "", ["A → W", "A → U"]),
        ("f_t = σ(W x_t + U h_{t-1} + b)", [U, W, B], "", ["W → U", "U → W"]),
        ("f_t = σ(x_t W + h_{t-1} U + b)", [W, U, B], "WU", ["W → W^T", "U → U^T"]),
        ("f_t = σ(W x_t + U h_{t-1} + b_i + b_h)", [W, U, B], "b", ["b_i + b_h → b"]),
        ("f_t = σ(W x_t + p ⊙ h_{t-1})", [W, Term("linear", "q", kind="diagonal")], "p", ["p → q"]),
        ("f_t = σ(A [h_{t-1}, x_t])", [U, W], "", ["A → [U, W] (columns: H on h_{t-1}, D on x_t)"]),
        ("f_t = σ([h_{t-1}, x_t] A)", [U, W], "A", ["A → [U^T; W^T] (rows: H on h_{t-1}, D on x_t)"]),
        (
            "f_t = σ(A [x_t, c_{t-1}, 1] + V h_{t-1})",
            [W, Term("linear", "p", kind="diagonal"), U, Term("parameter", "b")],
            "",
            ["A → [W, p, b] (columns: D on x_t, H on c_{t-1}, 1 on 1)", "V → U"],
        ),
    ],
)
def test_cells(text: str, meanings: list[Term], turned: str, told: list[str]) -> None:
    naming = dict(zip(uses(learner_term(text, LSTM)), meanings, strict=True))
    assert renamings(naming, frozenset(turned)) == told


@pytest.mark.parametrize(
    ("kind", "turned", "told"),
    [("matrix", "", ["A → W"]), ("matrix", "A", ["A → W^T"]), ("turned", "", ["A → W^T"]), ("turned", "A", ["A → W"])],
)
def test_a_weight_between_two_vectors(kind: str, turned: str, told: list[str]) -> None:
    (use,) = uses(learner_term("e_{tk} = s_t^T A h_k", ATTENTION))
    assert renamings({use: Term("bilinear", "W", kind=kind)}, frozenset(turned)) == told
