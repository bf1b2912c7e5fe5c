"""LaTeX as a learner reads it in a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.mathtext import formula, readable


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"h_t = \tanh(W_{hh} h_{t-1} + W_{hx} x_t + b_h)", "hₜ = tanh(Wₕₕ hₜ₋₁ + Wₕₓ xₜ + bₕ)"),
        (r"c_t = f_t \odot c_{t-1} + i_t\odot\tilde{c}_t", "cₜ = fₜ ⊙ cₜ₋₁ + iₜ ⊙ c̃ₜ"),
        (r"f_t = \sigma(W_f [h_{t-1}, x_t] + b_f)", "fₜ = σ(W_f [hₜ₋₁, xₜ] + b_f)"),
        (r"\left\lfloor \frac{n + 2p - k}{s} \right\rfloor + 1", "⌊(n + 2p - k)/s⌋ + 1"),
        (r"\frac{\partial L}{\partial W_{hh}}", "∂L/∂Wₕₕ"),
        (r"\frac{1}{1 + e^{-x}}", "1/(1 + e⁻ˣ)"),
        (r"x_{t,i} + W_{xf} W_f", "x_(t,i) + W_xf W_f"),
        (r"W_{yh} h_t + W_yh + b_y", "W_yh hₜ + W_y h + b_y"),
        (r"W_{yh}^T(a) + f_W(x)", "W_yhᵀ(a) + f_W(x)"),
        (r"e^{z_i} + e^{-x^2} + e^{z_{T-1}}", "e^(zᵢ) + e^(-x²) + e^(z_(T-1))"),
        (r"a^{\langle t-1\rangle} x^{AC} x^AC", "a^⟨t-1⟩ x^(AC) xᴬC"),
        (r"\det W + \mathrm{tr}\,W + \operatorname{rank} W", "det W + tr W + rank W"),
        (r"\ln \gamma \ln(x) 2\ln\ln x + (1-y)\ln p", "ln γ ln(x) 2 ln ln x + (1-y) ln p"),
        (r"\tanh^2 c \log_2 x \max_k z_k \arg\max_k z_k", "tanh² c log₂ x maxₖ zₖ arg maxₖ zₖ"),
        (r"\lim_{t \to \infty} x", "lim_(t → ∞) x"),
        (r"\ln \frac{f}{1-f}", "ln(f/(1-f))"),
        (r"\frac{a}{b}\frac{c}{d} + \frac{a}{b} c", "(a/b) (c/d) + (a/b) c"),
        (r"2\frac{1}{3} - \frac{a}{b}^2 = -\frac{a}{b}", "2 (1/3) - (a/b)² = -a/b"),
        (r"\sum_k \frac{\partial h_t}{\partial h_k} \cdot \frac{x}{y}", "∑ₖ ∂hₜ/∂hₖ · x/y"),
        (r"\frac{\frac{a}{b}}{c} e^{\frac{1}{2}}", "((a/b)/c) e^(1/2)"),
        (r"p_i = \dfrac{e^{z_i}}{\sum_j e^{z_j}}", "pᵢ = e^(zᵢ)/(∑ⱼ e^(zⱼ))"),
        (r"L = -\sum_k y_k \log p_k", "L = -∑ₖ yₖ log pₖ"),
        (r"P(\text{walk} \mid \text{a}) \text{ if } x", "P(walk | a) if x"),
        (r"\foo{x} + \bar y", "\\foo x + y̅"),
        (r"\overline{x} \sqrt[3]{x} \binom{n}{k} \bigl(x\bigr)", "x̅ ³√x (n choose k) (x)"),
        (r"5% of x", "5% of x"),
        (r"\lVert g \rVert \le \|c\|_2", "‖g ‖ ≤ ‖c‖₂"),
        (r"\mathbf{W} \in \mathbb{R}^{2}", "W ∈ ℝ²"),
        (r"W^\top h_t^2 L^{(t)}", "Wᵀ hₜ² L⁽ᵗ⁾"),
        (r"\sum_{t=1}^{T}\ell_t", "∑ₜ₌₁ᵀ ℓₜ"),
        (r"\begin{bmatrix}1 & 2\\3 & 4\end{bmatrix}", "[1 2; 3 4]"),
        (r"\begin{aligned}a &= b\\ c &= d\end{aligned}", "a = b\nc = d"),
        (r"\operatorname{softmax}(s_t)", "softmax(sₜ)"),
        (r"x \in \{0, 1\}", "x ∈ {0, 1}"),
        (r"\hat{y}_t \ne y_t", "ŷₜ ≠ yₜ"),
    ],
)
def test_formulas(latex: str, shown: str) -> None:
    assert formula(latex) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The state $h_{t-1}$ and $x_t$.", "The state hₜ₋₁ and xₜ."),
        ("It costs $5 and $6.", "It costs $5 and $6."),
        ("`$x_t$` is code, $x_t$ is not", "`$x_t$` is code, xₜ is not"),
        ("```\n$x_t$\n```", "```\n$x_t$\n```"),
        ("$$h_t = 1$$", "  hₜ = 1"),
        (r"\$x_t\$", r"\$x_t\$"),
        ("no mathematics, h[t-1]", "no mathematics, h[t-1]"),
    ],
)
def test_only_what_stands_between_dollars_is_read(text: str, shown: str) -> None:
    assert readable(text) == shown


PIECES = [
    "$",
    "$$",
    "\\frac",
    "\\sqrt",
    "{",
    "}",
    "_",
    "^",
    "\\begin{bmatrix}",
    "\\end{bmatrix}",
    "\\left(",
    "&",
    "\\\\",
    "x",
    "`",
    "\\verb",
    " ",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join))
def test_never_raises(text: str) -> None:
    readable(f"${text}$")
    formula(text)


@pytest.mark.parametrize(
    "latex", ["{" * 4000, "\\frac" * 1000, "\\sqrt{" * 500, "_" * 4000, "\\left(" * 500, "$" * 4000]
)
def test_nesting_is_shown_as_written(latex: str) -> None:
    assert isinstance(formula(latex), str)
