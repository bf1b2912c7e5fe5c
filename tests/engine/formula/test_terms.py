"""Terms walked, flattened and rebuilt."""

from engine.formula.canonical import written
from engine.formula.terms import Term, multiplied, names, replaced, summed, uses, walk, without_biases
from tests.engine.formula.equation_reading import GRU, LSTM, learner_term

GATE = learner_term("f_t = σ(W x_t + U h_{t-1} + b_i + b_h)", LSTM)


def test_walking_and_names() -> None:
    assert next(iter(walk(GATE))).name == "x_t"
    assert list(walk(GATE))[-1] is GATE
    assert names(GATE) == {"x_t", "h_{t-1}"}
    assert [use.name for use in uses(GATE)] == ["W", "U", "b_i+b_h"]


def test_sums_are_flat_and_biases_one() -> None:
    x, b, c = Term("given", "x"), Term("parameter", "b"), Term("parameter", "c")
    inner = summed([x, b], [1, -1], ())
    whole = summed([inner, c], [-1, 1], ())
    assert written(whole) == "-x + b + c"
    assert summed([b, c], [1, 1], ()).name == "b+c"
    assert written(multiplied([multiplied([x, x], ()), x], ())) == "x x x"


def test_parts_replaced_and_left_out() -> None:
    swapped = replaced(GATE, lambda one: one._replace(name="tanh") if one.name == "sigmoid" else None)
    assert written(swapped) == "tanh(W x_t + U h_{t-1} + b_i + b_h)"
    assert written(without_biases(GATE)) == "σ(W x_t + U h_{t-1})"
    after = learner_term("n_t = tanh(W x_t + b + r_t ⊙ (U h_{t-1} + d))", GRU)
    assert written(without_biases(after)) == "tanh(W x_t + r_t ⊙ U h_{t-1})"
    assert without_biases(Term("parameter", "b")).name == "b"
