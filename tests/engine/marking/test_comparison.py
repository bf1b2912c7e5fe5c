"""What an answer is compared with: the equation itself, with fewer parts, its mistakes, conventions and slips."""

from engine.formula.canonical import written
from engine.marking.comparison import bare_slips_of, comparison, foreign_states, slips_of
from engine.marking.equation_key import equation_key, right_term, setting_of
from tests.engine.formula.equation_reading import ATTENTION, LSTM, bank_term
from tests.engine.marking.equations import KEYS

PEEPHOLES = equation_key(
    "f_t = sigmoid(W x_t + p ⊙ c_{t-1} + q ⊙ h_{t-1} + b)",
    {"x_t": ["D"], "h_{t-1}": ["H"], "c_{t-1}": ["H"]},
    {"W": ["H", "D"], "p": ["H"], "q": ["H"], "b": ["H"]},
)
TWO_BIASES = KEYS["gru-candidate-reset-after"]


def test_states_that_do_not_belong() -> None:
    gate = bank_term("f_t = W x_t", LSTM, {"W": ["H", "D"]})
    states = {state.name: state.shape for state in foreign_states(LSTM, gate)}
    assert states["h_t"] == states["c_{t-1}"] == states["f_{t+1}"] == states["y_t"] == ("H",)
    assert states["x_{t-1}"] == states["x_{t+1}"] == ("D",)
    assert len(states) == 11 * 3 - 2
    assert not {"x_t", "h_{t-1}"} & states.keys()
    assert foreign_states(ATTENTION, gate) == []


def test_states_take_their_size_from_the_cell_where_no_input_is_given() -> None:
    key = KEYS["lstm-hidden-state"]
    states = {state.name: state.shape for state in foreign_states(setting_of(key), right_term(key))}
    assert states["x_t"] == states["h_t"] == ("H",)


def test_with_fewer_biases() -> None:
    found = [written(one.term) for one in comparison(TWO_BIASES).without_biases]
    assert set(found) == {
        "tanh(W x_t + r_t ⊙ U h_{t-1} + b)",
        "tanh(W x_t + r_t ⊙ (U h_{t-1} + d))",
        "tanh(W x_t + r_t ⊙ U h_{t-1})",
    }
    assert len(found) == 3
    assert [written(one.term) for one in comparison(KEYS["lstm-forget-gate"]).without_biases] == [
        "σ(W x_t + U h_{t-1})"
    ]
    assert comparison(KEYS["lstm-cell-state"]).without_biases == ()


def test_with_fewer_peepholes() -> None:
    found = [written(one.term) for one in comparison(PEEPHOLES).without_peepholes]
    whole = ["σ(W x_t + q ⊙ h_{t-1} + b)", "σ(W x_t + p ⊙ c_{t-1} + b)", "σ(W x_t + b)"]
    assert found == [*whole, *(one.replace(" + b", "") for one in whole)]
    assert comparison(KEYS["lstm-forget-gate"]).without_peepholes == ()


def test_a_standard_without_biases_tells_something_or_is_none() -> None:
    mistakes = {one.id: standard for one, standard in comparison(KEYS["lstm-forget-gate"]).mistakes}
    bare = mistakes["tanh-for-sigmoid"].bare
    assert bare is not None
    assert written(bare.term) == "tanh(W x_t + U h_{t-1})"
    only_bias = equation_key(
        "h_t = tanh(W x_t + b)", {"x_t": ["D"]}, {"W": ["H", "D"], "b": ["H"]}, [("none", "h_t = tanh(W x_t)", "No.")]
    )
    assert comparison(only_bias).mistakes[0][1].bare is None


def test_slips_with_and_without_biases() -> None:
    whole = {written(reference.term) for _, reference in slips_of(KEYS["lstm-forget-gate"])}
    bare = {written(reference.term) for _, reference in bare_slips_of(KEYS["lstm-forget-gate"])}
    assert "σ(W x_t + U h_t + b)" in whole - bare
    assert "σ(W x_t + U h_t)" in bare - whole
    assert bare_slips_of(KEYS["lstm-cell-state"]) == ()
    assert "σ(W x_t + U h_{t-1} + b)" not in whole


def test_slips_that_change_nothing_or_cannot_be_computed_are_left_out() -> None:
    shown = {slip.id for slip, _ in slips_of(KEYS["lstm-forget-gate"])}
    assert "missing-weight" in shown
    texts = {written(reference.term) for _, reference in slips_of(KEYS["lstm-forget-gate"])}
    assert "σ(x_t + U h_{t-1} + b)" not in texts
