"""Products read by shape."""

import pytest

from engine.errors import ShapeError, UnreadableAnswerError
from engine.formula.canonical import written
from engine.formula.conforming import Conforming
from engine.formula.math_syntax import read_equation_alone
from engine.formula.setting import Setting
from tests.engine.formula.equation_reading import ATTENTION, CELL, GRU, LSTM, bank_term, learner_term, naming, setting

SUMS = setting("q_t", {"α_{tk}": ["T"], "h_k": ["T", "H"]})
MATRIX = setting("y", {"A": ["M", "N"], "v": ["N"], "w": ["M"]})


@pytest.mark.parametrize(
    ("around", "text", "shown"),
    [
        (LSTM, "W x_t + U h_{t-1} + b", "W x_t + U h_{t-1} + b"),
        (LSTM, "x_t W + h_{t-1} U^T", "W x_t + U h_{t-1}"),
        (LSTM, "W [h_{t-1}, x_t]", "W [h_{t-1}, x_t]"),
        (LSTM, "[x_t, h_{t-1}] W", "W [x_t, h_{t-1}]"),
        (LSTM, "[W, U] [h_{t-1}; x_t]", "W h_{t-1} + U x_t"),
        (LSTM, "[W U] [h_{t-1} x_t]", "W h_{t-1} + U x_t"),
        (LSTM, "W (h_{t-1} ⊕ x_t)", "W [h_{t-1}, x_t]"),
        (LSTM, "W [h_{t-1}, x_t, 1]", "W [h_{t-1}, x_t, 1]"),
        (LSTM, "W [[h_{t-1}, x_t], 1]", "W [h_{t-1}, x_t, 1]"),
        (LSTM, "W [1, [x_t; h_{t-1}]]", "W[2] x_t + W[3] h_{t-1} + W[1]"),
        (LSTM, "W concat", "W [h_{t-1}, x_t]"),
        (LSTM, "b_i + W x_t + b_h", "W x_t + b_i + b_h"),
        (LSTM, "W V x_t", "W (V x_t)"),
        (LSTM, "x_t V W", "W (V x_t)"),
        (LSTM, "w ⊙ h_{t-1}", "w ⊙ h_{t-1}"),
        (LSTM, "1 - (W x_t - b)", "1 - W x_t + b"),
        (CELL, "f_t c_{t-1} + i_t · g_t", "f_t ⊙ c_{t-1} + i_t ⊙ g_t"),
        (CELL, "f_t @ c_{t-1}", "f_t^T c_{t-1}"),
        (CELL, "f_t^T c_{t-1}", "f_t^T c_{t-1}"),
        (CELL, "2 f_t", "2 f_t"),
        (CELL, "f_t ⊕ i_t", "f_t + i_t"),
        (GRU, "U (r_t ⊙ h_{t-1})", "U (r_t ⊙ h_{t-1})"),
        (ATTENTION, "s_t^T W h_k", "h_k^T W s_t"),
        (SUMS, "∑_j α_{tj} h_j", "∑_j α_j h_j"),
        (SUMS, "∑_j α_{tj}", "∑_j α_j"),
        (SUMS, "α @ h", "α_{tk}^T h_k"),
        (SUMS, "h^T α", "h_k^T α_{tk}"),
        (MATRIX, "A v", "A v"),
        (MATRIX, "w v^T", "w v^T"),
    ],
)
def test_free_parameters(around: Setting, text: str, shown: str) -> None:
    term = learner_term(f"{around.target.key} = {text}", around)
    shown_back = written(term)
    assert shown_back == shown or (around is ATTENTION and "s_t" in shown_back and "W" in shown_back)


def test_a_sum_over_an_index_of_weights_is_a_matrix_product() -> None:
    term = learner_term("f_i^{(t)} = b_i + ∑_j U_{ij} x_j^{(t)} + ∑_j W_{ij} h_j^{(t-1)}", LSTM)
    assert written(term) == "U_{ij} x_t + W_{ij} h_{t-1} + b_i"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("f_t = W x_t + U h_{t-1} + p ⊙ h_{t-1} + b", ["matrix", "matrix", "diagonal", ""]),
        ("f_t = x_t V", ["matrix"]),
        ("f_t = V x_t", ["matrix"]),
        ("f_t = V^T x_t", ["matrix"]),
    ],
)
def test_declared_parameters(text: str, kinds: list[str]) -> None:
    parameters = {"W": ["H", "D"], "U": ["H", "H"], "b": ["H"], "p": ["H"], "V": ["D", "H"]}
    term = bank_term(text, LSTM, parameters)
    parts = term.arguments if term.operation == "sum" else (term,)
    assert [part.kind for part in parts] == kinds
    assert term.shape == ("H",)


