"""Every spelling in the tables is read as what it stands for; the spellings are restated here, so that none is lost unnoticed."""

import pytest

from engine.errors import UnreadableAnswerError
from engine.formula.math_syntax import Equation, read_equation_alone, read_text
from engine.formula.symbols import Symbol, identifier_symbol
from engine.formula.tree import Binary, Call, Concatenation, Node, Transpose

FUNCTIONS = """
tanh: tanh th hyperbolictangent tangenthyperbolic tanhyp
sigmoid: sigmoid sigm sig logistic logsig expit sgm logisticsigmoid sigmod
hard_sigmoid: hardsigmoid
relu: relu rectifier
leaky_relu: leakyrelu
elu: elu
gelu: gelu
softplus: softplus
softsign: softsign
sin: sin
cos: cos
tan: tan
sinh: sinh
cosh: cosh
arctanh: arctanh atanh artanh
logit: logit
logsumexp: logsumexp lse
sign: sign sgn
softmax: softmax smax
argmax: argmax
exp: exp
log: log ln
sqrt: sqrt
abs: abs
max: max maximum
min: min minimum
floor: floor int
ceil: ceil ceiling
round: round
norm: norm l2norm
sum: sum reducesum
mean: mean
identity: identity linear id
outer: outer
diag: diag
clip: clip
"""
QUANTITIES = """
h: hidden hiddenstate hs
h_{t-1}: hx hprev prevh prevhidden hiddenprev prevstate previoushidden lasth hold holdstate prevhiddenstate
h_{t-1}: hiddenstateprev previoushiddenstate htm1 aprev sprev
h_t: newh nexth hnext hnew
c_{t-1}: ctm1 cx cprev prevc prevcell cellprev prevcellstate cold
c: cell cellstate cs
c_t: cnext cnew newc nextc
x: input inputs inp xin xs
x_t: currentinput inputt
f_t: forget forgetgate fgate
i_t: inputgate igate
o_t: outputgate ogate
z_t: updategate update zgate ugate
r_t: resetgate reset rgate
n_t: candidate hcand newgate candidatestate hiddencandidate hh cct candidatehidden
g_t: cellgate candidatecell ci
∇: grad grads gradient
n: in insize inputsize
k: kernelsize ksize filtersize windowsize
s: stride strides
p: pad padding
Γ: gamma
y_t: out output logits
y^: yhat pred preds prediction predictions
y_{t-1}: yprev
y: ys target targets
η: lr learningrate stepsize
τ: threshold clipnorm maxnorm clipvalue
"""
SCRIPTED = """
h_{t-1}: h_prev h_previous h_old h_last h_tm1 h_tminus1 h_minus1 h_tprev h_past h_t_minus_1 prev_h
h_t: h_cur h_curr h_now h_new h_current h_next next_h
h_{t+1}: h_tp1
c~: c_tilde c_tilda c_cand c_candidate ctilde
y^: y_hat y_pred y_predicted yhat
c¯: c_bar cbar
h': h_prime h_dash hprime
y: y_true y_target y_actual
"""
PARAMETERS = (
    "bias biases kernel matrix recurrent recurrentkernel theta weight weights wt combined stacked concatenated co"
)
MODULES = "F K activations backend cell functional jax jnp keras linalg math mx nd nn np numpy onnx ops p params scipy self special tf torch"
BETWEEN = "because since thus hence and as for given have here if let so then use using we when where with"
UNUSED = "none nan null true false yes no nope todo maybe what help because"


def _pairs(table: str) -> list[tuple[str, str]]:
    """`meaning: its spellings`, a line each."""
    rows = [line.partition(": ") for line in table.strip().splitlines()]
    return [(spelling, meaning) for meaning, _, spellings in rows for spelling in spellings.split()]


def _right(text: str) -> Node:
    return read_equation_alone(text).right


@pytest.mark.parametrize(("spelling", "function"), _pairs(FUNCTIONS))
def test_functions(spelling: str, function: str) -> None:
    for text in (
        f"y = {spelling}(x)",
        f"y = np.{spelling}(x)",
        f"y = {spelling.upper()}(x)",
        f"y = \\mathrm{{{spelling}}}(x)",
    ):
        node = _right(text)
        assert isinstance(node, Call)
        assert node.function == function


