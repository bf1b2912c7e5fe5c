"""What texts say that their activations are."""

import pytest

from engine.formula.activation_names import named_activations
from engine.formula.clauses import clauses
from engine.formula.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("g = tanh", {"g": "tanh"}),
        ("φ_2 = \\tanh", {"φ_2": "tanh"}),
        ("g = σ", {"g": "sigmoid"}),
        ("g = the sigmoid", {"g": "sigmoid"}),
        ("g = h = tanh", {"g": "tanh", "h": "tanh"}),
        ("g(x) = tanh(x)", {"g": "tanh"}),
        ("g(x) = h(x) = \\tanh(x)", {"g": "tanh", "h": "tanh"}),
        ("g(z) = softmax(z)", {"g": "softmax"}),
        ("g(z) = 1 / (1 + e^{-z})", {"g": "sigmoid"}),
        ("g(z) = (1 + exp(-z))^{-1}", {"g": "sigmoid"}),
        ("g(x) = \\frac{e^x - e^{-x}}{e^x + e^{-x}}", {"g": "tanh"}),
        ("g(x) = 2 σ(2 x) - 1", {"g": "tanh"}),
        ("g(x) = max(0, x)", {"g": "relu"}),
        ("g(x) = max(x, 0) * 1", {"g": "relu"}),
        ("g(x) = 1 / (1 + e^{x})", {}),
        ("g(x) = 1 / (x - 0.5)", {}),
        ("g(x) = e^{900 x}", {}),
        ("g(x) = (0 - x)^{0.5}", {}),
        ("g(x) = tanh(y)", {}),
        ("g(x) = tanh(W x)", {}),
        ("g(x) = h(y) = tanh(x)", {}),
        ("g = h(x) = tanh(x)", {}),
        ("g(x) = sum(x)", {"g": "sum"}),
        ("g(x) = norm(x) + x", {}),
        ("g(x) = tanh x", {"g": "tanh"}),
        ("g(x) = [x, x]", {}),
        ("g = tanh sigmoid", {}),
        ("g = W", {}),
        ("a b = tanh", {}),
        ("a b = h = tanh", {}),
        ("h = a b = tanh", {}),
        ("g + h = tanh", {}),
        ("tanh", {}),
    ],
)
def test_names(text: str, expected: dict[str, str]) -> None:
    (clause,) = clauses(tokens(text))
    assert named_activations(clause) == expected