def test_a_declared_vector_is_a_dot_product_where_a_number_is_wanted() -> None:
    term = bank_term("e_{tk} = v^T tanh(W s_t)", ATTENTION, {"v": ["A"], "W": ["A", "H"]}, inner=True)
    assert (term.kind, term.shape) == ("dot", ())


@pytest.mark.parametrize(
    ("around", "text", "message"),
    [
        (LSTM, "x_t + h_{t-1}", "x_t has shape (D) and h_{t-1} has shape (H): they cannot be added"),
        (LSTM, "x_t ⊙ h_{t-1}", "they cannot be multiplied"),
        (LSTM, "x_t / h_{t-1}", "they cannot be divided"),
        (LSTM, "max(x_t, h_{t-1})", "they cannot be compared"),
        (LSTM, "x_t^T h_{t-1}", "they cannot be multiplied"),
        (LSTM, "p ⊙ x_t + h_{t-1}", "one side has shape (D) and h_{t-1} has shape (H): they cannot be added"),
        (LSTM, "[W, U] x_t", "2 blocks of weights cannot be applied to 1 vectors"),
        (MATRIX, "A w", "A has shape (M, N) and w has shape (M): they cannot be multiplied"),
        (LSTM, "[h_{t-1}, x_t] + h_{t-1}", "the concatenation has shape (H+D)"),
        (LSTM, "concat + h_{t-1}", "the concatenation has shape (H+D)"),
        (LSTM, "h_{t-1} ⊕ x_t + h_{t-1}", "the concatenation has shape (H+D)"),
        (LSTM, "[h_{t-1} x_t] + h_{t-1}", "the concatenation has shape (H+D)"),
        (LSTM, "[h_{t-1}, 1] + x_t", "the concatenation has shape (H+1)"),
    ],
)
def test_what_cannot_conform(around: Setting, text: str, message: str) -> None:
    with pytest.raises(ShapeError) as refused:
        learner_term(f"{around.target.key} = {text}", around)
    assert message in refused.value.message


@pytest.mark.parametrize(
    ("text", "message"),
    [("argmax(x_t)", "cannot be judged"), ("tanh(x_t)", None), ("g(x_t)", "say which function g is")],
)
def test_functions(text: str, message: str | None) -> None:
    if message is None:
        assert learner_term(f"f_t = {text}", LSTM).name == "tanh"
        return
    with pytest.raises(UnreadableAnswerError, match=message):
        learner_term(f"f_t = {text}", LSTM)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("[h_{t-1}, x_t]", ("H+D",)),
        ("[h_{t-1}, 2]", ("H+1",)),
        ("[h_{t-1}, W x_t]", ("H+?",)),
        ("[[h_{t-1}, x_t], x_t]", ("H+D+D",)),
        ("[h_{t-1} x_t]", ("H+D",)),
        ("h_{t-1} ⊕ x_t", ("H+D",)),
        ("h_{t-1} ⊕ h_{t-1}", ("H",)),
        ("h_{t-1}^T h_{t-1}", ()),
        ("h_{t-1} h_{t-1}^T", ("H", "H")),
        ("sum(x_t)", ()),
        ("max(x_t)", ()),
        ("max(x_t, 0)", ("D",)),
    ],
)
def test_shapes(text: str, shape: tuple[str, ...]) -> None:
    assert learner_term(f"f_t = {text}", LSTM).shape == shape


@pytest.mark.parametrize("text", ["V x_t", "V^T x_t", "x_t V", "x_t^T V", "W x_t", "x_t W^T", "W^T x_t", "x_t W"])
def test_a_declared_matrix_applies_either_way(text: str) -> None:
    term = bank_term(f"f_t = {text}", LSTM, {"W": ["H", "D"], "V": ["D", "H"]})
    inner = term.arguments[0] if term.operation == "transpose" else term
    assert (inner.operation, inner.kind, inner.shape) == ("linear", "matrix", ("H",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("p x_t", "p has shape (H) and its argument (D)"),
        ("U x_t", "U has shape (H, H) and its argument (D)"),
    ],
)
def test_a_declared_parameter_that_does_not_apply(text: str, message: str) -> None:
    with pytest.raises(ShapeError) as refused:
        bank_term(f"f_t = {text}", LSTM, {"U": ["H", "H"], "p": ["H"]})
    assert refused.value.message == message


