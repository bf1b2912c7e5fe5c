"""Slips made on purpose: each is another equation, has a name, and is told to the learner."""

import pytest

from engine.formula.canonical import written
from engine.marking.comparison import foreign_states
from engine.marking.equation_key import equation_key, right_term, setting_of
from engine.marking.slips import slips
from tests.engine.marking.equations import KEYS, collected


def _made(question: str) -> dict[str, set[str]]:
    key = KEYS[question]
    right = right_term(key)
    found: dict[str, set[str]] = {}
    for slip in slips(right, setting_of(key), foreign_states(setting_of(key), right)):
        found.setdefault(slip.id, set()).add(written(slip.term))
    return found


@pytest.mark.parametrize(
    ("question", "slip", "equation"),
    [
        ("lstm-forget-gate", "tanh-for-sigmoid", "tanh(W x_t + U h_{t-1} + b)"),
        ("lstm-forget-gate", "no-activation", "W x_t + U h_{t-1} + b"),
        ("lstm-forget-gate", "missing-bias", "σ(W x_t + U h_{t-1})"),
        ("lstm-forget-gate", "missing-recurrent-term", "σ(W x_t + b)"),
        ("lstm-forget-gate", "missing-input-term", "σ(U h_{t-1} + b)"),
        ("lstm-forget-gate", "current-state-for-previous", "σ(W x_t + U h_t + b)"),
        ("lstm-forget-gate", "wrong-time-step", "σ(W x_{t-1} + U h_{t-1} + b)"),
        ("lstm-forget-gate", "cell-for-hidden", "σ(W x_t + U c_{t-1} + b)"),
        ("lstm-forget-gate", "sign", "σ(W x_t - U h_{t-1} + b)"),
        ("lstm-forget-gate", "complement-added", "1 - σ(W x_t + U h_{t-1} + b)"),
        ("lstm-forget-gate", "product-for-sum", "σ(W x_t ⊙ U h_{t-1} + b)"),
        ("lstm-forget-gate", "activation-too-early", "σ(W x_t + U h_{t-1}) + b"),
        ("lstm-forget-gate", "activation-of-parts", "σ(W x_t) + σ(U h_{t-1}) + b"),
        ("lstm-cell-state", "swapped-gates", "i_t ⊙ c_{t-1} + f_t ⊙ g_t"),
        ("lstm-cell-state", "missing-factor", "c_{t-1} + i_t ⊙ g_t"),
        ("lstm-cell-state", "hidden-for-cell", "f_t ⊙ h_{t-1} + i_t ⊙ g_t"),
        ("lstm-cell-state", "wrong-gate", "o_t ⊙ c_{t-1} + i_t ⊙ g_t"),
        ("lstm-cell-state", "sum-for-product", "f_t + c_{t-1} + i_t ⊙ g_t"),
        ("lstm-cell-state", "sum-for-product", "(f_t + c_{t-1}) ⊙ (i_t + g_t)"),
        ("lstm-cell-state", "extra-activation", "tanh(f_t ⊙ c_{t-1} + i_t ⊙ g_t)"),
        ("gru-hidden-state-z-keeps", "complement-swapped", "(1 - z_t) ⊙ h_{t-1} + z_t ⊙ n_t"),
        ("gru-hidden-state-z-keeps", "missing-complement", "z_t ⊙ h_{t-1} + z_t ⊙ n_t"),
        ("gru-candidate-reset-before", "missing-brackets", "tanh(W x_t + U r_t ⊙ h_{t-1} + b)"),
        ("clip-by-value", "min-for-max", "min(min(g, -c), c)"),
        ("clip-by-value", "max-for-min", "max(max(g, -c), c)"),
        ("clip-by-value", "missing-bound", "max(g, -c)"),
        ("clip-by-value", "missing-bound", "min(g, c)"),
        ("bptt-delta", "missing-transpose", "U ((1 - h_t^{2}) ⊙ d)"),
        ("gru-candidate-reset-before", "missing-factor", "tanh(W x_t + U h_{t-1} + b)"),
    ],
)
def test_slips_made(question: str, slip: str, equation: str) -> None:
    assert equation in _made(question)[slip]


@pytest.mark.parametrize("question", KEYS)
def test_no_slip_is_the_answer_and_all_speak(question: str) -> None:
    key = KEYS[question]
    right = right_term(key)
    made = slips(right, setting_of(key), foreign_states(setting_of(key), right))
    assert made
    for slip in made:
        assert slip.term != right
        assert slip.feedback.endswith(".")
        assert slip.id == slip.id.lower()
    assert len({slip.term for slip in made}) == len(made)


@pytest.mark.parametrize("question", collected("slips"))
def test_all_slips_of_an_answer(question: str) -> None:
    key = KEYS[question]
    right = right_term(key)
    made = slips(right, setting_of(key), foreign_states(setting_of(key), right))
    told = [[one.id, written(one.term), one.feedback] for one in made]
    assert [row for row in told if not (row[2].startswith("You used") and row[0] != "current-state-for-previous")] == (
        collected("slips")[question]
    )


def test_every_quantity_may_stand_for_another() -> None:
    found = _made("lstm-hidden-state")
    gates = {f"{letter}_{time} ⊙ tanh(c_t)" for letter in "fizr" for time in ("t", "{t-1}", "{t+1}")}
    assert found["wrong-gate"] == gates
    assert found["wrong-time-step"] == {
        *(f"o_{time} ⊙ tanh(c_t)" for time in ("{t-1}", "{t+1}")),
        *(f"o_t ⊙ tanh(c_{time})" for time in ("{t-1}", "{t+1}")),
    }
    assert found["hidden-for-cell"] == {f"o_t ⊙ tanh(h_{time})" for time in ("t", "{t-1}", "{t+1}")}


def test_factors_are_left_out_one_at_a_time() -> None:
    key = equation_key("q = d ⊙ f ⊙ g", {"d": ["H"], "f": ["H"], "g": ["H"]}, {})
    made = slips(right_term(key), setting_of(key), [])
    assert {written(one.term) for one in made if one.id == "missing-factor"} == {"d ⊙ f", "d ⊙ g", "f ⊙ g"}


def test_terms_are_left_out_one_at_a_time() -> None:
    key = equation_key("q = d - f + g", {"d": ["H"], "f": ["H"], "g": ["H"]}, {})
    made = slips(right_term(key), setting_of(key), [])
    assert {written(one.term) for one in made if one.id == "missing-term"} == {"d - f", "d + g", "-f + g"}
    key = equation_key("q = d - f", {"d": ["H"], "f": ["H"]}, {})
    made = slips(right_term(key), setting_of(key), [])
    assert {written(one.term) for one in made if one.id == "missing-term"} == {"d", "-f"}


def test_an_activation_around_one_negated_quantity() -> None:
    key = equation_key("q = tanh(-d)", {"d": ["H"]}, {})
    assert {"sigmoid(-d)", "-d"} <= {
        written(one.term).replace("σ", "sigmoid") for one in slips(right_term(key), setting_of(key), [])
    }


def test_an_answer_that_lies_down_is_the_same_vector() -> None:
    key = equation_key("q = (U d)^T", {"d": ["H"], "U": ["H", "H"]}, {})
    assert written(right_term(key)) == "U d"


def test_an_answer_in_rows_is_the_same_vector() -> None:
    key = equation_key("q = d^T U", {"d": ["H"], "U": ["H", "H"]}, {})
    assert written(right_term(key)) == "d^T U"
