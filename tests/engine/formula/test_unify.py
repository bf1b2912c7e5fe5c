"""Equations matched under a naming of their parameters."""

import pytest

from engine.formula.points import points
from engine.formula.unify import Candidate, Reference
from tests.engine.formula.equation_reading import GRU, LSTM, bank_term, learner_term

QUANTITIES = {"x_t": ("D",), "h_{t-1}": ("H",), "r_t": ("H",)}
PARAMETERS = {"W": ["H", "D"], "U": ["H", "H"], "b": ["H"], "d": ["H"], "p": ["H"]}


def _names(reference: str, text: str) -> dict[str, str] | None:
    around = GRU if reference.startswith("n_t") else LSTM
    term = bank_term(reference, around, PARAMETERS)
    drawn = points([term], QUANTITIES)
    match = Candidate(learner_term(text, around), drawn).match(Reference(term, drawn))
    return None if match is None else {use.name: meaning.name for use, meaning in match.naming.items()}


GATE = "f_t = sigmoid(W x_t + U h_{t-1} + b)"
AFTER = "n_t = tanh(W x_t + b + r_t ⊙ (U h_{t-1} + d))"


@pytest.mark.parametrize(
    ("reference", "text", "names"),
    [
        (GATE, "f_t = sigmoid(A x_t + B h_{t-1} + c)", {"A": "W", "B": "U", "c": "b"}),
        (GATE, "f_t = sigmoid(U x_t + W h_{t-1} + b)", {"U": "W", "W": "U", "b": "b"}),
        (GATE, "f_t = sigmoid(W [h_{t-1}, x_t] + b_1 + b_2)", {"W#0": "U", "W#1": "W", "b_1+b_2": "b"}),
        (GATE, "f_t = 1 / (1 + exp(-(A x_t + B h_{t-1} + c)))", {"A": "W", "B": "U", "c": "b"}),
        (AFTER, "n_t = tanh(A x_t + e + r_t ⊙ (B h_{t-1} + q))", {"A": "W", "B": "U", "e": "b", "q": "d"}),
        (
            AFTER,
            "n_t = tanh(A x_t + b_1 + r_t ⊙ b_2 + r_t ⊙ (B h_{t-1}))",
            {"A": "W", "B": "U", "b_1": "b", "b_2": "d"},
        ),
        ("f_t = sigmoid(p ⊙ h_{t-1})", "f_t = sigmoid(q h_{t-1})", {"q": "p"}),
        ("f_t = sigmoid(p ⊙ h_{t-1})", "f_t = sigmoid(q @ h_{t-1})", None),
        (GATE, "f_t = sigmoid(A x_t + q ⊙ h_{t-1} + b)", None),
        (GATE, "f_t = sigmoid(A x_t - B h_{t-1} + b)", None),
        (GATE, "f_t = tanh(A x_t + B h_{t-1} + b)", None),
        (GATE, "f_t = sigmoid(A x_t + B h_{t-1})", None),
        (GATE, "f_t = sigmoid(A x_t + B x_t + b)", None),
        (GATE, "f_t = W", None),
    ],
)
def test_namings(reference: str, text: str, names: dict[str, str] | None) -> None:
    assert _names(reference, text) == names


def test_a_letter_with_two_meanings_is_told() -> None:
    term = bank_term(GATE, LSTM, PARAMETERS)
    drawn = points([term], QUANTITIES)
    for text, doubled in (
        ("f_t = sigmoid(A x_t + A h_{t-1} + b)", "A"),
        ("f_t = sigmoid(A x_t + B h_{t-1} + b)", ""),
        ("f_t = sigmoid(W [x_t, h_{t-1}] + b)", ""),
    ):
        match = Candidate(learner_term(text, LSTM), drawn).match(Reference(term, drawn))
        assert match is not None
        assert match.doubled == doubled


def test_numbers_that_are_none_match_nothing() -> None:
    term = bank_term("f_t = log(h_{t-1} - 9)", LSTM, {})
    drawn = points([term], QUANTITIES)
    assert Candidate(learner_term("f_t = log(h_{t-1} - 9)", LSTM), drawn).match(Reference(term, drawn)) is None


def test_work_is_bounded() -> None:
    term = bank_term(AFTER, GRU, PARAMETERS)
    drawn = points([term], QUANTITIES)
    text = "n_t = " + " + ".join(f"tanh(W_{number} x_t + b_{number})" for number in range(20))
    candidate = Candidate(learner_term(text, GRU), drawn)
    assert candidate.match(Reference(term, drawn)) is None
    assert candidate.work < 20_000