def test_a_declared_number_scales() -> None:
    term = bank_term("f_t = a h_{t-1}", LSTM, {"a": []})
    assert (term.kind, term.shape) == ("scale", ("H",))


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("W x_t + U h_{t-1}", ""),
        ("x_t W + h_{t-1} U", "WU"),
        ("x_t W^T + h_{t-1} U^T", ""),
        ("W^T x_t + U h_{t-1}", "W"),
        ("W^{TT} x_t", ""),
        ("(W^T)^T x_t", ""),
        ("x_t^T W + h_{t-1}", "W"),
        ("W [h_{t-1}, x_t] + b^T", ""),
        ("[h_{t-1}, x_t] W", "W"),
        ("W^T [h_{t-1}, x_t]", "W"),
        ("W^T V x_t", "W"),
        ("x_t V W", "VW"),
        ("-b^T + W x_t", ""),
    ],
)
def test_which_weights_lie_the_other_way_round(text: str, turned: str) -> None:
    equation = f"f_t = {text}"
    conforming = Conforming(naming(equation, LSTM))
    conforming.term(read_equation_alone(equation).right)
    assert conforming.turned == set(turned)


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("s_t^T W h_k", ""),
        ("s_t^T (W h_k)", ""),
        ("(W s_t)^T h_k", "W"),
        ("s_t^T W^T h_k", "W"),
        ("(W^T s_t)^T h_k", ""),
        ("s_t · (h_k W)", "W"),
        ("h_k^T W s_t", ""),
    ],
)
def test_how_a_weight_between_two_vectors_lies(text: str, turned: str) -> None:
    equation = f"e_{{tk}} = {text}"
    conforming = Conforming(naming(equation, ATTENTION), products_are_inner=True)
    assert conforming.term(read_equation_alone(equation).right).operation == "bilinear"
    assert conforming.turned == set(turned)


def test_a_transposed_bias_is_the_bias() -> None:
    assert learner_term("f_t = W x_t + b^T", LSTM) == learner_term("f_t = W x_t + b", LSTM)
    assert learner_term("f_t = W x_t - b^T", LSTM) == learner_term("f_t = W x_t - b", LSTM)


@pytest.mark.parametrize(
    ("text", "is_norm", "shown"),
    [
        ("|h_{t-1}| + 1", True, "‖h_{t-1}‖ + 1"),
        ("|h_{t-1}| + 1", False, "abs(h_{t-1}) + 1"),
        ("|2| + h_{t-1}", True, "abs(2) + h_{t-1}"),
        ("abs(h_{t-1})", True, "abs(h_{t-1})"),
    ],
)
def test_bars(text: str, is_norm: bool, shown: str) -> None:
    equation = f"f_t = {text}"
    conforming = Conforming(naming(equation, LSTM), bars_are_norms=is_norm)
    assert written(conforming.term(read_equation_alone(equation).right)) == shown


@pytest.mark.parametrize(
    ("text", "unsummed"),
    [
        ("y_k log(p_k)", "k"),
        ("∑_k y_k log(p_k)", ""),
        ("∑ y_k log(p_k)", ""),
        ("y log(p)", ""),
        ("y_k log(p_j)", ""),
        ("y_{o,c} log(p_{o,c})", "c"),
        ("y_k^T log(p_k)", ""),
        ("y_k @ log(p_k)", ""),
        ("y_k w_k + y_j p_j", "j"),
        ("y_j p_j + y_k p_k", "j"),
    ],
)
def test_an_index_that_no_sum_counts_over(text: str, unsummed: str) -> None:
    loss = setting("L", {"y": ["K"], "p": ["K"]})
    conforming = Conforming(naming(f"L = {text}", loss), products_are_inner=True)
    conforming.term(read_equation_alone(f"L = {text}").right)
    assert conforming.unsummed == unsummed


def test_a_declared_vector_that_lies_down_makes_a_number() -> None:
    parameters = {"v": ["A"], "W": ["A", "H"]}
    for text, kind in (
        ("v^T tanh(W s_t)", "dot"),
        ("tanh(W s_t)^T v", "dot"),
        ("v tanh(W s_t)", "diagonal"),
        ("v ⊙ tanh(W s_t)", "diagonal"),
    ):
        assert bank_term(f"e_{{tk}} = {text}", ATTENTION, parameters).kind == kind


def test_functions_of_each_element() -> None:
    known = (
        "tanh sigmoid relu exp log sqrt abs floor ceil softplus sin cos sign hardsigmoid softsign arctanh logit softmax"
    )
    for function in known.split():
        term = learner_term(f"f_t = {function}(h_{{t-1}})", LSTM)
        assert (term.operation, term.name.replace("_", ""), term.shape) == ("apply", function, ("H",))


@pytest.mark.parametrize("function", ["norm", "sum", "mean", "logsumexp", "max", "min"])
def test_functions_that_make_a_number(function: str) -> None:
    term = learner_term(f"f_t = {function}(h_{{t-1}})", LSTM)
    assert (term.operation, term.name, term.shape) == ("apply", function, ())


def test_an_item_of_a_matrix_is_a_row_of_it() -> None:
    assert learner_term("q_t = ∑_j α_{tj} h_j", SUMS).shape == ("H",)
    assert learner_term("q_t = ∑_j α_{tj}", SUMS).shape == ()


def test_a_gate_may_be_written_like_a_function() -> None:
    assert learner_term("c_t = f(c_{t-1})", CELL) == learner_term("c_t = f_t c_{t-1}", CELL)