@pytest.mark.parametrize("spelling", ["concat", "concatenate", "cat", "hstack", "vstack", "stack"])
def test_concatenations(spelling: str) -> None:
    for text in (f"y = {spelling}(h, x)", f"y = {spelling}([h, x])", f"y = torch.{spelling}((h, x), dim=1)"):
        node = _right(text)
        assert isinstance(node, Concatenation)
        assert [getattr(item, "key", "") for item in node.items] == ["h", "x"]


@pytest.mark.parametrize(
    ("operator", "spellings"),
    [("@", "dot matmul mm mv bmm inner"), ("*", "mul multiply hadamard hadamardproduct"), ("+", "add")],
)
def test_operators_spelled_as_functions(operator: str, spellings: str) -> None:
    for spelling in spellings.split():
        node = _right(f"y = {spelling}(W, x)")
        assert isinstance(node, Binary), spelling
        assert node.operator == operator


def test_transpose_spelled_as_a_function() -> None:
    assert isinstance(_right("y = transpose(W)"), Transpose)


@pytest.mark.parametrize(("spelling", "key"), _pairs(QUANTITIES))
def test_quantities(spelling: str, key: str) -> None:
    for word in (spelling, spelling.capitalize()):
        symbol = identifier_symbol(word, (0, 0))
        assert symbol is not None
        assert symbol.key == key


@pytest.mark.parametrize(("spelling", "key"), _pairs(SCRIPTED))
def test_times_and_accents_behind_a_letter(spelling: str, key: str) -> None:
    symbol = identifier_symbol(spelling, (0, 0))
    assert symbol is not None
    assert symbol.key == key


@pytest.mark.parametrize("word", PARAMETERS.split())
def test_words_for_parameters(word: str) -> None:
    symbol = identifier_symbol(word, (0, 0))
    assert symbol is not None
    assert (symbol.base, symbol.labels, symbol.time) == (word, (), "")


@pytest.mark.parametrize("module", MODULES.split())
def test_modules_say_nothing(module: str) -> None:
    assert _right(f"y = {module}.tanh(x)") == Call(
        "tanh", _arguments(f"y = {module}.tanh(x)"), (), _at(f"y = {module}.tanh(x)")
    )


def _arguments(text: str) -> tuple[Node, ...]:
    node = _right(text)
    assert isinstance(node, Call)
    assert [getattr(one, "key", "") for one in node.arguments] == ["x"]
    return node.arguments


def _at(text: str) -> tuple[int, int]:
    return text.index("tanh"), text.index("tanh") + 4


@pytest.mark.parametrize("word", BETWEEN.split())
def test_words_between_equations(word: str) -> None:
    reading = read_text(f"y = a {word} z = b")
    assert [equation.left and equation.left.key for equation in reading.equations] == ["y", "z"]


@pytest.mark.parametrize("word", UNUSED.split())
def test_words_that_are_no_names(word: str) -> None:
    assert identifier_symbol(word, (0, 0)) is None or word == "because"


@pytest.mark.parametrize("word", ["concat", "combined", "stacked", "concatenated", "xh"])
def test_a_concatenation_under_its_own_name(word: str) -> None:
    node = _right(f"y = W {word}")
    assert isinstance(node, Binary)
    assert isinstance(node.right, Symbol)
    assert node.right.base == word


@pytest.mark.parametrize("word", ["is", "denotes", "equals", "←", ":=", "==", "≔", "≜", "≡", "＝", "≐", "<-"])
def test_words_and_signs_for_equals(word: str) -> None:
    equation = read_equation_alone(f"y {word} x")
    assert isinstance(equation, Equation)
    assert equation.left is not None
    assert (equation.left.key, getattr(equation.right, "key", "")) == ("y", "x")


@pytest.mark.parametrize("word", ["the", "function", "activation", "elementwise", "const", "var", "return"])
def test_filling_words(word: str) -> None:
    assert getattr(_right(f"y = {word} x"), "key", "") == "x"


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(UnreadableAnswerError, match="hello"):
        _right("y = hello")
