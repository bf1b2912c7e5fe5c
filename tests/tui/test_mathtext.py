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
        (r"x_{t,i} + W_{xf} W_f", "x_{t,i} + W_{xf} W_f"),
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
