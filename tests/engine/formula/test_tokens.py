"""Texts cut into tokens, whatever alphabet they are typed in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import limits
from engine.errors import UnreadableAnswerError
from engine.formula.tokens import tokens


def _texts(text: str) -> list[str]:
    return [token.text for token in tokens(text)[:-1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("h_t", ["h", "_", "t"]),
        ("hₜ₋₁", ["h", "_", "{", "t", "-", "1", "}"]),
        ("Wᵀ", ["W", "⊤"]),
        ("x²", ["x", "^", "{", "2", "}"]),
        ("h̃t", ["~", "ht"]),
        ("ŷ", ["^", "y"]),
        ("c~_t", ["~", "c", "_", "t"]),
        (r"\tilde{c}_t", ["~", "{", "c", "}", "_", "t"]),
        (r"\mathbf{W}_{xf}", ["W", "_", "{", "xf", "}"]),
        (r"\mathrm{tanh}(x)", ["tanh", "(", "x", ")"]),
        (r"\operatorname{sigmoid}", ["sigmoid"]),
        (r"\mW \vh", ["W", "h"]),
        (r"a \odot b \circ c", ["a", "⊙", "b", "⊙", "c"]),
        ("a (.) b .* c ∘ d", ["a", "⊙", "b", "⊙", "c", "⊙", "d"]),
        ("a ** b // c", ["a", "^", "b", "//", "c"]),
        ("||g||", ["‖", "g", "‖"]),
        (r"\left\lVert g \right\rVert", ["‖", "g", "‖"]),
        (r"\left( x \right.", ["(", "x"]),
        ("a ≔ b := c == d", ["a", "=", "b", "=", "c", "=", "d"]),
        ("a − b – c", ["a", "-", "b", "-", "c"]),
        ("np.tanh(torch.cat(x))", ["tanh", "(", "cat", "(", "x", ")", ")"]),
        ("sigma(x) odot y", ["σ", "(", "x", ")", "⊙", "y"]),
        ("𝐖𝐱", ["Wx"]),
        ("ϕ", ["φ"]),
        ("Γf", ["Γf"]),
        ("h_t # the state", ["h", "_", "t"]),
        (r"f_t \tag{1} \, \quad", ["f", "_", "t"]),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", ["a", "&", "=", "b", "\\\\", "c", "&", "=", "d"]),
        (r"\begin{pmatrix} a \\ b \end{pmatrix}", ["[", "a", "\\\\", "b", "]"]),
        (r"\begin{array}{ll} a = b \\ c = d \end{array}", ["a", "=", "b", "\\\\", "c", "=", "d"]),
        ("0.5 2p", ["0.5", "2", "p"]),
        (".5 a", [".5", "a"]),
        (".5", [".5"]),
        (". 5", [".", "5"]),
        ("W_{x→f}", ["W", "_", "{", "x", "→", "f", "}"]),
        ("ｆ＿ｔ＝ｗ", ["f", "_", "t", "=", "w"]),
        ("［Ａ，ｘ］；～ｚ", ["[", "A", ",", "x", "]", ";", "~", "z"]),
        ("W_xi mu nu eps", ["W", "_", "xi", "mu", "nu", "ε"]),
        ("h<sub>t-1</sub> x<sup>2</sup>", ["h", "_", "{", "t", "-", "1", "}", "x", "^", "{", "2", "}"]),
        ("h<b> <t>", ["h", "⟨", "b", "⟩", "⟨", "t", "⟩"]),
        ("a %*% b", ["a", "@", "b"]),
        ("a % the gate\nb", ["a", "\n", "b"]),
        ("a %the gate", ["a"]),
        ("a // forget gate", ["a"]),
        ("a // forget gate\nb", ["a", "\n", "b"]),
        ("a // forget", ["a", "//", "forget"]),
        ("a // forget gate + b", ["a", "//", "forget", "gate", "+", "b"]),
        ("# a\nb # c", ["a", "\n", "b"]),
        ("a ?!", ["a"]),
        ("a ! b", ["a", "!", "b"]),
        ("«a» “b” $c$ ▒d", ["a", "b", "c", "d"]),
        ("'a' b`", ["a", "'", "b", "'"]),
        ("`a` + `", ["a", "'", "+"]),
        ("a、b。", ["a", ",", "b", "."]),
        ("𝟏𝟎 − 𝟘𝟿", ["10", "-", "09"]),
        ("𝐡ₜ₋₁", ["h", "_", "{", "t", "-", "1", "}"]),
        ("𝐱ᵀ𝐲", ["x", "⊤", "y"]),
        ("reduce_sum(a)", ["reducesum", "(", "a", ")"]),
        ("hard_sigmoid (a)", ["hardsigmoid", "(", "a", ")"]),
        ("l2_norm(a)", ["l2norm", "(", "a", ")"]),
        ("hard_sigmoid + a", ["hard", "_", "sigmoid", "+", "a"]),
        ("h_t(a)", ["h", "_", "t", "(", "a", ")"]),
        ("p.log()", ["p", ".", "log", "(", ")"]),
        ("p.log(a)", ["log", "(", "a", ")"]),
        (r"\nabla_w L", ["gradient"]),
        (r"a \nabla_{\theta} J(\theta) b", ["a", "gradient", "b"]),
        (r"\nabla", ["gradient"]),
        ("∇L + a", ["gradient", "+", "a"]),
        (r"\frac{\partial L}{\partial w} a", ["gradient", "a"]),
        (r"\frac{a}{\vec b}", ["frac", "{", "a", "}", "{", "b", "}"]),
        ("∂L/∂w * a", ["gradient", "*", "a"]),
    ],
)
def test_alphabets(text: str, expected: list[str]) -> None:
    assert _texts(text) == expected


@pytest.mark.parametrize("text", ["∂L", "∂", r"\frac{\partial L}{w}", r"\partial L"])
def test_a_derivative_by_itself_is_refused(text: str) -> None:
    with pytest.raises(UnreadableAnswerError, match=r"derivative|is not known") as refused:
        tokens(f"a {text}")
    assert refused.value.at
    assert refused.value.at[0] == 2 + text.startswith(r"\frac") * len(r"\frac{")


def test_places_point_into_the_text() -> None:
    text = r"f_t = \sigma(hₜ₋₁ + \mathbf{b}) \mathbf{\Gamma} ∂L/∂w"
    by_text = {token.text: text[token.start : token.end] for token in tokens(text)[:-1]}
    assert by_text["σ"] == r"\sigma"
    assert by_text["1"] == "ₜ₋₁"
    assert "b" in by_text["b"]
    assert by_text["Γ"] == r"\Gamma}"
    assert by_text["gradient"] == "∂L/∂w"


def test_numbers_have_so_many_digits() -> None:
    assert _texts("1" * limits.NUMBER_CHARACTERS) == ["1" * limits.NUMBER_CHARACTERS]
    with pytest.raises(UnreadableAnswerError, match="this number cannot be read"):
        tokens("1" * (limits.NUMBER_CHARACTERS + 1))


def test_gaps_are_kept() -> None:
    assert [token.gap for token in tokens("h_t-1 - 1")] == [False, False, False, False, False, True, True, False]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r"\unknown x", r"the command \unknown is not known"),
        ("x ∫ y", "has no meaning in an equation"),
        ("x … y", "dots cannot be judged"),
        ("x" * 20_000, "longer than"),
        ("+ " * 3000, "more than"),
        ("1" * 40, "cannot be read"),
        (r"\tag{1", "never closed"),
    ],
)
def test_refusals(text: str, message: str) -> None:
    with pytest.raises(UnreadableAnswerError) as refused:
        tokens(text)
    assert message in refused.value.message


@given(st.text(max_size=200))
def test_any_text_is_cut_or_refused(text: str) -> None:
    try:
        found = tokens(text)
    except UnreadableAnswerError:
        return
    assert found[-1].kind == "end"
    assert all(0 <= token.start <= token.end <= len(text) for token in found)


@pytest.mark.parametrize(
    ("text", "is_sign"),
    [
        ("f_t x c_t", True),
        ("f_t x (c_t)", True),
        ("(f_t) x [c_t]", True),
        ("f_{t} x \\tanh(c)", True),
        ("2 x 3", True),
        ("f x \\tilde{c}", True),
        ("W x", False),
        ("W x + b", False),
        ("W x_t", False),
        ("[h x]", False),
        ("(x W)", False),
        ("+ x W", False),
        ("tanh x W", False),
        ("W xU", False),
        ("Wx U", False),
        ("W x(t)", False),
        ("W X U", False),
        ("x x x", False),
        ("a x x_t", True),
        (" x a", False),
        ("x x x x x", False),
    ],
)
def test_an_x_typed_for_a_times_sign(text: str, is_sign: bool) -> None:
    kinds = [token.kind for token in tokens(text) if token.text in {"*", "x", "X"}]
    assert ("sign" in kinds) == is_sign
