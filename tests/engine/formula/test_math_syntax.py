"""Equations in every syntax, read into one tree."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import limits
from engine.errors import UnreadableAnswerError
from engine.formula.math_syntax import read_equation_alone, read_text
from engine.formula.symbols import Symbol
from engine.formula.tree import Binary, Call, Concatenation, Negative, Node, Number, Total, Transpose


def _shown(node: Node) -> str:
    """A tree in a form that shows every bracket."""
    match node:
        case Symbol():
            return node.key
        case Number():
            return f"{node.value:g}"
        case Negative():
            return f"(-{_shown(node.operand)})"
        case Transpose():
            return f"{_shown(node.operand)}ᵀ"
        case Binary():
            sign = {"product": "·", "*": "⊙"}.get(node.operator, node.operator)
            return f"({_shown(node.left)}{sign}{_shown(node.right)})"
        case Call():
            return f"{node.function}({','.join(map(_shown, node.arguments))})"
        case Concatenation():
            return f"[{','.join(map(_shown, node.items))}]"
        case Total():
            return f"∑{node.index}{_shown(node.body)}"
        case _:
            raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("W x_t + U h_{t-1} + b", "(((W·x_t)+(U·h_{t-1}))+b)"),
        ("W * x_t + U @ h", "((W·x_t)+(U@h))"),
        ("r ⊙ U h", "(r⊙(U·h))"),
        ("r * U @ h", "(r·(U@h))"),
        ("-a * b", "(-(a·b))"),
        ("a - b - c", "((a-b)-c)"),
        ("a / b c", "((a/b)·c)"),
        ("1/2 x", "((1/2)·x)"),
        (r"\frac{a}{b} c", "((a/b)·c)"),
        (r"\tanh c_t", "tanh(c_t)"),
        (r"o_t \odot \tanh c_t", "(o_t⊙tanh(c_t))"),
        (r"\log \hat{y} x", "log((y^·x))"),
        ("tanh^2(x)", "(tanh(x)**2)"),
        ("e^{-x}", "exp((-x))"),
        ("W e^{(t)}", "(W·e_t)"),
        ("e^t + 1", "(e_t+1)"),
        ("a^{[2]} x", "(a_2·x)"),
        ("a^{<2>} x", "(a_2·x)"),
        ("a^{(2)} x", "(a_2·x)"),
        ("a^(2) x", "(a_2·x)"),
        ("tanh[Wx + b]", "tanh(((W·x)+b))"),
        ("⌊x⌋ + ⌈x⌉", "(floor(x)+ceil(x))"),
        ("a^[2] x", "(a_2·x)"),
        ("a^2 x", "((a**2)·x)"),
        ("W^2 x", "(W_2·x)"),
        ("h^{l-1} x", "(h_{l-1}·x)"),
        ("h^{l+1} x", "(h_{l+1}·x)"),
        ("h^{k-2} x", "((h**(k-2))·x)"),
        ("W e^{<t-1>} + 1", "((W·e_{t-1})+1)"),
        ("σ_c(x)", "tanh(x)"),
        ("σ_h(x)", "tanh(x)"),
        ("φ_h(x)", "tanh(x)"),
        ("σ_s(x)", "tanh(x)"),
        (r"σ_{\tanh}(x)", "tanh(x)"),
        (r"φ_{\tanh}(x)", "tanh(x)"),
        ("σ_g(x)", "sigmoid(x)"),
        ("e^-x", "exp((-x))"),
        ("e^x_1", "exp(x_1)"),
        ("(1+a)^{-1}", "((1+a)**(-1))"),
        ("x^2", "(x**2)"),
        ("W^T x", "(Wᵀ·x)"),
        (r"W^\top x", "(Wᵀ·x)"),
        ("x_t^{T} W", "(x_tᵀ·W)"),
        ("W.T @ x", "(Wᵀ@x)"),
        ("np.dot(W, x)", "(W@x)"),
        ("x.dot(W)", "(x@W)"),
        ("x.mul(y)", "(x⊙y)"),
        ("(a + b).sigmoid()", "sigmoid((a+b))"),
        ("[h, x]", "[h,x]"),
        ("[h; x]", "[h,x]"),
        ("(h, x)", "[h,x]"),
        ("concat(h, x)", "[h,x]"),
        ("cat([h, x])", "[h,x]"),
        ("[h ‖ x]", "[[h,x]]"),
        (r"\begin{bmatrix} h \\ x \end{bmatrix}", "[h,x]"),
        (r"\begin{bmatrix} W & U \end{bmatrix}", "[W,U]"),
        ("‖g‖", "norm(g)"),
        ("||g||_2", "norm(g)"),
        ("|g|", "bars(g)"),
        ("⟨a, b⟩", "dot(a,b)"),
        ("⌊a/b⌋", "floor((a/b))"),
        ("a // b", "floor((a/b))"),
        (r"\sqrt{x}", "sqrt(x)"),
        (r"\sum_{j=1}^{K} e^{z_j}", "∑jexp(z_j)"),
        ("sum_j z_j", "∑jz_j"),
        ("sum(z)", "sum(z)"),
        ("Σ_k a_k h_k + b", "(∑k(a_k·h_k)+b)"),
        ("h(t-1)", "h_{t-1}"),
        ("h[t-1]", "h_{t-1}"),
        ("h^{<t-1>}", "h_{t-1}"),
        (r"h^{\langle t-1 \rangle}", "h_{t-1}"),
        ("h^{(t-1)}", "h_{t-1}"),
        ("h_t-1", "h_{t-1}"),
        ("h_t - 1", "(h_t-1)"),
        ("z_t-1", "(z_t-1)"),
        ("ht-1", "h_{t-1}"),
        ("C't", "C'_t"),
        ("W_fx_t", "(W_f·x_t)"),
        ("Uh_{t-1}", "(U·h_{t-1})"),
        ("x_tU^i", "(x_t·U_i)"),
        ("Wfx(t)", "(W_f·x_t)"),
        ("Wx + Uh", "((W·x)+(U·h))"),
        ("Wx x + Wh h", "((W_x·x)+(W_h·h))"),
        ("f_tc_{t-1}", "(f_t·c_{t-1})"),
        (r"\tilde{h_t}", "h~_t"),
        (r"\tilde{\mathbf{h}}_t", "h~_t"),
        ("{W}_f", "W_f"),
        (r"[W x]_j + \sigma(x)^j", "([(W·x)]+sigmoid(x))"),
        ("min(1, c / norm(g))", "min(1,(c/norm(g)))"),
        (r"\sigma_g(x)", "sigmoid(x)"),
        (r"\sigma_h(x)", "tanh(x)"),
        ("f(x)", "?f(x)"),
        ("g(x), g = tanh", "tanh(x)"),
        ("A(x), A = softmax", "softmax(x)"),
        ("φ(x) where φ is the logistic sigmoid", "sigmoid(x)"),
        ("W(r ⊙ h)", "(W·(r⊙h))"),
        ("+ a", "a"),
        ("2p", "(2·p)"),
    ],
)
def test_trees(text: str, tree: str) -> None:
    assert _shown(read_text(text).equations[0].right) == tree


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("f_t = x", "f_t"),
        ("x + y = f_t", "f_t"),
        (r"\mathbf{f}_t &= x", "f_t"),
        ("[f_t] = x", "f_t"),
        ("f_t^T = x", "f_t"),
        ("score(s, h) = x y", None),
        ("softmax(z)_i = x y", None),
        ("P(y_t) = x y", None),
        ("loss = x y", None),
        ("x", None),
    ],
)
def test_left_sides(text: str, left: str | None) -> None:
    found = read_equation_alone(text).left
    assert (found and found.key) == left


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("f_t = W x +", "the end was not expected here"),
        ("f_t = * x", "'*' was not expected here"),
        ("f_t = σ()", "nothing stands between these brackets"),
        ("f_t = tanh", None),
        ("f_t = tanh + x", "tanh has no argument"),
        ("f_t = hello", "the word 'hello' is no quantity"),
        ("f_t + g_t = x + y", "the left side should be one name"),
        ("2(x) = y + z", "the left side should be one name"),
        ("f_t = x_", "the end was not expected here"),
        ("f_t = x^", "the end was not expected here"),
        ("f_t = (x + y)_", "the end was not expected here"),
        ("f_t = " + "(" * 60 + "x" + ")" * 60, "nests more than"),
        ("f_t = " + "x + " * 150 + "x", "at most"),
        ("f_t = |x", "this bar is never closed"),
        (r"f_t = \frac{a}", "was not expected here"),
        (r"f_t = \sum_{jk} x", "name one letter under the sum"),
        (r"f_t = \tilde{a + b}", "an accent belongs over one letter"),
    ],
)
def test_refusals(text: str, message: str | None) -> None:
    reading = read_text(text)
    assert not reading.equations
    if message:
        assert message in reading.refused[0].message
        place = reading.refused[0].at
        assert place is not None
        assert 0 <= place[0] <= place[1] <= len(text) + 1


def test_prose_after_an_equation_is_refused_alone() -> None:
    reading = read_text("f_t = σ(x), where hello world")
    assert len(reading.equations) == 1


def test_an_author_writes_one_equation() -> None:
    with pytest.raises(UnreadableAnswerError, match="one equation is wanted"):
        read_equation_alone("a = b, c = d")
    with pytest.raises(UnreadableAnswerError, match="hello"):
        read_equation_alone("a = hello")


_PIECES = st.sampled_from(
    ["W", "x_t", "h_{t-1}", "σ(", ")", "[", "]", ",", "+", "-", "*", "⊙", "·", "/", "^", "_", "{", "}", "tanh", "\\frac",
     "\\tilde", "\\sum_j", "1", "2.5", "=", "‖", "|", "e^", "T", "'", ".", "\\\\", "\n", "where", "‹", "~", " ", "f", "(t-1)",
     "if", "else", " > ", " < ", ":", "otherwise", "\\begin{cases}", "\\end{cases}", "&", "p[", "x ",
     "{}", "-=", ";", "0.5", "12", "g(x)=", "(x)", "and ", "∇", "∂L/∂w", "\\nabla", ".T", ".log()", "ₜ₋₁", "＝", "reduce_sum("]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40))
def test_any_jumble_is_read_or_refused(pieces: list[str]) -> None:
    try:
        reading = read_text("".join(pieces))
    except UnreadableAnswerError:
        return
    assert reading.equations or reading.refused or "=" in pieces


def test_fractions_beside_one_another_are_not_within_one_another() -> None:
    assert isinstance(read_equation_alone("f = " + r" + ".join([r"\frac a b"] * 60)).right, Binary)


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("h_t = g_1(x_t), g_1(x) = tanh(x)", "tanh"),
        ("h_t = g(x_t), g(x) = h(x) = relu(x)", "relu"),
        ("h_t = φ(x_t) where φ(z) = 1/(1 + e^{-z})", "sigmoid"),
        ("h_t = g(x_t), g = tanh, h = relu", "tanh"),
    ],
)
def test_functions_that_the_text_names(text: str, function: str) -> None:
    (equation,) = read_text(text).equations
    assert isinstance(equation.right, Call)
    assert equation.right.function == function


@pytest.mark.parametrize("text", ["y = x, σ(z) = tanh(z)", "σ(x) = 1/(1 + e^{-x})", "y = x, g(z) = tanh(z)"])
def test_functions_that_are_defined_and_not_used_are_equations(text: str) -> None:
    reading = read_text(text)
    assert len(reading.equations) == text.count(",") + 1


def test_deep_trees_are_bounded() -> None:
    text = "x" + "'" * limits.EQUATION_TOKENS
    with pytest.raises(UnreadableAnswerError):
        read_equation_alone("f = " + text)
    node = read_equation_alone("f_t = " + "x" + " x" * (limits.EQUATION_OPERATORS - 1)).right
    assert isinstance(node, Binary)
    assert msgspec.json.encode(node)
